"""Finds the sentences of all sources that fit a question best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import log

from quizgen.anchors import fold
from quizgen.evidence.facts import Facts
from quizgen.evidence.language import Language, bare_word
from quizgen.evidence.names import Aliases
from quizgen.evidence.tokens import tokenize
from quizgen.sentences import Sentence

COMMONEST = 500
"""A word in more sentences than this tells none of them from the others."""
KEY_WEIGHT = 2.0
"""A word or figure of the key counts this many times as much as one of the stem."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a source that may be meant."""

    source: str
    sentence: Sentence


class Index:
    """Which words stand in which sentences; made once for a course."""

    def __init__(self, texts: Iterable[tuple[str, Sequence[Sentence], Language]], aliases: Aliases) -> None:
        """Take the sources: id, sentences, language."""
        self.rows: list[tuple[str, Sentence]] = []
        self._terms: list[frozenset[str]] = []
        self._sources: set[str] = set()
        for source, sentences, lang in texts:
            self._sources.add(source)
            for sentence in sentences:
                self.rows.append((source, sentence))
                self._terms.append(frozenset(_terms(aliases.unify(fold(sentence.text)), lang)))

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, terms in enumerate(self._terms):
            for term in terms:
                found.setdefault(term, []).append(number)
        return found

    def best(self, key: Sequence[Facts], stem: Facts, most: int = 8, source: str = "") -> list[Candidate]:
        """The sentences that share the rarest words with a key and a stem, best first; identical ones once.

        Those of one source alone, if it is given and known.
        """
        weights: dict[str, float] = {}
        for facts, weight in [(stem, 1.0), *((part, KEY_WEIGHT) for part in key)]:
            framed = facts.lang.frame if facts is stem else frozenset()
            for term in _terms(facts.text, facts.lang):
                if term not in framed:
                    weights[term] = max(weights.get(term, 0.0), weight)
        scores: dict[int, float] = {}
        for term, weight in weights.items():
            rows = self._postings.get(term, ())
            if not rows or len(rows) > COMMONEST:
                continue
            gain = weight * log(1 + len(self.rows) / len(rows))
            for row in rows:
                scores[row] = scores.get(row, 0.0) + gain
        if source in self._sources:
            scores = {row: score for row, score in scores.items() if self.rows[row][0] == source}
        ranked = nlargest(2 * most, scores, key=lambda row: (scores[row], -row))
        found: dict[str, Candidate] = {}
        for row in ranked:
            candidate = Candidate(*self.rows[row])
            found.setdefault(candidate.sentence.digest, candidate)
        return list(found.values())[:most]


def _terms(text: str, lang: Language) -> Iterable[str]:
    """What a sentence is found by: its figures, the stems of its words, and the groups of synonyms they are in."""
    groups = lang.groups
    for token in tokenize(text, lang.decimal, lang.elisions):
        if token.kind == "figure":
            yield token.text.replace(",", "")
        elif token.kind == "word" and token.low not in lang.common:
            stem = lang.stem(bare_word(token.low))
            yield stem
            yield from (f"#{group}" for group in groups.get(stem, ()))
