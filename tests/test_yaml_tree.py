"""Reading YAML: texts stay as typed, places are exact, surprises are explained and cured, neighbours survive."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizgen import yaml_tree
from quizgen.diagnostics import Finding, Fix, Span
from quizgen.yaml_tree import Map, Seq, Tree, Value, parse, span_of
from quizgen.yaml_tree.drafts import Draft
from quizgen.yaml_tree.surprises import Change
from quizgen.yaml_tree.values import Lines, children

BANKS = Path(__file__).parent / "banks/bad"
HEAD = "title: The clock\nquestions:\n"
NEXT = "  - id: next\n    answer: sound\n"


def read(text: str) -> Tree:
    return parse(text.encode(), "bank.yaml")


def question(*fields: str) -> str:
    """A bank with a question of some lines, and a sound one behind it."""
    return HEAD + "  - id: q\n" + "".join(f"    {field}\n" for field in fields) + NEXT


def places(tree: Tree) -> list[tuple[str, int, int]]:
    """Code, line and column of every finding."""
    found = [(finding.code, finding.place.span) for finding in tree.findings]
    return [(code, span.line, span.column) for code, span in found if span]


def cut(text: str, span: Span | None) -> str:
    """What stands in a span, counted independently of the code under test."""
    assert span is not None
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    start = sum(map(len, lines[: span.line - 1])) + span.column - 1
    end = sum(map(len, lines[: span.end_line - 1])) + span.end_column - 1
    return text[start:end]


def fixed(text: str, findings: tuple[Finding, ...]) -> str:
    """The text with every safe fix applied; two edits may not overlap."""
    starts = Lines(text).starts
    edits = sorted(
        (starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1, edit.text)
        for finding in findings
        if finding.fix and finding.fix.safe
        for edit in finding.fix.edits
        for span in [edit.span]
    )
    pieces, done = [], 0
    for start, end, new in edits:
        assert start >= done, edits
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def at(root: Value | None, *path: str | int) -> Value:
    """The value at a path."""
    for step in path:
        root = root[step]  # type: ignore[index, call-overload]
    assert root is not None
    return root


def fix(finding: Finding) -> Fix:
    assert finding.fix is not None
    return finding.fix


# Texts stay as typed ---------------------------------------------------------------------------------


PLAIN = (
    *("no", "yes", "1:30", "012", "1.10", "~", "null", "1863-11-19", "0x1F", "1e3", "+1", "-5", "=", "=<x", "<<x"),
    *("3,000", "https://example.org/#top", "a:b", "C:\\dir", "it's", 'the "end"', "x - y", "50%", "AT&T", "a*b"),
    *("don’t", "😀", "2\u00a0700", "a\u2028b", "a\u0085b", "a\u2029b", "\U000f0000\u2028\U000f0001"),
)


@pytest.mark.parametrize("typed", PLAIN)
def test_a_plain_text_stays_as_typed(typed: str) -> None:
    tree = read(question(f"answer: {typed}", "tags:", f"  - {typed}"))
    assert tree.findings == ()
    assert at(tree.root, "questions", 0, "answer") == typed
    assert at(tree.root, "questions", 0, "tags", 0) == typed


def test_a_key_stays_as_typed() -> None:
    assert read("no: a\n1: b\n~: c\n1.10: d\nnull: e\n").root == {
        "no": "a",
        "1": "b",
        "~": "c",
        "1.10": "d",
        "null": "e",
    }


def test_an_empty_value_is_an_empty_text() -> None:
    assert read("a:\nb: ''\nc: \"\"\nd:\n  -\n  - x\n").root == {"a": "", "b": "", "c": "", "d": ["", "x"]}


def test_block_texts_are_fine() -> None:
    text = question("a: >-", "  one: two", "  #3", "b: |", "  - x", "  'y", "c: >", "  z")
    tree = read(text)
    assert tree.findings == ()
    assert at(tree.root, "questions", 0) == {"id": "q", "a": "one: two #3", "b": "- x\n'y\n", "c": "z\n"}


@pytest.mark.parametrize(
    "sound",
    [
        "answer: a # a remark",
        "answer: a #",
        "answer: a ## a remark",
        "#answer: a",
        "tags: #remark\n      - a",
        'answer: "a" #remark',
        "tags: [a, b c, 'd,e', \"f: g\"]",
        'tags: ["a","b"]',
        "image: {file: map.svg, alt: A map}",
        "image: {file: , alt: }",
        "answer: |\n      a",
        "answer: 'it''s'",
        r'answer: "a \"b\" \\ c"',
        "answer: a\n      b - c\n      d",
        "distractors:\n      - text: a\n        why: b\n      - c",
        "distractors:\n      - text: a\n      - c",
        "pairs:\n      Putin: the man\n      Alma Ata: the city",
        "pairs:\n      - Putin: the man\n      - Alma Ata: the city",
        "cite: 'one\n      two'",
        "'answer': a",
    ],
)
def test_what_is_sound_is_not_found(sound: str) -> None:
    tree = read(question(sound))
    assert tree.findings == ()
    assert tree.broken == ()


# Places ----------------------------------------------------------------------------------------------

EVERY_KIND = (
    "# top\r\n"
    "title: The 😀 clock   # remark\r\n"
    "empty:\r\n"
    "single: 'it''s' # remark\r\n"
    'double: "a \\"b\\""\r\n'
    "plain: one\r\n"
    "  two 😀\r\n"
    "folded: >-\r\n"
    "  a\r\n"
    "  b\r\n"
    "\r\n"
    "literal: |\r\n"
    "  😀 c\r\n"
    "\r\n"
    "flow: [a b, 'c', {d: e}]\r\n"
    "'quoted key': x\r\n"
    "list:\r\n"
    "- 😀 one\r\n"
    "- id: two\r\n"
    "  text: three\r\n"
    "\r\n"
    "# end\r\n"
)


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize(
    ("path", "source"),
    [
        (["title"], "The 😀 clock"),
        (["empty"], ""),
        (["single"], "'it''s'"),
        (["double"], '"a \\"b\\""'),
        (["plain"], "one\r\n  two 😀"),
        (["folded"], ">-\r\n  a\r\n  b"),
        (["literal"], "|\r\n  😀 c"),
        (["flow"], "[a b, 'c', {d: e}]"),
        (["flow", 0], "a b"),
        (["flow", 1], "'c'"),
        (["flow", 2], "{d: e}"),
        (["flow", 2, "d"], "e"),
        (["quoted key"], "x"),
        (["list"], "- 😀 one\r\n- id: two\r\n  text: three"),
        (["list", 0], "😀 one"),
        (["list", 1], "id: two\r\n  text: three"),
        (["list", 1, "text"], "three"),
        ([], EVERY_KIND[len("# top\r\n") : EVERY_KIND.index("\r\n\r\n# end")]),
    ],
)
def test_a_span_is_the_source_of_its_value(path: list[str | int], source: str, newline: str) -> None:
    text = EVERY_KIND.replace("\r\n", newline)
    tree = read(text)
    assert tree.findings == ()
    assert cut(text, span_of(tree.root, path)) == source.replace("\r\n", newline)


def test_the_span_of_a_key() -> None:
    tree = read(EVERY_KIND)
    assert cut(EVERY_KIND, span_of(tree.root, ["quoted key"], key=True)) == "'quoted key'"
    assert cut(EVERY_KIND, span_of(tree.root, ["list", 1, "text"], True)) == "text"
    assert span_of(tree.root, ["title"], key=True) == Span(2, 1, 2, 6)
    assert span_of(tree.root, ["title"]) == Span(2, 8, 2, 19)


@pytest.mark.parametrize(
    ("path", "longest"),
    [
        (["list", 1, "cite"], ["list", 1]),
        (["list", 1, "cite", "quote"], ["list", 1]),
        (["list", 7], ["list"]),
        (["list", -1], ["list"]),
        (["list", "id"], ["list"]),
        (["title", "x"], ["title"]),
        ([0], []),
        (["missing"], []),
    ],
)
def test_a_missing_place_is_that_of_the_longest_part_of_its_path(
    path: list[str | int], longest: list[str | int]
) -> None:
    root = read(EVERY_KIND).root
    assert span_of(root, path) == span_of(root, longest)
    assert span_of(root, path, key=True) == span_of(root, longest)


def test_there_is_no_span_where_there_is_no_data() -> None:
    assert span_of(None, ["a"]) is None
    assert span_of("a", []) is None
    assert span_of(Map(), ["a"]) == Span(1, 1, 1, 1)


def test_only_what_editors_take_for_a_line_end_is_one() -> None:
    text = "a: \u2028😀 x\u2029y\u0085z\nb: {c: \u2028d}\n"
    tree = read(text)
    assert tree.findings == ()
    assert tree.root == {"a": "\u2028😀 x\u2029y\u0085z", "b": {"c": "\u2028d"}}
    assert span_of(tree.root, ["a"]) == Span(1, 4, 1, 12)
    assert span_of(tree.root, ["b", "c"]) == Span(2, 8, 2, 10)
    assert read("a\u2028b: c\n").root == {"a\u2028b": "c"}


def test_a_byte_order_mark_is_no_character() -> None:
    tree = parse(b"\xef\xbb\xbftitle: x\n", "bank.yaml")
    assert (tree.text, tree.root, tree.findings) == ("title: x\n", {"title": "x"}, ())
    assert span_of(tree.root, ["title"]) == Span(1, 8, 1, 9)


# Surprises: each in its own file ---------------------------------------------------------------------

EXPECTED = {
    "Q001-field-without-colon": [("Q001", 5, 5)],
    "Q001-list-in-place-of-bank": [("Q001", 1, 1)],
    "Q001-no-space-after-any-dash": [("Q001", 8, 7)],
    "Q001-no-space-after-colon": [("Q001", 6, 11)],
    "Q001-no-space-after-dash": [("Q001", 9, 7)],
    "Q001-text-in-place-of-bank": [("Q001", 1, 1)],
    "Q002-answer-twice": [("Q002", 8, 5)],
    "Q002-left-side-twice": [("Q002", 8, 7)],
    "Q003-binary-junk": [("Q003", 3, 115)],
    "Q003-control-character": [("Q003", 5, 20)],
    "Q003-picture": [("Q003", 1, 1)],
    "Q003-utf-16": [("Q003", 1, 1)],
    "Q003-windows-code-page": [("Q003", 6, 13)],
    "Q004-tab": [("Q004", 5, 1)],
    "Q004-two-tabs": [("Q004", 5, 1)],
    "Q005-ampersand": [("Q005", 6, 13)],
    "Q005-at": [("Q005", 6, 13)],
    "Q005-backtick": [("Q005", 6, 13)],
    "Q005-bar": [("Q005", 6, 13)],
    "Q005-blank-first": [("Q005", 5, 12)],
    "Q005-brace": [("Q005", 6, 13)],
    "Q005-bracket": [("Q005", 6, 13)],
    "Q005-comma": [("Q005", 6, 13)],
    "Q005-exclamation": [("Q005", 6, 13)],
    "Q005-greater": [("Q005", 6, 13)],
    "Q005-hyphen": [("Q005", 6, 13)],
    "Q005-merge-key": [("Q005", 1, 7), ("Q005", 7, 5), ("Q005", 7, 9)],
    "Q005-percent": [("Q005", 6, 13)],
    "Q005-python-tag": [("Q005", 5, 12)],
    "Q005-question": [("Q005", 6, 13)],
    "Q005-star": [("Q005", 6, 13)],
    "Q005-unclosed-bracket": [("Q005", 6, 13)],
    "Q006-comma-in-braces": [("Q006", 6, 21), ("Q006", 6, 35)],
    "Q006-comma-in-brackets": [("Q006", 7, 20), ("Q006", 7, 30)],
    "Q007-deep-nesting": [("Q007", 5, 31)],
    "Q007-endless-line": [("Q007", 5, 1)],
    "Q008-blanks-and-comments": [("Q008", 1, 1)],
    "Q008-empty": [("Q008", 1, 1)],
    "Q009-colon-in-item": [("Q009", 9, 13)],
    "Q009-colon-in-second-line": [("Q009", 6, 11)],
    "Q009-colon-in-value": [("Q009", 5, 21)],
    "Q009-curly-quotes": [("Q009", 5, 22)],
    "Q009-line-separator": [("Q009", 5, 23)],
    "Q010-hash-first": [("Q010", 5, 12)],
    "Q010-hash-in-item": [("Q010", 8, 19)],
    "Q010-hash-in-value": [("Q010", 6, 18)],
    "Q011-apostrophe-first": [("Q011", 5, 12)],
    "Q011-apostrophe-in-quotes": [("Q011", 5, 29)],
    "Q011-first-word-in-quotes": [("Q011", 5, 16)],
    "Q011-quotes-in-quotes": [("Q011", 5, 21)],
    "Q011-unclosed-quotes": [("Q011", 5, 12)],
    "Q012-backslash-before-quote": [("Q012", 5, 32)],
    "Q012-formula-in-double-quotes": [("Q012", 5, 21)],
    "Q013-dash-inside-a-text": [("Q013", 9, 8)],
    "Q013-non-breaking-space": [("Q013", 5, 1)],
    "Q013-question-too-far-right": [("Q013", 4, 1)],
    "Q013-wrong-indentation": [("Q013", 5, 1)],
    "Q014-rule-between-questions": [("Q014", 8, 1)],
    "Q014-two-documents": [("Q014", 8, 1)],
}
ONLY_A_PERSON_CAN_TELL = {
    *("Q001-field-without-colon", "Q001-list-in-place-of-bank", "Q001-text-in-place-of-bank"),
    *("Q002-answer-twice", "Q002-left-side-twice", "Q003-binary-junk", "Q003-picture", "Q003-utf-16"),
    *("Q003-windows-code-page", "Q005-merge-key", "Q005-unclosed-bracket", "Q007-deep-nesting", "Q007-endless-line"),
    *("Q008-blanks-and-comments", "Q008-empty", "Q011-unclosed-quotes", "Q013-dash-inside-a-text"),
    "Q014-two-documents",
}
LIBRARY_WORDS = re.compile(
    r"yaml|scalar|token|mapping|parse|node|anchor|alias|indicator|document|flow|block|unicode escape", re.IGNORECASE
)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_surprise_is_found_in_its_place(name: str) -> None:
    tree = parse((BANKS / f"{name}.yaml").read_bytes(), "bank.yaml")
    assert places(tree) == EXPECTED[name]
    for finding in tree.findings:
        assert finding.hint
        assert not LIBRARY_WORDS.search(finding.message + finding.hint)


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - ONLY_A_PERSON_CAN_TELL))
def test_a_certain_cure_leaves_nothing_to_find(name: str) -> None:
    tree = parse((BANKS / f"{name}.yaml").read_bytes(), "bank.yaml")
    assert all(fix(finding).safe for finding in tree.findings)
    again = read(fixed(tree.text, tree.findings))
    assert again.findings == ()
    assert again.root == tree.root
    assert tree.broken == ()


def test_every_broken_bank_about_the_file_is_expected_here() -> None:
    names = {path.stem for path in BANKS.glob("Q0*.yaml") if path.stem < "Q015"}
    assert names == {*EXPECTED, "Q005-alias-bomb"}


def test_nothing_is_ever_expanded() -> None:
    tree = parse((BANKS / "Q005-alias-bomb.yaml").read_bytes(), "bank.yaml")
    assert places(tree)[0] == ("Q005", 1, 4)
    assert at(tree.root, "b") == ["*a"] * 9
    referred = [finding for finding in tree.findings if finding.code == "Q005"][:-1]
    assert not any(fix(finding).safe for finding in referred)


@pytest.mark.parametrize(
    ("lines", "expected", "value"),
    [
        (["answer: Putin: the man"], [("Q009", 4, 18)], "Putin: the man"),
        (["answer: The end:"], [("Q009", 4, 20)], "The end:"),
        (["answer: “x: y”"], [("Q009", 4, 15)], "“x: y”"),
        (["answer: : x"], [("Q009", 4, 13)], ": x"),
        (["answer: Route #5"], [("Q010", 4, 19)], "Route #5"),
        (["answer: #5"], [("Q010", 4, 13)], "#5"),
        (["answer: Route #5 # remark"], [("Q010", 4, 19)], "Route #5"),
        (["answer: a #5", "  b"], [("Q010", 4, 15)], "a #5 b"),
        (["answer: He ruled", "  in Moscow: a city"], [("Q009", 5, 16)], "He ruled in Moscow: a city"),
        (["answer: 'don't'"], [("Q011", 4, 17)], "don't"),
        (["answer: 'the boys' school'"], [("Q011", 4, 22)], "the boys' school"),
        (["answer: 'Yes' and 'no'"], [("Q011", 4, 17)], "'Yes' and 'no'"),
        (['answer: "Yes" and "no"'], [("Q011", 4, 17)], '"Yes" and "no"'),
        (['answer: "He said "no" twice"'], [("Q011", 4, 22)], 'He said "no" twice'),
        (['answer: "Yes": he agreed'], [("Q011", 4, 17)], '"Yes": he agreed'),
        (["answer: ''tis so'"], [("Q011", 4, 14)], "'tis so"),
        (["answer: '90s music"], [("Q011", 4, 13)], "'90s music"),
        ([r'answer: "\times"'], [("Q012", 4, 14)], r"\times"),
        ([r'answer: "\(x\) \\ \"y\""'], [("Q012", 4, 14)], r'\(x\) \ "y"'),
        ([r'answer: "it' + "'" + r's \q"'], [("Q012", 4, 19)], r"it's \q"),
        (["answer: {{x}}"], [("Q005", 4, 13)], "{{x}}"),
        (["answer: {{x}} and {{y}}"], [("Q005", 4, 13)], "{{x}} and {{y}}"),
        (["answer: {x}"], [("Q005", 4, 13)], "{x}"),
        (["answer: [sic] he said"], [("Q005", 4, 13)], "[sic] he said"),
        (["answer: >5"], [("Q005", 4, 13)], ">5"),
        (["answer: |-5"], [("Q005", 4, 13)], "|-5"),
        (["answer: > #5"], [("Q005", 4, 13)], "> #5"),
        (["answer: &a [x, y]"], [("Q005", 4, 13)], "&a [x, y]"),
        (["answer: !a {x: y}"], [("Q005", 4, 13)], "!a {x: y}"),
        (["answer: ! |"], [("Q005", 4, 13)], "! |"),
        (["answer:7,500"], [("Q001", 4, 11)], "7,500"),
        (["answer:\u00a0x"], [("Q013", 4, 12)], "x"),
        (["  answer: x"], [("Q013", 4, 1)], "x"),
        (["answer: x\x0by"], [("Q003", 4, 14)], "x y"),
        (["answer: x\x07: y"], [("Q003", 4, 14), ("Q009", 4, 15)], "x\x07: y"),
    ],
)
def test_a_surprise_in_a_field(lines: list[str], expected: list[tuple[str, int, int]], value: str) -> None:
    tree = read(question(*lines))
    assert places(tree) == expected
    assert at(tree.root, "questions", 0, "answer") == value
    assert at(tree.root, "questions", 1) == {"id": "next", "answer": "sound"}
    assert {finding.question for finding in tree.findings} == {"q"}


@pytest.mark.parametrize(
    ("item", "column", "code"),
    [
        ("Putin: the man", 14, "Q009"),
        ("Putin: the man #5", 14, "Q009"),
        ("The man:", 16, "Q009"),
        (": x", 9, "Q009"),
        ("- 5 degrees", 9, "Q005"),
        ("- - 5", 9, "Q005"),
        ("-", 9, "Q005"),
        ("? who", 9, "Q005"),
        ("&x y: z", 9, "Q005"),
        ("*x", 9, "Q005"),
        ("Route #5", 15, "Q010"),
        ("#5", 9, "Q010"),
    ],
)
def test_a_surprise_in_an_item(item: str, column: int, code: str) -> None:
    text = question("distractors:", "  - one", f"  - {item}", "  - three")
    tree = read(text)
    assert places(tree) == [(code, 6, column)]
    assert at(tree.root, "questions", 0, "distractors") == ["one", item, "three"]
    assert read(fixed(text, tree.findings)).root == tree.root


@pytest.mark.parametrize("key", ["@x", "*x", "{{x}}", "[x]", "Route #5", '"Yes" he said', "`x`", "%"])
def test_a_surprise_in_a_left_side(key: str) -> None:
    text = question("pairs:", "  one: 1", f"  {key}: 2", "  three: 3")
    tree = read(text)
    assert at(tree.root, "questions", 0, "pairs") == {"one": "1", key: "2", "three": "3"}
    assert len(tree.findings) == 1
    assert read(fixed(text, tree.findings)).root == tree.root


@pytest.mark.parametrize(
    ("flow", "value"),
    [
        ("[2,700 km, 3]", ["2,700 km", "3"]),
        ("[about $1,000,000, 3]", ["about $1,000,000", "3"]),
        ("{a: 2,700}", {"a": "2,700"}),
        ("{a: red,blue, b: c}", {"a": "red,blue", "b": "c"}),
        ("[a,b]", ["a", "b"]),
        ("[a b,c, d]", ["a b", "c", "d"]),
        ("[1,2,3]", ["1", "2", "3"]),
        ("[100,200,300]", ["100", "200", "300"]),
    ],
)
def test_a_comma_between_brackets(flow: str, value: Value) -> None:
    tree = read(question(f"tags: {flow}"))
    assert places(tree) == [("Q006", 4, 11 + flow.index(","))]
    assert at(tree.root, "questions", 0, "tags") == value
    certain = tree.findings[0].fix is not None
    assert certain == (flow not in {"[1,2,3]", "[100,200,300]"})
    assert (read(fixed(tree.text, tree.findings)).findings == ()) == certain


def test_other_surprises_between_brackets() -> None:
    tree = read(question("tags: [Route #5, a: b, *c, @d]", "image: {file: a: b}"))
    assert places(tree) == [("Q010", 4, 18), ("Q009", 4, 23), ("Q005", 4, 28), ("Q005", 4, 32), ("Q009", 5, 20)]
    assert at(tree.root, "questions", 0) == {
        "id": "q",
        "tags": ["Route #5", "a: b", "*c", "@d"],
        "image": {"file": "a: b"},
    }


def test_duplicate_keys_at_every_depth() -> None:
    tree = read(question("a: {b: 1, b: 2}", "c:", "  - d: 1", "    d: 2", "a: 3"))
    assert places(tree) == [("Q002", 4, 15), ("Q002", 7, 9), ("Q002", 8, 5)]
    assert at(tree.root, "questions", 0) == {"id": "q", "a": {"b": "1"}, "c": [{"d": "1"}]}
    assert {finding.question for finding in tree.findings} == {"q"}
    first = [finding.related[0].place.span for finding in tree.findings]
    assert [span and (span.line, span.column) for span in first] == [(4, 9), (6, 9), (4, 5)]


def test_a_deliberate_escape_is_found_but_not_cured_for_sure() -> None:
    for escape in (r"\u00e9", r"\n", r"\t", r"\/"):
        tree = read(question(f'answer: "a{escape}"'))
        assert places(tree) == [("Q012", 4, 15)]
        assert not fix(tree.findings[0]).safe


def test_a_name_that_something_refers_to_is_not_cured_for_sure() -> None:
    tree = read("a: &x one\nb: *x\nc: &y two\n")
    assert tree.root == {"a": "&x one", "b": "*x", "c": "&y two"}
    assert [fix(finding).safe for finding in tree.findings] == [False, False, True]


def test_three_dots_end_a_file() -> None:
    tree = read("title: a\n...\ntags: b\n")
    assert places(tree) == [("Q014", 3, 1)]
    assert tree.root is None


def test_one_line_of_dashes_at_the_beginning_is_fine() -> None:
    assert read("# a\n---\ntitle: x\n").findings == ()
    assert places(read("---\n# a\n---\ntitle: x\n")) == [("Q014", 3, 1)]


def test_the_second_of_two_banks_in_a_file_is_not_read() -> None:
    tree = read("title: a\nquestions:\n- id: b\n---\ntitle: c\n")
    assert places(tree) == [("Q014", 4, 1)]
    assert tree.root == {"title": "a", "questions": [{"id": "b"}]}


def test_a_fix_in_a_file_of_windows_is_written_with_plain_line_ends() -> None:
    tree = read(question("answer: a: b", "  c").replace("\n", "\r\n"))
    assert [edit.text for edit in fix(tree.findings[0]).edits] == ['"a: b\n      c"']


# Indentation and tabs --------------------------------------------------------------------------------


THREE = [{"id": "a"}, {"id": "b", "x": "y"}, {"id": "c"}]


@pytest.mark.parametrize(
    ("text", "expected", "questions"),
    [
        ("- id: a\n\tx: b\n", [("Q004", 2, 1)], [{"id": "a", "x": "b"}]),
        ("-\tid: a\n\tx: b\n-\tid: c\n", [("Q004", 1, 2), ("Q004", 3, 2)], [{"id": "a", "x": "b"}, {"id": "c"}]),
        ("\t- id: a\n\t  x: b\n\t- id: c\n", [("Q004", 1, 1), ("Q004", 3, 1)], [{"id": "a", "x": "b"}, {"id": "c"}]),
        ("  - id: a\n    p:\n\ty: z\n    q: r\n", [("Q004", 3, 1)], [{"id": "a", "p": {"y": "z"}, "q": "r"}]),
        ("- id: a\n   x: b\n   y: c\n", [("Q013", 2, 1)], [{"id": "a", "x": "b", "y": "c"}]),
        ("- id: a\n x: b\n y: c\n", [("Q013", 2, 1)], [{"id": "a", "x": "b", "y": "c"}]),
        ("- id: a\nx: b\n- id: c\n", [("Q013", 2, 1)], [{"id": "a", "x": "b"}, {"id": "c"}]),
        ("  - id: a\n  x: b\n  y: c\n", [("Q013", 2, 1)], [{"id": "a", "x": "b", "y": "c"}]),
        ("  - id: a\n    x:\n      - b\n     - c\n", [("Q013", 4, 1)], [{"id": "a", "x": ["b", "c"]}]),
        (
            "  - id: a\n   - id: b\n     x: y\n  - id: c\n",
            [("Q013", 2, 1)],
            THREE,
        ),
        (
            "  - id: a\n - id: b\n   x: y\n  - id: c\n",
            [("Q013", 2, 1)],
            THREE,
        ),
        ("\u00a0\u00a0- id: a\n\u00a0\u00a0\u00a0 x: y\n", [("Q013", 1, 1)], [{"id": "a", "x": "y"}]),
        ("-\u00a0id: a\n- id: c\n", [("Q013", 1, 2)], [{"id": "a"}, {"id": "c"}]),
    ],
)
def test_wrong_white_space_is_put_right(text: str, expected: list[tuple[str, int, int]], questions: object) -> None:
    text = "questions:\n" + text
    tree = read(text)
    assert places(tree) == [(code, line + 1, column) for code, line, column in expected]
    assert tree.root == {"questions": questions}
    again = read(fixed(text, tree.findings))
    assert again.findings == ()
    assert again.root == tree.root


# A broken question never hides its neighbours --------------------------------------------------------


def test_what_cannot_be_read_is_left_out_and_named() -> None:
    tree = read(
        "title: The clock\nquestions:\n"
        "  - id: one\n    answer: a\n"
        "  - id: two\n    answer a\n"
        "  - short: no id here\n    answer: {a\n\n"
        "  # a remark\n"
        "  - id: four\n    answer: b\n"
        "lang: en\n"
    )
    assert tree.root == {
        "title": "The clock",
        "questions": [{"id": "one", "answer": "a"}, {"id": "four", "answer": "b"}],
        "lang": "en",
    }
    assert places(tree) == [("Q001", 6, 5), ("Q005", 8, 13)]
    assert tree.broken_ids == ("two",)
    assert [cut(tree.text, span) for span in tree.broken] == [
        "  - id: two\n    answer a",
        "  - short: no id here\n    answer: {a\n\n  # a remark",
    ]
    assert [finding.question for finding in tree.findings] == ["two", None]


def test_places_in_questions_read_by_themselves_are_those_in_the_file() -> None:
    text = question("answer: 😀: x", "x: {{a}} #5", "y: |", "  z") + "lang: en\n"
    tree = read(text)
    assert cut(text, span_of(tree.root, ["questions", 0, "answer"])) == "😀: x"
    assert cut(text, span_of(tree.root, ["questions", 0, "x"])) == "{{a}} #5"
    assert cut(text, span_of(tree.root, ["questions", 0, "x"], key=True)) == "x"
    assert cut(text, span_of(tree.root, ["questions", 0, "y"])) == "|\n      z"
    assert cut(text, span_of(tree.root, ["questions", 1, "id"])) == "next"
    assert cut(text, span_of(tree.root, ["lang"])) == "en"
    assert cut(text, span_of(tree.root, ["questions"], key=True)) == "questions"
    assert cut(text, span_of(tree.root, ["questions"])) == text[len(HEAD) : text.index("\nlang")]


def test_a_broken_head_does_not_hide_the_questions() -> None:
    tree = read("title: x\n  tags {a\nquestions:\n  - id: a\n    b: c: d\n")
    assert tree.root is not None
    assert at(tree.root, "questions") == [{"id": "a", "b": "c: d"}]
    broken = read("title x\nlang: en\nquestions:\n  - id: a\n")
    assert broken.root == {"questions": [{"id": "a"}]}
    assert broken.broken == (Span(1, 1, 4, 1),)
    assert places(broken) == [("Q001", 1, 1)]


def test_an_open_quotation_mark_swallows_nothing() -> None:
    text = HEAD + "  - id: a\n    x: 'tis\n  - id: b\n    x: Holt's\n  - id: c\n    x: 'd'\n"
    tree = read(text)
    assert places(tree) == [("Q011", 4, 8)]
    assert at(tree.root, "questions") == [{"id": "a", "x": "'tis"}, {"id": "b", "x": "Holt's"}, {"id": "c", "x": "d"}]


def test_fields_between_two_quotation_marks_are_no_text_of_several_lines() -> None:
    text = HEAD + "  - id: a\n    x: 'tis\n  - id: b\n    x: y'\n  - id: c\n"
    tree = read(text)
    assert places(tree) == [("Q011", 4, 8)]
    assert at(tree.root, "questions") == [{"id": "a", "x": "'tis"}, {"id": "b", "x": "y'"}, {"id": "c"}]


def test_two_open_quotation_marks_in_a_question_are_both_found() -> None:
    tree = read(question("x: 'tis", "tags:", "  - a", "  - '90s", "  - b"))
    assert places(tree) == [("Q011", 4, 8), ("Q011", 7, 9)]
    assert at(tree.root, "questions", 0) == {"id": "q", "x": "'tis", "tags": ["a", "'90s", "b"]}


def test_broken_left_sides_that_follow_each_other_are_all_found() -> None:
    tree = read(question("pairs:", "  Route #5: a", "  @x: b", "  {{y}}: c"))
    assert [code for code, _, _ in places(tree)] == ["Q010", "Q005", "Q005"]
    assert at(tree.root, "questions", 0, "pairs") == {"Route #5": "a", "@x": "b", "{{y}}": "c"}


def test_a_block_text_is_not_suspected() -> None:
    tree = read(question("a: >-", "  'tis: @x", "  {{y}} *z: #5", "b: c: d"))
    assert places(tree) == [("Q009", 7, 9)]
    assert at(tree.root, "questions", 0) == {"id": "q", "a": "'tis: @x {{y}} *z: #5", "b": "c: d"}


def test_a_control_character_in_the_way_is_for_a_person_to_delete() -> None:
    tree = read(question("a: b\x07c", "d: e\x0bf"))
    assert [finding.fix is not None for finding in tree.findings] == [False, True]


def test_a_draft_knows_where_its_characters_came_from() -> None:
    draft = Draft("0123456789", 1, 9, (Change(2, 4, "abc"), Change(5, 5, "d"), Change(7, 8, "")))
    assert draft.text == "1abc4d568"
    assert [draft.origin(offset) for offset in range(10)] == [1, 2, 2, 2, 4, 5, 5, 6, 8, 9]
    again = draft.edited([Change(4, 5, "e"), Change(7, 8, "f")])
    assert again is not None
    assert again.text == "1abced5f8"
    assert again.changes == (
        Change(2, 4, "abc"),
        Change(4, 5, "e"),
        Change(5, 5, "d"),
        Change(6, 7, "f"),
        Change(7, 8, ""),
    )
    assert draft.edited([Change(0, 2, "")]) is None
    assert draft.edited([Change(2, 3, "")]) is None
    assert draft.edited([Change(4, 7, "")]) is None


def test_all_mistakes_of_a_question_show_at_once() -> None:
    tree = read(question("a: b: c", "d: @e", "f: g #5", "h: 'i'j'", "k: l", "k: m"))
    assert [code for code, _, _ in places(tree)] == ["Q009", "Q005", "Q010", "Q011", "Q002"]
    assert at(tree.root, "questions", 0) == {
        "id": "q",
        "a": "b: c",
        "d": "@e",
        "f": "g #5",
        "h": "i'j",
        "k": "l",
    }


def test_a_file_without_questions_is_mended_as_a_whole() -> None:
    tree = read("sheets:\n  one:\n    parts:\n      - {title: Part: A, pick: [a,b]}\n    time: 40: min\n")
    assert places(tree) == [("Q009", 4, 21), ("Q006", 4, 34), ("Q009", 5, 13)]
    assert at(tree.root, "sheets", "one") == {"parts": [{"title": "Part: A", "pick": ["a", "b"]}], "time": "40: min"}


# Limits ----------------------------------------------------------------------------------------------


def test_a_huge_file_is_not_even_decoded() -> None:
    tree = parse(b"\xff" * (yaml_tree.MAX_BYTES + 1), "bank.yaml")
    assert places(tree) == [("Q007", 1, 1)]
    assert (tree.text, tree.root) == ("", None)


def test_lines_may_be_long_but_not_endless() -> None:
    longest = "a: " + "x" * (yaml_tree.MAX_LINE - 3)
    assert read(longest).findings == ()
    assert read(f"{longest}\nb: c\n").findings == ()
    assert places(read("b: c\na: " + "x" * (yaml_tree.MAX_LINE - 2) + "\n")) == [("Q007", 2, 1)]


def test_nesting_has_a_limit() -> None:
    assert read("a: " + "[" * 19 + "]" * 19).findings == ()
    assert places(read("a: " + "[" * 20 + "]" * 20)) == [("Q007", 1, 23)]
    assert places(read("[\n" * 1_000_000)) == [("Q007", 21, 1)]


def test_a_thousand_problems_are_enough() -> None:
    tree = read("questions:\n" + "- id: a: b\n" * 3000)
    assert len(tree.findings) == 1001
    assert [finding.code for finding in tree.findings].count("Q007") == 1
    assert len(tree.broken) == 1
    assert len(read("- *a\n" * 3000).findings) == 1001
    assert len(read("- a #b\n" * 3000).findings) == 1001


def test_the_garbage_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    read("a: b\n")
    assert gc.isenabled()
    gc.disable()
    try:
        read("a: b\n")
        assert not gc.isenabled()
    finally:
        gc.enable()


# Whatever the bytes ----------------------------------------------------------------------------------

SIGNS = "ab1 :#-?*&!%@`{}[]|>,'\"\\.=~<é😀\u00a0\u2028\u0085\t/()$^+_;A"
POSITIONS = {
    "field": (question("answer: VALUE", "explain: e"), ("questions", 0, "answer")),
    "item": (question("tags:", "  - one", "  - VALUE", "  - three"), ("questions", 0, "tags", 1)),
    "right": (question("pairs:", "  left: VALUE", "  other: x"), ("questions", 0, "pairs", "left")),
    "title": ("title: VALUE\nquestions:\n- id: q\n  answer: x", ("title",)),
    "last": ("a:\n  b: VALUE", ("a", "b")),
}
A_REMARK = re.compile(r"(^|[ \t])#+([ \t]|$)")
A_FIELD = re.compile(r"[a-z][a-z0-9_-]*[ \t]*:([ \t]|$)|[\w-]+:[\t\u00a0]")
MEANT_AS_YAML = re.compile(r"""['"\[{]|[|>][-+]?$""")


@settings(deadline=None, max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(SIGNS, min_size=1, max_size=10).map(lambda typed: typed.strip(" \t\u00a0\u2028\u0085")).filter(bool),
    st.sampled_from(sorted(POSITIONS)),
)
@example("{:}", "field")
@example("- :", "item")
@example("! |", "field")
@example("|11", "title")
@example("{~,1}", "right")
def test_the_fix_keeps_the_text_that_was_typed(typed: str, position: str) -> None:
    """A text of any characters is read as typed, or there is a fix after which it is.

    Remarks aside, and what may well be meant as YAML: quotation marks, brackets, `|`, and fields in items.
    """
    if A_REMARK.search(typed) or A_FIELD.match(typed):
        return
    template, path = POSITIONS[position]
    text = template.replace("VALUE", typed)
    tree = read(text)
    meant_as_yaml = bool(MEANT_AS_YAML.match(typed))
    if meant_as_yaml and not all(finding.fix and finding.fix.safe for finding in tree.findings):
        return
    both = "&" in typed and "*" in typed
    assert both or all(fix(finding).safe for finding in tree.findings)
    again = read(fixed(text, tree.findings))
    assert both or again.findings == ()
    assert again.root == tree.root
    assert meant_as_yaml or at(again.root, *path) == typed


A_DELIBERATE_ESCAPE = re.compile(r"\\[xuUnrt0/_\s]")


@settings(deadline=None, max_examples=150)
@given(st.text(SIGNS.replace('"', "").replace("\t", ""), min_size=1, max_size=12))
@example("C:\\dir")
@example("\\\\")
def test_the_fix_keeps_the_backslashes_between_double_quotation_marks(inner: str) -> None:
    inside = f"x{inner}x"
    text = question(f'answer: "{inside}"')
    tree = read(text)
    if A_DELIBERATE_ESCAPE.search(inside):
        return
    assert all(fix(finding).safe for finding in tree.findings)
    again = read(fixed(text, tree.findings))
    assert again.findings == ()
    assert again.root == tree.root
    assert at(again.root, "questions", 0, "answer") == inside.replace("\\\\", "\\")


@settings(deadline=None, max_examples=150)
@given(st.text(SIGNS.replace("'", "").replace("\t", ""), min_size=1, max_size=12))
def test_the_fix_keeps_an_apostrophe_between_single_quotation_marks(inner: str) -> None:
    text = question(f"answer: '{inner}it's'", "x: y")
    tree = read(text)
    assert [finding.code for finding in tree.findings] == ["Q011"]
    again = read(fixed(text, tree.findings))
    assert again.findings == ()
    assert at(again.root, "questions", 0) == {"id": "q", "answer": f"{inner}it's", "x": "y"}


BANK = """\
# a remark
title: The harbour
tags:
  - a b
  - "c: d"
questions:
  - id: q1
    choice: It's "this"
    answer: "don't"
  - id: q2
    choice: What's the aim of Holt's plan, as of 1871?
    answer: 7,500 km
    distractors:
      - 2,700 km
      - text: 19,000 km
        why: It's far
      - 'x''y'
    cite: "the town’s “longest” pier (7,500 feet)"
    explain: >-
      Some text: here
      and #5 there

      - more
    pairs:
      Left one: right
      "quoted: left": 'right: two'
    tags: [a, b]
  - id: q3
    short: It's the 'end' of "it"
    cite: 'it''s "so"'
  - id: q4
    note: |
      it's
      "so"
lang: en
"""
FIRST, LAST = BANK.index("  - id: q2") + len("  - id: q2"), BANK.index("\n  - id: q3")
PIECES = [*" :#-?*&!%@`{}[]|>,'\"\\\n\t\u00a0ab\r\u2028\x0b", "\n  ", "- ", ": ", " #", '""', "{{", "\n\t"]


def check_places(tree: Tree) -> None:
    """Every span of a tree lies in its text, and everything found has its words."""
    lines = re.split(r"\r\n|\r|\n", tree.text)

    def check(span: Span) -> None:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 2
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2

    def walk(value: Map | Seq) -> None:
        check(value.span)
        for child, start, end in children(value):
            check(value.lines.span(start, end))
            if not isinstance(child, str):
                walk(child)

    for finding in tree.findings:
        assert finding.message
        assert finding.hint
        spans = [finding.place.span, *(related.place.span for related in finding.related)]
        spans += [edit.span for edit in (finding.fix.edits if finding.fix else ())]
        for span in spans:
            assert span is not None
            check(span)
    if tree.root is not None:
        walk(tree.root)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.integers(0, LAST - FIRST),
            st.integers(0, 3),
            st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        ),
        min_size=1,
        max_size=3,
    )
)
@example([(BANK.index("What's") - FIRST, 0, "'")])
@example([(BANK.index("7,500") - FIRST, 0, '"')])
def test_a_slip_in_a_question_leaves_the_others_alone(slips: list[tuple[int, int, str]]) -> None:
    middle = BANK[FIRST:LAST]
    for place, length, new in sorted(slips, reverse=True):
        middle = middle[:place] + new + middle[place + length :]
    tree = read(BANK[:FIRST] + middle + BANK[LAST:])
    check_places(tree)
    questions = at(tree.root, "questions")
    kept = {at(one, "id"): one for one in questions if isinstance(one, Map) and "id" in one}
    for sound in at(read(BANK).root, "questions"):
        if at(sound, "id") != "q2":
            assert kept[at(sound, "id")] == sound
    assert at(tree.root, "title") == "The harbour"
    assert at(tree.root, "lang") == "en"


@settings(deadline=None, max_examples=300)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | st.lists(
        st.sampled_from(
            [*PIECES, "questions:\n", "- id: a\n", "---\n", "...\n", "? ", "<<: ", "*a", "&a", "!t ", "\r\n"]
        ),
        max_size=40,
    ).map(lambda pieces: "".join(pieces).encode())
)
@example(b"questions:\n- ")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"\xff\xfe\x00\x00")
def test_no_bytes_are_too_much(data: bytes) -> None:
    tree = parse(data, "bank.yaml")
    check_places(tree)
    assert tree.root is not None or tree.findings


def test_nothing_in_a_quoted_or_block_text_is_a_surprise() -> None:
    text = question("a: |", "  x\u00a0: @y #5", "  \u00a0- z: w", "b: 'q: *r #6'", 'c: "s', '  \u00a0t: u"')
    assert read(text).findings == ()
