"""The question asks for what is not so, and the “not” is easily overlooked.

Why: a student who reads over a small word answers the opposite question. Ask what is so; where the exception is the
point, write the word in capitals or bold: NOT, EXCEPT, **not**.

Bad:

    choice: Which of these animals does not live on the island?
    answer: Bears
    distractors:
      - Seals
      - Gulls

Good:

    choice: Which of these animals does NOT live on the island?
    answer: Bears
    distractors:
      - Seals
      - Gulls

Source: Haladyna, Downing and Rodriguez 2002: word the stem positively, else emphasise the negative
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, in_stem
from quizgen.writing.stems import negative

CODE = "Q305"
NAME = "negative-stem"
SEVERITY = "warning"
TYPES = WITH_OPTIONS
SHORT = "n't"
"""A “not” that is hardly one; it is written out to stand out."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for a negation of the question itself."""
    word = negative(entry.written.stem, entry.question.prompt)
    if word:
        shown = "NOT" if word.endswith(SHORT) else word.upper()
        hint = f"ask what is so, or make the word stand out: {shown}"
        yield in_stem(entry, f"the question asks for the opposite with a small “{word}”", hint)
