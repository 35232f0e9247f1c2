"""Judges whether cited sentences bear out the order of steps: by dates, or by the order of words in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizgen.evidence.dates import Date
from quizgen.evidence.doubts import Doubt
from quizgen.evidence.facts import Facts
from quizgen.evidence.reader import Question

Position = tuple[int, int]
"""Where a step stands: which cited sentence, and which word of it."""


def check(question: Question) -> Iterator[Doubt]:
    """The steps of a sequence must follow one another as listed."""
    steps = [claim for claim in question.claims if claim.role == "step"]
    if steps and not in_order([step.facts for step in steps], question.ground.sentences):
        message = "neither dates nor one sentence decide that the steps are in this order"
        hint = "cite sentences with dates, or say what decides: allow: {Q111: why}"
        yield Doubt("order", message, hint, steps[0].path[:1])


def in_order(steps: Sequence[Facts], sentences: Sequence[Facts]) -> bool:
    """Do the sentences bear out that the steps follow one another as listed?

    Each step belongs to the sentence that shares most words with it. Steps of one sentence must stand in it in
    order; sentences must have dates that rise. False where that can't be told.
    """
    places = [_place(step, steps, sentences) for step in steps]
    dates = [_date(step, sentences[place[0]]) if place else None for step, place in zip(steps, places, strict=True)]
    return all(_follows(*pair) for pair in pairwise(zip(places, dates, strict=True)))


def _date(step: Facts, sentence: Facts) -> Date | None:
    """The date of a sentence that stands nearest to the words of a step."""
    words = [word.place for word in sentence.words if step.has(word.stem)]
    told = [date for date in sentence.dates if date.month or date.year]
    return max(told, key=lambda date: sum(1 / (1 + abs(date.start - place)) for place in words), default=None)


def _follows(one: tuple[Position | None, Date | None], other: tuple[Position | None, Date | None]) -> bool:
    (place, first), (other_place, second) = one, other
    if place is None or other_place is None:
        return False
    if first is None or second is None or first == second:
        return place[0] == other_place[0] and place[1] < other_place[1]
    if not first.year or not second.year:  # a date without a year is of the same year as the other
        return (first.month, first.day) < (second.month, second.day)
    return (first.year, first.month, first.day) < (second.year, second.month, second.day)


def _place(step: Facts, steps: Sequence[Facts], sentences: Sequence[Facts]) -> Position | None:
    """The sentence with most words of a step, and where the first of its own words stands in it."""
    others = {stem for other in steps if other is not step for stem in other.stems}
    best: tuple[int, Position] | None = None
    for number, facts in enumerate(sentences):
        shared = [word for word in facts.words if step.has(word.stem)]
        own = [word.place for word in shared if word.stem not in others]
        start = min(own or [word.place for word in shared], default=-1)
        if shared and (best is None or len(shared) > best[0]):
            best = (len(shared), (number, start))
    return best[1] if best else None
