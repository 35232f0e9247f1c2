"""A sheet picks a question that does not exist, or more than there are.

Why: the sheet would be short of a question.

Bad:

    pick:
      - trenin-border-lenght

Good:

    pick:
      - trenin-border-length
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding
from quizgen.sheets import shortages

CODE = "Q028"
NAME = "unknown-pick"
SEVERITY = "error"


def check_course(course: Course) -> Iterator[Finding]:
    """Look whether every blueprint can be filled."""
    yield from shortages(course)
