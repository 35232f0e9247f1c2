"""All questions of a bank are at one of Bloom's levels.

Why: most often they all ask to remember. A course that says what students can do with what they know has some that ask
to understand, apply or judge; a text can carry them. Eight questions that give a level are the least to tell.

Bad:

    questions:
      - {id: price, short: What did the clock cost?, answer: 340 pounds, level: remember}
      # … and so on: all eight say `level: remember`

Good:

    questions:
      - {id: price, short: What did the clock cost?, answer: 340 pounds, level: remember}
      - {id: why, open: Why did the port need a clock?, answer: Skippers missed trains., level: understand}
      # … and so on

Source: Anderson and Krathwohl 2001, a revision of Bloom's taxonomy
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding

CODE = "Q407"
NAME = "one-bloom-level"
SEVERITY = "info"
FEWEST = 8
"""A bank with fewer questions that give a level may have just one."""


def check_course(course: Course) -> Iterator[Finding]:
    """Count the levels of each bank."""
    for bank in course.banks:
        levels = [entry.question.level for entry in bank.in_use if entry.question.level]
        if len(levels) >= FEWEST and len(set(levels)) == 1:
            message = f"all {len(levels)} questions that give a level are at “{levels[0]}”"
            hint = "add some that ask for more: understand, apply, analyze, evaluate"
            yield Finding(message, bank.document.place(("title",)), hint)
