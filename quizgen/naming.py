"""Ids made from words, and the known name that a misspelt one may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import process


def id_from(words: str) -> str:
    """An id made from any words: small letters, digits and hyphens, at most 64."""
    ascii_words = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-")[:64].strip("-") or "question"


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that a misspelt one may mean; empty if none is near."""
    found = process.extractOne(name.lower(), sorted(known), score_cutoff=65)
    return str(found[0]) if found else ""


def did_you_mean(name: str, known: Iterable[str], mark: str = "“{}”") -> str:
    """A hint that proposes the known name closest to `name`, or nothing."""
    near = closest(name, known)
    return f"did you mean {mark.format(near)}?" if near else ""
