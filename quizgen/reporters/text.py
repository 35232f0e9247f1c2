"""For people: each finding with its line, a mark under the place, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from quizgen.check import VERDICTS, Report
from quizgen.diagnostics import Diagnostic, Place
from quizgen.yaml_tree.values import NEWLINE

NAME = "text"
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
RESET = "\x1b[0m"
WIDTH = 110
SPACES = str.maketrans("\t\n\r", "   ")
UNSAFE = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
"""Kinds of characters that no terminal gets: controls, halves of pairs, unknown ones, line ends."""
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Controls that make a line read in another order than it is written."""


def render(report: Report, *, colour: bool) -> str:
    """All findings in the order of the files, then a summary."""
    lines: list[str] = []
    lines_of = {file: NEWLINE.split(text) for file, text in report.course.texts.items()}
    for diagnostic in report.diagnostics:
        lines += _finding(diagnostic, lines_of, colour=colour)
    if lines:
        lines.append("")
    return "\n".join([*lines, *_summary(report)]) + "\n"


def where(place: Place) -> str:
    """`file:line:column`, as far as it is known."""
    if place.span is None:
        return place.file or "course"
    return f"{place.file}:{place.span.line}:{place.span.column}"


def printable(text: str) -> str:
    """The text in one line, without the characters with which a hostile file could write on the terminal."""
    line = text.translate(SPACES)
    return "".join("�" if unicodedata.category(c) in UNSAFE or c in TURNING else c for c in line)


def _finding(diagnostic: Diagnostic, lines_of: dict[str, list[str]], *, colour: bool) -> Iterator[str]:
    finding = diagnostic.finding
    label = f"{diagnostic.severity} {diagnostic.code}"
    if colour:
        label = f"{COLOURS[diagnostic.severity]}{label}{RESET}"
    yield f"{printable(where(finding.place))}: {label} {printable(finding.message)}"
    yield from _source_line(finding.place, lines_of)
    if finding.hint:
        yield f"      = hint: {printable(finding.hint)}"
    for related in finding.related:
        yield f"      = {printable(related.message)}: {printable(where(related.place))}"


def _source_line(place: Place, lines_of: dict[str, list[str]]) -> Iterator[str]:
    lines = lines_of.get(place.file or "", [])
    if place.span is None or not 1 <= place.span.line <= len(lines):
        return
    span = place.span
    text = lines[span.line - 1]
    end = span.end_column if span.end_line == span.line else len(text) + 1
    start = max(0, span.column - 1 - WIDTH // 2) if len(text) > WIDTH else 0
    shown = text[start : start + WIDTH]
    marks = max(1, min(end, start + len(shown) + 1) - span.column)
    yield f" {span.line:>4} | {printable(shown)}"
    yield f"      | {' ' * (span.column - 1 - start)}{'^' * marks}"


def _summary(report: Report) -> Iterator[str]:
    tally = report.tally
    total = sum(tally.values())
    verdicts = ", ".join(f"{tally[verdict]} {verdict}" for verdict in VERDICTS if tally[verdict])
    counts = ", ".join(
        f"{count} {word}{'' if count == 1 else 's'}"
        for word, count in (("error", report.count("error")), ("warning", report.count("warning")))
    )
    yield (f"{total} question{'' if total == 1 else 's'}" + (f": {verdicts}" if verdicts else "") + f". {counts}.")
