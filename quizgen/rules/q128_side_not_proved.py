"""The quote of a dispute's claim does not bear out its value.

Why: both sides of a dispute are proved like any answer: the value stands in the quoted sentence.

Bad:

    - source: trenin
      value: 1992
      quote: since its founding in 1999

Good:

    - source: trenin
      value: 1999
      quote: since its founding in 1999
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding
from quizgen.disputes import sides
from quizgen.evidence.texts import Quoted

CODE = "Q128"
NAME = "side-not-proved"
SEVERITY = "error"


def check_course(course: Course) -> Iterator[Finding]:
    """Hold the value of each claim against its sentence."""
    for side in sides(course):
        sentence, source = side.cited.sentence, side.cited.source
        if sentence is None or source is None:
            continue
        quoted = Quoted(source.id, side.cited.quote, sentence)
        for doubt in course.examiner.examine_value(side.claim.value, course.fields.lang, quoted):
            place = course.document.place((*side.cited.path[:-1], "value"))
            yield Finding(doubt.message, place, "correct the value, or quote the words that give it")
            break
