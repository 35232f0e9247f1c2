"""A PDF with text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen.extracting import Extract
from quizgen.extracting._joining import Line, Page, paragraphs
from quizgen.sources import UnreadableError

if TYPE_CHECKING:
    import pypdfium2

ENDINGS = (".pdf",)
LINE_ENDS = "\r\n"
CUTS = "\x02\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""
NO_TITLE = re.compile(r"(?i)^microsoft word|^untitled|\.(?:docx?|odt|rtf|pdf|indd|html?|tex|qxd|txt)$")
"""What programs write where a title should be."""
FEWEST_LETTERS = 20
"""A page of a scan has fewer; it may have a stamp or a number."""


def extract(data: bytes) -> Extract:
    """Give the text of all pages, and title and author if somebody set them. Raises UnreadableError.

    The dates in a PDF are those of the file, not of the text, and stay out.
    """
    import pypdfium2  # noqa: PLC0415  # an extra

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("it has a password; open it, and print it to a PDF without one") from None
        raise
    pages = [_page(document, number) for number in range(len(document))]
    letters = sum(character.isalnum() for page in pages for line in page.lines for character in line.text)
    if letters < FEWEST_LETTERS * len(pages):
        raise UnreadableError(
            "its pages are pictures without text, as scanners make them; have a program recognise the text (OCR) first"
        )
    told = document.get_metadata_dict()
    title = "" if NO_TITLE.search(told["Title"].strip()) else told["Title"]
    return Extract("\n".join(paragraphs(pages)), title=title, author=told["Author"])


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    lines = tuple(_lines(text))
    height = page.get_height()
    text.close()
    page.close()
    return Page(lines, height)


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The lines of a page; each box is found by the first and the last letter, for every question costs time."""
    from pypdfium2 import raw  # noqa: PLC0415  # an extra

    letters: list[str] = []
    start = 0
    for place in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, place))
        if letter in LINE_ENDS or letter in CUTS:
            yield from _line(text, "".join(letters) + "-" * (letter in CUTS), start)
            letters, start = [], place + 1
        else:
            letters.append(letter)
    yield from _line(text, "".join(letters), start)


def _line(text: pypdfium2.PdfTextPage, letters: str, start: int) -> Iterator[Line]:
    words = letters.strip()
    if words:
        first = start + len(letters) - len(letters.lstrip())
        last = first + len(words) - 1
        left, bottom, _, top = text.get_charbox(first, loose=True)
        yield Line(" ".join(words.split()), left, bottom, text.get_charbox(last, loose=True)[2], top)
