"""Markdown."""

from __future__ import annotations

from quizgen.decoding import decode
from quizgen.extracting import Extract
from quizgen.sources import md

ENDINGS = (".md", ".markdown")


def extract(data: bytes) -> Extract:
    """Give the words without the marks. Raises UnreadableError."""
    return Extract(md.read(decode(data).encode()))
