"""A draft: a question as it will stand in the bank, what it rests on, and how much it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FieldValue = str | Sequence[str] | Mapping[str, str]
GAP = "____"


@dataclass(frozen=True)
class Draft:
    """A question of a type, with its stem, its further fields, its quotes, and the sentences it uses.

    `weight` is higher the better such questions usually are; the higher one is kept where two use one sentence.
    """

    type: str
    stem: str
    fields: Mapping[str, FieldValue]
    cite: Sequence[str]
    sentences: Sequence[str]
    weight: int


def question(stem: str) -> str:
    """A statement's words as a question: a question mark in place of its full stop, a capital at its head."""
    asked = stem.strip().rstrip(".!")
    return asked[0].upper() + asked[1:] + "?"
