"""Worksheets and keys: what a student may see, what a teacher needs, and what reaches the paper."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from exporters.pages import Page, code_of, html_of, shipped, with_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import PNG, SOURCE, blank, choose, edition, item, items, text

from quizgen.arranging import LETTERS, columns, letter, orders
from quizgen.edition import UNVERSIONED, Edition, Heading, Paragraph, Part, Reading, Sheet
from quizgen.exporters import _maths, key, marking, worksheet
from quizgen.exporters._paper import css_string
from quizgen.i18n import points_in_words
from quizgen.items import (
    EMPTY,
    Choose,
    Criterion,
    Fill,
    Image,
    Item,
    Match,
    Number,
    Open,
    Option,
    Passage,
    Proof,
    Reference,
    Response,
    Text,
)
from quizgen.templating import Templates


def sheet_of(made: Sequence[Item] = ()) -> str:
    """The worksheet of these questions; without any, of the sample."""
    return html_of(worksheet.export(of_items(made) if made else edition()))


def key_of(made: Sequence[Item] = ()) -> str:
    return html_of(key.export(of_items(made) if made else edition()))


def of_items(made: Sequence[Item]) -> Edition:
    return with_parts(Part(EMPTY, EMPTY, tuple(made)))


def on_sheet(one: Item) -> str:
    """The words of a single question on its sheet, white space evened out."""
    return " ".join(Page(sheet_of([one])).words["q1"].split())


def on_key(one: Item) -> str:
    return " ".join(Page(key_of([one])).words["q1"].split())


# ---------------------------------------------------------------------------------------- the key stays out


def rekeyed(one: Item) -> list[Item]:
    """The same question with every other key, and with all that only the key's page shows changed."""
    secret = replace(
        one,
        id="renamed",
        explain=text("Other."),
        hint=text("Other."),
        note=text("Other."),
        correction=EMPTY if one.correction else text("Other."),
        proofs=(),
        tags=("other",),
        level="create",
        difficulty="hard",
    )
    return [secret, *(replace(secret, response=other) for other in other_keys(one.response))]


def other_keys(response: Response) -> list[Response]:
    match response:
        case Choose(options=options, kind="many"):
            every = range(len(options))
            return [replace(response, correct=frozenset(list(every)[:size])) for size in every if size]
        case Choose(options=options):
            return [
                other
                for index in range(len(options))
                for other in (replace(response, correct=frozenset({index})), key_first(response, index))
            ]
        case Match(rights=rights, pairing=pairing):
            turned = tuple(pairing[1:] + pairing[:1])
            moved = (*rights[1:], rights[0])
            there = tuple(moved.index(rights[i]) for i in turned)
            return [replace(response, pairing=turned), replace(response, rights=moved, pairing=there)]
        case Fill(word_bank=bank) if bank:
            return [
                replace(
                    response,
                    parts=tuple(replace_key(p, response, bank[0]) for p in response.parts),
                    word_bank=(response.blanks[0].answers[0], *bank[1:]),
                )
            ]
        case Fill():
            rest = iter([replace(b, answers=tuple(map(scrambled, b.answers))) for b in response.blanks])
            return [replace(response, parts=tuple(p if isinstance(p, Text) else next(rest) for p in response.parts))]
        case Open():
            told = tuple(replace(line, text=text("Other.")) for line in response.rubric)  # the points are printed
            model = scrambled(response.model) if response.recall else text("Other.")  # a card's lines are as long as it
            return [replace(response, model=model, rubric=told)]


def scrambled(key: Text) -> Text:
    """Another text of the same length."""
    return text(key.plain.swapcase()[::-1])


def key_first(response: Choose, index: int) -> Choose:
    """As a bank lists them: the key before the distractors (an author's own order stays)."""
    if response.author_order or response.kind == "true_false":
        return replace(response, correct=frozenset({index}))
    options = list(response.options)
    options.insert(0, options.pop(index))
    return replace(response, options=tuple(options), correct=frozenset({0}))


def replace_key(part: object, response: Fill, other: Text) -> object:
    first = response.blanks[0]
    return replace(first, answers=(other, *first.answers[1:])) if part is first else part


@pytest.mark.parametrize("one", items(), ids=lambda one: one.id)
def test_another_key_leaves_the_sheet_as_it_is(one: Item) -> None:
    before = sheet_of([one])
    others = rekeyed(one)
    assert len(others) > 1
    for other in others:
        assert other != one
        assert sheet_of([other]) == before


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t"), min_size=1, max_size=12).map(text)
DISTINCT = st.lists(WORDS, min_size=2, max_size=6, unique_by=lambda one: one.plain)


