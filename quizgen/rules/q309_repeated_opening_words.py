"""All options begin with the same words.

Why: what every option says belongs in the stem; a student then reads it once.

Bad:

    choice: What happened in May 1872?
    answer: The clock was hung.
    distractors:
      - The clock was sold.
      - The clock was stolen.

Good:

    choice: What happened to the clock in May 1872?
    answer: It was hung.
    distractors:
      - It was sold.
      - It was stolen.

Source: Haladyna, Downing and Rodriguez 2002: put as much as possible into the stem
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, in_stem

CODE = "Q309"
NAME = "repeated-opening-words"
SEVERITY = "warning"
TYPES = WITH_OPTIONS
FEWEST = 3
"""So many words, and so many options, make a repetition."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Count the words with which all options begin."""
    options = [entry.written.options[number] for number in entry.written.proper]
    if len(options) < FEWEST:
        return
    shared = 0
    for words in zip(*(option.lows for option in options), strict=False):
        if len(set(words)) > 1:
            break
        shared += 1
    if shared >= FEWEST:
        opening = " ".join(options[0].words[:shared])
        yield in_stem(entry, f"all options begin with “{opening}”", "move these words into the stem")
