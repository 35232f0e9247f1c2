"""Versions of a sheet: all different, each hanging on nothing but its own questions, what has an order keeping it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import blank, choose, item, items, text

from quizgen.arranging import LETTERS, Paper, TooManyVersionsError, orders, papers, too_many_versions, versions
from quizgen.edition import UNVERSIONED, Part, Sheet
from quizgen.items import EMPTY, Choose, Fill, Item, Match, Passage
from quizgen.ordering import sort_values

COURSE = "sample-abc123"


def sheet_of(*parts: Sequence[Item], letters: str = "", shuffle: bool = True, **changes: object) -> Sheet:
    """A sheet of some parts, with versions of one letter each."""
    made = tuple(Part(EMPTY, EMPTY, tuple(some), shuffle) for some in parts)
    sheet = Sheet("unit", "A unit", "en", made, versions=tuple(letters) or (UNVERSIONED,))
    return replace(sheet, **changes)  # type: ignore[arg-type]


def arranged(*parts: Sequence[Item], letters: str = LETTERS, **changes: object) -> list[Paper]:
    return versions(COURSE, sheet_of(*parts, letters=letters, **changes))  # type: ignore[arg-type]


def seen(paper: Paper) -> list[tuple[str, list[str]]]:
    """What a student sees: the questions in order, each with what it shows in order."""
    return [(asked.item.id, [one.plain for one in asked.shown]) for asked in paper.asked]


def ids(paper: Paper) -> list[str]:
    return [asked.item.id for asked in paper.asked]


def chosen(name: str, *options: str, author_order: bool = False) -> Item:
    return item(name, f"{name}?", choose(list(options), {0}, author_order=author_order))


PLAIN = [chosen(f"plain{n}", *(f"word {n} {w}" for w in ("red", "green", "blue", "white"))) for n in range(6)]

# ---------------------------------------------------------------------------------------- how many there are

WORDS = st.sampled_from(["red", "green", "blue", "1", "2", "All of the above"])
OPTIONS = st.lists(WORDS, min_size=2, max_size=3)
PASSAGES = [None, Passage("p", text("One"), None, None), Passage("r", text("Two"), None, None)]


@st.composite
def small_items(draw: st.DrawFn, name: str) -> Item:
    """A question with few orders."""
    texts = draw(OPTIONS)
    match draw(st.sampled_from(["choose", "author", "match", "bank", "short"])):
        case "choose":
            response: object = choose(texts, {0})
        case "author":
            response = choose(texts, {0}, author_order=True)
        case "match":
            response = Match(tuple(map(text, "12")), tuple(map(text, texts)), (0, 1), ordered=False)
        case "bank":
            response = Fill((text("In "), blank(texts[0])), inline=True, word_bank=tuple(map(text, texts[1:])))
        case _:
            response = Fill((blank(texts[0]),), inline=False)
    return item(name, "?", response, context=draw(st.sampled_from(PASSAGES)))  # type: ignore[arg-type]


@st.composite
def small_sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of few questions, in one part or two, of which either may be left unshuffled."""
    made = [draw(small_items(f"q{n}")) for n in range(draw(st.integers(1, 4)))]
    cut = draw(st.integers(0, len(made)))
    parts = [Part(EMPTY, EMPTY, tuple(some), draw(st.booleans())) for some in (made[:cut], made[cut:])]
    return replace(sheet_of(), parts=tuple(parts), word_bank=draw(st.sampled_from([None, False, True])))


def every_order(sheet: Sheet) -> set[tuple[object, ...]]:
    """Every arrangement that the rules allow, found by trying all of them."""
    return {sum(whole, ()) for whole in product(*(orders_of_part(part, sheet) for part in sheet.parts))}


def orders_of_part(part: Part, sheet: Sheet) -> Iterator[tuple[object, ...]]:
    together: dict[object, list[Item]] = {}
    for one in part.items:
        together.setdefault(one.context or one.id, []).append(one)
    units = list(together.values())
    if part.shuffle:
        unit_orders = [
            [one for unit in some for one in unit]
            for order in permutations(units)
            for some in product(*(permutations(unit) for unit in order))
        ]
    else:
        unit_orders = [[one for unit in units for one in unit]]
    for order in unit_orders:
        yield from product(*([(one.id, shown) for shown in shown_orders(one, sheet)] for one in order))


