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

import weasyprint
from sheets import item

from quizgen.edition import Edition, Part, Sheet
from quizgen.exporters import pdf, worksheet
from quizgen.items import EMPTY
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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
