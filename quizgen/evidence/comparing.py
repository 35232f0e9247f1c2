"""Holds one claim against the cited sentences, one kind of fact after the other."""

from __future__ import annotations

from quizgen.evidence import dating, exchange, figures, polarity, reservations, wording
from quizgen.evidence.doubts import Check, Claimed, Doubt, Ground

CHECKS: tuple[Check, ...] = (
    figures.check,
    figures.counted,
    dating.check,
    wording.check,
    polarity.check,
    reservations.check,
    exchange.check,
)


def compare(claimed: Claimed, ground: Ground) -> list[Doubt]:
    """The doubts about a claim; a pair must have both its sides in one sentence."""
    if claimed.role != "pair":
        return [doubt for check in CHECKS for doubt in check(claimed, ground)]
    grounds = (ground.only(facts) for facts in ground.sentences)
    found = ([doubt for check in CHECKS for doubt in check(claimed, one)] for one in grounds)
    return min(found, key=lambda doubts: sum(doubt.weight for doubt in doubts), default=[])
