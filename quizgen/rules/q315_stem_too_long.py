"""The stem tells much that is not needed.

Why: reading then decides, not knowing; and what is not needed distracts. A long text belongs in a passage (`about`), a
story around a one-line question nowhere.

Bad:

    choice: >-
      On a fine Sunday last summer Nora and her brother Tom, who live in a town by the sea and love old machines, went
      for a walk with their dog along the harbour, ate fish and chips on a bench, and saw, high up on a tower above the
      old quay, a large clock with black hands. Who had made it?
    answer: Anna Holt
    distractors:
      - Nora Field
      - Tom Reed

Good:

    choice: Who made the harbour clock?
    answer: Anna Holt
    distractors:
      - Nora Field
      - Tom Reed

Source: Haladyna, Downing and Rodriguez 2002: avoid window dressing; Tarrant et al. 2006: unnecessary information
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_STEM, in_stem

CODE = "Q315"
NAME = "stem-too-long"
SEVERITY = "info"
TYPES = WITH_STEM
MOST_WORDS = 45
GIVEN = 4
"""So many figures make a problem to work out, which needs its data."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Count the words."""
    stem = entry.written.stem
    if len(stem.words) > MOST_WORDS and sum(any(map(str.isdigit, word)) for word in stem.words) < GIVEN:
        message = f"the stem has {len(stem.words)} words, over {MOST_WORDS}"
        yield in_stem(entry, message, "cut what is not needed, or put the text into a passage: `about:`")
