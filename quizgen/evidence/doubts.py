"""What is compared, and what comes of it: a claim, the cited sentences, and the doubts that are left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from quizgen.evidence.facts import Facts
from quizgen.evidence.quantities import Quantity
from quizgen.questions._base import Path, Role

LONGEST = 80
"""Longer claims are cut in messages, in characters."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the cited sentences do not bear out.

    `kind` says which rule reports it; `message` has the words compared, `hint` what to do; `path` is the field.
    """

    kind: str
    message: str
    hint: str
    path: Path
    weight: int = 1
    """How much is missing."""


@dataclass(frozen=True)
class Claimed:
    """A claim, read: its facts, and those of what it completes (`whole`: a stem, a filled cloze)."""

    role: Role
    path: Path
    facts: Facts
    whole: Facts
    shown: str

    @property
    def is_statement(self) -> bool:
        """Is it a whole sentence, so that it must bring everything itself?"""
        return self.role == "statement"

    @property
    def is_part(self) -> bool:
        """Is it an answer, which a stem completes?"""
        return self.role in {"key", "blank"}

    def doubt(self, kind: str, message: str, hint: str = "", weight: int = 1) -> Doubt:
        """A doubt about this claim."""
        return Doubt(kind, message, hint, self.path, weight)


@dataclass(frozen=True)
class Ground:
    """What a claim is held against: the cited sentences, those before them, and what names their sources.

    `years` are those of the sources' dates of publication. `says` tells whether a cited source has a word anywhere.
    `quoted_clauses` are, for each sentence, the clauses in which the quotes stand.
    """

    sentences: tuple[Facts, ...]
    before: tuple[Facts, ...]
    about: Facts
    years: frozenset[int]
    says: Callable[[str], bool]
    quoted_clauses: tuple[frozenset[int], ...]

    def only(self, facts: Facts) -> Ground:
        """The same with one of the sentences."""
        return replace(self, sentences=(facts,), quoted_clauses=(self.quoted_clauses[self.sentences.index(facts)],))

    @cached_property
    def quantities(self) -> tuple[tuple[Quantity, Facts], ...]:
        """The quantities of the cited sentences, each with its sentence."""
        return tuple((quantity, facts) for facts in self.sentences for quantity in facts.quantities)

    @cached_property
    def context(self) -> tuple[Facts, ...]:
        """Where the names and dates of a stem may come from."""
        return (*self.sentences, *self.before, self.about)

    def has(self, stem: str) -> bool:
        """Has a cited sentence a word, or another form of it?"""
        return any(facts.has(stem) for facts in self.sentences)

    def means(self, stem: str) -> bool:
        """Has a cited sentence a word, another form of it, or a synonym?"""
        return any(facts.means(stem) for facts in self.sentences)


Check = Callable[[Claimed, Ground], Iterator[Doubt]]
"""Compares one kind of fact."""


def cut(text: str) -> str:
    """A text as a message shows it."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def listed(words: list[str]) -> str:
    """Words as a message lists them, in quotation marks, each once."""
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))
