"""`marking`: the answers to all versions of a sheet in short, a strip each, to lay beside the pile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from quizgen.arranging import Paper, versions
from quizgen.edition import Artifact, Edition
from quizgen.exporters._answers import in_short
from quizgen.exporters._paper import Press, summary
from quizgen.i18n import catalogue, decimal

NAME = "marking"
ADVICE = "To mark with: a strip for each version, to cut apart if you like."
SIZES = (10.0, 8.6, 7.4, 6.4, 5.6)
"""The sizes of letters to try, in points."""
WIDTH, HEIGHT = 177.0, 222.0
"""Millimetres that the strips have on A4 and US Letter alike, below the head of the page."""
WIDEST = 62.0
"""Millimetres of a strip that is still easy to lay beside a pile."""
LETTER, LEADING = 0.48, 1.22
"""The width of a letter and the height of a line, as parts of the size; the latter as in the style sheet."""
NUMBER, MARGINS = 1.7, 2.4
"""What a strip needs beside the answers: for the number, as a part of the size; for its margins, in millimetres."""
HEAD, FEWEST = 3, 5
"""Lines above the answers of a strip; letters that a line must take."""
POINT = 25.4 / 72
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How strips fit a page: the size of letters in points, and the width of a strip in millimetres."""

    size: float
    width: float


def count(edition: Edition) -> int:
    """Say how many files there will be."""
    return len(edition.sheets)


def export(edition: Edition) -> Iterator[Artifact]:
    """Make a page of every sheet; raises KeyError for a picture that the edition does not have."""
    press = Press(edition)
    for sheet in edition.sheets:
        made = versions(edition.course_id, sheet)
        strips = [_strip(paper, press) for paper in made]
        lengths = [len(answer.striptags()) + len(worth) for answers in strips for _, answer, worth in answers]
        fitted = fit(lengths, len(strips))
        page = press.page(
            NAME,
            catalogue(sheet.lang).gettext("For marking: {title}").format(title=sheet.title),
            sheet.lang,
            code=" ".join(paper.code for paper in made) if len(made) <= 3 else "",
            strips=list(zip(made, strips, strict=True)),
            fitted=fitted,
        )
        yield Artifact(f"{NAME}/{sheet.name}.html", page, summary(made[0]), use="keep")


def _strip(paper: Paper, press: Press) -> list[tuple[int, Markup, str]]:
    """Give number and answer of each question, and what it is worth if that is not one point."""
    lang = paper.sheet.lang
    return [
        (asked.number, in_short(asked, press), decimal(asked.item.points, lang) if asked.item.points != 1 else "")
        for asked in paper.asked
    ]


def fit(lengths: Sequence[int], strips: int) -> Fit | None:
    """Find the largest size in which all strips are on one page; None where there is none.

    `lengths` are the letters of all answers of all strips, one after the other.
    """
    for size in SIZES:
        for in_a_row in range(strips, 0, -1):
            width = min(WIDTH / in_a_row, WIDEST)
            letters = int(((width - MARGINS) / POINT / size - NUMBER) / LETTER)
            if letters < FEWEST:
                continue
            lines = HEAD + sum(ceil(length / letters) or 1 for length in lengths) / strips
            if ceil(strips / in_a_row) * lines * LEADING * size * POINT <= HEIGHT:
                return Fit(size, width)
    return None
