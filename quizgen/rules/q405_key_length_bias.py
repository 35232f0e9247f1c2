"""In too many questions of the bank the key is the longest option.

Why: each question may pass by itself, and yet a student who always ticks the longest option passes the test. Lengthen
distractors, or shorten keys, until the key is the longest as often as chance has it. Banks of eight questions or more
are looked at.

Bad:

    questions:
      - id: price
        choice: What did the clock cost?
        answer: as much as 340 pounds
        distractors: [nothing, a song]
      # … and so on: the longest option is right in six of eight questions

Good:

    questions:
      - id: price
        choice: What did the clock cost?
        answer: 340 pounds
        distractors: [34 pounds, 430 pounds]

Source: Haladyna, Downing and Rodriguez 2002: keep the length of options about equal
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding

CODE = "Q405"
NAME = "key-length-bias"
SEVERITY = "warning"
SHOWN = 5
"""So many questions are named."""
FEWEST = 8
"""In fewer questions any length is chance."""
OVER_CHANCE = 2
"""So many times as often as chance has it, and in more than half of the questions, is too often."""
SEEN = 1.15
"""So many times as long as every distractor; a letter or two more are not seen."""
WORDY = 2
"""Options of fewer words, such as a year or a name, are as long as they are."""


def check_course(course: Course) -> Iterator[Finding]:
    """Count, bank by bank, the questions whose key is clearly longer than every distractor."""
    for bank in course.banks:
        judged = [entry for entry in bank.in_use if entry.type == "choice" and _is_wordy(entry)]
        longest = [entry for entry in judged if _key_is_longest(entry)]
        chance = sum((Fraction(1, len(entry.written.options)) for entry in judged), Fraction(0))
        if len(judged) >= FEWEST and 2 * len(longest) > len(judged) and len(longest) > OVER_CHANCE * chance:
            names = ", ".join(entry.id for entry in longest[:SHOWN]) + ("" if len(longest) <= SHOWN else ", …")
            message = f"the key is the longest option in {len(longest)} of {len(judged)} questions"
            yield Finding(
                message, bank.document.place(("title",)), f"lengthen distractors, or shorten keys, of: {names}"
            )


def _is_wordy(entry: Entry) -> bool:
    written = entry.written
    return written.key is not None and max(len(option.words) for option in written.options) >= WORDY


def _key_is_longest(entry: Entry) -> bool:
    written = entry.written
    assert written.key is not None  # noqa: S101 - only such questions are judged
    key = len(written.options[written.key].plain)
    return all(SEEN * len(option.plain) < key for option in written.distractors)
