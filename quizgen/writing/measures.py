"""Makes quantities of different units comparable: 60 minutes are an hour, 0.5 km are 500 m."""

from __future__ import annotations

from fractions import Fraction

from quizgen.evidence.facts import Facts

BASES = {
    "minute": ("second", Fraction(60)),
    "hour": ("second", Fraction(3_600)),
    "day": ("second", Fraction(86_400)),
    "week": ("second", Fraction(604_800)),
    "month": ("year", Fraction(1, 12)),
    "decade": ("year", Fraction(10)),
    "century": ("year", Fraction(100)),
    "mm": ("m", Fraction(1, 1_000)),
    "cm": ("m", Fraction(1, 100)),
    "km": ("m", Fraction(1_000)),
    "mg": ("g", Fraction(1, 1_000)),
    "kg": ("g", Fraction(1_000)),
    "t": ("g", Fraction(1_000_000)),
    "ml": ("l", Fraction(1, 1_000)),
    "kW": ("W", Fraction(1_000)),
    "MW": ("W", Fraction(1_000_000)),
}
"""Units by the names that the word lists of all languages give them, and what each is of another."""


def measure_the_same(one: Facts, other: Facts) -> bool:
    """Do two texts give the same quantity in different units, and no other word?"""
    if any(len(facts.quantities) != 1 or facts.dates for facts in (one, other)) or one.stems != other.stems:
        return False
    (left,), (right,) = one.quantities, other.quantities
    if left.unit == right.unit or (left.per, left.hedge, left.high) != (right.per, right.hedge, right.high):
        return False
    bases = [BASES.get(quantity.unit, (quantity.unit, Fraction(1))) for quantity in (left, right)]
    return bases[0][0] == bases[1][0] != "" and left.value * bases[0][1] == right.value * bases[1][1]
