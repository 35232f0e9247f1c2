"""Numbers or dates stand in disorder.

Why: a student looks for a figure in its place in a row. With `distractors`, quizgen sorts them itself; where `options`
keeps your order, put them in ascending or descending order. `quizgen check --fix` does it.

Bad:

    choice: When was the clock hung?
    options:
      - 1894
      - 1872
      - 1883
    answer: 1872

Good:

    choice: When was the clock hung?
    options:
      - 1872
      - 1883
      - 1894
    answer: 1872

Source: Haladyna, Downing and Rodriguez 2002: place options in logical or numerical order
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.course import Course, Entry
from quizgen.diagnostics import Edit, Finding, Fix, Span
from quizgen.ordering import sort_values
from quizgen.rules._writing import WITH_OPTIONS
from quizgen.yaml_tree.values import NEWLINE

CODE = "Q311"
NAME = "lost-sequence"
SEVERITY = "warning"
TYPES = WITH_OPTIONS
FEWEST = 3
COMMENT = re.compile(r"[ \t]*(?:#.*)?")


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Read the options in the author's order as values."""
    written = entry.written
    if not written.in_order or len(written.proper) < FEWEST or not any(o.has_figure for o in written.options):
        return
    values = sort_values([written.options[number].plain for number in written.proper], entry.lang)
    if values is None or values in (sorted(values), sorted(values, reverse=True)):
        return
    order = [number for _, number in sorted(zip(values, written.proper, strict=True))]
    shown = ", ".join(written.options[number].plain for number in order)
    fix = _fix(entry, written.proper, order)
    place = entry.place(("options",))
    yield Finding("the options are numbers or dates in disorder", place, f"in order: {shown}", entry.id, fix=fix)


def _fix(entry: Entry, places: Sequence[int], order: Sequence[int]) -> Fix | None:
    """Put the options into each other's places."""
    lines = NEWLINE.split(entry.document.text)
    spans = _movable([entry.place(("options", number)).span for number in range(len(entry.written.options))], lines)
    if not spans:
        return None
    edits = []
    for place, number in zip(places, order, strict=True):
        if place != number:
            origin = spans[number]
            text = lines[origin.line - 1][origin.column - 1 : origin.end_column - 1]
            edits.append(Edit(entry.document.file, spans[place], text))
    return Fix("put the options in order", tuple(edits))


def _movable(spans: Sequence[Span | None], lines: Sequence[str]) -> Sequence[Span]:
    """The options, with the comments behind them where each has a line to itself.

    None where one has several lines, or where a comment would stay and then speak of another.
    """
    found = [span for span in spans if span and span.line == span.end_line]
    rests = [lines[span.line - 1][span.end_column - 1 :] for span in found]
    used = {span.line for span in found}
    if len(found) < len(spans) or any("#" in lines[at - 1] for at in range(min(used), max(used)) if at not in used):
        return ()
    if all(map(COMMENT.fullmatch, rests)):
        return [span._replace(end_column=span.end_column + len(rest)) for span, rest in zip(found, rests, strict=True)]
    return () if len(used) > 1 and any("#" in rest for rest in rests) else found
