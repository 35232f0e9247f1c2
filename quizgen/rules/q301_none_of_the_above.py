"""An option says that none of the others is right.

Why: as the key it shows only that a student knows what is wrong, and as a distractor it is rarely chosen. Write a wrong
answer of the same kind in its place, or leave it out: three good options are enough.

Bad:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Bears
      - None of the above

Good:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Bears
      - Wolves

Source: Haladyna, Downing and Rodriguez 2002; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.catch_all import is_none_of
from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, counts, in_option

CODE = "Q301"
NAME = "none-of-the-above"
SEVERITY = "warning"
TYPES = WITH_OPTIONS


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look at each option."""
    for number in entry.written.catch_alls:
        option = entry.written.options[number]
        if is_none_of(option.plain) and not counts(entry, option):
            hint = "replace it by a wrong answer of the same kind as the others, or leave it out"
            yield in_option(entry, number, f"the option “{option.plain}” speaks of the others", hint)
