"""A question has no citation.

Why: nothing proves its answer. Cite the sentence it rests on, or say why there is none: `uncited: reason`, which may
also stand in the bank's head. In a course with `require: [cite]` this is an error.

Bad:

    - id: pier-year
      numeric: When was the pier built?
      answer: 1863

Good:

    - id: pier-year
      numeric: When was the pier built?
      answer: 1863
      cite: the pier, finished in 1863
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Severity

CODE = "Q106"
NAME = "uncited"
SEVERITY = "warning"


def severity(course: Course) -> Severity:
    """An error where the course requires citations."""
    return "error" if "cite" in course.fields.require else "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:  # noqa: ARG001
    """Look for a citation, or a reason to have none."""
    if not entry.citations and not entry.question.uncited:
        hint = "add `cite:` with the words it rests on, or `uncited:` with a reason"
        yield Finding("nothing is cited, so nothing proves the answer", entry.home, hint, entry.id)
