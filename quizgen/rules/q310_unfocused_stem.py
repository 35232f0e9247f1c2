"""The stem asks nothing.

Why: a student should know what is asked before reading the options. “Which of the following is true?” makes a heap of
unrelated statements, and a mere heading (“The harbour clock:”) leaves the question to guess.

Bad:

    choice: Which of the following is true?
    answer: The clock cost 340 pounds.
    distractors:
      - The clock cost 34 pounds.
      - The clock was a gift.

Good:

    choice: How did the Harbour Board come by its clock?
    answer: It bought it.
    distractors:
      - It was a gift.
      - It was found.

Source: Haladyna, Downing and Rodriguez 2002: put the central idea into the stem; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, in_stem
from quizgen.writing.stems import asks_nothing, is_vacuous

CODE = "Q310"
NAME = "unfocused-stem"
SEVERITY = "warning"
TYPES = WITH_OPTIONS


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look whether the stem asks for anything."""
    stem = entry.written.stem
    if is_vacuous(stem):
        yield in_stem(entry, "the stem asks only which option is true", "ask for one thing: who, what, when, why")
    elif asks_nothing(stem) and not entry.question.image:
        yield in_stem(entry, "the stem is a heading, and asks nothing", "make it a question, or a sentence to complete")
