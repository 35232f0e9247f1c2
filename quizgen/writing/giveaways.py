"""Tells whether the stem of a question gives away the answer of another.

Source: Haladyna, Downing and Rodriguez 2002: items are independent of one another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.evidence.tokens import whole_words
from quizgen.markup import plain
from quizgen.writing.phrase import Phrase

if TYPE_CHECKING:  # a course itself compares its questions
    from quizgen.course import Entry

ROLES = frozenset({"key", "blank"})
MOST_STEMS = 40
"""An answer whose words more stems have is given away by none of them."""
FEW_STEMS, SHARE_OF_STEMS = 3, 5
"""A word that more stems have, and more than one stem in five, tells nothing of their matter."""
SHORTEST, LONGEST = 3, 60
"""Letters of an answer that can stand in a stem."""
FEWEST = 2
"""So many telling words, at least, must be shared."""


@dataclass(frozen=True)
class Answer:
    """What a student would have to know to answer a question."""

    entry: Entry
    phrase: Phrase

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in a stem."""
        return whole_words(_bare(self.phrase))

    @cached_property
    def wrong(self) -> Sequence[re.Pattern[str]]:
        """Find the wrong options; where one stands beside the answer, nothing is given away."""
        return [whole_words(_bare(option)) for option in self.entry.written.distractors if option.words]


class Stems:
    """The stems of a bank, by their telling words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take the bank's questions that are in use."""
        self.by_word: dict[str, list[Entry]] = {}
        for entry in entries:
            for word in entry.written.stem.telling:
                self.by_word.setdefault(word, []).append(entry)
        most = max(FEW_STEMS, len(entries) // SHARE_OF_STEMS)
        self.common = frozenset(word for word, having in self.by_word.items() if len(having) > most)

    def giving_away(self, answer: Answer) -> Iterator[Entry]:
        """The questions whose stems have the answer of another, and speak of what it asks."""
        return (entry for entry in self._having(answer) if self._tells(entry, answer))

    def gives_away(self, entry: Entry, answer: Answer) -> bool:
        """Is this question of the bank one of those?"""
        return any(other is entry for other in self._having(answer)) and self._tells(entry, answer)

    def _having(self, answer: Answer) -> Sequence[Entry]:
        """The questions whose stems have the rarest word of an answer, if that tells anything."""
        rarest = min((self.by_word.get(word, ()) for word in answer.phrase.telling), key=len)
        return rarest if len(rarest) <= MOST_STEMS else ()

    def _tells(self, entry: Entry, answer: Answer) -> bool:
        stem = entry.written.stem
        if entry is answer.entry or not answer.pattern.search(stem.plain) or _is_denied(entry):
            return False
        if any(option.search(stem.plain) for option in answer.wrong):
            return False
        asked = answer.entry.written.stem.telling.keys() - self.common - answer.phrase.telling.keys()
        return _speaks_of(entry, asked)


def answers(entry: Entry) -> Iterator[Answer]:
    """The answers of a question, each once; not figures alone, which stand anywhere."""
    lang = entry.written.stem.lang
    for text in dict.fromkeys(plain(claim.text) for claim in entry.claims if claim.role in ROLES):
        if SHORTEST <= len(text) <= LONGEST:
            phrase = Phrase(text, lang)
            if phrase.telling and not all(map(str.isdigit, phrase.lows)):
                yield Answer(entry, phrase)


def _speaks_of(other: Entry, asked: Collection[str]) -> bool:
    """Has a stem enough of the telling words of a question?"""
    shared = sum(other.written.stem.has(word) for word in asked)
    return shared >= FEWEST and 2 * shared >= len(asked)


def _is_denied(entry: Entry) -> bool:
    """Is it a false statement? What it says gives nothing away."""
    return any(claim.path == ("correction",) for claim in entry.claims)


def _bare(phrase: Phrase) -> str:
    """A phrase without the little words at its head: “a storm” is given away by “the storm” too."""
    text = phrase.plain.strip(" .")
    for word, low in zip(phrase.words, phrase.lows, strict=True):
        if low not in phrase.lang.common:
            break
        text = text.partition(word)[2]
    return text.strip() or phrase.plain
