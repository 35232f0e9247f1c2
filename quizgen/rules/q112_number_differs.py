"""A number of the key is not in the cited sentence.

Why: a figure is right or wrong. Digits, number words and scales are read (`2.7m` is 2,700,000, “eighteen” is 18,
“four score and seven” is 87), a range has both its ends, and “at least” is not “at most”.

Bad:

    numeric: How long is the border?
    answer: 7,600
    cite: longest land border (7,500 kilometers)

Good:

    numeric: How long is the border?
    answer: 7,500
    cite: longest land border (7,500 kilometers)

Source: each figure is checked by itself, as in FActScore (Min et al. 2023)
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import report

CODE = "Q112"
NAME = "number-differs"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare the numbers of the claims with those of the cited sentences."""
    yield from report(entry, course, "number")
