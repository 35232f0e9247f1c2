"""The question says the opposite of the cited sentence.

Why: a “not” too many or too few, or a word that means the contrary (rise, fall), turns a true statement into a
false one.

Bad:

    true_false: The price of white bread rose in May.
    answer: true
    cite: the price of white bread fell in May

Good:

    true_false: The price of white bread fell in May.
    answer: true
    cite: the price of white bread fell in May
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import report

CODE = "Q116"
NAME = "negation-differs"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare what is denied, and look for opposites."""
    yield from report(entry, course, "negation")
