"""The stem asks for a figure or a date, and distractors have none.

Why: a student who has not read the text sees which options answer the question. Give every option the kind of answer
that is asked for.

Bad:

    choice: In which year was the clock hung?
    answer: 1872
    distractors:
      - at the harbour
      - after the storm

Good:

    choice: In which year was the clock hung?
    answer: 1872
    distractors:
      - 1871
      - 1894

Source: SAQUET (Moore et al. 2024), criterion “logical cues”
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.evidence.figures import TIMES
from quizgen.rules._writing import in_option
from quizgen.writing.phrase import Phrase
from quizgen.writing.stems import asks_for_figure

CODE = "Q318"
NAME = "logical-cue"
SEVERITY = "info"
TYPES = frozenset({"choice"})


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Count the distractors without a figure where the key has one."""
    written = entry.written
    if written.key is None or not written.distractors or not written.options[written.key].has_figure:
        return
    without = [number for number in written.proper if not _answers(written.options[number], written.stem)]
    if 2 * len(without) > len(written.distractors) and asks_for_figure(written.stem):
        message = "the stem asks for a figure or a date, and this option has none"
        yield in_option(entry, without[0], message, "give every option the kind of answer that is asked for")


def _answers(option: Phrase, stem: Phrase) -> bool:
    """Has it a figure, or does it say otherwise when that was or how long: the next day, after the storm?"""
    if option.has_figure or any(option.lang.units.at([low], 0)[0] in TIMES for low in option.lows):
        return True
    asking = Phrase(stem.asking, stem.lang).lows[:1]
    told = stem.lang.writing("side_clauses")
    return not stem.lang.writing("asks_why").isdisjoint(asking) and not told.isdisjoint(option.lows[:1])
