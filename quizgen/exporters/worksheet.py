"""`worksheet`: a page for the class, as HTML that prints on A4 and US Letter.

A student's copy holds nothing that depends on the key: the templates are given texts in the order shown,
never the response itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from markupsafe import Markup

from quizgen.arranging import Asked, Paper, columns, letter, papers
from quizgen.edition import Artifact, Edition, Reading
from quizgen.exporters._paper import (
    Press,
    blank_width,
    facts,
    in_ranges,
    lines_for,
    student_fields,
    summary,
    unit,
)
from quizgen.i18n import catalogue, decimal, points_in_words
from quizgen.items import EMPTY, Choose, Fill, Match, Open, Passage, Text

NAME = "worksheet"
ADVICE = "Print from a browser, with the browser's own headers and footers off."
PLAIN = ""
"""The style of the copy that most of a class gets."""
MARKS_IN_A_ROW = 18
"""So many questions fit into a row of the table for the marks."""


def count(edition: Edition) -> int:
    """Say how many files there will be."""
    return sum(len(sheet.versions) for sheet in edition.sheets) * (1 + len(edition.styles))


def export(edition: Edition) -> Iterator[Artifact]:
    """Make a worksheet of every version of every sheet, in every style.

    Raises KeyError for a picture that the edition does not have.
    """
    press = Press(edition)
    for paper in papers(edition):
        content = _content(paper, press)
        for style in (PLAIN, *edition.styles):
            page = press.page(
                NAME,
                paper.sheet.title,
                paper.sheet.lang,
                version=paper.version,
                code=paper.code,
                style=style,
                **content,
            )
            name = f"{paper.name}.{style}" if style else paper.name
            yield Artifact(f"{NAME}/{name}.html", page, summary(paper), use="print")


def _content(paper: Paper, press: Press) -> dict[str, object]:
    """Set everything that stands on the pages of a sheet."""
    sheet, lang = paper.sheet, paper.sheet.lang
    passages = _passages(paper, press)
    return {
        "school": sheet.heading.school,
        "logo": press.picture(sheet.heading.logo),
        "fields": student_fields(sheet.heading, lang),
        "facts": facts(paper),
        "score": decimal(paper.points, lang),
        "marks": _marks(paper, press) if sheet.marks else "",
        "reading": _reading(sheet.reading, press) if sheet.reading else "",
        "sections": [
            {
                "title": press.text(section.title),
                "instructions": press.text(section.instructions),
                "blocks": [
                    passages.get(asked.number, Markup())
                    + _question(asked, press, instructed=bool(section.instructions))
                    for asked in section.asked
                ],
            }
            for section in paper.sections
        ],
    }


def _marks(paper: Paper, press: Press) -> Markup:
    """Set a table for the points of each question."""
    lang = paper.sheet.lang
    cells = [(asked.number, decimal(asked.item.points, lang)) for asked in paper.asked]
    rows = [cells[start : start + MARKS_IN_A_ROW] for start in range(0, len(cells), MARKS_IN_A_ROW)]
    return press.render("worksheet/marks.html", lang, rows=rows, score=decimal(paper.points, lang))


def _reading(reading: Reading, press: Press) -> Markup:
    source = reading.source
    about = (source.author, source.publisher, source.date, source.url, source.rights)
    return press.render(
        "worksheet/reading.html",
        source.lang,
        title=source.title,
        paragraphs=reading.paragraphs,
        credit=", ".join(filter(None, about)),
    )


def _passages(paper: Paper, press: Press) -> dict[int, Markup]:
    """Set each passage once, under the number of the first question about it."""
    about: dict[Passage, list[Asked]] = {}
    level: dict[Passage, int] = {}
    for section in paper.sections:
        for one in section.asked:
            if one.item.context:
                about.setdefault(one.item.context, []).append(one)
                level.setdefault(one.item.context, 3 if section.title else 2)
    return {several[0].number: _passage(passage, several, level[passage], press) for passage, several in about.items()}


def _passage(passage: Passage, asked: Sequence[Asked], level: int, press: Press) -> Markup:
    """Set a passage; `level` is that of its heading, below that of its part if this has one."""
    lang = asked[0].item.lang
    words = catalogue(lang)
    label = words.gettext("For questions {numbers}") if len(asked) > 1 else words.gettext("For question {numbers}")
    return press.render(
        "worksheet/passage.html",
        lang,
        label=label.format(numbers=in_ranges(one.number for one in asked)),
        level=level,
        title=press.text(passage.title or EMPTY),
        text=press.text(passage.text or EMPTY),
        picture=press.picture(passage.image),
    )


def _question(asked: Asked, press: Press, *, instructed: bool) -> Markup:
    item = asked.item
    return press.render(
        "worksheet/question.html",
        item.lang,
        number=asked.number,
        points=points_in_words(item.points, item.lang),
        stem=press.text(item.stem),
        picture=press.picture(item.image),
        response=_response(asked, press, instructed=instructed),
    )


def _response(asked: Asked, press: Press, *, instructed: bool) -> Markup:
    """Set what the student ticks, fills in or writes on; a part with instructions says itself what cards are for."""
    lang = asked.item.lang
    lettered = [(letter(place), press.text(text)) for place, text in enumerate(asked.shown)]
    match response := asked.item.response:
        case Choose():
            return press.render(
                "worksheet/choose.html",
                lang,
                kind=response.kind,
                columns=columns(asked.shown),
                options=lettered,
            )
        case Fill():
            return press.render(
                "worksheet/fill.html",
                lang,
                inline=response.inline,
                width=blank_width(response),
                lines=lines_for(response.blanks[0].answers[0]),
                # A blank is None: the template never sees its answers.
                parts=[press.text(part) if isinstance(part, Text) else None for part in response.parts],
                unit=press.text(unit(response)),
                bank=[text for _, text in lettered],
            )
        case Match():
            lefts = [press.text(left) for left in response.lefts]
            return press.render("worksheet/match.html", lang, ordered=response.ordered, lefts=lefts, rights=lettered)
        case Open():
            return press.render(
                "worksheet/open.html",
                lang,
                recall=response.recall,
                instructed=instructed,
                lines=lines_for(response.model) if response.recall else response.lines,
                marks=[decimal(line.points, lang) for line in response.rubric if line.points is not None],
            )
        case _:
            assert_never(response)
