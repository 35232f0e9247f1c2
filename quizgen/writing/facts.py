"""Tells whether two questions ask one fact.

Source: Haladyna, Downing and Rodriguez 2002: keep items independent of one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.markup import plain
from quizgen.writing.phrase import Phrase

if TYPE_CHECKING:  # a course itself compares its questions
    from quizgen.course import Entry

ALIKE = 0.7
"""The share of their telling words that two stems must have in common."""
NAME_LENGTH = 3
"""So many words, at most, make a name or thing that is put in place of another."""


def keys(entry: Entry) -> list[str]:
    """What is keyed, in small letters, without what does not matter; sorted."""
    return sorted({" ".join(plain(claim.text).casefold().strip(" .").split()) for claim in entry.claims})


def sentences(entry: Entry) -> list[str]:
    """The sentences that a question cites: their digests, or the quotes where the text is not at hand; sorted."""
    return sorted({cited.sentence.digest if cited.sentence else cited.quote for cited in entry.citations})


def fact(entry: Entry) -> tuple[str, ...]:
    """What is keyed, the sentences it rests on, and the figures of the stem: another year or size asks another fact."""
    figures = sorted({low for low in entry.written.stem.lows if low.isdigit()})
    beside = entry.question.about or "", entry.question.image.file if entry.question.image else ""
    return (*keys(entry), "\x1e", *sentences(entry), "\x1e", *figures, "\x1e", *beside)


def are_alike(one: Entry, other: Entry) -> bool:
    """Have two stems of one fact nearly the same telling words? Short ones must have the same."""
    left, right = one.written.stem, other.written.stem
    if left.lows == right.lows:
        return not (one.written.options and other.written.options) or _options(one) == _options(other)
    mine, theirs = left.telling.keys(), right.telling.keys()
    shared = len(mine & theirs)
    if not mine or shared < ALIKE * (len(mine) + len(theirs) - shared):
        return False
    return not _differ_in_one_thing(left, right)


def _differ_in_one_thing(left: Phrase, right: Phrase) -> bool:
    """Are the stems the same but for one word or name, as in “the clock of the church” and “… of the school”?"""
    mine, theirs = left.lows, right.lows
    start = _common_start(mine, theirs)
    end = _common_start(mine[start:][::-1], theirs[start:][::-1])
    apart = mine[start : len(mine) - end], theirs[start : len(theirs) - end]
    ours, others = ({left.lang.look_up(low)[1] for low in words} - left.lang.frame - {""} for words in apart)
    return bool(ours - others) and bool(others - ours) and max(map(len, apart)) <= NAME_LENGTH


def _common_start(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words the two begin with together."""
    pairs = enumerate(zip(mine, theirs, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(mine), len(theirs)))


def _options(entry: Entry) -> frozenset[str]:
    """The options: with others, even the same stem is another question, such as “Which of these is a fish?”."""
    return frozenset(option.plain for option in entry.written.options)
