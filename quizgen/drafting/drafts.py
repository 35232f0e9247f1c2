"""A draft: a question as it will stand in the bank, what it rests on, and how much it is worth."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.bank_writing import Value

GAP = "____"
DISTRACTORS = 3
"""How many wrong options a choice has."""
STOP = re.compile(r"[.!,]*([”\"]?)[.!]*$")
"""The end of a sentence, perhaps of a quotation too."""


@dataclass(frozen=True)
class Draft:
    """A question of a type, with its stem, its further fields, its quotes, and the sentences it uses.

    `asks` is what of the sentence the student has to know; empty if that is more than one thing. `weight` is higher
    the better such questions usually are.
    """

    type: str
    stem: str
    fields: Mapping[str, Value]
    cite: Sequence[str]
    sentences: Sequence[str]
    weight: int
    asks: str = ""

    @property
    def kind(self) -> str:
        """Its type, and which of the two a statement is: true or false."""
        return f"{self.type} {self.fields['answer']}" if self.type == "true_false" else self.type

    def gives_away(self, other: Draft) -> bool:
        """Does this one's stem have what another one on its sentence asks for, or do both ask for the same?"""
        return other.asks.lower() in f"{self.stem} {self.asks}".lower()


def question(stem: str) -> str:
    """A statement's words as a question: a question mark in place of its full stop, a capital at its head."""
    asked = STOP.sub(r"\1", stem.strip())
    return asked[0].upper() + asked[1:] + "?"
