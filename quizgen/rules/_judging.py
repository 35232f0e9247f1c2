"""The doubts about a question, made out once, for the rules that report them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.evidence.doubts import Doubt
from quizgen.evidence.opinions import second_opinion
from quizgen.evidence.texts import Asked
from quizgen.registry import register


def reports(kind: str) -> Callable[[Entry, Course], Iterable[Finding]]:
    """The `check` of a rule that reports one kind of doubt."""

    def check(entry: Entry, course: Course) -> Iterable[Finding]:
        if not entry.citations:
            return ()
        mine = (doubt for doubt in doubts(entry, course) if doubt.kind == kind)
        return [Finding(doubt.message, entry.place(doubt.path), doubt.hint, entry.id) for doubt in mine]

    return check


def doubts(entry: Entry, course: Course) -> tuple[Doubt, ...]:
    """All doubts about a question; none where a quote was not found, which other rules report."""
    known = course.doubts.get(entry.id)
    if known is None:
        question = entry.asked if entry.is_located else None
        known = tuple(_examined(question, course)) if question else ()
        course.doubts[entry.id] = known
    return known


def _examined(question: Asked, course: Course) -> list[Doubt]:
    """The doubts of the checks, after the installed judges were asked."""
    found = course.examiner.examine(question)
    judges = [judge.entails for judge in register("quizgen.judges", "NAME").values()]
    return second_opinion(question, found, course.examiner.premise(question.cited), judges) if judges else found
