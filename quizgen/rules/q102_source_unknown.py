"""A citation names a source that the course does not have, or none at all.

Why: nobody can look the quote up.

Bad:

    cite:
      source: trennin
      quote: since its founding in 1999

Good:

    cite:
      source: trenin
      quote: since its founding in 1999
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Cited, Course, Entry
from quizgen.diagnostics import Finding, Place
from quizgen.naming import did_you_mean
from quizgen.rules._citations import of_disputes, of_entry

CODE = "Q102"
NAME = "source-unknown"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look at the sources that a question cites."""
    for cited, _ in of_entry(entry):
        if cited.source is None:
            yield _unknown(cited, entry.place((*cited.path[:-1], "source")), course, entry.id)


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the sources of the disputes."""
    for cited, _ in of_disputes(course):
        if cited.source is None:
            yield _unknown(cited, course.document.place((*cited.path[:-1], "source")), course, None)


def _unknown(cited: Cited, place: Place, course: Course, question: str | None) -> Finding:
    if not cited.source_id:
        hint = "give the bank a `source:`, or write `cite:` with `source:` and `quote:`"
        return Finding("the citation names no source, and the bank has none", place, hint, question)
    known = ", ".join(sorted(course.sources)) or "none yet: put a text into seeds/"
    hint = did_you_mean(cited.source_id, course.sources) or f"the course's sources are: {known}"
    return Finding(f"the course has no source ‘{cited.source_id}’", place, hint, question)