@st.composite
def responses(draw: st.DrawFn) -> Response:
    texts = draw(DISTINCT)
    kind = draw(st.sampled_from(["one", "many", "match", "order", "fill", "bank", "short", "open"]))
    if kind in {"one", "many"}:
        options = tuple(Option(one, draw(st.none() | WORDS)) for one in texts)
        return Choose(options, frozenset({0}), kind, draw(st.booleans()))  # type: ignore[arg-type]
    if kind in {"match", "order"}:
        pairing = tuple(range(len(texts)))
        lefts = tuple(draw(WORDS) for _ in texts) if kind == "match" else tuple(text(str(i + 1)) for i in pairing)
        return Match(lefts, tuple(texts), pairing, ordered=kind == "order")
    if kind == "open":
        return Open(texts[0], (Criterion(texts[1], None),), draw(st.integers(1, 9)), draw(st.booleans()), False)
    bank = tuple(texts[1:]) if kind == "bank" else ()
    blanks = (blank(texts[0].plain),)
    return Fill((draw(WORDS), *blanks, draw(WORDS)) if kind != "short" else blanks, kind != "short", bank)


@settings(max_examples=150, deadline=None)
@given(responses(), WORDS)
def test_another_key_leaves_any_sheet_as_it_is(response: Response, stem: Text) -> None:
    one = item("q", stem.plain, response)
    before = sheet_of([one])
    assert all(sheet_of([other]) == before for other in rekeyed(one))


def test_typed_and_open_keys_are_not_on_the_sheet() -> None:
    hidden = [f"zq{n}key" for n in range(1, 9)]
    sheet = sheet_of(
        [
            item("cloze", "", Fill((text("In "), blank(*hidden[:2], hint="zq9hint"), text(".")), inline=True)),
            item("short", "Who?", Fill((blank(*hidden[2:4]),), inline=False)),
            item("number", "How long?", Fill((blank("zq5key", number=Number(Decimal(1), None, Decimal(0))),), False)),
            item("open", "Why?", Open(text(hidden[5]), (Criterion(text(hidden[6]), None),), 3, False, False)),
            item("card", "Pier", Open(text(hidden[7]), (), 1, recall=True, reversed=True)),
        ]
    )
    assert not [word for word in [*hidden, "zq9hint"] if word in sheet]


def test_a_word_bank_shows_keys_and_distractors_of_its_question_alone() -> None:
    banked = Fill((text("In "), blank("Aalborg", "Ålborg"), text(".")), inline=True, word_bank=(text("Bergen"),))
    page = Page(sheet_of([item("a", "", banked), item("b", "", replace(banked, word_bank=()))]))
    assert re.findall(r"Aalborg|Bergen|Ålborg", page.words["q1"]) in (["Aalborg", "Bergen"], ["Bergen", "Aalborg"])
    assert "Word bank" not in page.words["q2"]
    assert not re.findall(r"Aalborg|Bergen|Ålborg", page.words["q2"])


def test_nothing_for_the_teacher_stands_on_the_sheet() -> None:
    sheet = sheet_of()
    page = Page(sheet)
    for one in items():
        for secret in (one.id, one.explain.html, one.hint.html, one.note.html, f"the quote of {one.id}"):
            assert secret not in sheet
    for word in ("remember", "easy", "quizgen-0001", "It shrank", "harbour.html", "unit/harbour", "1863."):
        assert word not in sheet, word
    assert not page.comments
    assert "/*" not in sheet


def test_a_true_statement_has_a_line_for_a_correction_too() -> None:
    true = item("q", "It froze.", choose(["True", "False"], {0}, "true_false"))
    false = item("q", "It froze.", choose(["True", "False"], {1}, "true_false"), correction=text("It did not."))
    assert sheet_of([true]) == sheet_of([false])
    assert "If it is false, write what is true" in on_sheet(true)


@pytest.mark.parametrize(
    ("longest", "step"),
    [("a", "short"), ("eight888", "short"), ("nine99999", "medium"), ("x" * 18, "medium"), ("x" * 19, "long")],
)
@pytest.mark.parametrize("inline", [True, False])
def test_blanks_have_three_widths_alike_in_one_question(longest: str, step: str, inline: bool) -> None:
    parts = (blank("a", "b"), text(" and "), blank("b", longest)) if inline else (blank("b", longest),)
    page = Page(sheet_of([item("q", "", Fill(parts, inline=inline))]))
    blanks = page.of_class("blank" if inline else "line")
    assert len(blanks) == len(parts) - inline
    assert {attrs["class"].split()[1] for attrs in blanks} == {step}


