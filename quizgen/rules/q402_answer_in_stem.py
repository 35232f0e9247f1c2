"""The answer of one question stands in the stem of another.

Why: on one sheet, or in one deck, a student finds the answer by reading on. Only a stem that speaks of the same
matter counts: one that has the answer, and half of the telling words of the question, leaving aside those that many
stems of the bank have.

Bad:

    - id: maker
      short: Who made the black clock of the harbour?
      answer: Anna Holt
    - id: year
      numeric: In which year did Anna Holt make the black clock of the harbour?
      answer: 1871

Good:

    - id: maker
      short: Who made the black clock of the harbour?
      answer: Anna Holt
    - id: year
      numeric: In which year was the clock made?
      answer: 1871

Source: Haladyna, Downing and Rodriguez 2002: items are independent of one another
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding, Related
from quizgen.writing.giveaways import Stems, answers

CODE = "Q402"
NAME = "answer-in-stem"
SEVERITY = "warning"


def check_course(course: Course) -> Iterator[Finding]:
    """Look for each answer in the stems of its bank."""
    for bank in course.banks:
        entries = bank.in_use
        stems = Stems(entries)
        for entry in entries:
            for answer in answers(entry):
                for other in stems.giving_away(answer):
                    message = f"this stem gives away the answer “{answer.phrase.plain}” of “{entry.id}”"
                    related = (Related(f"the question “{entry.id}”", entry.home),)
                    hint = "word it without the answer"
                    place = other.place((other.type,))
                    yield Finding(message, place, hint, other.id, related)
