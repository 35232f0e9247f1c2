"""The manual of the rules: complete, and the same in a terminal and in `docs/rules.md`."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from courses import cli, make_course
from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizgen import manual
from quizgen.check import rules

PAGE = Path(__file__).parent.parent / "docs/rules.md"
RULES = list(rules().values())
PAGES = manual.pages(RULES)
SHOWN = MarkdownIt().enable("table")
ODD = """A `{{blank}}` is <b>bold</b> * and_so_ on.

Why: {{this}} & [that] are shown as typed, `*so* <is> this`, and `` ` `` too.
1999. It was | a year; \\ and ~~wavy~~ ones
- no list, # no heading
+ nor this

Bad:

    - id: a
      choice: What is ``` for?

      answer: <b>

Good: a question without
signs.

    plain words in a line

Source: a book (1999), p. 3
"""


def module(doc: str, code: str = "Q399") -> ModuleType:
    """A rule with a manual page."""
    made = ModuleType("odd", doc)
    vars(made).update(CODE=code, NAME="odd-signs", SEVERITY="info")
    return made


def words(tokens: list[Token]) -> list[str]:
    """The words that Markdown shows."""
    found: list[str] = []
    for token in tokens:
        if token.type == "inline":
            texts = [child.content or " " for child in token.children or ()]
            found += "".join(texts).split()
        elif token.type in {"fence", "code_block", "html_block"}:
            found += token.content.split()
    return found


def plain(prose: str) -> list[str]:
    """The words of prose, without the signs around code."""
    return re.sub(r"`` (.+?) ``|`([^`]+)`", lambda code: code[1] or code[2], prose).split()


@pytest.mark.parametrize("rule", [*RULES, module(ODD)], ids=lambda rule: rule.CODE)
def test_markdown_shows_the_words_of_the_docstring(rule: ModuleType) -> None:
    page = manual.page(rule)
    shown = words(SHOWN.parse(manual.as_markdown([page]).partition("\n### ")[2]))
    expected = [page.code, page.name, f"{page.severity.capitalize()}.", *plain(page.title)]
    for block in page.blocks:
        expected += [f"{block.heading}:"] if block.heading else []
        expected += block.text.split() if block.is_example else plain(block.text)
    assert shown == expected


@pytest.mark.parametrize("rule", [*RULES, module(ODD)], ids=lambda rule: rule.CODE)
@pytest.mark.parametrize("width", [1, 40, 80, 200])
def test_a_terminal_shows_the_words_of_the_docstring(rule: ModuleType, width: int) -> None:
    page = manual.page(rule)
    shown = manual.as_text(page, width)
    assert shown.split() == [page.code, page.name, f"({page.severity})", *(rule.__doc__ or "").split()]
    examples = [line for block in page.blocks if block.is_example for line in block.text.splitlines()]
    prose = [line for line in shown.splitlines()[1:] if line.strip() not in {line.strip() for line in examples}]
    assert max(map(len, prose)) <= max(min(width, manual.WIDEST), 40)


def test_examples_are_code_as_it_was_typed() -> None:
    tokens = SHOWN.parse(manual.as_markdown([manual.page(module(ODD))]))
    fences = [(token.info, token.content) for token in tokens if token.type == "fence"]
    assert fences == [
        ("yaml", "- id: a\n  choice: What is ``` for?\n\n  answer: <b>\n"),
        ("text", "plain words in a line\n"),
    ]
    assert not [t for t in tokens if t.type in {"bullet_list_open", "ordered_list_open", "html_inline"}]


def test_the_examples_in_yaml_stand_between_fences_that_say_so() -> None:
    kinds = {token.info for token in SHOWN.parse(manual.as_markdown(PAGES)) if token.type == "fence"}
    assert kinds == {"yaml", "text"}


def test_the_committed_page_is_that_of_the_rules() -> None:
    """`quizgen explain --all > docs/rules.md` renews it."""
    assert PAGE.read_text(encoding="utf-8") == manual.as_markdown(PAGES)


def test_the_committed_page_is_complete() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for rule in RULES:
        anchor = f"{rule.CODE} {rule.NAME}".lower().replace(" ", "-")
        assert text.count(f"\n| [{rule.CODE}](#{anchor}) | `{rule.NAME}` | {rule.SEVERITY} |") == 1
        assert text.count(f"\n### {rule.CODE} {rule.NAME}\n") == 1
    assert text.count("\n### ") == len(RULES)


def test_every_code_has_a_group() -> None:
    assert {page.code[:2] for page in PAGES} <= manual.GROUPS.keys()
    assert manual.page(module(ODD, "Q777")).group == "Q7"


@pytest.mark.parametrize("width", [30, 60, 80, 120, 300])
def test_the_list_keeps_to_the_width(width: int, tmp_path: Path) -> None:
    shown = cli(make_course(tmp_path, {}), "explain", COLUMNS=str(width)).stdout
    for page in PAGES:
        assert re.search(rf"^{page.code}  {page.severity} +{page.name} ", shown, re.MULTILINE) or width < 60
    assert " ".join(shown.split()) == " ".join(manual.as_list(PAGES, 1000).split())
    if width >= 60:
        assert max(map(len, shown.splitlines())) <= width
    assert re.findall(r"^Q\d: .+", shown, re.MULTILINE) == list(dict.fromkeys(page.group for page in PAGES))


def test_all_is_the_committed_page(tmp_path: Path) -> None:
    course = make_course(tmp_path, {})
    assert cli(course, "explain", "--all").stdout == PAGE.read_text(encoding="utf-8")
    assert cli(course, "explain", "--all", "Q101").exit_code == 2
