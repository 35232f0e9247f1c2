"""Words between quotation marks are not what the source has.

Why: quotation marks promise the source's own words. `…` may skip some; none may be changed.

Bad:

    short: Who spoke of “a quiet harbour town”?
    answer: Miller
    cite: Miller spoke of “a quiet little harbour town”

Good:

    short: Who spoke of “a quiet … harbour town”?
    answer: Miller
    cite: Miller spoke of “a quiet little harbour town”
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import report

CODE = "Q117"
NAME = "quotation-altered"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare what stands between quotation marks with the source."""
    yield from report(entry, course, "quotation")
