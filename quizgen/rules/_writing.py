"""What the rules of item writing share: findings about a stem or an option."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.writing.phrase import Phrase

WITH_OPTIONS = frozenset({"choice", "multi"})
"""Types that show options."""
WITH_STEM = WITH_OPTIONS | {"short", "numeric"}
"""Types whose stem asks for one thing."""


def catch_alls(is_one: Callable[[str], bool], message: str, hint: str) -> Callable[[Entry, Course], Iterator[Finding]]:
    """The `check` of a rule about options that speak of the others; in its message {} stands for the option."""

    def check(entry: Entry, course: Course) -> Iterator[Finding]:
        for number in entry.written.catch_alls:
            option = entry.written.options[number]
            if is_one(option.plain) and not _counts(entry, option):
                yield in_option(entry, number, message.format(option.plain), hint)

    return check


def in_stem(entry: Entry, message: str, hint: str) -> Finding:
    """A finding about the stem."""
    return Finding(message, entry.place((entry.type,)), hint, entry.id)


def in_option(entry: Entry, number: int, message: str, hint: str) -> Finding:
    """A finding about an option, by its number."""
    return Finding(message, entry.place(entry.written.paths[number]), hint, entry.id)


def _counts(entry: Entry, option: Phrase) -> bool:
    """Does it answer “how many” with “none of them” or “all of them”, which speaks of things and not of options?"""
    how_many = entry.written.stem.lang.any_of("how_many")
    return "them" in option.lows and bool(how_many and how_many.search(entry.written.stem.plain))