# --------------------------------------------------------------------------------------------------- safety


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'</style></title>--><!-- &lt; {{ 7*7 }} {% raw %}"


def hostile_items() -> list[Item]:
    bad, shared = text(HOSTILE), Passage("p", text(HOSTILE), text(HOSTILE), None)
    everywhere = {"explain": bad, "hint": bad, "note": bad, "correction": bad, "context": shared}
    everywhere |= {"tags": (HOSTILE,), "lang": "en"}
    source = Reference(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, "en")
    everywhere["proofs"] = (Proof(source, bad, 1, 1, bad),)
    responses: list[Response] = [
        Choose((Option(bad, bad), Option(text("b"), bad)), frozenset({0}), "one", False),
        Fill((bad, blank(HOSTILE, HOSTILE, hint=HOSTILE), bad), inline=True, word_bank=(bad,)),
        Fill((blank(HOSTILE, number=Number(Decimal(1), bad, Decimal(1))),), inline=False),
        Match((bad, text("b")), (bad, text("c"), text("d")), (0, 1), ordered=False),
        Match((text("1"), text("2")), (bad, text("c")), (0, 1), ordered=True),
        Open(bad, (Criterion(bad, Decimal(1)),), 2, recall=False, reversed=False),
    ]
    picture = Image("quizgen-0001.png", HOSTILE, bad)
    return [
        replace(item(f"q{i}", HOSTILE, response, **everywhere), image=picture if not i else None)
        for i, response in enumerate(responses)
    ]


@pytest.mark.parametrize("output", [worksheet, key, marking], ids=["worksheet", "key", "marking"])
def test_hostile_texts_stay_texts(output: object) -> None:
    base = of_items(hostile_items())
    bad = text(HOSTILE)
    parts = (replace(base.sheets[0].parts[0], title=bad, instructions=bad),)
    reading = Reading(Reference(*[HOSTILE] * 7, "en"), (Paragraph(2, HOSTILE), Paragraph(3, HOSTILE, is_heading=True)))
    head = Heading(HOSTILE, Image("quizgen-0001.png", HOSTILE), (HOSTILE, HOSTILE), date(2026, 11, 24), HOSTILE)
    sheet = replace(base.sheets[0], title=HOSTILE, heading=head, parts=parts, left_out=(HOSTILE,), reading=reading)
    made = replace(base, title=HOSTILE, sheets=(replace(sheet, marks=True),), font=HOSTILE, styles=("dyslexia",))
    pages = [Page(artifact.data.decode()) for artifact in output.export(made)]  # type: ignore[attr-defined]
    assert len(pages) == (2 if output is worksheet else 1)
    for page in pages:
        assert_only_text(page, pictures=2 if output is worksheet else 0)


def assert_only_text(page: Page, pictures: int) -> None:
    """Nothing of the hostile text may be more than text, and all of it must be there."""
    assert not page.open
    assert not page.comments
    assert not [tag for tag, _ in page.elements if tag in {"script", "iframe", "object", "link", "base", "form"}]
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert len([tag for tag, _ in page.elements if tag == "img"]) == pictures
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text


@pytest.mark.parametrize(
    "html", [sheet_of(), key_of(), html_of(marking.export(edition()))], ids=["worksheet", "key", "marking"]
)
def test_a_page_makes_no_request(html: str) -> None:
    page = Page(html)
    for tag, attrs in page.elements:
        assert not {"href", "srcset", "background", "poster", "action"} & set(attrs), tag
        assert attrs.get("src", "data:").startswith("data:")
    assert not re.search(r"url\(|@import|javascript:", html)
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"
    assert html.startswith("<!DOCTYPE html>\n")
    assert ("meta", {"charset": "utf-8"}) in page.elements
    assert "size:" not in html.replace("font-size:", "").replace("text-size", "").replace("box-sizing:", "")


def test_a_title_cannot_leave_the_footer() -> None:
    assert css_string('a"b\\c\n</style>7é') == r'"a\22 b\5c c\a \3c \2f style\3e 7é"'


