"""The ten types: what they refuse, what they claim, and the item that each becomes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from courses import bank, make_course, read
from sample import PNG, text

from quizgen.course import Entry
from quizgen.items import (
    EMPTY,
    Blank,
    Choose,
    Criterion,
    Fill,
    Match,
    Number,
    Open,
    Option,
    Region,
    Response,
    Text,
)
from quizgen.questions._base import Claim, parts
from quizgen.registry import register

CITE = "\ncite: bought a clock from Anna Holt"


def entry(folder: Path, fields: str, head: str = "title: The clock\nsource: clock\n") -> Entry:
    """A question that is read without a finding."""
    make_course(folder, {"bank.yaml": bank("id: q\n" + fields, head=head)})
    course, _ = read(folder)
    assert [finding.message for finding in course.findings] == []
    (read_entry,) = course.entries
    return read_entry


def response(folder: Path, fields: str) -> Response:
    return entry(folder, fields + CITE).item.response


def refusal(folder: Path, fields: str) -> tuple[str, str]:
    """The one refusal of a question, and the words of the file that it points at."""
    make_course(folder, {"bank.yaml": bank("id: q\n" + fields + CITE)})
    (finding,) = read(folder)[0].findings
    assert finding.place.span
    line, column, end_line, end_column = finding.place.span
    words = (folder / "decks/bank.yaml").read_text(encoding="utf-8").split("\n")[line - 1]
    return finding.message, words[column - 1 : end_column - 1 if line == end_line else None]


def options(*words: str) -> tuple[Option, ...]:
    return tuple(Option(text(word)) for word in words)


def blank(*answers: str, card: int = 1, hint: str = "", exact: bool = False, number: Number | None = None) -> Blank:
    return Blank(tuple(map(text, answers)), text(hint) if hint else None, number, exact, card)


RESPONSES: dict[str, tuple[str, Response]] = {
    "choice": (
        "choice: Who?\nanswer: Anna\ndistractors: [Bert, Carl]",
        Choose(options("Anna", "Bert", "Carl"), frozenset({0}), "one", author_order=False),
    ),
    "choice in the author's order": (
        "choice: Who?\nanswer: Anna\noptions: [Bert, Anna, Carl]",
        Choose(options("Bert", "Anna", "Carl"), frozenset({1}), "one", author_order=True),
    ),
    "choice with feedback": (
        "choice: Who?\nanswer: {text: Anna, why: She did.}\ndistractors:\n  - {text: Bert, why: '*No.*'}",
        Choose(
            (Option(text("Anna"), text("She did.")), Option(text("Bert"), Text("<em>No.</em>", "No."))),
            frozenset({0}),
            "one",
            author_order=False,
        ),
    ),
    "choice with feedback at the key alone": (
        "choice: Who?\nanswer: {text: Anna, why: She did.}\noptions: [Bert, Anna]",
        Choose(
            (Option(text("Bert")), Option(text("Anna"), text("She did."))), frozenset({1}), "one", author_order=True
        ),
    ),
    "multi": (
        "multi: Who?\nanswers: [Anna, Bert]\ndistractors: Carl",
        Choose(options("Anna", "Bert", "Carl"), frozenset({0, 1}), "many", author_order=False),
    ),
    "multi in the author's order": (
        "multi: Who?\nanswers: [Dora, Anna]\noptions: [Anna, Bert, Dora]",
        Choose(options("Anna", "Bert", "Dora"), frozenset({0, 2}), "many", author_order=True),
    ),
    "true": (
        "true_false: She sold it.\nanswer: true",
        Choose(options("True", "False"), frozenset({0}), "true_false", author_order=True),
    ),
    "false": (
        "true_false: She kept it.\nanswer: false\ncorrection: She sold it.",
        Choose(options("True", "False"), frozenset({1}), "true_false", author_order=True),
    ),
    "cloze": (
        "cloze: In {{1871|that year}} **{{Anna::a name}}** sold {{c2::it}}.\ndistractors: [x]",
        Fill(
            (
                text("In "),
                blank("1871", "that year", card=1),
                Text(" <strong>", " "),
                blank("Anna", card=3, hint="a name"),
                Text("</strong> sold ", " sold "),
                blank("it", card=2),
                text("."),
            ),
            inline=True,
            word_bank=(text("x"),),
        ),
    ),
    "short": (
        "short: Who?\nanswer: Anna Holt\naccept: [A. Holt]\nexact: true",
        Fill((blank("Anna Holt", "A. Holt", exact=True),), inline=False),
    ),
    "numeric": (
        "numeric: How much?\nanswer: 7,500\nunit: m^2^\ntolerance: 2%",
        Fill(
            (
                blank(
                    "7,500",
                    number=Number(Decimal(7500), Text("m<sup>2</sup>", "m2"), Decimal(150)),
                ),
            ),
            inline=False,
        ),
    ),
    "numeric with nothing else": (
        "numeric: How much?\nanswer: -0.5\ntolerance: 0.25",
        Fill((blank("-0.5", number=Number(Decimal("-0.5"), None, Decimal("0.25"))),), inline=False),
    ),
    "match": (
        "match: Who?\npairs:\n  Anna: sold\n  Board: bought\n  Bert: sold\nextra: [kept, kept]",
        Match(
            (text("Anna"), text("Board"), text("Bert")),
            (text("sold"), text("bought"), text("kept")),
            (0, 1, 0),
            ordered=False,
        ),
    ),
    "order": (
        "order: Sort.\nsequence: [made, sold, hung]",
        Match((text("1"), text("2"), text("3")), (text("made"), text("sold"), text("hung")), (0, 1, 2), ordered=True),
    ),
    "open": (
        "open: Why?\nanswer: Because.\nrubric:\n  - names the year\n  - {text: names her, points: 2}\nlines: 6",
        Open(
            text("Because."),
            (Criterion(text("names the year"), None), Criterion(text("names her"), Decimal(2))),
            lines=6,
            recall=False,
            reversed=False,
        ),
    ),
    "card": (
        "card: Who?\nanswer: Anna\nreversed: true",
        Open(text("Anna"), (), lines=1, recall=True, reversed=True),
    ),
}


@pytest.mark.parametrize("name", RESPONSES)
def test_a_type_lowers_to_its_response(name: str, tmp_path: Path) -> None:
    fields, expected = RESPONSES[name]
    assert response(tmp_path, fields) == expected


def test_every_type_is_among_them() -> None:
    assert {fields.partition(":")[0] for fields, _ in RESPONSES.values()} == set(register("quizgen.questions", "TYPE"))


REFUSALS = {
    "no wrong options": ("choice: Who?\nanswer: Anna", ("a choice question needs `distractors`", "id: q")),
    "options and distractors": (
        "choice: Who?\nanswer: a\noptions: [a, b]\ndistractors: [c]",
        ("`distractors` can't stand beside `options`", "[c]"),
    ),
    "key not among options": (
        "choice: Who?\nanswer: Anna\noptions: [Bert, Carl]",
        ("`answer` “Anna” is not among the options", "Anna"),
    ),
    "second key not among options": (
        "multi: Who?\nanswers: [Bert, Anna]\noptions: [Bert, Carl, Dora]",
        ("`answers 2` “Anna” is not among the options", "Anna"),
    ),
    "ten distractors": (
        "choice: Who?\nanswer: Anna\ndistractors: [a, b, c, d, e, f, g, h, i, j]",
        ("`distractors` holds 10 wrong options", "[a, b, c, d, e, f, g, h, i, j]"),
    ),
    "every option right": (
        "multi: Who?\nanswers: [a, b]\noptions: [a, b]",
        ("`options` holds no wrong option", "[a, b]"),
    ),
    "no right option": ("multi: Who?\nanswers: []\ndistractors: [a, b]", ("`answers` is empty", "[]")),
    "false without correction": (
        "true_false: She kept it.\nanswer: false",
        ("`answer` is false, but the question has no `correction`", "false"),
    ),
    "true with correction": (
        "true_false: She sold it.\nanswer: true\ncorrection: x",
        ("`correction` is given, but the answer is true", "x"),
    ),
    "neither true nor false": (
        "true_false: She sold it.\nanswer: yes",
        ("`answer` is “yes”, but must be true or false", "yes"),
    ),
    "a unit in the answer": (
        "numeric: How much?\nanswer: 340 pounds",
        ("`answer` is “340 pounds”, but must be a number", "340 pounds"),
    ),
    "a list of numbers": (
        "numeric: How much?\nanswer: [340]",
        ("`answer` is a list, but a single text is expected", "[340]"),
    ),
    "tolerance in words": (
        "numeric: How much?\nanswer: 340\ntolerance: a bit",
        ("`tolerance` is “a bit”, but must be a number or a percentage", "a bit"),
    ),
    "tolerance below zero": (
        "numeric: How much?\nanswer: 340\ntolerance: -5",
        ("`tolerance` is “-5”, but must be a number or a percentage", "-5"),
    ),
    "pairs as a list": (
        "match: Who?\npairs:\n  - Anna: sold\n  - Board: bought",
        ("`pairs` is a list, but pairs are expected", "- Anna: sold"),
    ),
    "pairs as a text": ("match: Who?\npairs: Anna", ("`pairs` is a text, but pairs are expected", "Anna")),
    "one pair": ("match: Who?\npairs:\n  Anna: sold", ("`pairs` has one pair", "Anna: sold")),
    "half a pair": (
        "match: Who?\npairs:\n  Anna: sold\n  Board:",
        ("`Board` in `pairs` is empty", ""),
    ),
    "an extra right of a pair": (
        "match: Who?\npairs:\n  Anna: sold\n  Board: bought\nextra: [kept, sold]",
        ("`extra 2` “sold” belongs to a pair", "sold"),
    ),
    "one step": ("order: Sort.\nsequence: [made]", ("`sequence` has 1 step", "[made]")),
    "a step twice": (
        "order: Sort.\nsequence: [made, sold, made]",
        ("`sequence 3` “made” stands here twice", "made"),
    ),
    "half a line": (
        "open: Why?\nanswer: So.\nlines: 2.5",
        ("`lines` is “2.5”, but must be a whole number from 1 to 1000", "2.5"),
    ),
    "a card without a back": ("card: Who?", ("a card question needs `answer`", "id: q")),
}
for name, (cloze, message) in {
    "no blank": ("A {clock}.", "has no blank"),
    "blank never closed": ("A {{clock}.", "has a blank that never ends"),
    "blank never opened": ("{{A}} clock}}.", "has }} without {{ before it"),
    "blank in a blank": ("A {{big {{clock}}}}.", "has a blank inside a blank"),
    "empty blank": ("A {{ }}.", "has an empty blank"),
    "empty blank with a number": ("A {{c1::}}.", "has an empty blank"),
    "empty blank with a hint": ("A {{::h}}.", "has an empty blank"),
    "empty further answer": ("A {{a|}}.", "has an empty blank"),
    "blank numbered 0": ("A {{c0::a}}.", "has a blank numbered 0"),
    "blank numbered 100": ("A {{c100::a}}.", "has a blank numbered 100"),
    "blank in a picture's words": ("![{{a}}](x.png)", "has a blank inside a picture"),
    "blank in a picture's path": ("![a]({{x}}.png)", "has a blank inside a picture"),
}.items():
    REFUSALS[name] = (f"cloze: '{cloze}'", (f"`cloze` {message}", f"'{cloze}'"))


@pytest.mark.parametrize("name", REFUSALS)
def test_a_type_refuses(name: str, tmp_path: Path) -> None:
    fields, expected = REFUSALS[name]
    message, place = refusal(tmp_path, fields)
    assert (message[: len(expected[0])], place) == expected


@pytest.mark.parametrize(
    ("lang", "answer", "value"), [("de", "7.500,5", "7500.5"), ("ru", "19 000", "19000"), ("en", "7,500.5", "7500.5")]
)
def test_a_number_is_read_in_the_banks_language(lang: str, answer: str, value: str, tmp_path: Path) -> None:
    head = f"title: T\nsource: clock\nlang: {lang}\n"
    made = entry(tmp_path, f"numeric: How much?\nanswer: {answer}{CITE}", head).item.response
    assert isinstance(made, Fill)
    assert made.blanks[0].number == Number(Decimal(value), None, Decimal(0))


@pytest.mark.parametrize(
    ("cloze", "answers", "hint"),
    [
        (r"A {{a\}\}b}}.", ("a}}b",), None),
        (r"A {{a\|b|c}}.", ("a|b", "c"), None),
        (r"A {{a\::b::c}}.", ("a::b",), "c"),
        (r"A {{\(\frac{1}{x^{2}}\)}}.", (r"\(\frac{1}{x^{2}}\)",), None),
        (r"A {{a::\(x|y\)}}.", ("a",), r"\(x|y\)"),
        ("A {{ a : b }}.", ("a : b",), None),
        ("A {{cc::d}}.", ("cc",), "d"),
    ],
)
def test_what_a_blank_may_hold(cloze: str, answers: tuple[str, ...], hint: str | None, tmp_path: Path) -> None:
    made = response(tmp_path, f"cloze: '{cloze}'")
    assert isinstance(made, Fill)
    (found,) = made.blanks
    assert tuple(answer.plain for answer in found.answers) == answers
    assert (found.hint.plain if found.hint else None) == hint
    assert [part.plain for part in made.parts if isinstance(part, Text)] == ["A ", "."]


def test_braces_of_a_formula_are_no_blank(tmp_path: Path) -> None:
    made = response(tmp_path, r"cloze: 'So \(x_{{1}}\) is {{a}}'")
    assert isinstance(made, Fill)
    assert [part.plain for part in made.parts if isinstance(part, Text)] == [r"So \(x_{{1}}\) is "]


FULL = """\
card: Who? ![A clock](clock.png)
answer: Anna
explain: |
  She **did**.

  Indeed.
