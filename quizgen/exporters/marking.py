"""`marking`: the answers to all versions of a sheet in short, a strip each, to lay beside the pile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from markupsafe import Markup

from quizgen.arranging import Paper, versions
from quizgen.edition import Artifact, Edition
from quizgen.exporters._answers import in_short
from quizgen.exporters._paper import Press, summary
from quizgen.i18n import catalogue, decimal

NAME = "marking"
ADVICE = "Mark with these pages: a strip for each version, to cut apart if you like. Keep them to yourself."
LETTERS_IN_A_LINE, LINES_ON_A_PAGE = 96, 43
"""What a page takes in the largest size; measured in the style sheet's own letters."""
SIZES = {"large": (1.0, 1.0), "middle": (0.82, 0.77), "small": (0.66, 0.57)}
"""The sizes of letters and of lines, as in the style sheet."""
LONG = "long"
"""The layout for what no size fits: the strips follow each other, each in columns."""
NARROWEST, WIDEST = 8, 40
"""Letters of the narrowest and widest strip, its numbers among them."""
HEAD = 3
"""Lines above the answers of a strip."""


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
        size, in_a_row = fit(lengths, len(strips))
        page = press.page(
            NAME,
            catalogue(sheet.lang).gettext("For marking: {title}").format(title=sheet.title),
            sheet.lang,
            code=" ".join(paper.code for paper in made) if len(made) <= 3 else "",
            strips=list(zip(made, strips, strict=True)),
            size=size,
            width=f"{100 / in_a_row:.3f}",
        )
        yield Artifact(f"{NAME}/{sheet.name}.html", page, summary(made[0]))


def _strip(paper: Paper, press: Press) -> list[tuple[int, Markup, str]]:
    """Give number and answer of each question, and what it is worth if that is not one point."""
    lang = paper.sheet.lang
    return [
        (asked.number, in_short(asked, press), decimal(asked.item.points, lang) if asked.item.points != 1 else "")
        for asked in paper.asked
    ]


def fit(lengths: Sequence[int], strips: int) -> tuple[str, int]:
    """Choose the largest size in which all strips are on one page, and how many of them stand side by side.

    `lengths` are the letters of all answers of all strips, one after the other.
    """
    wanted = min(WIDEST, max(NARROWEST, *lengths) + 4)
    for size, (letters, leading) in SIZES.items():
        in_a_line, on_a_page = LETTERS_IN_A_LINE / letters, LINES_ON_A_PAGE / leading
        in_a_row = min(strips, max(1, int(in_a_line // wanted)))
        width = in_a_line / in_a_row - 4
        lines = HEAD + sum(ceil(length / width) or 1 for length in lengths) / strips
        if ceil(strips / in_a_row) * lines <= on_a_page:
            return size, in_a_row
    return LONG, 1
