"""Only one of the two, question and cited sentence, has a “not”, so a person has to judge.

Why: a question may ask for what is not, and a sentence may deny in other words. Read both; correct the question, or
accept it with a reason:

    allow:
      Q124: “stays closed” is “does not open”

Bad:

    short: What does the ticket cover?
    answer: the ferry
    cite: the ticket does not cover the ferry

Good:

    short: What does the ticket not cover?
    answer: the ferry
    cite: the ticket does not cover the ferry
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import report

CODE = "Q124"
NAME = "negation-unclear"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare what is denied where a person has to decide."""
    yield from report(entry, course, "negation?")
