"""A question says why it was withdrawn, and is still in use.

Why: one of the two is not meant. Students go on getting the question, and nobody reads the reason.

Bad:

    - id: price
      numeric: What did the clock cost?
      answer: 340
      withdrawn: The town book gives another price.

Good:

    - id: price
      numeric: What did the clock cost?
      answer: 340
      status: retired
      withdrawn: The town book gives another price.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding

CODE = "Q035"
NAME = "withdrawn-in-use"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for a reason beside another status."""
    if entry.question.withdrawn and entry.question.status != "retired":
        message = f"this says why the question was withdrawn, but its status is {entry.question.status}"
        hint = "write status: retired, or leave `withdrawn` out"
        yield Finding(message, entry.place(("withdrawn",)), hint, entry.id)
