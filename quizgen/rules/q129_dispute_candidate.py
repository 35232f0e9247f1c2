"""Another source may give another figure for the same thing.

Why: where sources differ, both sides belong in front of the class. These sentences share words with the question
and have another number or date; that they speak of the same thing is a guess, and three times in four it is wrong.
If they do, declare the dispute in quizgen.yaml; else there is nothing to do.

Bad: two articles that give different years for the founding of an alliance, and nobody noticed

Good:

    disputes:
      - id: alliance-founded
        about: the year in which the alliance was founded
        claims:
          - {source: trenin, value: 1999, quote: since its founding in 1999}
          - {source: lcir, value: 1992, quote: which it established in 1992}
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.disputes import is_declared

CODE = "Q129"
NAME = "dispute-candidate"
SEVERITY = "info"
SHOWN = 3


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for other figures in the other sources."""
    if not entry.is_located or entry.question.dispute or len(course.examiner.texts) < 2 or is_declared(entry, course):
        return
    question = entry.asked
    found = course.examiner.search.other_values(question, SHOWN)
    if found:
        hint = "; ".join(course.examiner.search.where(candidate, question) for candidate in found)
        message = "another source may give another figure here"
        yield Finding(message, entry.home, f"compare {hint}", entry.id)
