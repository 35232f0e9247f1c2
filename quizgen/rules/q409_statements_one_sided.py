"""Nearly all true-false statements of a bank are true, or nearly all are false.

Why: a student who marks all of them the same passes. Make about half of them true. Six are the least to tell.

Bad:

    questions:
      - {id: price, true_false: The clock cost 340 pounds., answer: true}
      # … and so on: seven of eight are true

Good:

    questions:
      - {id: price, true_false: The clock cost 340 pounds., answer: true}
      - {id: storm, true_false: A fire bent the hand., answer: false, correction: A storm bent the hand.}
      # … and so on

Source: Frisbie and Becker 1991, a survey of what textbooks advise on true-false items
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.items import Choose

CODE = "Q409"
NAME = "statements-one-sided"
SEVERITY = "warning"
FEWEST = 6
"""Among fewer statements any share is chance."""
SHARE = 0.8


def check_course(course: Course) -> Iterator[Finding]:
    """Count the true statements of each bank."""
    for bank in course.banks:
        keys = [_is_true(entry) for entry in bank.in_use if entry.type == "true_false"]
        most = max(sum(keys), len(keys) - sum(keys))
        if len(keys) >= FEWEST and most >= SHARE * len(keys):
            word = "true" if most == sum(keys) else "false"
            message = f"{most} of {len(keys)} statements are {word}"
            yield Finding(message, bank.document.place(("title",)), "make about half of them true")


def _is_true(entry: Entry) -> bool:
    """Is the first of the options, “true”, the key?"""
    response = entry.item.response
    return isinstance(response, Choose) and response.correct == frozenset({0})
