"""What a field takes, and how it refuses: in a teacher's words, at the right place."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import COURSE, bank, make_course, read
from hypothesis import given
from hypothesis import strategies as st

from quizgen.diagnostics import Finding
from quizgen.fields import ID
from quizgen.naming import closest, id_from

JARGON = ("pydantic", "str", "dict", "mapping", "input", "type=", "function", "None", "tuple", "validat", "[key]", "{'")
CITE = "\ncite: bought a clock from Anna Holt"
CHOICE = "id: q\nchoice: Who sold it?\nanswer: Anna Holt" + CITE
CARD = "id: q\ncard: Who?\nanswer: Anna Holt"


def findings(folder: Path, question: str, head: str = "", course: str = COURSE) -> list[tuple[Finding, str]]:
    """What reading finds, each with the words of the file that it points at."""
    head = head or "title: The clock\nsource: clock\n"
    make_course(folder, {"bank.yaml": bank(question, head=head)}, course)
    found = []
    for finding in sorted(read(folder)[0].findings, key=lambda finding: finding.place.span or ()):
        assert finding.place.file
        assert finding.place.span
        line, column, end_line, end_column = finding.place.span
        text = (folder / finding.place.file).read_text(encoding="utf-8").split("\n")[line - 1]
        found.append((finding, text[column - 1 : end_column - 1 if end_line == line else None]))
        for word in JARGON:
            assert word not in f" {finding.message} {finding.hint} ".replace("distractors", "").replace("strict", "")
    return found


CASES = {
    "missing": (
        CHOICE.replace("answer: Anna Holt", "distractors: a"),
        [("Q021", "a choice question needs `answer`", "id: q")],
    ),
    "missing and misspelt is one mistake": (
        CHOICE.replace("answer", "answr") + "\ndistractors: a",
        [("Q020", "`answr` is not a field of a choice question", "answr")],
    ),
    "unknown": (CARD + CITE + "\nfruit: pear", [("Q020", "`fruit` is not a field of a card question", "fruit")]),
    "misspelt further in": (
        CHOICE + "\ndistractors:\n  - a\n  - text: b\n    wy: c",
        [("Q020", "`wy` is not a field of `distractors 2`", "wy")],
    ),
    "missing further in": (CHOICE + "\ndistractors:\n  - why: c", [("Q021", "`distractors 1` needs `text`", "why: c")]),
    "a list for a text": (
        CHOICE.replace("Who sold it?", "\n  - Who?") + "\ndistractors: a",
        [("Q022", "`choice` is a list, but a single text is expected", "- Who?")],
    ),
    "a list for one answer": (
        CHOICE.replace("Anna Holt\n", "[Anna, Holt]\n") + "\ndistractors: a",
        [("Q022", "`answer` is a list, but a single text is expected", "[Anna, Holt]")],
    ),
    "a colon": (
        CHOICE + "\ndistractors:\n  - Moscow: the capital",
        [("Q022", "`distractors 1` has fields below it, but a text is expected", "Moscow: the capital")],
    ),
    "empty": (CARD.replace("Who?", "") + CITE, [("Q022", "`card` is empty", "")]),
    "an empty entry": (CHOICE + "\ndistractors:\n  -\n  - b", [("Q022", "`distractors 1` is empty", "")]),
    "an empty list": (CARD + "\ncite:", [("Q022", "`cite` is empty", "")]),
    "id": (CARD.replace("id: q", "id: Q 1") + CITE, [("Q022", "`id` can't be “Q 1”: an id has", "Q 1")]),
    "several": (
        CARD + CITE + "\nlevel: knowledge\nexact: yes\npoints: lots\nstatus: done",
        [
            ("Q022", "`level` is “knowledge”, but must be one of: remember, ", "knowledge"),
            ("Q022", "`exact` is “yes”, but must be true or false", "yes"),
            ("Q022", "`points` is “lots”, but must be a number", "lots"),
            ("Q022", "`status` is “done”, but must be one of: draft, ready, retired", "done"),
        ],
    ),
    "below zero": (CARD + CITE + "\npoints: -1", [("Q022", "`points` is below zero", "-1")]),
    "allow without a reason": (CARD + CITE + "\nallow: Q105", [("Q022", "`allow` needs fields below it", "Q105")]),
    "allow with an empty reason": (
        CARD + CITE + "\nallow:\n  Q105:",
        [("Q022", "`Q105` in `allow` is empty", "")],
    ),
    "allow of no code": (
        CARD + CITE + "\nallow:\n  Q1x: because",
        [("Q022", "a name in `allow` can't be “Q1x”: a rule is named by its code", "Q1x")],
    ),
    "regions": (
        CARD + CITE + "\nimage:\n  file: a.png\n  regions:\n    - {label: a, left: x, top: 1, width: 101, height: 2}",
        [
            ("Q022", "`left` in `regions 1` is “x”, but must be a number", "x"),
            ("Q022", "`width` in `regions 1` must be from 0 to 100", "101"),
        ],
    ),
    "cite by source's name": (
        CARD + "\ncite:\n  clock: bought a clock",
        [("Q022", "`cite 1` has fields below it, but a text is expected", "clock: bought a clock")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_question(name: str, tmp_path: Path) -> None:
    question, expected = CASES[name]
    found = findings(tmp_path, question)
    assert len(found) == len(expected), found
    for (finding, words), (code, message, place) in zip(found, expected, strict=True):
        assert finding.code == code
        assert finding.message.startswith(message), finding.message
        assert words == place
        assert finding.question == ("Q 1" if name == "id" else "q")


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        (CHOICE.replace("answer", "answr") + "\ndistractors: a", "did you mean `answer`?"),
        (CARD + CITE + "\ndifficulty: medum", "did you mean “medium”?"),
        (CARD + "\ncite:\n  quot: a clock", "did you mean `quote`?"),
        (CARD.replace("id: q", "id: Q 1") + CITE, "write it so: q-1"),
        (CARD + "\nfruit: [pear]" + CITE, "its fields are: about, allow, answer, card, cite"),
        (CHOICE + "\ndistractors:\n  - Moscow: the capital", "if the text holds a colon, put it between quotes"),
        (CARD.replace("Who?", "[a]") + CITE, "YAML reads [ ] and { }"),
    ],
)
def test_a_hint_says_what_to_do(question: str, hint: str, tmp_path: Path) -> None:
    ((finding, _),) = findings(tmp_path, question)
    assert finding.hint.startswith(hint)


def test_a_misspelt_field_can_be_mended(tmp_path: Path) -> None:
    ((finding, _),) = findings(tmp_path, CHOICE.replace("answer", "answr") + "\ndistractors: a")
    assert finding.fix
    assert not finding.fix.safe
    (edit,) = finding.fix.edits
    assert (edit.text, edit.span) == ("answer", finding.place.span)


def test_every_spelling_of_a_word(tmp_path: Path) -> None:
    make_course(
        tmp_path,
        {"bank.yaml": bank(CARD + CITE + "\nlevel: Analyse\nexact: TRUE\npoints: 1,5\ntags: one\nx-mine: [a, b]")},
    )
    (entry,) = read(tmp_path)[0].entries
    assert entry.question.exact
    assert (entry.item.level, str(entry.item.points), entry.item.tags) == ("analyze", "1.5", ("one",))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("titel: T\n", [("`titel` is not a field of a bank", "titel")]),
        ("title: T\nlevel: high\n", [("`level` is “high”, but must be one of", "high")]),
        ("title: T\nlang: English please\n", [("`lang` can't be “English please”", "English please")]),
        ("title: T\npassages:\n  m: text\n", [("`m` in `passages` needs fields below it", "text")]),
        ("title: T\npassages:\n  m:\n    txt: a\n", [("`txt` is not a field of `m` in `passages`", "txt")]),
    ],
)
def test_a_banks_head(head: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    found = findings(tmp_path, CARD + CITE, head + "source: clock\n")
    assert [
        (f.message.startswith(message), words) for (f, words), (message, _) in zip(found, expected, strict=True)
    ] == [(True, words) for _, words in expected]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ("title: x\n", [("the course file needs `id`", "title: x")]),
        (COURSE + "sheets: a\n", [("`sheets` needs fields below it", "a")]),
        (COURSE + "require: sources\n", [("`require 1` is “sources”, but must be cite", "sources")]),
        (COURSE + "sheets:\n  Unit 1: {title: a, parts: []}\n", [("a name in `sheets` can't be “Unit 1”", "Unit 1")]),
        (
            COURSE + "sheets:\n  u:\n    title: a\n    parts:\n      - pick:\n          - {bnk: a}\n          - Q 1\n",
            [("`bnk` is not a field of `pick 1` in `parts 1`", "bnk"), ("`pick 2` in `parts 1` can't be “Q 1”", "Q 1")],
        ),
    ],
)
def test_the_course_file(course: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    found = findings(tmp_path, CARD + CITE, course=course)
    assert [
        (f.message.startswith(message), words) for (f, words), (message, _) in zip(found, expected, strict=True)
    ] == [(True, words) for _, words in expected]


@given(st.text())
def test_any_words_make_an_id(words: str) -> None:
    assert ID.fullmatch(id_from(words))


def test_a_near_name_is_proposed_and_a_far_one_is_not() -> None:
    assert closest("Distractor", ["distractors", "options"]) == "distractors"
    assert closest("extra", ["exact", "explain"]) == ""
    assert not ID.fullmatch("a\n")
