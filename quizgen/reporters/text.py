"""For people: each finding with its line, a mark under the place, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizgen.check import VERDICTS, Report
from quizgen.counting import counted
from quizgen.diagnostics import Diagnostic, Place
from quizgen.fixing import fixable
from quizgen.reporters import View
from quizgen.yaml_tree.values import NEWLINE

NAME = "text"
COLOURS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "info": "\x1b[1;36m",
    "place": "\x1b[1m",
    "hint": "\x1b[36m",
    "frame": "\x1b[2m",
}
RESET = "\x1b[0m"
WIDTH = 110
"""How many columns of a line are shown."""
REACH = 4 * WIDTH
"""So many characters before and after a place are looked at."""
SPACES = str.maketrans("\t\n\r", "   ")
UNSAFE = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
"""Kinds of characters that no terminal gets: controls, halves of pairs, unknown ones, line ends."""
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Controls that make a line read in another order than it is written."""
WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})
SOFT_HYPHEN = "\u00ad"


def render(report: Report, view: View) -> str:
    """All findings in the order of the files, then a summary, then what to do."""
    texts = {file: NEWLINE.split(text) for file, text in report.course.texts.items()}
    printer = _Printer(texts, view.colour)
    lines: list[str] = []
    above = None
    for diagnostic in report.diagnostics:
        lines += printer.finding(diagnostic, above)
        above = diagnostic.finding.place
    if lines:
        lines.append("")
    return "\n".join([*lines, summary(report), *_advice(report)]) + "\n"


def where(place: Place) -> str:
    """`file:line:column`, as far as it is known."""
    if place.span is None:
        return place.file or "course"
    return f"{place.file}:{place.span.line}:{place.span.column}"


def printable(text: str) -> str:
    """The text in one line, without the characters with which a hostile file could write on the terminal."""
    if text.isprintable():
        return text
    line = text.translate(SPACES)
    return "".join("�" if unicodedata.category(c) in UNSAFE or c in TURNING else c for c in line)


def summary(report: Report) -> str:
    """One line: how many questions, their verdicts, and how many findings."""
    tally = report.tally
    total = sum(tally.values())
    verdicts = ", ".join(f"{tally[verdict]} {verdict}" for verdict in VERDICTS if tally[verdict])
    counts = [counted(report.count("error"), "error"), counted(report.count("warning"), "warning")]
    if infos := report.count("info"):
        counts.append(counted(infos, "info"))
    return counted(total, "question") + (f": {verdicts}" if verdicts else "") + f". {', '.join(counts)}."


def _advice(report: Report) -> Iterator[str]:
    """What to do about the findings."""
    if mendable := len(fixable(report)):
        yield f"{mendable} can be mended: quizgen check --fix (first look: quizgen check --diff)"
    if report.diagnostics:
        first = next(iter(report.errors), report.diagnostics[0])
        yield f"What a finding means: quizgen explain {first.code}"


@dataclass(frozen=True)
class _Printer:
    texts: Mapping[str, list[str]]
    """The lines of each file."""
    colour: bool

    def finding(self, diagnostic: Diagnostic, above: Place | None) -> Iterator[str]:
        """A finding; its line of the file only if the finding above did not show it."""
        finding, severity = diagnostic.finding, diagnostic.severity
        label = self.ink(f"{severity} {diagnostic.code}", severity)
        yield f"{self.ink(printable(where(finding.place)), 'place')}: {label} {printable(finding.message)}"
        if finding.place != above:
            yield from self.line(finding.place, "^", severity)
        if finding.hint:
            yield f"      {self.ink('= hint:', 'hint')} {printable(finding.hint)}"
        for related in finding.related:
            label = self.ink(f"= {printable(related.message)}:", "hint")
            yield f"      {label} {printable(where(related.place))}"
            if related.place != finding.place:
                yield from self.line(related.place, "-", "hint")

    def line(self, place: Place, mark: str, kind: str) -> Iterator[str]:
        """The line of a place, and marks below it."""
        lines = self.texts.get(place.file or "", [])
        if place.span is None or not 1 <= place.span.line <= len(lines):
            return
        span, text = place.span, lines[place.span.line - 1]
        end = span.end_column if span.end_line == span.line else len(text) + 1
        shown, before, marked = excerpt(text, span.column - 1, end - 1)
        number = f" {span.line:>4}"
        yield f"{self.ink(f'{number} |', 'frame')} {shown}"
        yield f"{self.ink(' ' * len(number) + ' |', 'frame')} {' ' * before}{self.ink(mark * marked, kind)}"

    def ink(self, text: str, kind: str) -> str:
        """The text in the colour of its kind, if there are colours."""
        return f"{COLOURS[kind]}{text}{RESET}" if self.colour else text


def excerpt(text: str, start: int, end: int) -> tuple[str, int, int]:
    """What to show of a line: the part around a stretch, the columns before the stretch, and those of it.

    At least one column is marked. A terminal gives two columns to a letter of Chinese and none to an accent that stands
    by itself.
    """
    base = max(0, start - REACH)
    before, after = printable(text[base:start]), printable(text[start : start + REACH])
    left = _fitting(before[::-1], WIDTH // 2)
    right = _fitting(after, WIDTH - _columns(before[len(before) - left :]))
    left = _fitting(before[::-1], WIDTH - _columns(after[:right]))
    before, after = before[len(before) - left :], after[:right]
    before = "…" * (start > left) + before
    more = "…" * (start + right < len(text))
    return before + after + more, _columns(before), max(1, _columns(after[: end - start]))


def _fitting(text: str, room: int) -> int:
    """How many characters from the first on fit into some columns."""
    if text.isascii():
        return min(len(text), max(0, room))
    for number, character in enumerate(text):
        room -= _width(character)
        if room < 0:
            return number
    return len(text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in WITHOUT_WIDTH and character != SOFT_HYPHEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