def test_pictures_are_part_of_the_page() -> None:
    inside = Text('See <img src="quizgen-0001.png" alt="a pier">.', "See a pier.")
    one = item("q", "", choose(["a", "b"], {0}), image=Image("quizgen-0001.png", 'A "pier"', text("Photo: me")))
    page = Page(sheet_of([replace(one, stem=inside)]))
    pictures = [attrs for tag, attrs in page.elements if tag == "img"]
    assert [attrs["alt"] for attrs in pictures] == ["a pier", 'A "pier"']
    for attrs in pictures:
        kind, _, data = attrs["src"].partition(",")
        assert kind == "data:image/png;base64"
        assert b64decode(data) == PNG
    assert "Photo: me" in page.words["q1"]
    with pytest.raises(KeyError):
        sheet_of([replace(one, stem=Text('<img src="lost.png" alt="">', ""))])


# ---------------------------------------------------------------------------------------------- the sheet


def test_the_files_and_what_they_hold() -> None:
    for output in (worksheet, key, marking):
        (artifact,) = output.export(edition())
        assert output.count(edition()) == 1
        assert artifact.path == f"{output.NAME}/harbour.html"
        assert artifact.summary == "10 questions, 15 points"
        assert output.ADVICE.endswith(".")
    single = item("q", "?", choose(["a", "b"], {0}))
    base = of_items([single])
    (artifact,) = worksheet.export(replace(base, sheets=(replace(base.sheets[0], name="unit/one"),)))
    assert (artifact.path, artifact.summary) == ("worksheet/unit/one.html", "1 question, 1 point")


def test_ids_are_the_numbers_and_nothing_else() -> None:
    for html in (sheet_of(), key_of()):
        page = Page(html)
        assert page.ids == [f"q{n}" for n in range(1, 11)]
        assert [attrs["id"] for attrs in page.of_class("question")] == page.ids


def test_key_and_sheet_share_numbers_letters_and_code() -> None:
    sheet, answers, strips = sheet_of(), key_of(), html_of(marking.export(edition()))
    assert code_of(sheet) == code_of(answers) == code_of(strips)
    for html in (sheet, answers, strips):
        assert re.findall(r'@bottom-left \{ content: "(\w+)"; \}', html) == [code_of(sheet)]
    options = re.compile(r'<span class="letter">(\w+)</span> (?:<span class="words">)?([^<\n]+)')
    lettered = dict(zip(["q1", "q2"], [options.findall(q) for q in questions(sheet)[:2]], strict=True))
    assert [len(found) for found in lettered.values()] == [4, 4]
    assert [options.findall(q) for q in questions(answers)[:2]] == list(lettered.values())
    strip = answer_strip(strips)
    assert dict(lettered["q1"])[strip["1"]] == "Bergen"
    assert {dict(lettered["q2"])[one] for one in strip["2"].split(", ")} == {"Salt", "Wine"}
    rights = {name: mark for mark, name in options.findall(questions(sheet)[6])}
    assert strip["7"] == f"1-{rights['Denmark']} 2-{rights['Norway']} 3-{rights['Spain']}"
    steps = options.findall(questions(sheet)[7])
    place = {"The pier is built": 1, "The harbour freezes": 2, "The ice melts": 3}
    assert strip["8"] == " ".join(f"{mark}-{place[step]}" for mark, step in steps)


def questions(html: str) -> list[str]:
    return re.findall(r'<section class="question".*?</section>', html, re.DOTALL)


def answer_strip(html: str) -> dict[str, str]:
    found = re.findall(r'<li><span class="nr">(\d+)</span> <bdi>(.*?)</bdi>', html)
    return {number: " ".join(Page(answer).text.split()) for number, answer in found}


def test_another_order_has_another_code() -> None:
    assert code_of(sheet_of()) != code_of(sheet_of(items()[::-1]))


def head_of(heading: Heading, **changes: object) -> str:
    """The words of the head of a sheet."""
    base = edition(items()[:1])
    sheet = replace(base.sheets[0], heading=heading, **changes)  # type: ignore[arg-type]
    html = html_of(worksheet.export(replace(base, sheets=(sheet,))))
    return " ".join(Page(html[html.index("<header") : html.index("</header>") + len("</header>")]).text.split())


def test_the_head() -> None:
    code = code_of(sheet_of(items()[:1]))
    plain = f"The sample course {code} The harbour Name Class Date Score / 1 1 question · 1 point"
    assert head_of(Heading()) == plain
    assert head_of(Heading(time="40 min")) == f"{plain} · 40 min"
    assert head_of(Heading(school="Ness School")).startswith("Ness School The sample course")
    assert "Name Class November 24, 2026 Score" in head_of(Heading(date=date(2026, 11, 24))).replace(" Date ", " ")
    assert " The harbour Name Group Score / 1 " in head_of(Heading(fields=("Name", "Group")))
    spanish = head_of(Heading(date=date(2026, 11, 24)), lang="es")
    assert "24 de noviembre de 2026" in spanish


