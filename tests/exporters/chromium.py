"""Prints a page in an installed Chromium and reads the PDF back, for tests of what reaches the paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
PDFTOTEXT = shutil.which("pdftotext")
needs_printing = pytest.mark.skipif(
    not (CHROMIUM and PDFTOTEXT),
    reason="needs Chromium (or Chrome) and poppler's pdftotext to print a page and read it back",
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
    page, pdf, boxes = folder / "page.html", folder / "page.pdf", folder / "boxes.html"
    page.write_text(html.replace("</style>", f"@page{{size:{paper}}}</style>", 1), encoding="utf-8")
    print_to_pdf(page, pdf)
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
