"""How long PDFs take, against WeasyPrint alone.

    python benchmarks/pdf.py [SHEETS]

30 worksheets of 20 questions (or as many sheets as are named) are made twice:
weasyprint  turns ready HTML into tagged PDF, and does no more
exporter    quizgen's whole way from items to PDF
The two take turns at every sheet, so that a busy computer slows both alike. Prints the CPU seconds of each, and the
ratio of the second to the first, which is to be 1.10 at most.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from decimal import Decimal

import weasyprint

from quizgen.edition import Edition, Part, Sheet
from quizgen.exporters import pdf, worksheet
from quizgen.items import EMPTY, Blank, Choose, Fill, Item, Match, Open, Option, Response, Text
from quizgen.templating import Templates

QUESTIONS = 20


def main(sheets: int) -> None:
    """Measure and print."""
    pdf.PAGES = (worksheet,)
    for _ in pdf.export(edition(1)):
        pass  # what is done but once is nobody's
    pages = [artifact.data.decode() for artifact in worksheet.export(edition(sheets))]
    makers = {"weasyprint": alone(pages), "exporter": pdf.export(edition(sheets))}
    taken = dict.fromkeys(makers, 0.0)
    for turn in range(sheets):
        for name in sorted(makers, reverse=turn % 2 == 0):
            started = time.process_time()
            next(makers[name])
            taken[name] += time.process_time() - started
    print(f"{sheets} worksheets of {QUESTIONS} questions")
    for name, seconds in taken.items():
        print(f"{name:<10} {seconds:8.2f} s CPU")
    print(f"ratio      {taken['exporter'] / taken['weasyprint']:8.3f}")


def alone(pages: list[str]) -> Iterator[bytes]:
    """Ready HTML through WeasyPrint."""
    size = weasyprint.CSS(string="@page { size: a4 }")
    for page in pages:
        yield weasyprint.HTML(string=page).write_pdf(stylesheets=[size], pdf_variant="pdf/ua-1")


def edition(sheets: int) -> Edition:
    """A course of so many sheets."""
    made = tuple(
        Sheet(f"piers-{sheet}", f"Piers, part {sheet}", "en", (Part(EMPTY, EMPTY, tuple(map(item, range(QUESTIONS)))),))
        for sheet in range(sheets)
    )
    return Edition("harbour-abc123", "Harbour", "en", (), made, {}, {}, {}, Templates())


def item(number: int) -> Item:
    """A question of one of five kinds, in turn."""
    return Item(
        id=f"pier-{number}",
        origin=f"pier-{number}",
        stem=EMPTY
        if number % 5 == 2
        else text(f"What does the book of Lower Ness say about pier {number}, and who paid?"),
        response=response(number),
        explain=EMPTY,
        hint=EMPTY,
        note=EMPTY,
        context=None,
        proofs=(),
        correction=EMPTY,
        image=None,
        points=Decimal(1),
        scoring="all",
        tags=(),
        level=None,
        difficulty=None,
        lang="en",
        status="ready",
    )


def response(number: int) -> Response:
    """Choose, write a word, fill in, match or write freely."""
    names = ("the owner of the boats", "the keeper of the light", "the last of the fishermen", "the mayor of the town")
    miller = Blank((text(f"Miller of pier {number}"),), None, None, exact=False, card=1)
    kinds = (
        Choose(tuple(Option(text(name)) for name in names), frozenset({number % 4}), "one", author_order=False),
        Fill((miller,), inline=False),
        Fill((text(f"Pier {number} was paid for by "), miller, text(", who never saw it.")), inline=True),
        Match(
            tuple(map(text, ("The North", "The South", "The West"))), tuple(map(text, names)), (0, 1, 2), ordered=False
        ),
        Open(text("Nobody agrees."), (), lines=4, recall=False, reversed=False),
    )
    return kinds[number % len(kinds)]


def text(words: str) -> Text:
    """Words without anything to mark up."""
    return Text(words, words)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
