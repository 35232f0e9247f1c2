"""The grammar gives the key away.

Why: a stem that ends in “a” or “an” fits only some of the options, “are” asks for a plural, and a key that alone begins
with “to”, “because” or a verb in -ing stands out. All options must continue the stem equally well.

Bad:

    choice: A man who steers a ship is called a
    answer: helmsman
    distractors:
      - engineer
      - officer

Good:

    choice: What is a man who steers a ship called?
    answer: a helmsman
    distractors:
      - an engineer
      - an officer

Source: the item-writing guide of the NBME: grammatical cues; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import in_option
from quizgen.writing.grammar import cue

CODE = "Q308"
NAME = "grammatical-cue"
SEVERITY = "warning"
TYPES = frozenset({"choice"})


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Hold the key's form against the stem's end and against the distractors' forms."""
    written = entry.written
    if written.key is None or written.key not in written.proper or not written.distractors:
        return
    reason = cue(written.stem, written.options[written.key], written.distractors)
    if reason:
        hint = "word all options so that they continue the stem equally well"
        yield in_option(entry, written.key, reason, hint)
