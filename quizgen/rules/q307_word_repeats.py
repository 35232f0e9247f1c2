"""A word of the stem stands in the key, and in no distractor.

Why: a student who knows nothing chooses what sounds like the question (a “clang”). Take the word out of one of the
two, or put it into a distractor as well.

Bad:

    choice: What did the Harbour Board buy?
    answer: a harbour clock
    distractors:
      - a lantern
      - a ferry

Good:

    choice: What did the Harbour Board buy?
    answer: a clock
    distractors:
      - a lantern
      - a ferry

Source: the item-writing guide of the NBME: word repeats; Haladyna, Downing and Rodriguez 2002: clang associations
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import in_option
from quizgen.writing.phrase import Phrase

CODE = "Q307"
NAME = "word-repeats"
SEVERITY = "warning"
TYPES = frozenset({"choice"})


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Hold the telling words of the key against the stem and the distractors."""
    written = entry.written
    if written.key is None or not written.distractors:
        return
    stem, key = written.stem, written.options[written.key]
    for word_stem, word in key.telling.items():
        if not stem.sounds(word_stem) or any(option.sounds(word_stem) for option in written.distractors):
            continue
        if not all(_repeats_another(option, key, stem) for option in written.distractors):
            hint = "take it out of one of the two, or put it into a distractor as well"
            yield in_option(entry, written.key, f"“{word}” stands in the stem and the key, but in no distractor", hint)
        return


def _repeats_another(option: Phrase, key: Phrase, stem: Phrase) -> bool:
    """Has a distractor a word of the stem that the key has not, so that the key's does not stand out?"""
    return any(stem.has(word) and not key.has(word) for word in option.telling)
