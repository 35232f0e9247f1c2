"""Worksheets and keys: what a student may see, what a teacher needs, and what reaches the paper."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64decode
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from exporters.chromium import PrintedPage, needs_printing, printed
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import PNG, SOURCE, blank, choose, edition, item, items, text

from quizgen.build import make_edition
from quizgen.check import check
from quizgen.edition import Edition, Paragraph, Part, Reading
from quizgen.exporters import _maths, key, worksheet
from quizgen.exporters._paper import amount, columns, css_string, letter
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
from quizgen.load import load
from quizgen.templating import Templates

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """A page as a browser reads it: its elements, and the words of each question."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self.words: dict[str, str] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.elements.append((tag, named))
        if tag not in VOID:
            self.open.append((tag, named.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if any(tag in {"style", "title"} for tag, _ in self.open):
            return
        self.text += data
        for question in (name for _, name in self.open if name):
            self.words[question] = self.words.get(question, "") + data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def of_class(self, *names: str) -> list[dict[str, str]]:
        """The attributes of the elements of any of these classes."""
        return [attrs for _, attrs in self.elements if set(names) & set(attrs.get("class", "").split())]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


def sheet_of(made: Sequence[Item] = ()) -> str:
    """The worksheet of these questions; without any, of the sample."""
    return html_of(worksheet.export(of_items(made) if made else edition()))


def key_of(made: Sequence[Item] = ()) -> str:
    return html_of(key.export(of_items(made) if made else edition()))


def of_items(made: Sequence[Item]) -> Edition:
    return with_parts(Part(EMPTY, EMPTY, tuple(made)))


def html_of(artifacts: object) -> str:
    (artifact,) = artifacts  # type: ignore[misc]
    return artifact.data.decode()


def on_sheet(one: Item) -> str:
    """The words of a single question on its sheet, white space evened out."""
    return " ".join(Page(sheet_of([one])).words["q1"].split())


def on_key(one: Item) -> str:
    return " ".join(Page(key_of([one])).words["q1"].split())


def with_parts(*parts: Part, **changes: object) -> Edition:
    base = edition()
    return replace(base, sheets=(replace(base.sheets[0], parts=parts, **changes),))


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
            scrambled = [
                replace(b, answers=tuple(text(a.plain.swapcase()[::-1]) for a in b.answers)) for b in response.blanks
            ]
            rest = iter(scrambled)
            return [replace(response, parts=tuple(p if isinstance(p, Text) else next(rest) for p in response.parts))]
        case Open():
            return [replace(response, model=text("Other."), rubric=())]


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


@pytest.mark.parametrize("output", [worksheet, key], ids=["worksheet", "key"])
def test_hostile_texts_stay_texts(output: object) -> None:
    base = of_items(hostile_items())
    bad = text(HOSTILE)
    parts = (replace(base.sheets[0].parts[0], title=bad, instructions=bad),)
    reading = Reading(Reference(*[HOSTILE] * 7, "en"), (Paragraph(2, HOSTILE), Paragraph(3, HOSTILE, is_heading=True)))
    sheet = replace(base.sheets[0], title=HOSTILE, time=HOSTILE, parts=parts, left_out=(HOSTILE,), reading=reading)
    page = Page(html_of(output.export(replace(base, title=HOSTILE, sheets=(sheet,)))))  # type: ignore[attr-defined]
    assert not page.open
    assert not page.comments
    assert not [tag for tag, _ in page.elements if tag in {"script", "iframe", "object", "link", "base", "form"}]
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert len([tag for tag, _ in page.elements if tag == "img"]) == (output is worksheet)
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text


@pytest.mark.parametrize("html", [sheet_of(), key_of()], ids=["worksheet", "key"])
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
    for output in (worksheet, key):
        (artifact,) = output.export(edition())
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
    sheet, answers = sheet_of(), key_of()
    code = re.findall(r'<p class="code">([^<]{5})</p>', sheet)
    assert code == re.findall(r'<p class="code">([^<]{5})</p>', answers)
    for html in (sheet, answers):
        assert re.findall(r'@bottom-left \{ content: "(\w+)"; \}', html) == code
    options = re.compile(r'<span class="letter">(\w+)</span> (?:<span class="words">)?([^<\n]+)')
    lettered = dict(zip(["q1", "q2"], [options.findall(q) for q in questions(sheet)[:2]], strict=True))
    assert [len(found) for found in lettered.values()] == [4, 4]
    assert [options.findall(q) for q in questions(answers)[:2]] == list(lettered.values())
    strip = answer_strip(answers)
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
    found = re.findall(r'<li><span class="nr">(\d+)</span> <bdi>(.*?)</bdi></li>', html)
    return {number: " ".join(Page(answer).text.split()) for number, answer in found}


def test_another_order_has_another_code() -> None:
    code = re.compile(r'<p class="code">(\w+)</p>')
    assert code.findall(sheet_of()) != code.findall(sheet_of(items()[::-1]))


def test_the_head() -> None:
    text_of = " ".join(Page(sheet_of()).text.split())
    assert "The harbour Name Class Date Score / 15 Time: 40 min" in text_of
    bare = with_parts(*edition().sheets[0].parts, time="")
    assert "Time" not in Page(html_of(worksheet.export(bare))).text


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
    assert flat.count("Common text.") == 2
    assert "For questions 2–4 The map Common text. 2. " in flat
    assert "For question 6 The map Common text. 6. " in flat
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
    to_fill = ("circle", "box", "blank", "line", "place")
    marks = [Counter(a["class"].split()[0] for a in Page(q).of_class(*to_fill)) for q in sheet]
    assert marks == [
        {"circle": 4},
        {"box": 4},
        {"circle": 2, "line": 1},
        {"blank": 3},
        {"line": 1},
        {"line": 1},
        {"place": 3},
        {"place": 3},
        {"line": 4},
        {"line": 1},
    ]
    assert "Tick all that apply." in sheet[1]
    assert "Tick all that apply." not in sheet[0]
    assert '<span class="line short"></span> <span>m</span></p>' in sheet[5]


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


def test_letters_and_amounts() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
    assert [amount(Decimal(n)) for n in ("1", "1E+3", "7500.00", "0.50", "100")] == ["1", "1000", "7500", "0.5", "100"]


# ------------------------------------------------------------------------------------------------ the key


def test_the_key_says_all() -> None:
    page = Page(key_of())
    flat = {name: " ".join(words.split()) for name, words in page.words.items()}
    for one, words in zip(items(), flat.values(), strict=True):
        assert one.explain.plain in words
        assert one.note.plain in words
        assert one.hint.plain not in words
        assert f"“the quote of {one.id}” A. Writer, The harbour, The Quay, 2022-01-07" in words
        assert "; paragraph 2, sentence 1" in words
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
    assert "“some words” A title For the teacher" in on_key(item("q", "?", choose(["a", "b"], {0}), proofs=(proof,)))
    assert "No source is cited." in on_key(item("q", "?", choose(["a", "b"], {0}), proofs=()))


def test_a_quote_is_marked_as_the_language_of_its_source() -> None:
    proof = Proof(replace(SOURCE, lang="ar"), text("نص"), 1, 1)
    page = Page(key_of([item("q", "?", choose(["a", "b"], {0}), proofs=(proof,))]))
    assert [(a["lang"], a["dir"]) for a in page.of_class("quote")] == [("ar", "rtl")]


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
    assert '<span class="points"><bdi>[1 point]</bdi></span>' in html
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


# ------------------------------------------------------------------------------------------- on paper

LONG = "Explain in your own words how the merchants of the town came to depend on a harbour that froze each year. "


def many(number: int) -> list[Item]:
    """Questions of all kinds, some short, some long, each with words that stand nowhere else."""
    made = []
    for place in range(number):
        one = items()[place % len(items())]
        stem = f"Q{place}stem {one.stem.plain} {LONG * (place % 4)}"
        response = one.response
        if isinstance(response, Open) and not response.recall:
            response = replace(response, lines=3 + place % 17)
        if isinstance(response, Choose) and response.kind != "true_false" and place % 3:
            longer = tuple(Option(text(f"{o.text.plain} {LONG[: place * 7 % 100]}")) for o in response.options)
            response = replace(response, options=longer)
        name = f"q{place}"
        made.append(replace(one, id=name, origin=name, stem=text(stem), response=response))
    return made


def in_two_parts(made: Sequence[Item]) -> Edition:
    half = (len(made) + 1) // 2
    parts = [
        Part(text(f"Part{letter(n)}"), text(f"Instruction{letter(n)} for all."), tuple(some))
        for n, some in enumerate((made[:half], made[half:]))
        if some
    ]
    return with_parts(*parts)


def between_marks(html: str) -> str:
    """Give each question of a test copy a first and a last word of its own."""
    first = r'\g<0><p class="mark">firstmark\1</p>'
    html = re.sub(r'<section class="question" id="q(\d+)"[^>]*>', first, html)
    count = iter(range(1, html.count("</section>") + 1))
    pieces = re.split(r"(?=<section )", html)
    ended = [
        piece.replace("</section>", f'<p class="mark">lastmark{next(count)}</p></section>')
        if 'class="question"' in piece
        else piece
        for piece in pieces
    ]
    return "".join(ended)


def page_of(word: str, pages: Sequence[PrintedPage]) -> int:
    (found,) = [number for number, page in enumerate(pages) for text in page.texts if text == word]
    return found


@needs_printing
@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("number", [1, 10, 60])
@pytest.mark.parametrize("output", [worksheet, key], ids=["worksheet", "key"])
def test_no_question_is_split_and_no_word_is_lost(output: object, number: int, paper: str, tmp_path: Path) -> None:
    html = between_marks(html_of(output.export(in_two_parts(many(number)))))  # type: ignore[attr-defined]
    pages = printed(html, tmp_path, paper)
    assert (round(pages[0].width), round(pages[0].height)) == ((595, 842) if paper == "A4" else (612, 792))
    for question in range(1, number + 1):
        assert page_of(f"firstmark{question}", pages) == page_of(f"lastmark{question}", pages), question
    expected = Counter("".join(Page(html).text.split()))
    there = Counter("".join("".join(page.texts) for page in pages))
    assert not expected - there
    for page in pages:
        assert all(word.left > 44.9 and word.right < page.width - 44.9 for word in page.words)
    for part, first in (("a", 1), ("b", (number + 1) // 2 + 1)):
        if first <= number:
            together = [f"Part{part}", f"firstmark{first}"]
            together += [f"Instruction{part}"] if output is worksheet else []
            assert len({page_of(word, pages) for word in together}) == 1


@needs_printing
def test_every_page_bears_code_title_and_number(tmp_path: Path) -> None:
    made = in_two_parts(many(20))
    sheet = replace(made.sheets[0], title='Harbours: "ice" & <salt>')
    for output, title in ((worksheet, sheet.title), (key, f"Key: {sheet.title}")):
        html = html_of(output.export(replace(made, sheets=(sheet,))))
        code = re.findall(r'<p class="code">(\w+)</p>', html)[0]
        pages = printed(html, tmp_path, "A4")
        assert len(pages) > 2
        for number, page in enumerate(pages, 1):
            foot = [word for word in page.words if word.top > page.height - 50]
            words = " ".join(word.text for word in sorted(foot, key=lambda word: word.left))
            assert words == f"{code} {title} Page {number} of {len(pages)}"


@needs_printing
def test_a_question_taller_than_a_page_breaks_and_keeps_its_first_line(tmp_path: Path) -> None:
    tall = item("tall", "Tallstem " + LONG, Open(text("Model."), (), 60, recall=False, reversed=False))
    options = [f"Option{n} {LONG * 2}" for n in range(10)]
    listed = item("listed", "Listedstem?", choose(options, {0}, author_order=True))
    listed = replace(listed, response=replace(listed.response, options=listed.response.options * 3))
    pages = printed(between_marks(sheet_of([tall, items()[1], listed])), tmp_path, "A4")
    assert page_of("firstmark1", pages) == 0
    assert page_of("lastmark1", pages) > 0
    printed_words = Counter(word for page in pages for word in page.texts)
    assert all(printed_words[f"Option{n}"] == 3 for n in range(10))
    stem = page_of("Listedstem?", pages)
    assert "Option0" in pages[stem].texts


@needs_printing
def test_a_shared_passage_stays_with_its_first_question(tmp_path: Path) -> None:
    made = []
    for n in range(25):
        shared = Passage(f"p{n}", text(f"Passage{n}"), text(f"Text{n} {LONG * 4} end{n}."), None)
        made.append(item(f"fill{n}", "?", Open(text("Model."), (), 1 + n % 13, recall=False, reversed=False)))
        made.append(item(f"about{n}", f"Stem{n}?", choose([LONG, "b"], {0}), context=shared))
    pages = printed(sheet_of(made), tmp_path, "A4")
    for n in range(25):
        words = (f"Passage{n}", f"Text{n}", f"end{n}.", f"Stem{n}?")
        assert len({page_of(word, pages) for word in words}) == 1, n


# ---------------------------------------------------------------------------------------- the shipped course


@pytest.fixture(scope="module")
def shipped() -> Edition:
    course = load(Path(__file__).parent.parent.parent)
    return make_edition(check(course), course.lock, Templates())


@needs_printing
@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("output", [worksheet, key], ids=["worksheet", "key"])
def test_no_question_of_the_shipped_sheets_is_split(
    output: object, paper: str, shipped: Edition, tmp_path: Path
) -> None:
    for number, sheet in enumerate(shipped.sheets):
        html = between_marks(html_of(output.export(replace(shipped, sheets=(sheet,)))))  # type: ignore[attr-defined]
        folder = tmp_path / str(number)
        folder.mkdir()
        pages = printed(html, folder, paper)
        questions = sum(len(part.items) for part in sheet.parts)
        assert questions >= 10
        for question in range(1, questions + 1):
            assert page_of(f"firstmark{question}", pages) == page_of(f"lastmark{question}", pages), sheet.name


def test_another_key_leaves_every_shipped_question_as_it_is(shipped: Edition) -> None:
    def sheet(one: Item) -> str:
        return html_of(worksheet.export(replace(of_items([one]), media=shipped.media)))

    seen = 0
    for deck in shipped.decks:
        for one in deck.items:
            before = sheet(one)
            for other in rekeyed(one):
                assert sheet(other) == before, one.id
                seen += 1
    assert seen > 200
