"""Plain text, in whatever encoding."""

from __future__ import annotations

from quizgen.decoding import decode
from quizgen.extracting import Extract
from quizgen.sentences import paragraphs

ENDINGS = (".txt",)


def extract(data: bytes) -> Extract:
    """Give the text; lines broken at a width become paragraphs. Raises UnreadableError."""
    return Extract("\n".join(paragraphs(decode(data))))
