"""Tells which questions of a course can't stand on one sheet: on one fact, or one gives the other's answer away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from quizgen.writing.facts import are_alike, fact, keys, sentences
from quizgen.writing.giveaways import Answer, Stems, answers

if TYPE_CHECKING:  # a course itself has its clashes
    from quizgen.course import Bank, Entry


class Clashes:
    """What keeps each question off the sheet of another, whichever bank they are in."""

    def __init__(self, banks: Sequence[Bank]) -> None:
        """Take all banks of a course."""
        in_use = [bank.in_use for bank in banks]
        self._entries = {entry.id: entry for entries in in_use for entry in entries}
        self._stems = [Stems(entries) for entries in in_use]
        self._stems_with = {
            entry.id: stems for stems, entries in zip(self._stems, in_use, strict=True) for entry in entries
        }
        self._keyed: dict[tuple[str, str], list[Entry]] = {}
        """The questions by each sentence that they cite together with each of their keys."""
        self._of_fact: dict[tuple[str, ...], list[Entry]] = {}
        self._answers: dict[str, list[Answer]] = {}
        """The answers by their telling words."""
        for entry in self._entries.values():
            for pair in _rests_on(entry):
                self._keyed.setdefault(pair, []).append(entry)
            self._of_fact.setdefault(fact(entry), []).append(entry)
            for answer in answers(entry):
                for word in answer.phrase.telling:
                    self._answers.setdefault(word, []).append(answer)
        self._known: dict[str, Mapping[str, str]] = {}

    def of(self, name: str) -> Mapping[str, str]:
        """The questions with which the one of that id clashes, each with a sentence that says why."""
        if name not in self._known:
            self._known[name] = self._found(self._entries[name])
        return self._known[name]

    def _found(self, entry: Entry) -> dict[str, str]:
        found = {}
        for other in self._given_away_by(entry):
            found[other.id] = f"“{entry.id}” gives away “{other.id}”"
        for other in self._giving_away(entry):
            found[other.id] = f"“{other.id}” gives away “{entry.id}”"
        for other in self._on_one_fact(entry):
            one, two = sorted((entry.id, other.id))
            found[other.id] = f"“{one}” and “{two}” ask one fact"
        return found

    def _on_one_fact(self, entry: Entry) -> Iterator[Entry]:
        """The questions that share a sentence and a key, or ask alike."""
        for pair in _rests_on(entry):
            yield from (other for other in self._keyed[pair] if other is not entry)
        for other in self._of_fact[fact(entry)]:
            if other is not entry and are_alike(entry, other):
                yield other

    def _giving_away(self, entry: Entry) -> Iterator[Entry]:
        """The questions whose stems give away an answer of this one."""
        for answer in answers(entry):
            for stems in self._stems:
                yield from stems.giving_away(answer)

    def _given_away_by(self, entry: Entry) -> Iterator[Entry]:
        """The questions of which the stem of this one gives away an answer."""
        stems = self._stems_with[entry.id]
        for word in entry.written.stem.telling:
            for answer in self._answers.get(word, ()):
                if stems.gives_away(entry, answer):
                    yield answer.entry


def _rests_on(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each sentence that a question cites, with each of its keys."""
    return ((sentence, key) for sentence in sentences(entry) for key in keys(entry))