hint: Not Bert
note: Ask why.
about: map
image:
  file: clock.png
  alt: The clock
  credit: A. Painter
  regions: {label: hand, left: 10, top: 0, width: 2.5, height: 100}
tags: [person, common]
level: understand
difficulty: hard
points: 2.5
scoring: each
status: retired
was: old-q
x-mine: [1, {a: b}]
"""
HEAD = """\
title: T
source: clock
lang: fr
tags: [common, clocks]
passages:
  map: {title: The map, text: Look.}
"""


def test_an_item_carries_every_common_field(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/clock.png").write_bytes(PNG)
    made = entry(tmp_path, FULL + CITE.strip(), HEAD).item
    assert made.image
    medium = made.image.name
    assert made.stem == Text(f'Who? <img src="{medium}" alt="A clock">', "Who? A clock")
    assert made.explain.html == "<p>She <strong>did</strong>.</p>\n<p>Indeed.</p>"
    assert (made.hint, made.note) == (text("Not Bert"), text("Ask why."))
    assert made.context
    assert (made.context.id, made.context.title, made.context.text) == ("map", text("The map"), text("Look."))
    assert (made.image.alt, made.image.credit) == ("The clock", text("A. Painter"))
    assert made.image.regions == (Region(text("hand"), *map(Decimal, ("0.1", "0", "0.025", "1")), 1),)
    assert made.tags == ("common", "clocks", "person")
    assert (made.level, made.difficulty, made.points, made.scoring) == ("understand", "hard", Decimal("2.5"), "each")
    assert (made.status, made.lang, made.id, made.origin) == ("retired", "fr", "q", "old-q")
    (proof,) = made.proofs
    assert (proof.source.id, proof.quote.plain) == ("clock", "bought a clock from Anna Holt")
    assert proof.full
    assert (proof.paragraph, proof.sentence, proof.full.plain[:7]) == (2, 1, "In 1871")


def test_a_bare_question_has_the_defaults(tmp_path: Path) -> None:
    made = entry(tmp_path, "card: Who?\nanswer: Anna" + CITE).item
    assert (made.explain, made.hint, made.note, made.correction) == (EMPTY,) * 4
    assert (made.context, made.image, made.level, made.difficulty) == (None,) * 4
    assert (made.points, made.scoring, made.status, made.tags, made.lang) == (Decimal(1), "all", "ready", (), "en")
    assert made.origin == "q"


def test_a_banks_head_sets_defaults_which_a_question_overrides(tmp_path: Path) -> None:
    head = "title: T\nsource: clock\nlevel: apply\npoints: 3\nstatus: draft\nuncited: my own\n"
    plain = entry(tmp_path, "card: Who?\nanswer: Anna", head)
    assert (plain.item.level, plain.item.points, plain.item.status) == ("apply", Decimal(3), "draft")
    assert plain.question.uncited == "my own"
    own = entry(tmp_path, "card: Who?\nanswer: Anna\nlevel: create\nstatus: ready" + CITE, head)
    assert (own.item.level, own.item.points, own.item.status) == ("create", Decimal(3), "ready")
    assert own.question.uncited is None


def test_a_correction_is_carried(tmp_path: Path) -> None:
    made = entry(tmp_path, RESPONSES["false"][0] + CITE).item
    assert made.correction == text("She sold it.")


@pytest.mark.parametrize(
    ("name", "number"),
    [("choice", 1), ("multi", 3), ("cloze", 3), ("short", 1), ("match", 3), ("order", 3), ("open", 2), ("card", 1)],
)
def test_each_part_earns_a_point(name: str, number: int, tmp_path: Path) -> None:
    made = entry(tmp_path, RESPONSES[name][0] + "\nscoring: each" + CITE).item
    assert parts(made.response) == number
    assert made.points == (2 if name == "open" else number)


def test_the_parts_do_not_tell_the_key() -> None:
    _, multi = RESPONSES["multi"]
    assert isinstance(multi, Choose)
    assert parts(multi) == parts(replace(multi, correct=frozenset({1})))


CLAIMS = {
    "choice": [Claim("key", "Anna", ("answer",), whole="Who?")],
    "multi": [
        Claim("key", "Anna", ("answers", 0), whole="Who?"),
        Claim("key", "Bert", ("answers", 1), whole="Who?"),
    ],
    "true": [Claim("statement", "She sold it.", ("true_false",))],
    "false": [Claim("statement", "She sold it.", ("correction",))],
    "cloze": [
        Claim("blank", answer, ("cloze",), whole="In ____ **____** sold ____.") for answer in ("1871", "Anna", "it")
    ],
    "short": [Claim("key", "Anna Holt", ("answer",), whole="Who?")],
    "numeric": [Claim("key", "7,500 m2", ("answer",), whole="How much?")],
    "match": [
        Claim("pair", right, ("pairs", left), beside=left, whole="Who?")
        for left, right in (("Anna", "sold"), ("Board", "bought"), ("Bert", "sold"))
    ],
    "order": [Claim("step", step, ("sequence", i), whole="Sort.") for i, step in enumerate(("made", "sold", "hung"))],
    "open": [
        Claim("model", "Because.", ("answer",), whole="Why?"),
        Claim("model", "names the year", ("rubric", 0), whole="Why?"),
        Claim("model", "names her", ("rubric", 1), whole="Why?"),
    ],
    "card": [Claim("model", "Anna", ("answer",), whole="Who?")],
}


@pytest.mark.parametrize("name", CLAIMS)
def test_what_must_be_supported(name: str, tmp_path: Path) -> None:
    assert list(entry(tmp_path, RESPONSES[name][0] + CITE).question.claims()) == CLAIMS[name]


def test_the_prompt_of_a_cloze_shows_no_answer(tmp_path: Path) -> None:
    made = entry(tmp_path, RESPONSES["cloze"][0] + CITE).question
    assert made.prompt == "In ____ **____** sold ____."


def test_a_lost_picture_is_reported_where_it_stands(tmp_path: Path) -> None:
    make_course(
        tmp_path,
        {"bank.yaml": bank("id: q\nchoice: Who?\nanswer: a\ndistractors:\n  - b\n  - '![c](none.png)'" + CITE)},
    )
    (finding,) = read(tmp_path)[0].findings
    assert finding.code == "Q026"
    assert finding.place.span
    assert finding.place.span.line == 9