def test_a_version_is_named_in_the_head_of_the_sheet_and_of_its_key() -> None:
    base = edition()
    made = replace(base, sheets=(replace(base.sheets[0], versions=("A", "C")),))
    for output in (worksheet, key):
        artifacts = list(output.export(made))
        assert output.count(made) == 2
        assert [one.path for one in artifacts] == [f"{output.NAME}/harbour-{version}.html" for version in "AC"]
        for version, artifact in zip("AC", artifacts, strict=True):
            html = artifact.data.decode()
            assert f'<span class="version">Version {version}</span>' in html
            assert re.search(rf'@bottom-left {{ content: "Version {version} [^"]* {code_of(html)}"; }}', html)
            assert re.search(rf'@top-left {{ content: "[^"]*The harbour [^"]* Version {version}"; }}', html)


def test_a_table_for_the_marks_has_every_question_and_their_sum() -> None:
    assert not Page(sheet_of()).of_class("marks")
    base = edition([replace(one, id=f"{one.id}{n}", origin=f"{one.origin}{n}") for one in items() for n in (1, 2)])
    html = html_of(worksheet.export(replace(base, sheets=(replace(base.sheets[0], marks=True),))))
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)<", row) for row in re.findall(r"<tr.*", html)]
    assert [row[0] for row in rows] == ["Question", "Possible", "Score"] * 2
    numbers, worth, got = ([cell for row in rows[n::3] for cell in row[1:]] for n in range(3))
    points = [one.points for one in items() for _ in (1, 2)]
    assert numbers == [*map(str, range(1, 21)), "Total"]
    assert [Decimal(one) for one in worth] == [*points, sum(points)]
    assert got == [""] * 21


def test_drafts_and_retired_questions_stand_on_no_sheet() -> None:
    made = items()
    made[0], made[2] = replace(made[0], status="retired"), replace(made[2], status="draft")
    for html in (sheet_of(made), key_of(made)):
        page = Page(html)
        assert page.ids == [f"q{n}" for n in range(1, 9)]
        assert "Which two goods" in page.words["q1"]
        assert "Which port" not in page.text
        assert "froze in 1862" not in page.text
    empty = Page(sheet_of([replace(one, status="draft") for one in items()]))
    assert empty.text.rstrip().endswith("This sheet has no questions yet.")


def test_parts_have_titles_and_one_numbering() -> None:
    first, second = items()[:3], items()[3:5]
    made = with_parts(
        Part(text("Part A"), text("Tick & go."), tuple(first)),
        Part(text("Empty"), EMPTY, (replace(items()[5], status="draft"),)),
        Part(text("Part B"), EMPTY, tuple(second)),
    )
    for output in (worksheet, key):
        page = Page(html_of(output.export(made)))
        assert page.ids == ["q1", "q2", "q3", "q4", "q5"]
        assert "Part A" in page.text
        assert "Part B" in page.text
        assert "Empty" not in page.text
    assert "Tick & go." in Page(html_of(worksheet.export(made))).text


def test_a_shared_passage_stands_once_before_those_that_share_it() -> None:
    shared = Passage("p", text("The map"), text("Common text."), Image("quizgen-0001.png", "A map"))
    plain = [item(f"q{n}", f"Stem {n}?", choose(["a", "b"], {0})) for n in range(6)]
    made = [plain[0], *(replace(one, context=shared) for one in plain[1:4]), plain[4]]
    made.append(replace(plain[5], context=shared))
    page = Page(sheet_of(made))
    flat = " ".join(page.text.split())
    assert flat.count("Common text.") == 1
    assert "For questions 2–5 The map Common text. 2. " in flat
    order = [re.findall(r"Stem \d", page.words[f"q{n}"]) for n in range(1, 7)]
    assert order == [[f"Stem {n}"] for n in (0, 1, 2, 3, 5, 4)], "those that share it are gathered at the first of them"
    apart = with_parts(Part(EMPTY, EMPTY, tuple(made[:2])), Part(EMPTY, EMPTY, tuple(made[2:5])))
    flat = " ".join(Page(html_of(worksheet.export(apart))).text.split())
    assert flat.count("Common text.") == 1
    assert "For questions 2–4 The map Common text. 2. " in flat
    assert not [words for words in page.words.values() if "Common text." in words]


