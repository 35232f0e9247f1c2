"""All quotes of a course with their places: those of questions, and those of disputes."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Cited, Course, Entry
from quizgen.diagnostics import Place


def of_entry(entry: Entry) -> Iterator[tuple[Cited, Place]]:
    """The citations of a question."""
    for cited in entry.citations:
        yield cited, entry.place(cited.path)


def of_disputes(course: Course) -> Iterator[tuple[Cited, Place]]:
    """The quotes of the declared disputes."""
    for claims in course.disputes.values():
        for cited in claims:
            yield cited, course.document.place(cited.path)