def shown_orders(one: Item, sheet: Sheet) -> set[tuple[str, ...]]:
    """Every order of what a question shows: of options by the rules of the design, of all else freely."""
    match one.response:
        case Choose(options=options, author_order=author_order):
            texts = [option.text.plain for option in options]
            last = [word for word in texts if word == "All of the above"]
            free = [word for word in texts if word not in last]
            if author_order:
                return {tuple(texts)}
            values = sort_values(free)
            if values is not None:
                return {(*(word for _, word in sorted(zip(values, free, strict=True))), *last)}
            return {(*order, *last) for order in freely(free)}
        case Match(rights=rights):
            return freely([word.plain for word in rights])
        case Fill(inline=True, word_bank=bank) if sheet.word_bank or (sheet.word_bank is None and bank):
            words = [*(answer.plain for b in one.response.blanks for answer in b.answers[:1]), *(w.plain for w in bank)]
            return freely(words)
        case _:
            return {()}


def freely(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Every order of some words; equal ones always stand side by side."""
    return {tuple(word for one in order for word in words if word == one) for order in permutations(set(words))}


@settings(max_examples=80)
@given(small_sheets())
def test_there_are_as_many_versions_as_orders_and_each_is_another(sheet: Sheet) -> None:
    every = every_order(sheet)
    assert orders(sheet) == len(every)
    letters = LETTERS[: len(every)]
    made = versions(COURSE, replace(sheet, versions=tuple(letters)))
    assert [paper.version for paper in made] == list(letters)
    shown = {tuple((name, tuple(texts)) for name, texts in seen(paper)) for paper in made}
    assert len(shown) == len(letters)
    assert shown <= every
    if len(every) < len(LETTERS):
        too_many = replace(sheet, versions=(LETTERS[len(every)],))
        number = "one order" if len(every) == 1 else f"{len(every)} different orders"
        assert number in too_many_versions(too_many)
        with pytest.raises(TooManyVersionsError, match=number):
            versions(COURSE, too_many)


def test_codes_of_versions_differ() -> None:
    made = arranged(PLAIN)
    assert len({paper.code for paper in made}) == len(LETTERS)
    assert [paper.name for paper in made[:2]] == ["unit-A", "unit-B"]


def test_without_versions_the_questions_keep_the_order_of_the_sheet() -> None:
    (paper,) = versions(COURSE, sheet_of(PLAIN[:3], PLAIN[3:]))
    assert ids(paper) == [one.id for one in PLAIN]
    assert [asked.number for asked in paper.asked] == [1, 2, 3, 4, 5, 6]
    assert (paper.version, paper.name) == ("", "unit")


# ----------------------------------------------------------------------------------- what a version hangs on


@settings(max_examples=40)
@given(small_sheets(), st.data())
def test_a_version_does_not_hang_on_which_others_are_made(sheet: Sheet, data: st.DataObject) -> None:
    possible = LETTERS[: orders(sheet)]
    every = {paper.version: paper for paper in versions(COURSE, replace(sheet, versions=tuple(possible)))}
    some = data.draw(st.lists(st.sampled_from(possible), unique=True, min_size=1))
    for paper in versions(COURSE, replace(sheet, versions=tuple(some))):
        assert seen(paper) == seen(every[paper.version])
        assert paper.code == every[paper.version].code


def test_a_new_word_in_a_stem_moves_nothing() -> None:
    edited = [replace(PLAIN[0], stem=text("Quite another stem?")), *PLAIN[1:]]
    assert [seen(paper) for paper in arranged(edited)] == [seen(paper) for paper in arranged(PLAIN)]


@pytest.mark.parametrize("place", range(4))
def test_a_new_word_in_an_option_moves_no_other(place: int) -> None:
    options = [option.text.plain for option in PLAIN[2].response.options]  # type: ignore[union-attr]
    before, options[place] = options[place], "corrected"
    edited = [*PLAIN[:2], chosen("plain2", *options), *PLAIN[3:]]
    for old, new in zip(arranged(PLAIN), arranged(edited), strict=True):
        assert ids(new) == ids(old)
        for (name, was), (_, now) in zip(seen(old), seen(new), strict=True):
            kept = [word for word in now if word != "corrected"]
            assert kept == [word for word in was if name != "plain2" or word != before]


def test_a_new_question_moves_no_other() -> None:
    added = [*PLAIN[:3], chosen("added", "x", "y"), *PLAIN[3:]]
    for old, new in zip(arranged(PLAIN), arranged(added), strict=True):
        assert [one for one in seen(new) if one[0] != "added"] == seen(old)


def test_a_renamed_question_keeps_its_place() -> None:
    renamed = [replace(PLAIN[0], id="renamed"), *PLAIN[1:]]
    for old, new in zip(arranged(PLAIN), arranged(renamed), strict=True):
        assert [name.replace("renamed", "plain0") for name in ids(new)] == ids(old)
        assert new.code == old.code


# ------------------------------------------------------------------------------------------ what keeps its order


@pytest.mark.parametrize(
    ("options", "author_order", "shown"),
    [
        (["30", "4", "1,000"], False, ["4", "30", "1,000"]),
        (["May 2022", "3 January 2022", "2021-12-31"], False, ["2021-12-31", "3 January 2022", "May 2022"]),
        (["9 km", "80 km", "All of the above"], False, ["9 km", "80 km", "All of the above"]),
        (["pear", "apple", "fig"], True, ["pear", "apple", "fig"]),
    ],
)
def test_options_with_an_order_keep_it_in_every_version(
    options: list[str], author_order: bool, shown: list[str]
) -> None:
    made = arranged([chosen("ordered", *options, author_order=author_order), *PLAIN])
    assert {tuple(dict(seen(paper))["ordered"]) for paper in made} == {tuple(shown)}


def test_all_of_the_above_is_last_in_every_version() -> None:
    one = chosen("caught", "All of the above", "fig", "pear", "plum")
    shown = [dict(seen(paper))["caught"] for paper in arranged([one, *PLAIN])]
    assert {words[-1] for words in shown} == {"All of the above"}
    assert len({tuple(words) for words in shown}) == 6, "the others take every order"


def test_true_and_false_keep_their_order_and_steps_do_not() -> None:
    kinds = {one.id: one for one in items()}
    made = arranged([*PLAIN, kinds["q-false"], kinds["q-order"]])
    assert {tuple(dict(seen(paper))["q-false"]) for paper in made} == {("True", "False")}
    assert len({tuple(dict(seen(paper))["q-order"]) for paper in made}) == 6


def test_a_part_with_an_order_keeps_it_and_its_options_are_still_shuffled() -> None:
    made = arranged(PLAIN, shuffle=False)
    assert {tuple(ids(paper)) for paper in made} == {tuple(one.id for one in PLAIN)}
    assert len({paper.code for paper in made}) == len(LETTERS)


def test_questions_stay_in_their_part() -> None:
    for paper in arranged(PLAIN[:2], PLAIN[2:]):
        assert [sorted(asked.item.id for asked in section.asked) for section in paper.sections] == [
            [one.id for one in PLAIN[:2]],
            [one.id for one in PLAIN[2:]],
        ]


def test_questions_about_a_passage_stay_together_in_every_version() -> None:
    shared = Passage("p", text("A map"), text("Of the harbour."), None)
    about = [replace(one, context=shared) for one in (PLAIN[0], PLAIN[3], PLAIN[5])]
    made = arranged([about[0], PLAIN[1], PLAIN[2], about[1], PLAIN[4], about[2]])
    runs = set()
    for paper in made:
        places = [asked.number for asked in paper.asked if asked.item.context]
        assert places == list(range(places[0], places[0] + 3))
        runs.add(tuple(places))
    assert len(runs) > 1


# --------------------------------------------------------------------------------------------- letters and points


def test_letters_are_those_of_the_places() -> None:
    for paper in papers_of(items()):
        for asked in paper.asked:
            assert [asked.letter_of(index) for index in asked.order] == list("abcdefgh"[: len(asked.shown)])
            if isinstance(asked.item.response, Choose):
                texts = asked.item.response.options
                assert [texts[index].text for index in asked.order] == list(asked.shown)


def papers_of(made: Sequence[Item]) -> list[Paper]:
    """The papers of an edition with one sheet, in two versions."""
    from sample import edition

    base = edition(list(made))
    return list(papers(replace(base, sheets=(replace(base.sheets[0], versions=("A", "B")),))))


def test_drafts_are_on_no_paper_and_points_are_added() -> None:
    made = [replace(items()[0], status="draft"), *items()[1:]]
    for paper in papers_of(made):
        assert "q-choice" not in ids(paper)
        assert paper.points == sum(one.points for one in made[1:])
