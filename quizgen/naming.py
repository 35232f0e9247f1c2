"""Ids made from words, and the known name that a misspelt one may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from rapidfuzz import process

NO_WORDS = re.compile(r"\{\{.*?\}\}|!\[[^\]]*\]\([^)]*\)", re.DOTALL)
"""What of a stem an id does not take up: blanks and pictures."""
SHORT = 2
"""A word of so many letters tells little."""
MOST_TELLING_WORDS = 4
LONGEST_START = 60
"""How long an id may be before a number is put behind it."""


def id_from(words: str) -> str:
    """An id made from any words: small letters, digits and hyphens, at most 64."""
    ascii_words = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-")[:64].strip("-") or "question"


def id_of_stem(bank: str, stem: str) -> str:
    """An id of a bank's name and up to four telling words of a stem."""
    words = id_from(NO_WORDS.sub(" ", stem)).split("-")
    telling = [word for word in words if len(word) > SHORT] or words
    return "-".join([id_from(bank), *telling[:MOST_TELLING_WORDS]])[:LONGEST_START].strip("-")


def free_id(bank: str, stem: str, taken: Collection[str]) -> str:
    """Such an id, with a number behind it if it is taken."""
    wanted = name = id_of_stem(bank, stem)
    number = 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that a misspelt one may mean; empty if none is near."""
    found = process.extractOne(name.lower(), sorted(known), score_cutoff=65)
    return str(found[0]) if found else ""


def did_you_mean(name: str, known: Iterable[str], mark: str = "“{}”") -> str:
    """A hint that proposes the known name closest to `name`, or nothing."""
    near = closest(name, known)
    return f"did you mean {mark.format(near)}?" if near else ""
