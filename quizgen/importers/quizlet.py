"""Term, tab, definition: a line a card, as Quizlet and Anki write it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from quizgen.importers import Findings, Imported, Pictures, glance, text_of
from quizgen.importers._anki import take_note
from quizgen.importers._html import Html
from quizgen.importers._markdown import block, inline, tag
from quizgen.sources import UnreadableError

NAME = "a list with a tab between term and definition"
SUFFIXES = (".tsv", ".txt")
HEADING = re.compile(r"#([a-z ]+):(.*)")
"""A line of Anki's about the lines below it."""
SEPARATORS = {"comma": ",", "semicolon": ";", "colon": ":", "pipe": "|", "space": " "}


@dataclass(frozen=True)
class _Form:
    """How the lines are written."""

    separator: str = "\t"
    quoted: bool = False
    html: bool = False
    special: tuple[int, ...] = ()
    """The columns that are no fields: the kind of note, the deck, the tags."""
    tags: int = -1


def recognises(data: bytes) -> bool:
    """Tell whether most lines have a tab, or Anki says what stands between the fields."""
    text = glance(data)
    lines = [line for line in text.split("\n") if line.strip()]
    return text.startswith("#separator:") or sum("\t" in line.strip() for line in lines) * 2 > len(lines)


def read(data: bytes, pictures: Pictures) -> Imported:
    """Make a question of each line."""
    findings = Findings()
    lines = text_of(data).split("\n")
    headings = [found.groups() for found in takewhile(bool, map(HEADING.fullmatch, lines)) if found]
    form = _form({name: value.strip() for name, value in headings})
    for number, cells in _rows(lines[len(headings) :], form):
        _take(f"line {len(headings) + number}", cells, form, findings, pictures)
    return findings.imported


def _form(headings: dict[str, str]) -> _Form:
    numbered = {name: place for name, place in headings.items() if name.endswith("column") and place.isdecimal()}
    columns = {name: int(place) - 1 for name, place in numbered.items()}
    return _Form(
        SEPARATORS.get(headings.get("separator", "").lower(), "\t"),
        quoted="separator" in headings,
        html=headings.get("html") == "true",
        special=tuple(columns.values()),
        tags=columns.get("tags column", -1),
    )


def _rows(lines: list[str], form: _Form) -> Iterator[tuple[int, list[str]]]:
    """The number of the line at which each row begins, and its cells; in quotation marks, one may have many lines."""
    if not form.quoted:
        yield from ((number, line.split(form.separator)) for number, line in enumerate(lines, 1) if line.strip())
        return
    reader = csv.reader((line + "\n" for line in lines), delimiter=form.separator)
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"line {number} can't be read ({error})") from None


def _take(where: str, cells: list[str], form: _Form, findings: Findings, pictures: Pictures) -> None:
    tags = [*filter(None, map(tag, cells[form.tags].split()))] if 0 <= form.tags < len(cells) else []
    fields = [cell.strip() for place, cell in enumerate(cells) if place not in form.special]
    if form.html:
        take_note(fields, tags, 1, Html(where, findings, pictures), findings)
    elif len(fields) < 2 or not fields[0] or not fields[1]:
        findings.drop(where, "it has no term, or no definition behind a tab")
    else:
        if any(fields[2:]):
            findings.lose(where, "what stands behind the second tab")
        findings.take(where, {"card": inline(fields[0]), "answer": block(fields[1]), "tags": tags})
