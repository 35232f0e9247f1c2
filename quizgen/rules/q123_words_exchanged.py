"""Two names or numbers of the sentence seem to have changed places, so a person has to judge.

Why: the words are the same, but their order is not (“A thanked B”, “B thanked A”), or the number belongs to another
thing of the same sentence. No program can tell for certain. Correct it, or accept it with a reason:

    allow:
      Q123: both lists are in the same order

Bad:

    true_false: In that year Smith thanked Miller for the clock.
    answer: true
    cite: in that year Miller thanked Smith for the clock

Good:

    true_false: In that year Miller thanked Smith for the clock.
    answer: true
    cite: in that year Miller thanked Smith for the clock
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import report

CODE = "Q123"
NAME = "words-exchanged"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare who does what to whom, and which number is whose."""
    yield from report(entry, course, "exchange")
