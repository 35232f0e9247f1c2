"""A gap stands inside the stem of a choice.

Why: a student must keep the sentence in mind while trying each option in its gap. Put the gap at the end, ask a
question, or make it a `cloze`.

Bad:

    choice: The clock was ____ in May 1872.
    answer: hung
    distractors:
      - sold
      - bent

Good:

    choice: What happened to the clock in May 1872?
    answer: It was hung.
    distractors:
      - It was sold.
      - It was bent.

Source: Haladyna, Downing and Rodriguez 2002; the NBME guide
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, in_stem
from quizgen.writing.phrase import QUOTED

CODE = "Q312"
NAME = "blank-in-the-middle"
SEVERITY = "info"
TYPES = WITH_OPTIONS
GAP = re.compile(r"_{3,}|(?<![^\W_])__(?![^\W_])|\.{4,}|…{2,}|(?<=\s)(?:\[\s+\]|\(\s+\)|-{4,})")
"""Not the `__init__` or `[]` of a program, nor a dash."""
OMISSION = re.compile(r"(?<=\s)(?:\[(?:\.{3}|…)\]|(?:\.{3}|…)(?=\s+[^\W\d]))")
"""A gap too, but for quotations, where it tells that words are left out."""
DOTS = re.compile(r"\.{3}|…")
HINT = re.compile(r"\([^()]*\)")
"""The word to put into the gap, in brackets behind it."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for a gap with words behind it."""
    text = entry.written.stem.plain
    found = GAP.search(text) or (DOTS.search(text) and OMISSION.search(QUOTED.sub("", text)))
    if found and any(map(str.isalnum, HINT.sub("", found.string[found.end() :]))):
        yield in_stem(entry, "the stem has a gap in the middle", "ask a question, or make it a `cloze`")
