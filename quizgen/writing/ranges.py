"""Reads an option as a range of numbers: more than 10, 10 to 20, at least 5, 8."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from quizgen.evidence.facts import Facts
from quizgen.writing.phrase import Phrase

DASH = re.compile(r"[-‐‑–—−]")
DECADES = re.compile(r"\d0s\b")
DECADE = "s"
"""What follows the first year of a decade: the 1960s."""
MOST_TOKENS = 9
"""A longer option is a statement, which its number alone does not make right."""


@dataclass(frozen=True)
class Range:
    """From `low` to `high` (None: without end), each with whether it belongs to the range; and what is counted.

    A single number is a range from itself to itself. Of “between 10 and 20” the ends are left open, so that “between 20
    and 30” does not overlap with it; 10–20 and 20–30 do.
    """

    low: Fraction | None
    high: Fraction | None
    has_low: bool
    has_high: bool
    counted: tuple[object, ...]

    @property
    def kind(self) -> tuple[bool, bool, bool]:
        """What kind of range it is: with a lower end, with an upper one, a single number."""
        return self.low is not None, self.high is not None, self.is_number

    @property
    def is_number(self) -> bool:
        """Is it a single number?"""
        return self.low is not None and self.low == self.high

    def overlaps(self, other: Range) -> bool:
        """Can both be right at once? Two single numbers never are; equal ones are another flaw."""
        if self.counted != other.counted or (self.is_number and other.is_number):
            return False
        return _reaches(self, other) and _reaches(other, self)


def _reaches(one: Range, other: Range) -> bool:
    """Does the first begin before the second ends?"""
    if one.low is None or other.high is None:
        return True
    return one.low < other.high or (one.low == other.high and one.has_low and other.has_high)


def may_be_range(option: Phrase) -> bool:
    """May an option give more than a single number? Quick, and never wrongly no."""
    signs = DASH.search(option.plain) or DECADES.search(option.plain)
    return option.has_figure and (bool(signs) or not option.lang.range_words.isdisjoint(option.lows))


def read_range(facts: Facts) -> Range | None:
    """The range an option gives; None if it has not exactly one number, or is long."""
    if len(facts.tokens) > MOST_TOKENS or len(facts.quantities) + len(facts.dates) != 1:
        return None
    return _of_quantity(facts) if facts.quantities else _of_year(facts)


def _of_quantity(facts: Facts) -> Range | None:
    """The range of a number, with the hedge before or behind it."""
    (quantity,) = facts.quantities
    counted = (quantity.unit, quantity.per, quantity.kind == "ordinal", frozenset(facts.stems))
    value = quantity.value
    if quantity.kind == "plural":
        return None
    if facts.lows[quantity.end : quantity.end + 1] == [DECADE]:
        return Range(value, value + 9, True, True, counted)
    if quantity.high is not None:
        closed = any(DASH.fullmatch(low) for low in facts.lows[quantity.start : quantity.end])
        return Range(value, quantity.high, closed, closed, counted)
    if quantity.hedge in {"over", "least"}:
        return Range(value, None, quantity.hedge == "least", False, counted)
    if quantity.hedge in {"under", "most"}:
        return Range(None, value, False, quantity.hedge == "most", counted)
    return Range(value, value, True, True, counted)


def _of_year(facts: Facts) -> Range | None:
    """The range of “before 1900”, or of “more than 1500”, whose number could be a year by itself."""
    (date,) = facts.dates
    hedge = _hedge(facts, date.start)
    if date.month or date.day or date.weekday:
        return None
    value, counted = Fraction(date.year), ("", "", False, frozenset(facts.stems))
    low, high = None if hedge == "under" else value, None if hedge == "over" else value
    return Range(low, high, not hedge, not hedge, counted) if hedge in {"", "over", "under"} else None


def _hedge(facts: Facts, start: int) -> str:
    """What stands before a year: more than or after (over), less than or before (under)."""
    lang, words = facts.lang, " ".join(facts.lows[:start])
    if words in lang.writing("begins_after"):
        return "over"
    if words in lang.writing("ends_before"):
        return "under"
    return lang.hedges.before(facts.lows, start)[0]
