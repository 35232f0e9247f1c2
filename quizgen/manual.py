"""The manual of the rules, made from their docstrings: as text for a terminal, as Markdown for `docs/rules.md`."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType

GROUPS = {
    "Q0": "files and fields",
    "Q1": "evidence",
    "Q2": "structure",
    "Q3": "item writing",
    "Q4": "bank and course",
    "Q5": "outputs",
    "Q9": "quizgen itself",
}
WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""
HEADING = re.compile(r"(Why|Bad|Good|Source):\s*")
FIELD = re.compile(r"^\s*(?:- .|[\w-]+:(?:\s|$))", re.MULTILINE)
"""What tells YAML from an example told in words: a field, or an entry of a list."""
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
MARKUP = re.compile(r"[\\`*_<>\[\]~&|]|^[#+=-]|(?<=^[0-9])[.)]|(?<=^[0-9]{2})[.)]", re.MULTILINE)
"""What Markdown would take for its own: some signs anywhere, some at the start of a line."""
TOP = """\
# The findings

What `quizgen check` finds: why it matters, and what to write instead. An error stops the build; a warning or an info
does not, and you may [accept it](checking.md#accepting-a-finding). `quizgen explain CODE` shows the same in a terminal.

<!-- Made from the rules in quizgen/rules. Do not edit; renew it with: quizgen explain --all > docs/rules.md -->
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a manual page: a paragraph under its heading (which may be empty), or an example."""

    heading: str
    text: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The manual page of a rule."""

    code: str
    name: str
    severity: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def group(self) -> str:
        """The group that the code belongs to: `Q1: evidence`."""
        start = self.code[:2]
        return f"{start}: {GROUPS[start]}" if start in GROUPS else start

    @property
    def heading(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}"


def pages(rules: Iterable[ModuleType]) -> list[Page]:
    """The manual pages of some rules, in the order of their codes."""
    return sorted(map(page, rules), key=lambda page: page.code)


def page(rule: ModuleType) -> Page:
    """The manual page of a rule, from its docstring: a title, then Why, Bad, Good and Source."""
    _, _, body = (inspect.getdoc(rule) or "").partition("\n")
    return Page(rule.CODE, rule.NAME, rule.SEVERITY, title(rule), tuple(_blocks(body)))


def title(rule: ModuleType) -> str:
    """What a rule finds, in one line."""
    return (inspect.getdoc(rule) or "").partition("\n")[0]


def _blocks(body: str) -> Iterator[Block]:
    """The blocks of a page; lines that are indented by four are an example, with the empty lines between them."""
    indented = False

    def is_example(line: str) -> bool:
        nonlocal indented
        indented = line.startswith(" " * 4) if line.strip() else indented
        return indented

    for example, lines in groupby(body.splitlines(), key=is_example):
        text = "\n".join(lines)
        if example:
            yield Block("", textwrap.dedent(text).rstrip(), is_example=True)
        else:
            yield from map(_paragraph, filter(str.strip, re.split(r"\n\s*\n", text)))


def _paragraph(text: str) -> Block:
    found = HEADING.match(text.strip())
    return Block(found[1] if found else "", text.strip()[found.end() if found else 0 :], is_example=False)


# ------------------------------------------------------------------------------------------------ for a terminal


def as_text(page: Page, width: int) -> str:
    """A page as plain text, its lines no longer than the terminal is wide."""
    parts = [f"{page.heading} ({page.severity})", _wrapped(page.title, width)]
    for block in page.blocks:
        if block.is_example:
            parts.append(textwrap.indent(block.text, " " * 4))
        else:
            parts.append(_wrapped(f"{block.heading}: {block.text}" if block.heading else block.text, width))
    return "\n\n".join(parts) + "\n"


def as_list(pages: Iterable[Page], width: int) -> str:
    """The pages' codes, severities, names and titles, group by group."""
    listed = list(pages)
    column = max((len(page.name) for page in listed), default=0)
    parts = []
    for group, members in groupby(listed, key=lambda page: page.group):
        lines = [
            _line(f"{page.code}  {page.severity:<7}  {page.name:<{column}}  ", page.title, width) for page in members
        ]
        parts.append("\n".join([group, *lines]) + "\n")
    return "\n".join(parts)


def _line(start: str, title: str, width: int) -> str:
    """One entry of the list; a long title goes on below itself, or below the code where there is no room for that."""
    room = max(min(width, WIDEST + len(start)), 20)
    indent = " " * (len(start) if room - len(start) > 30 else 6)
    return textwrap.fill(start + title, room, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _wrapped(text: str, width: int) -> str:
    room = max(min(width, WIDEST), 20)
    return textwrap.fill(" ".join(text.split()), room, break_long_words=False, break_on_hyphens=False)


# --------------------------------------------------------------------------------------------------- as Markdown


def as_markdown(pages: Iterable[Page]) -> str:
    """All pages as one Markdown document: an index by group, then each page."""
    groups = [(group, list(members)) for group, members in groupby(pages, key=lambda page: page.group)]
    index = [f"**{group}**\n\n{_table(members)}" for group, members in groups]
    entries = [f"## {group}\n\n" + "\n".join(map(_entry, members)) for group, members in groups]
    return "\n".join([TOP, *index, *entries])


def _table(pages: Iterable[Page]) -> str:
    rows = [f"| [{p.code}](#{_anchor(p)}) | `{p.name}` | {p.severity} | {_escaped(p.title)} |" for p in pages]
    return "\n".join(["| Code | Name | Severity | What it is |", "| --- | --- | --- | --- |", *rows]) + "\n"


def _anchor(page: Page) -> str:
    return page.heading.lower().replace(" ", "-")


def _entry(page: Page) -> str:
    parts = [f"### {page.heading}", f"*{page.severity.capitalize()}.* {_escaped(page.title)}"]
    for block in page.blocks:
        if block.is_example:
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
            parts.append(f"{fence}{'yaml' if FIELD.search(block.text) else 'text'}\n{block.text}\n{fence}")
        else:
            parts.append(f"**{block.heading}:** {_escaped(block.text)}".removeprefix("**:** ").rstrip())
    return "\n\n".join(parts) + "\n"


def _escaped(prose: str) -> str:
    """Prose as Markdown shows it unchanged; what stands between backticks is code already."""
    parts, position = [], 0
    for span in CODE_SPAN.finditer(prose):
        parts += [MARKUP.sub(r"\\\g<0>", prose[position : span.start()]), span[0]]
        position = span.end()
    return "".join([*parts, MARKUP.sub(r"\\\g<0>", prose[position:])])
