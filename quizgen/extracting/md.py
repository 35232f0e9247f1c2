"""Markdown."""

from __future__ import annotations

from quizgen.extracting import Extract
from quizgen.extracting._decoding import decode
from quizgen.sources import md

ENDINGS = (".md", ".markdown")


def extract(data: bytes) -> Extract:
    """Give the words without the marks. Raises UnreadableFileError."""
    return Extract(md.read(decode(data).encode()))
