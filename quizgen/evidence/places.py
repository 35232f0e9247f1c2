"""Finds where in a text the words of an option or a pair's side stand."""

from __future__ import annotations

from quizgen.evidence.facts import Facts
from quizgen.evidence.quantities import Quantity

MANY_WORDS = 4
"""Of so many words, one may be missing."""


def span(option: Facts, text: Facts) -> tuple[int, int] | None:
    """The tokens of a text that have all figures and words of an option, close together; None if some is missing."""
    places: list[tuple[int, int]] = []
    missing = 0
    for quantity in option.quantities:
        found = next((q for q in text.quantities if _equal(quantity, q)), None)
        if found is None:
            return None
        places.append((found.start, found.end))
    for date in option.dates:
        there = next((d for d in text.dates if date.agrees(d)), None)
        if there is None:
            return None
        places.append((there.start, there.end))
    for word in sorted(option.words, key=lambda word: len(text.places(word.stem))):
        found_at = text.places(word.stem)
        if not found_at:
            missing += 1
            if missing > (len(option.words) >= MANY_WORDS):
                return None
            continue
        near = places[-1][0] if places else found_at[0]
        place = min(found_at, key=lambda p: abs(p - near))
        places.append((place, place + 1))
    if not places:
        return None
    start, end = min(p[0] for p in places), max(p[1] for p in places)
    return (start, end) if end - start <= 3 * len(places) + 2 else None


def _equal(quantity: Quantity, there: Quantity) -> bool:
    if quantity.kind != there.kind or not set(quantity.values) <= set(there.values):
        return False
    return not (quantity.unit and there.unit and quantity.unit != there.unit)
