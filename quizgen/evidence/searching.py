"""Looks for sentences that would bear a question out, or say something else of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from quizgen.anchors import excerpt
from quizgen.evidence import figures, stems
from quizgen.evidence.comparing import compare
from quizgen.evidence.language import language
from quizgen.evidence.proposals import Candidate, Index
from quizgen.evidence.quoting import stretch
from quizgen.evidence.reader import Question, Reader
from quizgen.evidence.texts import Asked, Quoted
from quizgen.markup import plain

NEAREST = 1
"""A cited sentence that is among so many of the best ones is the one that is meant."""
SEARCHED = 6
"""So many of the best sentences are looked at for another value."""


class Search:
    """Finds sentences in all sources of a course."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader of the course's sources."""
        self.reader = reader
        self._names: dict[str, frozenset[str]] = {}

    @cached_property
    def _index(self) -> Index:
        texts = self.reader.texts
        rows = [(name, text.sentences, language(text.lang)) for name, text in texts.items()]
        return Index(rows, self.reader.aliases)

    def _source_names(self, lang: str) -> frozenset[str]:
        """The stems of the words by which sources are called."""
        if lang not in self._names:
            names = (self.reader.facts(name, lang).stems for text in self.reader.texts.values() for name in text.names)
            self._names[lang] = frozenset().union(*names)
        return self._names[lang]

    def best(self, asked: Asked, most: int, source: str = "") -> list[Candidate]:
        """The sentences that share most with a question, of one source if it is given and at hand."""
        question = self.reader.question(asked)
        keys = [question.facts(f"{claim.beside} {claim.text}") for claim in asked.claims]
        return self._index.best(keys, question.stem, most, source)

    def better(self, question: Question) -> tuple[Candidate | None, bool]:
        """The sentence of any source that bears out the claims best, and whether it does so in full.

        None if no sentence is better than those cited.
        """
        cited = {quoted.sentence.digest for quoted in question.asked.cited}
        best, now = None, self._missing(question)
        least = now
        for found in self._index.best([claim.facts for claim in question.claims], question.stem):
            if found.sentence.digest in cited:
                continue
            missing = self._missing(self.reader.question(replace(question.asked, cited=(quoted(found),))))
            if missing < least and missing[0] * 2 <= now[0] and missing[1] <= now[1]:
                best, least = found, missing
            if not any(missing):
                break
        return best, best is not None and not least[0]

    def is_near(self, question: Question) -> bool:
        """Is a cited sentence the one that shares most with the question?"""
        found = self._index.best([claim.facts for claim in question.claims], question.stem, NEAREST)
        cited = {quoted.sentence.digest for quoted in question.asked.cited}
        return any(candidate.sentence.digest in cited for candidate in found)

    def _missing(self, question: Question) -> tuple[int, int]:
        """How much of claims and stem the cited sentences do not bear out, and how many words of the stem they lack."""
        doubts = [doubt for claim in question.claims for doubt in compare(claim, question.ground)]
        doubts += [doubt for doubt in stems.check(question) if doubt.kind == "stem"]
        weight = sum(doubt.weight for doubt in doubts if doubt.kind not in {"hedge", "exchange"})
        return weight, sum(not question.ground.means(stem) for stem in question.stem.stems)

    def where(self, found: Candidate, asked: Asked) -> str:
        """A sentence as a hint shows it: where it is, and its words around what the question claims."""
        facts = self.reader.of_source(found.source, found.sentence.text)
        claims = [self.reader.facts(plain(claim.text), asked.lang, facts.order) for claim in asked.claims]
        first, last = stretch(claims, facts, found.sentence.text.split())
        address = f"¶{found.sentence.paragraph}, sentence {found.sentence.number}"
        return f"‘{found.source}’, {address}: “{excerpt(found.sentence.text, first, last)}”"

    def other_values(self, asked: Asked, most: int) -> list[Candidate]:
        """Sentences of other sources about the same thing, as far as words tell, with another figure or date.

        Blind pairing is right one time in four: this is for a person to look at, never a verdict.
        """
        question = self.reader.question(asked)
        if not any(claim.role == "key" and (claim.facts.quantities or claim.facts.dates) for claim in question.claims):
            return []
        found = self._index.best([], question.stem, SEARCHED)
        return list(islice(self._differing(found, question), most))

    def _differing(self, found: Iterable[Candidate], question: Question) -> Iterator[Candidate]:
        """The sentences with a figure of the same kind, not the same one, and enough of the stem's words."""
        telling = question.stem.stems - question.stem.lang.frame - self._source_names(question.asked.lang)
        for candidate in found:
            facts = self.reader.of_source(candidate.source, candidate.sentence.text)
            enough = sum(map(facts.means, telling)) >= max(2, len(telling) / 3)
            differs = any(figures.differs(claim.facts, facts) for claim in question.claims if claim.role == "key")
            if candidate.source not in question.sources and enough and differs:
                yield candidate


def quoted(found: Candidate) -> Quoted:
    """A sentence as if it were cited whole."""
    return Quoted(found.source, found.sentence.text, found.sentence)
