"""Ids made from words, and the known name that a misspelt one may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable

from rapidfuzz import process

NO_WORDS = re.compile(r"\{\{.*?\}\}|!\[[^\]]*\]\([^)]*\)", re.DOTALL)
"""What of a stem an id does not take up: blanks and pictures."""
SHORT = 2
"""A word of so many letters tells little."""
MOST_TELLING_WORDS = 4
LONGEST = 64
"""How long an id may be."""
LONGEST_START = 60
"""How long an id made of a stem is before a number is put behind it."""


def id_from(words: str, otherwise: str = "question") -> str:
    """An id made from any words: small letters, digits and hyphens, at most 64.

    `otherwise` stands for words that have neither a figure nor, accents aside, a letter from a to z.
    """
    ascii_words = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-")[:LONGEST].strip("-") or otherwise


def id_of_stem(bank: str, stem: str) -> str:
    """An id of a bank's name and up to four telling words of a stem."""
    words = id_from(NO_WORDS.sub(" ", stem)).split("-")
    telling = [word for word in words if len(word) > SHORT] or words
    return "-".join([id_from(bank), *telling[:MOST_TELLING_WORDS]])[:LONGEST_START].strip("-")


class FreeIds:
    """Gives ids that are not among those in `taken`, which may grow, and each one once."""

    def __init__(self, *taken: Container[str]) -> None:
        self._given: set[str] = set()
        self._taken = (*taken, self._given)
        self._numbers: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """The id itself if it is free, or with a number behind it."""
        name, number = wanted, self._numbers.get(wanted, 2)
        while any(name in taken for taken in self._taken):
            suffix = f"-{number}"
            name, number = wanted[: LONGEST - len(suffix)] + suffix, number + 1
        self._given.add(name)
        self._numbers[wanted] = number  # so that the thousandth takes no longer than the first
        return name


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that a misspelt one may mean; empty if none is near."""
    found = process.extractOne(name.lower(), sorted(known), score_cutoff=65)
    return str(found[0]) if found else ""


def did_you_mean(name: str, known: Iterable[str], mark: str = "“{}”") -> str:
    """A hint that proposes the known name closest to `name`, or nothing."""
    near = closest(name, known)
    return f"did you mean {mark.format(near)}?" if near else ""
