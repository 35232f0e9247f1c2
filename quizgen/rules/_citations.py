"""All quotes of a course with their places: those of questions, and those of disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from quizgen.course import Cited, Course, Entry
from quizgen.diagnostics import Place

Locate = Callable[[], Place]
"""Finds the place of a quote; only those with a finding are looked up."""


def of_entry(entry: Entry) -> Iterator[tuple[Cited, Locate]]:
    """The citations of a question."""
    for cited in entry.citations:
        yield cited, partial(entry.place, cited.path)


def of_disputes(course: Course) -> Iterator[tuple[Cited, Locate]]:
    """The quotes of the declared disputes."""
    for claims in course.disputes.values():
        for cited in claims:
            yield cited, partial(course.document.place, cited.path)
