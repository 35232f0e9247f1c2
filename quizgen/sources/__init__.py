"""Readers of source texts, one file a kind of text.

A reader module has `SUFFIXES` (such as `(".txt",)`) and `read(data) -> str`, which gives plain text with a line a
paragraph (or hard-wrapped lines, which `sentences` joins).
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Protocol

from quizgen.registry import register


class Reader(Protocol):
    """What a module of `quizgen.sources` has."""

    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes) -> str:
        """Give the text of a file. Raises UnreadableError."""
        ...


class UnreadableError(Exception):
    """A file can't be read; the message says why, for the teacher, and continues “it can't be read: …”."""


def suffixes() -> tuple[str, ...]:
    """The file endings that some reader reads."""
    return tuple(sorted(register(__name__, "SUFFIXES")))


def read_source(name: str, data: bytes) -> str:
    """The text of a source file, by its name's ending. Raises UnreadableError."""
    ending = PurePath(name).suffix.lower()
    reader = register(__name__, "SUFFIXES").get(ending)
    if reader is None:
        kind = f"files ending in {ending}" if ending else "a file without an ending"
        raise UnreadableError(f"{kind} can't be read; {' and '.join(suffixes())} can")
    text: str = reader.read(data)
    return text
