"""`worksheet`: a page for the class, as HTML that prints on A4 and US Letter.

A student's copy holds nothing that depends on the key: the templates are given texts in the order shown,
never the response itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import assert_never

from markupsafe import Markup

from quizgen.edition import Artifact, Edition, Reading
from quizgen.exporters._paper import (
    Asked,
    Press,
    amount,
    arrange,
    blank_width,
    columns,
    letter,
    points_in_words,
    unit,
)
from quizgen.i18n import catalogue
from quizgen.items import EMPTY, Choose, Fill, Match, Open, Passage, Text

NAME = "worksheet"
ADVICE = "Open a worksheet in a browser and print it, with the browser's own headers and footers off."


def export(edition: Edition) -> Iterable[Artifact]:
    """Make a worksheet of every sheet; raises KeyError for a picture that the edition does not have."""
    press = Press(edition)
    for sheet in edition.sheets:
        paper = arrange(edition, sheet)
        passages = _passages(paper.asked, press)
        sections = [
            {
                "title": press.text(section.title),
                "instructions": press.text(section.instructions),
                "blocks": [passages.get(asked.number, Markup()) + _question(asked, press) for asked in section.asked],
            }
            for section in paper.sections
        ]
        score = amount(paper.points)
        reading = _reading(sheet.reading, press) if sheet.reading else ""
        page = press.page(NAME, paper, sheet.title, time=sheet.time, score=score, reading=reading, sections=sections)
        yield Artifact(f"{NAME}/{sheet.name}.html", page, paper.tally(catalogue("en")))


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


def _passages(asked: Sequence[Asked], press: Press) -> dict[int, Markup]:
    """Set each passage once for a run of questions that share it, under the number of the first."""
    runs = [(passage, list(run)) for passage, run in groupby(asked, key=lambda one: one.item.context)]
    return {run[0].number: _passage(passage, run, press) for passage, run in runs if passage}


def _passage(passage: Passage, run: Sequence[Asked], press: Press) -> Markup:
    item, first, last = run[0].item, run[0].number, run[-1].number
    label = catalogue(item.lang).ngettext("For question {first}", "For questions {first}–{last}", len(run))
    return press.render(
        "worksheet/passage.html",
        item.lang,
        label=label.format(first=first, last=last),
        title=press.text(passage.title or EMPTY),
        text=press.text(passage.text or EMPTY),
        picture=press.picture(passage.image),
    )


def _question(asked: Asked, press: Press) -> Markup:
    item = asked.item
    return press.render(
        "worksheet/question.html",
        item.lang,
        number=asked.number,
        points=points_in_words(item.points, catalogue(item.lang)),
        stem=press.text(item.stem),
        picture=press.picture(item.image),
        response=_response(asked, press),
    )


def _response(asked: Asked, press: Press) -> Markup:
    """Set what the student ticks, fills in or writes on."""
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
                # A blank is None: the template never sees its answers.
                parts=[press.text(part) if isinstance(part, Text) else None for part in response.parts],
                unit=press.text(unit(response)),
                bank=[text for _, text in lettered],
            )
        case Match():
            lefts = [press.text(left) for left in response.lefts]
            return press.render("worksheet/match.html", lang, ordered=response.ordered, lefts=lefts, rights=lettered)
        case Open():
            return press.render("worksheet/open.html", lang, lines=1 if response.recall else response.lines)
        case _:
            assert_never(response)
