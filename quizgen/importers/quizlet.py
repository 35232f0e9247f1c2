"""Term, tab, definition: a line a card, as Quizlet and Anki write it."""

from __future__ import annotations

import re

from quizgen.importers import Findings, Imported, Pictures, glance, text_of
from quizgen.importers._html import Html
from quizgen.importers._markdown import block, inline
from quizgen.naming import id_from

NAME = "a list with a tab between term and definition"
SUFFIXES = (".tsv", ".txt")
HEADING = re.compile(r"#([a-z ]+):(.*)")


def recognises(data: bytes) -> bool:
    """Tell whether most lines have a tab."""
    lines = [line for line in glance(data).split("\n") if line.strip() and not HEADING.fullmatch(line.strip())]
    return bool(lines) and sum("\t" in line.strip() for line in lines) * 2 > len(lines)


def read(data: bytes, pictures: Pictures) -> Imported:
    """Make a card of each line; Anki's lines such as `#html:true` are followed."""
    findings = Findings()
    headings: dict[str, str] = {}
    for number, line in enumerate(text_of(data).split("\n"), 1):
        heading = HEADING.fullmatch(line.strip())
        if heading and not findings.questions:
            headings[heading[1]] = heading[2].strip()
        elif line.strip():
            _card(f"line {number}", line, headings, findings, pictures)
    return findings.imported


def _card(where: str, line: str, headings: dict[str, str], findings: Findings, pictures: Pictures) -> None:
    cells = [cell.strip().removeprefix('"').removesuffix('"').replace('""', '"') for cell in line.split("\t")]
    tags: list[str] = []
    special = {
        int(number) - 1: name for name, number in headings.items() if name.endswith(" column") and number.isdigit()
    }
    for position, name in special.items():
        if name == "tags column" and position < len(cells):
            tags = [id_from(tag) for tag in cells[position].split()]
    cells = [cell for position, cell in enumerate(cells) if position not in special]
    if len(cells) < 2 or not cells[0] or not cells[1]:
        findings.drop(where, "it has no term, or no definition behind a tab")
        return
    if any(cells[2:]):
        findings.lose(where, "what stands behind the second tab")
    if headings.get("html") == "true":
        html = Html(where, findings, pictures)
        front, back = html.line(cells[0]), html.lines(cells[1])
    else:
        front, back = inline(cells[0]), block(cells[1])
    findings.take(where, {"card": front, "answer": back, "tags": tags})
