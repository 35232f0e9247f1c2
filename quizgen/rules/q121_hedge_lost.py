"""A reservation of the cited sentence is lost, or one was added.

Why: “about 500”, “at least 500” and “500” are not the same, nor are “left” and “reportedly left”. Keep the
reservation, in the stem or in the key, or accept it with a reason:

    allow:
      Q121: the class rounds all figures

Bad:

    choice: How many people came?
    answer: 500
    distractors: 50
    cite: about 500 people came

Good:

    choice: About how many people came?
    answer: 500
    distractors: 50
    cite: about 500 people came
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import report

CODE = "Q121"
NAME = "hedge-lost"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare the reservations of the claims with those of the cited sentences."""
    yield from report(entry, course, "hedge")