def test_a_reading_stands_before_the_questions_with_its_paragraphs_numbered() -> None:
    reading = Reading(SOURCE, (Paragraph(2, "Miller <b>built</b> it."), Paragraph(3, "It fell.")))
    html = html_of(worksheet.export(with_parts(Part(EMPTY, EMPTY, items()[:1]), reading=reading)))
    assert html.index("It fell.") < html.index('id="q1"')
    words = " ".join(Page(html).text.split())
    assert "The harbour 2 Miller <b>built</b> it. 3 It fell. A. Writer, The Quay, 2022-01-07" in words
    assert "It fell." not in html_of(key.export(with_parts(Part(EMPTY, EMPTY, items()[:1]), reading=reading)))


@pytest.mark.parametrize(
    ("points", "shown"), [("1", "[1 point]"), ("2.0", "[2 points]"), ("1.50", "[1.5 points]"), ("0", "[0 points]")]
)
def test_points(points: str, shown: str) -> None:
    assert shown in on_sheet(item("q", "?", choose(["a", "b"], {0}), points=Decimal(points)))


def test_how_each_kind_is_answered() -> None:
    sheet = questions(sheet_of())
    to_fill = ("circle", "box", "blank", "line", "place", "rule")
    marks = [Counter(a["class"].split()[0] for a in Page(q).of_class(*to_fill)) for q in sheet]
    assert marks == [
        {"circle": 4},
        {"box": 4},
        {"circle": 2, "rule": 1},
        {"blank": 3},
        {"line": 1},
        {"line": 1},
        {"place": 3},
        {"place": 3},
        {"line": 4, "rule": 1},
        {"line": 1},
    ]
    assert "Tick all that apply." in sheet[1]
    assert "Tick all that apply." not in sheet[0]
    assert " ".join(Page(sheet[5]).text.split()).endswith("How long is the pier? m")
    assert " ".join(Page(sheet[8]).text.split()).endswith("For marking: / 2"), "room for each mark of the rubric"


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["1991", "1992", "1999", "2002"], 4),
        (["a" * 14] * 4, 4),
        (["a" * 15] * 4, 2),
        (["a" * 38, "b"], 2),
        (["a" * 39, "b"], 1),
        (["a"] * 5, 2),
        (["a"] * 7, 4),
    ],
)
def test_options_stand_in_as_many_columns_as_fit(options: list[str], number: int) -> None:
    assert columns([text(one) for one in options]) == number
    page = Page(sheet_of([item("q", "?", choose(options, {0}))]))
    assert [a["class"] for a in page.of_class("options")] == [f"options columns-{number}"]


def test_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]


# ------------------------------------------------------------------------------------------------ the key


def test_the_key_says_all() -> None:
    page = Page(key_of())
    flat = {name: " ".join(words.split()) for name, words in page.words.items()}
    for one, words in zip(items(), flat.values(), strict=True):
        assert one.explain.plain in words
        assert one.note.plain in words
        assert one.hint.plain not in words
        assert f"“the quote of {one.id}” – A. Writer, paragraph 2, sentence 1" in words
        assert f"Here is the quote of {one.id}, whole." in words
        assert f"· {one.difficulty} · harbour · trade · {one.id}" in words
    assert "Aalborg It shrank." in flat["q1"]
    assert "False What is true: The harbour froze in 1863." in flat["q3"]
    assert "In 1863 the town of Aalborg shipped std::salt }} tons." in flat["q4"]
    assert "Aalborg: also accepted: Ålborg" in flat["q4"]
    assert "Miller also accepted: Mr Miller" in flat["q5"]
    assert "up to ± 5 m" in flat["q6"]
    pairs = r"1-\w Aalborg – Denmark 2-\w Bergen – Norway 3-\w Cadiz – Spain Belongs to none: \w Sweden"
    assert re.search(pairs, flat["q7"])
    assert re.search(r"1-\w The pier is built 2-\w The harbour freezes 3-\w The ice melts", flat["q8"])
    assert "Because the harbour froze. Names the frost [2 points] Names a consequence" in flat["q9"]
    assert "A landing place" in flat["q10"]
    assert " ".join(page.text.split()).endswith("Sources A. Writer, The harbour, The Quay, 2022-01-07")


