"""Cuts a text into words, figures and signs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

PATTERN = (
    r"(?P<figure>{grouped}\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.)+[^\W\d_]\.|{elided}[^\W\d_]+(?:'[^\W\d_]+)?(?:[²³]|(?<=[miм])[23]\b)?)"
    r"|(?P<sign>[^\w\s])"
)
"""A figure with its separators; a word with its apostrophe (U.S. and km2 are words); any other sign by itself."""
GROUPED = r"\d{1,3}(?:[ ']\d{3}(?!\d))+(?:,\d+)?|"
"""Figures where people group thousands by spaces."""


@cache
def _pattern(decimal: str, elisions: tuple[str, ...]) -> re.Pattern[str]:
    elided = rf"(?i:{'|'.join(elisions)})'(?=[^\W\d_])|" if elisions else ""
    return re.compile(PATTERN.format(grouped=GROUPED if decimal == "," else "", elided=elided))


class Token(NamedTuple):
    """A piece of a text: what it is, as it stands, in small letters, and where."""

    kind: str
    text: str
    low: str
    start: int
    end: int


def whole_words(text: str) -> re.Pattern[str]:
    """A pattern for a text as whole words, in any case."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)


def tokenize(text: str, decimal: str = ".", elisions: tuple[str, ...] = ()) -> list[Token]:
    """The tokens of a folded text, in a language with that mark before decimals.

    `elisions` are words that lose their last vowel before another (l'eau): they are tokens, with their apostrophe.
    """
    new, low = tuple.__new__, text.lower()
    if len(low) != len(text):  # a letter that is two in small letters would move what follows
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return [
        new(
            Token, (match.lastgroup, text[match.start() : match.end()], low[match.start() : match.end()], *match.span())
        )
        for match in _pattern(decimal, elisions).finditer(text)
    ]
