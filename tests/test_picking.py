"""Which questions blueprints pick, and what is said of what can't be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

import pytest
from courses import COURSE, bank, make_course, read
from hypothesis import given
from hypothesis import strategies as st

from quizgen.choosing import Quota, Wish, choose
from quizgen.picking import Picker

Clashing = dict[int, set[int]]

# --------------------------------------------------------------------------------------------------- the choice itself

THINGS = range(7)


@st.composite
def families(draw: st.DrawFn, most: int) -> list[Quota]:
    labels = draw(st.lists(st.integers(0, 3), min_size=len(THINGS), max_size=len(THINGS)))
    leasts = draw(st.lists(st.integers(1, most), min_size=1, max_size=3))
    members = [frozenset(thing for thing in THINGS if labels[thing] == label) for label in range(len(leasts))]
    return [Quota(least, those) for least, those in zip(leasts, members, strict=True)]


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    fitting = draw(st.permutations(THINGS).map(lambda things: things[: draw(st.integers(3, len(THINGS)))]))
    return Wish(draw(st.integers(1, 4)), fitting, draw(st.lists(families(2), max_size=2)))


@st.composite
def clashes(draw: st.DrawFn) -> Clashing:
    pairs = draw(st.lists(st.sampled_from(list(combinations(THINGS, 2))), max_size=6))
    found: Clashing = {thing: set() for thing in THINGS}
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def all_choices(wanted: Sequence[Wish], clashing: Clashing) -> Iterator[tuple[frozenset[int], ...]]:
    """Every choice that will do, the preferred first, by trying all."""
    for chosen in product(*(combinations(wish.fitting, wish.number) for wish in wanted)):
        things = [thing for own in chosen for thing in own]
        quotas = [
            (quota, own)
            for wish, own in zip(wanted, chosen, strict=True)
            for family in wish.families
            for quota in family
        ]
        if (
            len(set(things)) == len(things)
            and not any(clashing[thing].intersection(things) for thing in things)
            and all(len(quota.members & set(own)) >= quota.least for quota, own in quotas)
        ):
            yield tuple(map(frozenset, chosen))


@given(st.lists(wishes(), min_size=1, max_size=2), clashes())
def test_the_choice_is_the_first_of_all_that_will_do(wanted: list[Wish], clashing: Clashing) -> None:
    choice = choose(wanted, clashing.__getitem__)
    assert choice.chosen == next(all_choices(wanted, clashing), None)
    assert choice.is_certain


@given(wishes(), families(2), st.integers(0, len(THINGS)), st.integers(0, 2))
def test_one_thing_more_moves_one_at_most(wish: Wish, family: list[Quota], place: int, sort: int) -> None:
    new = len(THINGS)
    wider = [
        Quota(quota.least, quota.members | {new}) if number == sort else quota for number, quota in enumerate(family)
    ]
    fitting = [*wish.fitting[:place], new, *wish.fitting[place:]]
    before = choose([Wish(wish.number, wish.fitting, [family])], lambda _: ()).chosen
    after = choose([Wish(wish.number, fitting, [wider])], lambda _: ()).chosen
    if before:
        assert after
        assert len(before[0] - after[0]) <= 1


def test_a_search_that_would_take_for_ever_is_given_up() -> None:
    """In each of 40 rings of five, two can stand together, which makes 80."""
    rings = [range(start, start + 5) for start in range(0, 200, 5)]
    clashing = {ring[at]: {ring[at - 1], ring[(at + 1) % 5]} for ring in rings for at in range(5)}
    assert choose([Wish(80, range(200))], clashing.__getitem__).chosen
    choice = choose([Wish(81, range(200))], clashing.__getitem__)
    assert choice.chosen is None
    assert not choice.is_certain


# ------------------------------------------------------------------------------------------------------------- sheets

TOPICS = [
    *("amber barrel", "cedar dragon", "ember falcon", "garden hammer", "island jacket", "kettle lantern"),
    *("marble needle", "orchid pepper", "quartz ribbon", "saddle timber", "umbrella violet", "walnut zephyr"),
]
KINDS = [(difficulty, level) for difficulty in ("easy", "medium", "hard") for level in ("remember", "apply")]


def question(number: int, *more: str, topic: str = "", answer: str = "", kind: str = "short") -> str:
    difficulty, level = KINDS[number % len(KINDS)]
    fields = (
        f"id: q-{number}",
        f"{kind}: Who wrote the book about {topic or TOPICS[number]}?",
        f"answer: {answer or f'the author of book {number}'}",
        f"difficulty: {difficulty}",
        f"level: {level}",
    )
    return "\n".join([*fields, *more])


TWELVE = [question(number) for number in range(12)]
HEAD = "title: Books\nuncited: an example\ntags: [books]\n"
MAKER = "id: maker\nshort: Who made the black clock of the harbour?\nanswer: Anna Holt"
YEAR = "id: year\nshort: In which winter did Anna Holt make the black clock of the harbour?\nanswer: the coldest"
TWICE = [
    f"id: {name}\nshort: {stem}\nanswer: a storm\ncite:\n  source: clock\n  quote: a storm bent the black hand"
    for name, stem in (("bent", "What bent the black hand?"), ("weather", "Which kind of weather struck in 1894?"))
]


def make(folder: Path, *parts: str, banks: dict[str, list[str]] | None = None) -> tuple[list[list[str]], list[str]]:
    """The ids on the sheet, part by part, and the errors."""
    course = COURSE + "sheets:\n  unit:\n    title: A unit\n    parts:\n"
    course += "".join(f"    - pick: {part}\n" for part in parts)
    files = {f"{name}.yaml": bank(*asked, head=HEAD) for name, asked in (banks or {"books": TWELVE}).items()}
    read_course, report = read(make_course(folder, files, course))
    errors = [diagnostic.finding.message for diagnostic in report.errors]
    return [list(ids) for ids in Picker(read_course, "unit").parts] if read_course.fields.sheets else [], errors


def kinds(ids: Sequence[str]) -> list[tuple[str, str]]:
    return [KINDS[int(name.removeprefix("q-")) % len(KINDS)] for name in ids]


def test_at_least_so_many_of_each_are_picked(tmp_path: Path) -> None:
    pick = "{bank: books, number: 6, difficulty: {easy: 1, hard: 3}, level: {each: 2}}"
    (ids,), errors = make(tmp_path, pick)
    assert not errors
    difficulties, levels = zip(*kinds(ids), strict=True)
    assert len(ids) == 6
    assert difficulties.count("hard") >= 3
    assert difficulties.count("easy") >= 1
    assert min(levels.count("remember"), levels.count("apply")) >= 2
    assert ids == sorted(ids, key=lambda name: int(name.removeprefix("q-"))), "in the order of the bank"


def test_what_one_blueprint_needs_no_other_takes(tmp_path: Path) -> None:
    parts, errors = make(tmp_path, "{number: 10}", "{difficulty: hard, level: apply, number: 2}")
    assert not errors
    assert parts[1] == ["q-5", "q-11"]
    assert sorted(parts[0] + parts[1]) == sorted(f"q-{number}" for number in range(12))


def test_a_blueprint_without_a_number_takes_what_others_leave(tmp_path: Path) -> None:
    parts, errors = make(tmp_path, "{difficulty: hard, number: 2}", "{difficulty: hard}", "{level: apply, number: 3}")
    assert not errors
    assert sorted(parts[0] + parts[1]) == ["q-10", "q-11", "q-4", "q-5"]
    assert len(parts[2]) == 3
    assert not set(parts[2]) & {"q-5", "q-11"}


def test_words_may_be_spelt_as_in_a_bank(tmp_path: Path) -> None:
    banks = {"books": [question(0).replace("remember", "analyse"), question(1)]}
    assert make(tmp_path, "{level: Analyse, number: 1}", banks=banks) == ([["q-0"]], [])


CLASHING = [[MAKER, YEAR], TWICE, [MAKER, MAKER.replace("maker", "again").replace("made", "once made")]]


@pytest.mark.parametrize("clashing", CLASHING, ids=["giving away", "one fact", "alike"])
@pytest.mark.parametrize("one_bank", [True, False])
def test_what_clashes_is_never_on_one_sheet(tmp_path: Path, clashing: list[str], one_bank: bool) -> None:
    one, other = (text.split("\n")[0].removeprefix("id: ") for text in clashing)
    banks = {"a": [*clashing, question(0)]} if one_bank else {"a": clashing[:1], "b": [clashing[1], question(0)]}
    (ids,), errors = make(tmp_path / "two", "{tag: books, number: 2}", banks=banks)
    assert not errors
    assert "q-0" in ids
    _, (error,) = make(tmp_path / "three", "{tag: books, number: 3}", banks=banks)
    assert "3 fit, but only 2 can stand on one sheet" in error
    assert f"“{one}”" in error
    assert f"“{other}”" in error
    for by_hand in (one, other):
        beside, errors = make(tmp_path / by_hand, f"[{by_hand}, {{tag: books, number: 1}}]", banks=banks)
        assert (beside, errors) == ([[by_hand, "q-0"]], [])
    parts, errors = make(tmp_path / "parts", "{number: 1}", "{number: 1}", banks=banks)
    assert not errors
    assert sorted(map(len, parts)) == [1, 1]
    assert {one, other} != {*parts[0], *parts[1]}
    if not one_bank:
        parts, _ = make(tmp_path / "all", "{bank: b, number: 1}", "{bank: a}", banks=banks)
        assert parts == [["q-0"], [one]], "also beside a blueprint that takes all"


SHORTAGES = {
    "{difficulty: hard, bank: books, number: 5}": "wants 5 hard questions of bank books, but 4 fit",
    "{tag: books, number: 7, level: {apply: 7}}": "wants 7 questions of level apply with the tag “books”, but 6 fit",
    "{number: 9, type: {open: 1}}": "wants 1 open question, but none fits",
    "{difficulty: hard, level: create}": "wants some hard questions of level create, but none fits",
    "{number: 3, difficulty: {easy: 2, hard: 2}}": "wants 2 easy, 2 hard, which makes 4, but `number` is 3",
    "{number: 3, level: {each: 2}}": "wants 2 of level remember, 2 of level apply, which makes 4, but `number` is 3",
    "{number: 4, difficulty: {hard: 3}, level: {apply: 4}}": (
        "can't have all of this at once: 4 questions, at least 4 of level apply, 3 hard; 12 fit"
    ),
    "[{number: 11}, {difficulty: hard, number: 2}]": (
        "can't have all of this at once: 11 questions; 2 hard questions; 12 fit"
    ),
    "{bank: boks, number: 2}": "picks by the bank “boks”, but there is no such bank",
    "{number: 2, bank: {books: 1, boks: 1}}": "picks by the bank “boks”, but there is no such bank",
    "{tag: bocks}": "picks by the tag “bocks”, but no question has it",
    "{type: chioce, number: 1}": "picks by the type “chioce”, but there is no such type",
    "{number: 2, level: {rember: 2}}": "is “rember”, but must be one of: remember",
    "{difficulty: hrad}": "`difficulty` in `pick 1` is “hrad”, but must be one of: easy, medium, hard",
    "{level: {each: 2}}": "says how many of each, but not of how many",
}


@pytest.mark.parametrize(("pick", "message"), SHORTAGES.items(), ids=SHORTAGES)
def test_what_is_missing_is_said(tmp_path: Path, pick: str, message: str) -> None:
    _, (error,) = make(tmp_path, pick)
    assert message in error


def test_each_thing_that_lacks_is_said(tmp_path: Path) -> None:
    _, errors = make(tmp_path, "{number: 12, type: {open: 1, choice: 2}, difficulty: {easy: 5}}")
    assert errors == [
        "the sheet “unit” wants 1 open question, but none fits",
        "the sheet “unit” wants 2 choice questions, but none fits",
        "the sheet “unit” wants 5 easy questions, but 4 fit",
    ]


def test_misspelt_names_are_guessed_and_placed(tmp_path: Path) -> None:
    pick = "\n        bank:\n          boks: 2\n        number: 2"
    make(tmp_path, pick)
    _, report = read(tmp_path)
    (found,) = report.errors
    assert found.finding.hint == "did you mean “books”?"
    assert found.finding.place.span
    assert found.finding.place.span[:2] == (9, 11), "at the name itself"
