"""Cuts a text into paragraphs and sentences, each with an address that people can count to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import pairwise
from statistics import median

import sentencex

LIST_MARKER = re.compile(r"\s*(?:\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)-]|[•·*-])\s*$")
LIST_START = re.compile(r"(?:\(?[0-9]{1,3}[.)]|[•·*-])\s")
WRAP_WIDTH = 100
"""Hard-wrapped lines are no longer than this, in characters."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: paragraph of the text and number in the paragraph, both from 1, and its words."""

    paragraph: int
    number: int
    text: str

    @property
    def digest(self) -> str:
        """16 hex digits of the sentence, whatever its white space."""
        return _digest(self.text)


@lru_cache(maxsize=1 << 16)
def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@cache
def segmenter() -> str:
    """The name and version of the way sentences are found; another one may cut elsewhere."""
    return f"sentencex {version('sentencex')}, lines 1"


def split(text: str, lang: str = "en", *, wrapped: bool | None = None) -> tuple[Sentence, ...]:
    """The sentences of a text, in order.

    A line is a paragraph; in a hard-wrapped text (`wrapped`; None: find out) a block between empty lines is. A list
    marker on its own belongs to the sentence after it.
    """
    return tuple(
        Sentence(paragraph, number, sentence)
        for paragraph, words in enumerate(paragraphs(text, wrapped=wrapped), start=1)
        for number, sentence in enumerate(_sentences(words, lang), start=1)
    )


def paragraphs(text: str, *, wrapped: bool | None = None) -> list[str]:
    """The paragraphs of a text, each on one line, none of them empty."""
    lines = text.splitlines()
    if wrapped is None:
        wrapped = looks_wrapped(text)
    if not wrapped:
        return [line.strip() for line in lines if line.strip()]
    return [_joined(item) for block in _line_blocks(text) for item in _items(block)]


def looks_wrapped(text: str) -> bool:
    """Tell whether lines are broken at a width rather than at paragraphs.

    So they are when paragraphs have several lines, none is long (an address without spaces aside), and most lines but
    the last of a paragraph end in mid-sentence.
    """
    blocks = [block for block in _line_blocks(text) if len(block) > 1]
    inner = [line for block in blocks for line in block[:-1]]
    longest = max((len(line) for line in inner if " " in line), default=0)
    if len(inner) < 2 or longest > WRAP_WIDTH or median(map(len, inner)) < 40:
        return False
    broken = sum(line.rstrip()[-1:] not in '.!?:;"”»' for line in inner)
    return broken * 2 > len(inner)


def _line_blocks(text: str) -> list[list[str]]:
    blocks = re.split(r"\n\s*\n", text.strip("\n"))
    return [[line.strip() for line in block.splitlines() if line.strip()] for block in blocks if block.strip()]


def _items(block: list[str]) -> list[list[str]]:
    """The items of a hard-wrapped list, each with its lines; any other block is one item."""
    if not LIST_START.match(block[0]):
        return [block]
    starts = [number for number, line in enumerate(block) if LIST_START.match(line)]
    return [block[start:end] for start, end in pairwise([*starts, len(block)])]


def _joined(lines: list[str]) -> str:
    """One line from several; a word cut by a hyphen keeps a soft one, which `anchors` ignores."""
    joined = lines[0]
    for line in lines[1:]:
        if re.search(r"[^\W\d_]-$", joined) and line[:1].islower():
            joined = joined[:-1] + "\u00ad" + line
        else:
            joined += " " + line
    return joined


def _sentences(paragraph: str, lang: str) -> Iterator[str]:
    marker = ""
    for piece in sentencex.segment(lang, paragraph):
        if LIST_MARKER.match(piece):
            marker += piece
            continue
        if piece.strip():
            yield (marker + piece).strip()
        marker = ""
    if marker.strip():
        yield marker.strip()