def test_the_right_options_are_marked_and_no_others() -> None:
    for html, right in zip(questions(key_of()), ({"Bergen"}, {"Salt", "Wine"}), strict=False):
        marked = re.findall(
            r'<li class="right"><span class="\w+ marked"></span> <span class="letter">\w</span> (\w+)', html
        )
        assert set(marked) == right
        assert html.count("marked") == len(right)


def test_a_numeric_key_has_its_unit_and_tolerance() -> None:
    number = Number(Decimal(7500), text("m"), Decimal("2.50"))
    assert "7,500 m up to ± 2.5 m" in on_key(item("q", "?", Fill((blank("7,500", number=number),), inline=False)))
    exact = replace(blank("7,500", number=replace(number, tolerance=Decimal(0))), exact=True)
    assert "7,500 m exactly as written" in on_key(item("q", "?", Fill((exact,), inline=False)))


def test_what_a_reference_lacks_is_left_out() -> None:
    proof = Proof(Reference("s", "A title"), text("some words"))
    assert "“some words” – A title For the teacher" in on_key(item("q", "?", choose(["a", "b"], {0}), proofs=(proof,)))
    assert "No source is cited." in on_key(item("q", "?", choose(["a", "b"], {0}), proofs=()))


def test_a_quote_is_marked_as_the_language_of_its_source() -> None:
    proof = Proof(replace(SOURCE, lang="ar"), text("نص"), 1, 1)
    html = key_of([item("q", "?", choose(["a", "b"], {0}), proofs=(proof,))])
    assert '<span lang="ar" dir="rtl">“نص”</span>' in html


def test_quotation_marks_within_a_quote_are_single() -> None:
    proof = Proof(SOURCE, text('They said “no” and "never" & <b>.'), 1, 1)
    assert "“They said ‘no’ and 'never' & <b>.”" in on_key(item("q", "?", choose(["a", "b"], {0}), proofs=(proof,)))


def test_questions_left_out_are_named_on_the_key_alone() -> None:
    made = with_parts(*edition().sheets[0].parts, left_out=("q-lost", "q-gone"))
    assert "Left out of this draft: q-lost, q-gone" in " ".join(Page(html_of(key.export(made))).text.split())
    assert "q-lost" not in html_of(worksheet.export(made))
    assert "Left out" not in key_of()


# ------------------------------------------------------------------------------------- languages and maths


def test_a_right_to_left_question_is_marked_and_its_numbers_are_isolated() -> None:
    one = replace(item("q", "ما هذا؟", choose(["ا", "ب"], {0})), lang="ar")
    base = of_items([one])
    made = replace(base, sheets=(replace(base.sheets[0], lang="ar", title="ورقة"),))
    html = html_of(worksheet.export(made))
    page = Page(html)
    assert ("html", {"lang": "ar", "dir": "rtl"}) in page.elements
    assert [(a["lang"], a["dir"]) for a in page.of_class("question")] == [("ar", "rtl")]
    assert '<span class="number"><bdi dir="ltr">1.</bdi></span>' in html
    assert f'<span class="points"><bdi dir="rtl">[{points_in_words(Decimal(1), "ar")}]</bdi></span>' in html
    assert re.search(r'@bottom-right \{ content: "\w{5}"; \}', html)


MATHS = Text('Solve <span class="math">\\(x^2 &lt; 4\\)</span> or <span class="math">\\[y\\]</span>.', "…")


def test_formulas_are_drawn_without_ids_and_always_alike() -> None:
    pytest.importorskip("ziamath", reason="needs quizgen[math]")
    one = replace(item("q", "", choose(["a", "b"], {0})), stem=MATHS)
    html = sheet_of([one, replace(one, id="other")])
    page = Page(html)
    drawings = [attrs for tag, attrs in page.elements if tag == "svg"]
    assert [(a["role"], a["aria-label"]) for a in drawings] == [("img", "x^2 < 4"), ("img", "y")] * 2
    assert page.ids == ["q1", "q2"]
    _maths._drawing.cache_clear()
    assert sheet_of([one, replace(one, id="other")]) == html


@pytest.mark.parametrize("tex", [r"\frac{a", r"\text{қала}", "", "^", r"\begin{matrix} a"])
def test_tex_that_cannot_be_drawn_stays_readable(tex: str) -> None:
    html = f'<span class="math">\\({tex}\\)</span>'
    assert _maths.draw_formulas(html) == html


def test_without_the_extra_tex_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    _maths._drawing.cache_clear()
    monkeypatch.setitem(sys.modules, "ziamath.config", None)
    assert _maths.draw_formulas(MATHS.html) == MATHS.html
    _maths._drawing.cache_clear()


