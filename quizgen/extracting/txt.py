"""Plain text, in whatever encoding."""

from __future__ import annotations

from quizgen.extracting import Extract
from quizgen.extracting._decoding import decode
from quizgen.sentences import paragraphs

ENDINGS = (".txt",)


def extract(data: bytes) -> Extract:
    """Give the text; lines broken at a width become paragraphs. Raises UnreadableFileError."""
    return Extract("\n".join(paragraphs(decode(data))))
