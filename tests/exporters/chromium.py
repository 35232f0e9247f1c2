"""Prints a page in an installed Chromium and reads the PDF back, for tests of what reaches the paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
PDFTOTEXT = shutil.which("pdftotext")
needs_printing = pytest.mark.skipif(
    not (CHROMIUM and PDFTOTEXT),
    reason="needs Chromium (or Chrome) and poppler's pdftotext to print a page and read it back",
)
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and PDFTOTEXT and find_spec("playwright")),
    reason="needs Chromium (or Chrome), poppler's pdftotext and playwright to print pages and read them back",
)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A printed word and its box in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PrintedPage:
    """A page as printed; sizes are points."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.words]


def printed(html: str, folder: Path, paper: str) -> list[PrintedPage]:
    """Print a page on `A4` or `letter` (set in this copy alone) and read what stands where."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(html.replace("</style>", f"@page{{size:{paper}}}</style>", 1), encoding="utf-8")
    print_to_pdf(page, pdf)
    return read_back(pdf)


def read_back(pdf: Path) -> list[PrintedPage]:
    """Read what stands where in a PDF; what pdftotext makes of it is left beside it."""
    boxes = pdf.with_suffix(".boxes.html")
    subprocess.run([str(PDFTOTEXT), "-bbox", str(pdf), str(boxes)], check=True, timeout=60)
    return [
        PrintedPage(
            float(width),
            float(height),
            tuple(Word(unescape(text), *map(float, box)) for *box, text in WORD.findall(words)),
        )
        for width, height, words in PAGE.findall(boxes.read_text(encoding="utf-8"))
    ]


def print_to_pdf(page: Path, pdf: Path) -> None:
    """Let Chromium print a file; its profile lies beside it, so that runs side by side do not meet."""
    subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            "--disable-background-networking",
            f"--user-data-dir={pdf.parent / 'profile'}",
            f"--print-to-pdf={pdf}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


@dataclass
class Browser:
    """One tab for many pages. It lets no request out, and keeps the address of each that was wanted."""

    tab: Any
    pdf: Path
    requests: list[str] = field(default_factory=list)

    def show(self, html: str, *, width: int = 1200, medium: str = "screen") -> None:
        """Show a page; its own rule against scripts holds, but tests may look into it."""
        self.tab.set_viewport_size({"width": width, "height": 1000})
        self.tab.emulate_media(media=medium)
        self.tab.set_content(html)

    def print(self, paper: str) -> list[PrintedPage]:
        """Print what is shown on `A4` or `Letter`, as a teacher does who chooses the paper in the dialogue."""
        from playwright.sync_api import Error

        options = {"path": str(self.pdf), "format": paper, "prefer_css_page_size": False}
        try:
            self.tab.pdf(**options)
        except Error as error:  # it fails once in some hundreds of pages
            if "Printing failed" not in str(error):
                raise
            self.tab.pdf(**options)
        return read_back(self.pdf)


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start a browser that prints into a folder."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shown = Browser(started.new_page(), folder / "page.pdf")
        shown.tab.on("request", lambda request: shown.requests.append(request.url))
        shown.tab.route("**/*", lambda route: route.abort())
        yield shown
        started.close()


def missing_glyphs(pdf: Path) -> int:
    """Count the letters of a PDF that no font had, and that are printed as empty boxes: glyph 0 of their font."""
    from pypdf import PdfReader
    from pypdf.generic import ContentStream

    count = 0
    for page in PdfReader(pdf).pages:
        fonts, font = page["/Resources"].get("/Font", {}), None
        for operands, operator in ContentStream(page.get_contents(), None).operations:
            if operator == b"Tf":
                font = fonts[operands[0]]
            elif operator in {b"Tj", b"TJ"}:
                pieces = operands[0] if operator == b"TJ" else operands
                texts = [getattr(piece, "original_bytes", piece) for piece in pieces]
                count += sum(_glyphs_0(font, text) for text in texts if isinstance(text, bytes))
    return count


def _glyphs_0(font: Any, text: bytes) -> int:
    """Count the glyphs 0 in a text: a code of two bytes, or one that the encoding names."""
    if font["/Subtype"] == "/Type0":
        assert font["/Encoding"] == "/Identity-H"
        return sum(not any(text[at : at + 2]) for at in range(0, len(text), 2))
    first, *names = font["/Encoding"]["/Differences"]
    return sum(names[code - first] == "/g0" for code in text)
