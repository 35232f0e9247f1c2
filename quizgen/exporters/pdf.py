"""`pdf`: the pages for paper as PDF, tagged for screen readers (PDF/UA-1), with bookmarks.

WeasyPrint, the extra `quizgen[pdf]`, sets the very HTML of the other outputs, with a size of paper.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from quizgen.counting import counted
from quizgen.edition import Artifact, Edition, OutputUnavailableError
from quizgen.exporters import key, marking, worksheet
from quizgen.extras import to_install

NAME = "pdf"
ADVICE = "Print at actual size."

PAGES = (worksheet, key, marking)
"""The outputs whose pages are turned into PDF."""
STYLE = """
@page { size: %s }
.key .number { bookmark-level: 3; bookmark-label: content(text) }
"""
NO_WEASYPRINT = f"The output “pdf” needs WeasyPrint: {to_install('pdf')}"
NO_PANGO = "The output “pdf” needs the library Pango: {}. Or print the worksheets from a browser."
PANGO = {
    "darwin": "brew install pango",
    "win32": "install MSYS2 and run there: pacman -S mingw-w64-ucrt-x86_64-pango",
    "linux": "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (on Debian and Ubuntu)",
}
SVG = "{http://www.w3.org/2000/svg}"
NOTHING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
"""A picture in which there is nothing to see."""
LOST_LETTER = ".notdef glyph rendered"
LOST_PICTURE = ("Failed to load image", "Failed to load inline SVG", "Failed to render SVG image")
"""How WeasyPrint begins to say so."""
MOST_LETTERS = 12
"""Letters to name, at most, that no font has."""


def count(edition: Edition) -> int:
    """Say how many files there will be."""
    return sum(output.count(edition) for output in PAGES)


def export(edition: Edition) -> Iterator[Artifact]:
    """Make a PDF of each page for paper, one after another; its `loss` says what could not be set.

    Raises OutputUnavailableError without WeasyPrint or a library that it needs, before anything is made.
    """
    weasyprint = _weasyprint()
    for output in PAGES:
        for page in output.export(edition):
            if page.path.endswith(".html"):
                yield _pdf(page, edition.paper, weasyprint)


def _weasyprint() -> Any:
    """Import WeasyPrint; without its libraries it prints advice for programmers, which nobody needs to see."""
    try:
        with redirect_stdout(StringIO()), warnings.catch_warnings(action="ignore"):
            import weasyprint  # noqa: PLC0415  # an extra, and slow to import
    except ImportError:
        raise OutputUnavailableError(NO_WEASYPRINT) from None
    except OSError:
        raise OutputUnavailableError(NO_PANGO.format(PANGO.get(sys.platform, PANGO["linux"]))) from None
    return weasyprint


def _pdf(page: Artifact, paper: str, weasyprint: Any) -> Artifact:
    """Set one page of HTML; every address in it but `data:` is left out, and nothing is fetched or read."""
    with _overheard() as losses:
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
        html = weasyprint.HTML(string=page.data.decode(), url_fetcher=fetcher)
        _describe_drawings(html.etree_element)
        document = html.render(stylesheets=[weasyprint.CSS(string=STYLE % paper)])
        document.metadata.generator = "quizgen"
        data = document.write_pdf(pdf_variant="pdf/ua-1")
    summary = "; ".join(filter(None, (page.summary, counted(len(document.pages), "page"))))
    path = f"{NAME}/{page.path.removesuffix('.html')}.pdf"
    return Artifact(path, data, summary, page.use, "; ".join(losses.in_words()))


def _describe_drawings(html: Element) -> None:
    """Give formulas and blanks their words where WeasyPrint looks for them: it knows no `aria-label`.

    A formula gets a title; an empty element becomes an empty picture, which has the same box.
    """
    for element in html.iter():
        label = element.get("aria-label")
        if element.get("role") != "img" or label is None:
            continue
        if element.tag == f"{SVG}svg":
            SubElement(element, f"{SVG}title").text = label
        elif not len(element) and not element.text:
            element.tag = "img"
            element.attrib |= {"alt": label, "src": NOTHING}


class _Losses(logging.Handler):
    """Hears what WeasyPrint logs, and keeps what a reader of the PDF would miss."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: dict[str, None] = {}
        self.pictures = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Take in one message; most are about CSS that WeasyPrint does without."""
        message = str(record.msg)
        if message.startswith(LOST_LETTER) and isinstance(record.args, tuple):
            self.letters[str(record.args[0])] = None
        elif message.startswith(LOST_PICTURE):
            self.pictures += 1

    def in_words(self) -> Iterable[str]:
        """Say what is missing, and what helps."""
        if self.letters:
            named = " ".join([*self.letters][:MOST_LETTERS]) + (" …" if len(self.letters) > MOST_LETTERS else "")
            yield f"no font here has the letters {named} (install one that has, and name it with `font`)"
        if self.pictures:
            many = "a picture" if self.pictures == 1 else f"{self.pictures} pictures"
            yield f"{many} left out, which can't be read (print the page from a browser)"


@contextmanager
def _overheard() -> Iterator[_Losses]:
    """Hear what WeasyPrint and fontTools say, and keep it from the terminal."""
    losses = _Losses()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(losses)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield losses
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(losses)
            logger.propagate = propagate
            logger.setLevel(level)