# -------------------------------------------------------------------------------- templates and same bytes


def test_a_course_overrides_one_file(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "worksheet"
    own.mkdir(parents=True)
    (own / "open.html").write_text("<p>Our own {{ lines }}</p>\n", encoding="utf-8")
    html = html_of(worksheet.export(edition(templates=Templates(tmp_path))))
    assert "<p>Our own 4</p>" in html
    assert 'class="box"' in html


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, sys; sys.path[:0] = ['.', 'tests']\n"
        "from sample import edition; from quizgen.exporters import key, worksheet\n"
        "made = [a.data for output in (worksheet, key) for a in output.export(edition())]\n"
        "print(hashlib.sha256(b''.join(made)).hexdigest())"
    )
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


# ---------------------------------------------------------------------------------------- the shipped course


def every_version(sheet: Sheet) -> tuple[str, ...]:
    """The names of all versions that a sheet can have."""
    return tuple(LETTERS[: orders(sheet)]) if orders(sheet) > 1 else (UNVERSIONED,)


def with_items(sheet: Sheet, change: Callable[[Item], Item]) -> Sheet:
    """A sheet with each of its questions changed."""
    return replace(sheet, parts=tuple(replace(part, items=tuple(map(change, part.items))) for part in sheet.parts))


def copies(sheet: Sheet, **changes: object) -> list[bytes]:
    """The students' copies of a shipped sheet."""
    made = replace(shipped(), sheets=(sheet,), **changes)  # type: ignore[arg-type]
    return [artifact.data for artifact in worksheet.export(made)]


def test_another_key_leaves_every_shipped_question_as_it_is() -> None:
    def alone(one: Item) -> bytes:
        (data,) = copies(replace(shipped().sheets[0], parts=(Part(EMPTY, EMPTY, (one,)),), versions=(UNVERSIONED,)))
        return data

    seen = 0
    for one in {one.id: one for sheet in shipped().sheets for part in sheet.parts for one in part.items}.values():
        before = alone(one)
        for other in rekeyed(one):
            assert alone(other) == before, one.id
            seen += 1
    assert seen > 200


def test_other_keys_leave_every_version_of_every_shipped_sheet_as_it_is() -> None:
    """All keys of a sheet change at once, to others in every second version; the test above tries each key alone."""
    seen = 0
    for plain in shipped().sheets:
        every = every_version(plain)
        for turn in (0, 1):
            sheet = replace(plain, versions=every[turn::2] or every[:1])
            other = with_items(sheet, partial(other_key, turn))
            assert other != sheet
            assert copies(other) == copies(sheet), f"{sheet.name}, {sheet.versions}"
            seen += len(sheet.versions)
    assert seen >= sum(len(every_version(sheet)) for sheet in shipped().sheets) > 100


def other_key(turn: int, one: Item) -> Item:
    """The question with one of its other keys, another in each turn."""
    _, *others = rekeyed(one)
    return others[(turn + len(one.id)) % len(others)]


def test_other_keys_leave_the_copies_in_every_style_as_they_are() -> None:
    styles = tuple(shipped().templates.styles())
    assert len(styles) >= 3
    for sheet in shipped().sheets:
        other = with_items(sheet, lambda one: rekeyed(one)[-1])
        assert copies(other, styles=styles) == copies(sheet, styles=styles)


def test_typed_and_open_keys_of_shipped_sheets_stand_in_word_banks_alone() -> None:
    found = 0
    for sheet in shipped().sheets:
        marked = with_items(sheet, with_a_marked_key)
        for data in copies(marked, styles=tuple(shipped().templates.styles())):
            html = data.decode()
            banked = re.sub(r'<div class="bank">.*?</div>', "", html, flags=re.DOTALL)
            found += html.count("zqkey")
            assert "zqkey" not in banked, sheet.name
    assert found, "the search finds what is there"


def with_a_marked_key(one: Item) -> Item:
    """A question with a word in its typed or open key that is nowhere else."""
    secret = text("zqkey")
    match one.response:
        case Fill(parts=parts) as fill:
            marked = tuple(part if isinstance(part, Text) else replace(part, answers=(secret,)) for part in parts)
            return replace(one, response=replace(fill, parts=marked))
        case Open(rubric=rubric) as answer:
            told = tuple(replace(line, text=secret) for line in rubric)
            return replace(one, response=replace(answer, model=secret, rubric=told))
        case _:
            return one
