"""Judges whether cited sentences bear out the order of steps: by dates, or by the order of words in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quizgen.anchors import fold
from quizgen.evidence import Cited
from quizgen.markup import plain

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
DATES = (
    re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}})\b(?:,? (?P<year>\d{{4}}))?", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}(?: (?P<year>\d{{4}}))?\b", re.IGNORECASE),
    re.compile(rf"\b{MONTH} (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>\d{4})\b"),
    re.compile(r"\b(?P<year>1\d{3}|20\d{2})\b"),
)
Date = tuple[int, int, int]
Position = tuple[int, int]
"""Where a step stands: which cited sentence, and which letter of it."""


def in_order(steps: Sequence[str], cited: Cited, day_first: bool = True) -> bool:
    """Do the sentences bear out that the steps follow one another as listed?

    Each step belongs to the sentence that shares most words with it. Steps of one sentence must stand in it in
    order; sentences must have dates that rise. False where that can't be told.
    """
    places = [_place(step, steps, cited) for step in steps]
    dates = [_date(sentence, day_first) for sentence in cited.sentences]
    return all(_follows(one, other, dates) for one, other in pairwise(places))


def _follows(one: Position | None, other: Position | None, dates: Sequence[Date | None]) -> bool:
    if one is None or other is None:
        return False
    if one[0] == other[0]:
        return one[1] < other[1]
    first, second = dates[one[0]], dates[other[0]]
    if first is None or second is None:
        return False
    if not first[0] or not second[0]:  # a date without a year is of the same year as the other
        return first[1:] < second[1:]
    return first < second


def _place(step: str, steps: Sequence[str], cited: Cited) -> Position | None:
    """The sentence with most words of a step, and where the first of its own words stands in it."""
    words = cited.facts(plain(step)).words.keys()
    others = {word for other in steps if other != step for word in cited.facts(plain(other)).words}
    best: tuple[int, Position] | None = None
    for number, sentence in enumerate(cited.sentences):
        facts = cited.facts(sentence)
        shared = [word for word in facts.words if word in words]
        own = [facts.text.find(facts.words[word]) for word in shared if word not in others]
        start = min(own or [facts.text.find(facts.words[word]) for word in shared], default=-1)
        if shared and (best is None or len(shared) > best[0]):
            best = (len(shared), (number, start))
    return best[1] if best else None


def _date(sentence: str, day_first: bool) -> Date | None:
    """The first date of a sentence: year (0 if none), month, day."""
    text = fold(sentence)
    for pattern in DATES:
        if found := pattern.search(text):
            parts = found.groupdict()
            month = (
                MONTHS.index(parts["month"][:3].lower()) + 1 if parts.get("month") else int(parts.get("number") or 0)
            )
            day = int(parts.get("day") or 0)
            if parts.get("number") and not day_first:
                month, day = day, month
            return int(parts.get("year") or 0), month, day
    return None
