"""The key shares its parts with more options than any other.

Why: authors make distractors by changing one part of the key, so that the key is where the options meet; a student who
knows nothing finds it by counting.

Bad:

    choice: What do the boats bring?
    answer: flour and salt
    distractors:
      - flour and wool
      - salt and tar
      - seals and gulls

Good:

    choice: What do the boats bring?
    answer: flour and salt
    distractors:
      - wool and tar
      - flour and tar
      - salt and wool

Source: the item-writing guide of the NBME: convergence strategy
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import in_option
from quizgen.writing.phrase import Phrase

CODE = "Q316"
NAME = "convergence"
SEVERITY = "info"
TYPES = frozenset({"choice"})
SIGNS = re.compile(r"\s*(?:[;&+]|,(?!\d)|(?<!\d)[,/])\s*|\s+[–—-]\s+")
"""What parts the members of a list, not the digits of 1,300 or 1/2."""
FEWEST = 3
"""So many options must have parts."""
SHARED = 2
"""So many parts of the key must stand in other options."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Count how many parts each option has in common with the others."""
    written = entry.written
    if written.key is None or written.key not in written.proper or len(written.proper) < FEWEST:
        return
    if not _is_list(written.options[written.key]):
        return
    parts = [_parts(written.options[number]) for number in written.proper]
    if sum(len(found) > 1 for found in parts) < FEWEST:
        return
    scores = [sum(len(mine & theirs) for theirs in parts) - len(mine) for mine in parts]
    key = written.proper.index(written.key)
    best = scores.pop(key)
    if best >= SHARED and best > max(scores):
        message = f"the key shares {best} parts with other options, no other so many"
        hint = "give the distractors parts that they share with one another too"
        yield in_option(entry, written.key, message, hint)


def _is_list(option: Phrase) -> bool:
    """Has it several parts?"""
    return bool(SIGNS.search(option.plain)) or not _joiners(option).isdisjoint(option.lows)


def _joiners(option: Phrase) -> frozenset[str]:
    return option.lang.number_list("joiners") | option.lang.writing("joins")


def _parts(option: Phrase) -> frozenset[str]:
    """The members of a list."""
    joiners = _joiners(option)
    words = [", " if low in joiners else word for word, low in zip(option.plain.split(), _lows(option), strict=True)]
    members = SIGNS.split(" ".join(words).strip(" .,"))
    return frozenset(_bare(member, option) for member in members if member.strip())


def _lows(option: Phrase) -> list[str]:
    return [word.lower() for word in option.plain.split()]


def _bare(member: str, option: Phrase) -> str:
    words = member.lower().strip(" .").split()
    return " ".join(words[1:] if words and words[0] in option.lang.articles else words)
