"""`answer-sheet`: bubbles to fill in, for a scanner, and beside them the layout that tells it where they are.

A sheet knows the options' letters, never the key.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.arranging import Paper, papers
from quizgen.counting import counted
from quizgen.edition import Artifact, Edition
from quizgen.exporters._paper import Press, in_ranges, student_fields
from quizgen.exporters.answer_sheet.geometry import NUMBER, Page, kind_of, pages
from quizgen.exporters.answer_sheet.omrchecker import MARK_FILE, mark, template
from quizgen.i18n import catalogue

NAME = "answer-sheet"
ADVICE = "Print in black; the layouts beside the sheets are for OMRChecker."


def count(edition: Edition) -> int:
    """Say how many files there will be."""
    layouts = [len(pages(paper)) for paper in papers(edition)]
    return sum(1 + many for many in layouts if many) + any(layouts)


def export(edition: Edition) -> Iterator[Artifact]:
    """Make a sheet of every version that has something to choose from, and a layout of each of its pages.

    The layouts share one picture of a registration mark, by which a scanner finds the others.
    """
    press = Press(edition)
    marked = False
    for paper in papers(edition):
        made = pages(paper)
        if made:
            marked = True
            yield Artifact(f"{NAME}/{paper.name}.html", _sheet(paper, made, press), _summary(made), use="print")
        for number, page in enumerate(made, 1):
            name = f"{paper.name}.page-{number}" if number > 1 else paper.name
            yield Artifact(f"{NAME}/{name}.json", template(page))
    if marked:
        yield Artifact(f"{NAME}/{MARK_FILE}", mark())


def _sheet(paper: Paper, made: list[Page], press: Press) -> bytes:
    sheet, lang = paper.sheet, paper.sheet.lang
    return press.page(
        NAME,
        sheet.title,
        lang,
        version=paper.version,
        code=paper.code,
        school=sheet.heading.school,
        fields=student_fields(sheet.heading, lang),
        pages=made,
        elsewhere=_elsewhere(paper),
        number_width=NUMBER,
    )


def _elsewhere(paper: Paper) -> str:
    """Say which questions are answered on the worksheet; empty where there are none."""
    others = [one.number for one in paper.asked if kind_of(one) is None]
    if not others:
        return ""
    _ = catalogue(paper.sheet.lang).gettext
    one, several = _("Question {numbers}: answer on the worksheet."), _("Questions {numbers}: answer on the worksheet.")
    return (several if len(others) > 1 else one).format(numbers=in_ranges(others))


def _summary(made: list[Page]) -> str:
    """Say how much there is, for the end of a build."""
    words = counted(sum(len(page.rows) for page in made), "question")
    return f"{words}, {len(made)} pages" if len(made) > 1 else words
