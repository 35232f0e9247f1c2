"""The key is much longer than every distractor.

Why: authors qualify what must be right, and students know it: the longest option is a good guess. Shorten the key, or
give the distractors as much detail.

Bad:

    choice: Why was the clock bought?
    answer: because skippers missed trains and clerks missed tides
    distractors:
      - for beauty
      - by mistake

Good:

    choice: Why was the clock bought?
    answer: Skippers missed trains.
    distractors:
      - The old one had stopped.
      - The Board wanted fame.

Source: Haladyna, Downing and Rodriguez 2002: keep the length of options about equal; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import in_option
from quizgen.writing.phrase import Phrase

CODE = "Q306"
NAME = "longest-option-key"
SEVERITY = "warning"
TYPES = frozenset({"choice"})
LONGER = Fraction(4, 3)
"""The key is so many times as long as the longest distractor."""
WORDS, LETTERS = 4, 20
"""Keys of fewer words or letters, such as a name or a list of signs, are as long as they are."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare the lengths in letters."""
    written = entry.written
    if written.key is None or len(written.distractors) < 2 or written.key not in written.proper:
        return
    key = written.options[written.key]
    longest = max(len(option.plain) for option in written.distractors)
    if (
        len(key.words) >= WORDS
        and len(key.plain) > LETTERS
        and len(key.plain) > LONGER * longest
        and not _is_title(key)
    ):
        message = f"the key is {len(key.plain)} characters long; the longest distractor has {longest}"
        yield in_option(entry, written.key, message, "shorten it, or give the distractors as much detail")


def _is_title(key: Phrase) -> bool:
    """Is it a name or title: all its longer words have a capital?"""
    longer = [word for word in key.words if len(word) >= WORDS]
    return not key.lang.nouns_have_capitals and bool(longer) and all(word[0].isupper() for word in longer)
