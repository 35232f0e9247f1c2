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


def did_you_mean(name: str, known: Iterable[str], mark: str = "“{}”") -> str:
    """A hint that proposes the known name closest to `name`, or nothing."""
    close = process.extractOne(name, sorted(known), score_cutoff=60)
    return f"did you mean {mark.format(close[0])}?" if close else ""
