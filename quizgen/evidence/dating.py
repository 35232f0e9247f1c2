"""Compares dates: what a claim tells of a date, the sentence must tell too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.evidence.dates import Date
from quizgen.evidence.doubts import Claimed, Doubt, Ground, listed
from quizgen.evidence.facts import Facts


def check(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """Compare each date of a claim with those of the sentences."""
    there = [(date, facts) for facts in ground.sentences for date in facts.dates]
    for date in claimed.facts.dates:
        if any(date.agrees(other) for other, _ in there) or is_counted(date, ground.sentences):
            continue
        if _is_common_word(date, claimed, ground):
            continue
        if claimed.is_part and any(date.agrees(own) for own in claimed.whole.dates):
            continue
        text = shown(date, claimed.facts)
        near = [other for other, _ in there if not date.conflicts(other) and _shares(date, other)]
        if near and all(_year_is_known(date, other, ground) for other in near[:1]):
            continue
        said = listed([shown(other, facts) for other, facts in there])
        if near:
            hint = "cite a sentence that tells the rest of the date"
            yield claimed.doubt("figure?", f"the cited sentence says {said}, which tells less than “{text}”", hint)
        elif _is_in_context(date, claimed, ground):
            continue
        else:
            reason = f"which says {said}" if said else "which has no such date"
            hint = "correct the date, or cite the sentence that has it"
            yield claimed.doubt("date", f"“{text}” is not in the cited sentence, {reason}", hint)


def shown(date: Date, facts: Facts) -> str:
    """A date as it is written."""
    return facts.text[facts.tokens[date.start].start : facts.tokens[date.end - 1].end]


def is_counted(date: Date, texts: Iterable[Facts]) -> bool:
    """Is a bare year a number of some texts (2,011 or two thousand and eleven)?"""
    if not date.year or date.month or date.day:
        return False
    return any(date.year in quantity.values for facts in texts for quantity in facts.quantities)


def _is_common_word(date: Date, claimed: Claimed, ground: Ground) -> bool:
    """Is a bare month a word of a sentence, which has it small (the soldiers march)?"""
    if not date.month or date.day or date.year:
        return False
    return any(claimed.facts.lows[date.start] in facts.lows for facts in ground.sentences)


def _shares(date: Date, other: Date) -> bool:
    """Do two dates tell some part alike?"""
    return any(
        mine and mine == theirs
        for mine, theirs in (
            (date.year, other.year),
            (date.month, other.month),
            (date.weekday, other.weekday),
        )
    )


def _year_is_known(date: Date, other: Date, ground: Ground) -> bool:
    """Is the year all that the sentence leaves out, and the year in which the source is dated?"""
    complete = Date(date.year, other.month, other.day, other.weekday or date.weekday, 0, 0)
    return not other.year and date.year in ground.years and date.agrees(complete)


def _is_in_context(date: Date, claimed: Claimed, ground: Ground) -> bool:
    """May a statement's date come from the sentence before, or the source's own date?"""
    if claimed.is_part:
        return False
    if any(date.agrees(other) for facts in (*ground.before, ground.about) for other in facts.dates):
        return True
    return date.year in ground.years and not date.month
