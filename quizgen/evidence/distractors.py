"""Finds wrong options that are right as well, and tells whether two options say the same in another notation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from quizgen.evidence.dates import Date
from quizgen.evidence.doubts import Claimed, Doubt, cut
from quizgen.evidence.facts import Facts
from quizgen.evidence.places import span
from quizgen.evidence.quantities import Quantity
from quizgen.evidence.reader import Question
from quizgen.questions._base import Claim

JUDGED = frozenset({"choice", "multi"})
"""Types whose distractors are wrong answers to the stem; others belong to a part of it."""
PAUSES = frozenset(",;/")
LONGEST_MEMBER = 4
"""A member of a list has at most this many words."""
LONGEST_PHRASE = 12
"""Between options that are whole members themselves, a member may be so long."""
REST = 1
"""So many words of its member may follow an option, or stand before it (the, a)."""
REPLACE = "replace it by something that is wrong"


def same(key: Facts, other: Facts) -> bool:
    """Do two options say the same in other notation: equal figures with units, dates and words?

    The members of a list may stand in any order, the words of a phrase may not, nor may figures.
    """
    if _numbers(key) != _numbers(other) or key.stems != other.stems:
        return False
    orders = [[word.stem for word in facts.words] for facts in (key, other)]
    if orders[0] != orders[1] and _members(key) != _members(other):
        return False
    dates, others = _dates(key), _dates(other)
    if len(dates) != len(others) or not all(any(d.agrees(o) and o.agrees(d) for o in others) for d in dates):
        return False
    return bool(key.stems or key.quantities or key.dates)


def _members(facts: Facts) -> list[list[str]]:
    """The members of a list, in an order that does not depend on theirs; each is a list of words without articles."""
    words = (low for low in facts.lows if low not in facts.lang.articles)
    runs = groupby(words, key=facts.lang.separators.__contains__)
    return sorted(list(run) for is_separator, run in runs if not is_separator)


def _numbers(facts: Facts) -> list[tuple[object, ...]]:
    """The numbers of an option as they stand, with a bare year among them: 1300 may be 1,300."""
    years = [(date.start, (Fraction(date.year), 0, "", "", "", "")) for date in facts.dates if _is_year(date)]
    placed = [*((quantity.start, _signature(quantity)) for quantity in facts.quantities), *years]
    return [number for _, number in sorted(placed)]


def _dates(facts: Facts) -> list[Date]:
    return [date for date in facts.dates if not _is_year(date)]


def _is_year(date: Date) -> bool:
    return not (date.month or date.day or date.weekday)


def _signature(quantity: Quantity) -> tuple[object, ...]:
    """What makes two numbers one; the first is not one, and hundreds are not 100."""
    value, high = quantity.value, quantity.high
    if quantity.unit == "%" and high is None:
        return (value / 100, 0, "", "", "", "")
    kind = quantity.kind if quantity.kind in {"ordinal", "plural"} else ""
    return (value, high or 0, quantity.unit, quantity.per, quantity.hedge, kind)


def check(question: Question) -> Iterator[Doubt]:
    """Hold each distractor of choice and multi against the quotes and their sentences."""
    if question.asked.type not in JUDGED or question.stem.negators:
        return  # what a stem excepts, the sentence may well say of the others
    both = zip(question.claims, question.asked.claims, strict=True)
    keys = [read for read, claim in both if claim.role == "key"]
    for text, path in question.asked.distractors if keys else ():
        distractor = question.claimed(Claim("key", text, path, whole=question.asked.prompt))
        yield from _compare(distractor, keys, question)


def _compare(distractor: Claimed, keys: Sequence[Claimed], question: Question) -> Iterator[Doubt]:
    for key in keys:
        for where, kind, texts in (
            ("quote", "distractor", question.quotes),
            ("sentence", "distractor?", question.ground.sentences),
        ):
            if any(_is_right_too(distractor.facts, key.facts, facts) for facts in texts):
                message = f"the {where} has the distractor “{cut(distractor.shown)}” too, as it has the key"
                yield distractor.doubt(kind, message, REPLACE)
                return


def _is_right_too(distractor: Facts, key: Facts, text: Facts) -> bool:
    """Does a text have key and distractor side by side in one list?"""
    mine, other = span(distractor, text), span(key, text)
    if mine is None or other is None or (mine[0] < other[1] and other[0] < mine[1]):
        return False
    return _is_listed_with(mine, other, text) or _is_in_brackets(mine, other, text)


def _is_in_brackets(one: tuple[int, int], other: tuple[int, int], text: Facts) -> bool:
    """Does the text give the same thing twice, the second time in brackets: 120 tenge (0.28 dollars)?"""
    first, second = sorted((one, other))
    between = text.lows[first[1] : second[0]]
    figures = [_figure_in(stretch, text) for stretch in (first, second)]
    units = [figure.unit for figure in figures if figure]
    return "(" in between and len(between) <= LONGEST_MEMBER and len(set(units)) == 2


def _figure_in(stretch: tuple[int, int], text: Facts) -> Quantity | None:
    """The first figure that begins in a stretch of a text."""
    return next((quantity for quantity in text.quantities if stretch[0] <= quantity.start < stretch[1]), None)


def _is_listed_with(one: tuple[int, int], other: tuple[int, int], text: Facts) -> bool:
    """Do two stretches stand in one list: separators between them, and members that are no clauses?"""
    first, second = sorted((one, other))
    between = text.tokens[first[1] : second[0]]
    separators = [n for n, token in enumerate(between) if token.low in text.lang.separators]
    if not separators or separators[0] > LONGEST_MEMBER - 1:
        return False
    longest = LONGEST_MEMBER if separators[0] > REST or len(between) - 1 - separators[-1] > REST else LONGEST_PHRASE
    gaps = [b - a - 1 for a, b in zip([-1, *separators], [*separators, len(between)], strict=True)]
    if any(gap > longest for gap in gaps):
        return False
    if any(token.low in text.lang.clauses and token.low not in text.lang.separators for token in between):
        return False
    joined = any(between[place].low not in PAUSES for place in separators)
    return not _is_said_again(first, second, text) and _alike(first, second, text, joined=joined)


def _is_said_again(first: tuple[int, int], second: tuple[int, int], text: Facts) -> bool:
    """Has what comes between a word from before: he missed trains, and she missed tides? Then these are two clauses."""
    before = {word.stem for word in text.words if word.place < first[0]}
    return any(word.stem in before for word in text.words if first[1] <= word.place < second[0])


def _alike(first: tuple[int, int], second: tuple[int, int], text: Facts, *, joined: bool) -> bool:
    """Are two stretches of one kind: both with a figure or neither?

    Figures that count different things are no list, nor are two with a mere comma between them.
    """
    found = [_figure_in(stretch, text) for stretch in (first, second)]
    if found[0] is None or found[1] is None:
        return found[0] is found[1]
    if found[0].unit != found[1].unit or not joined:
        return False
    counted = [_counted(quantity.end, text) for quantity in found if quantity]
    if counted[0] and counted[0] != counted[1]:
        return False
    return all(_is_of_list(place, counted[0], text) for place in range(first[1], second[0]))


def _is_of_list(place: int, counted: str, text: Facts) -> bool:
    """May a token stand between the figures of a list: a figure, a separator, what is counted?"""
    if text.lows[place] in text.lang.separators or any(q.first <= place < q.end for q in text.quantities):
        return True
    return any(word.place == place and word.stem == counted for word in text.words)


def _counted(end: int, text: Facts) -> str:
    """What stands right behind a figure: the stem of the next word; empty if the list goes on."""
    if end < len(text.lows) and text.lows[end] in text.lang.separators:
        return ""
    return next((word.stem for word in text.words if word.place >= end), "")
