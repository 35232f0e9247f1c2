"""The key stands among the distractors.

Why: one of the two equal options is right and the other one wrong, and no student can tell which.

Bad:

    choice: What bent the black hand?
    answer: a storm
    distractors:
      - a ship
      - a storm

Good:

    choice: What bent the black hand?
    answer: a storm
    distractors:
      - a ship
      - a gull

Source: Haladyna, Downing and Rodriguez 2002: one option is right
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._options import WITH_CHOICES, shown

CODE = "Q203"
NAME = "key-among-distractors"
SEVERITY = "error"
TYPES = WITH_CHOICES


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for the keys, word for word, among the wrong options."""
    written = entry.written
    if written.options and len({option.plain for option in written.options}) == len(written.options):
        return  # the usual case, told at little cost
    options = shown(entry)
    keys = {option.look for option in options if option.is_key}
    for option in options:
        if not option.is_key and option.look and option.look in keys:
            message = f"the key “{option.phrase.plain}” stands among the distractors"
            yield Finding(message, entry.place(option.path), "replace it by a wrong answer", entry.id)
