"""Two options are opposites, and the others are not.

Why: one of two opposites must be right, so that the others are struck out, and half the class is right by chance. Give
each option its opposite, or none. More, less and the same are all that can be, and no flaw.

Bad:

    choice: What did the price do in 1872?
    answer: It rose.
    distractors:
      - It fell.
      - It was paid in silver.

Good:

    choice: What did the price do in 1872?
    answer: It rose.
    distractors:
      - It stayed as it was.
      - It was given up.

Source: the item-writing guide of the NBME: collectively exhaustive options
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import in_option
from quizgen.writing.phrase import Phrase

CODE = "Q317"
NAME = "opposite-options"
SEVERITY = "info"
TYPES = frozenset({"choice"})
FEWEST = 3


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for the one option that differs from the key in a word and its opposite, where no other two do."""
    written = entry.written
    if written.key is None or len(written.proper) < FEWEST:
        return
    key, others = written.options[written.key], [number for number in written.proper if number != written.key]
    opposite = [number for number in others if _are_opposite(key, written.options[number])]
    if len(opposite) != 1 or any(map(_is_between, written.options)):
        return
    pairs = combinations([written.options[number] for number in others], 2)
    if not any(_are_opposite(*pair) for pair in pairs):
        message = f"“{written.options[opposite[0]].plain}” is the opposite of the key, and no other option has one"
        yield in_option(entry, opposite[0], message, "replace it, or give another option its opposite too")


def _is_between(option: Phrase) -> bool:
    """Does an option say that nothing changes, so that with two opposites all cases are there?"""
    pattern = option.lang.any_of("unchanged")
    return bool(pattern and pattern.search(option.plain))


def _are_opposite(one: Phrase, other: Phrase) -> bool:
    """Do they differ in one word, which is the opposite of the other's, and in no name (North Korea)?"""
    if len(one.lows) != len(other.lows):
        return False
    differing = [(a, b) for a, b in zip(one.lows, other.lows, strict=True) if a != b]
    if len(differing) != 1:
        return False
    first, second = differing[0]
    if not (first.isalpha() and second.isalpha()):
        return False
    if one.lang.stem(second) not in one.lang.antonyms.get(one.lang.stem(first), ()):
        return False
    return first in one.own and second in other.own
