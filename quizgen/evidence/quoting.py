"""Chooses the words of a sentence to quote: short, around what a question claims, and found nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.anchors import Anchors
from quizgen.evidence.facts import Facts
from quizgen.evidence.places import span
from quizgen.sentences import Sentence

FEWEST = 8
"""A quote has at least so many words, where the sentence has."""

ENDS = ",;:.?!)”"
"""A word that ends in one of these ends a clause."""


def quote_from(sentence: Sentence, claims: Sequence[Facts], facts: Facts, anchors: Anchors, most: int) -> str:
    """A quote of at most `most` words from a sentence, with all claims in it if they fit; empty if none is unique."""
    words = sentence.text.split()
    first, last = stretch(claims, facts, words)
    last = min(last, first + most - 1)
    first, last = _to_clauses(first, last, words, most)
    while True:
        quote = " ".join(words[first : last + 1]).strip(" ,;:(")
        if last - first + 1 >= min(FEWEST, len(words)) and anchors.find(quote) == [sentence]:
            return quote
        if last - first + 1 >= min(most, len(words)):
            return ""
        if last + 1 < len(words):
            last += 1
        else:
            first -= 1


def _to_clauses(first: int, last: int, words: Sequence[str], most: int) -> tuple[int, int]:
    """The stretch, made longer to where clauses begin and end, as far as that is not too long."""
    begin = next((n for n in range(first, 0, -1) if words[n - 1][-1] in ENDS), 0)
    end = next((n for n in range(last, len(words)) if words[n][-1] in ENDS), len(words) - 1)
    if last - begin < most:
        first = begin
    if end - first < most:
        last = end
    return first, last


def stretch(claims: Sequence[Facts], facts: Facts, words: Sequence[str]) -> tuple[int, int]:
    """The first and last word of a sentence that the claims need; else where most of their words stand."""
    spans = [found for found in (span(claim, facts) for claim in claims) if found]
    if not spans:
        places = sorted({place for claim in claims for word in claim.words for place in facts.places(word.stem)})
        if not places:
            return 0, 0
        best = max(places, key=lambda start: sum(start <= place < start + FEWEST for place in places))
        spans = [(best, max(place for place in places if place < best + FEWEST) + 1)]
    share = len(words) / max(1, len(facts.text))
    starts = [facts.tokens[start].start for start, _ in spans]
    ends = [facts.tokens[end - 1].end for _, end in spans]
    first = max(0, int(min(starts) * share) - 1)
    return first, min(len(words) - 1, int(max(ends) * share) + 1)
