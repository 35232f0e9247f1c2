"""The quote stands in several different sentences of its source.

Why: nobody knows which of them the answer rests on. Sentences that are the same word for word count as one.

Bad:

    cite: in the country

Good:

    cite: reports of unrest in the country
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.anchors import excerpt
from quizgen.course import Cited, Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._citations import Locate, of_disputes, of_entry

CODE = "Q103"
NAME = "quote-ambiguous"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look at the quotes of a question."""
    for cited, place in of_entry(entry):
        yield from _ambiguous(cited, place, entry.id)


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the quotes of the disputes."""
    for cited, place in of_disputes(course):
        yield from _ambiguous(cited, place, None)


def _ambiguous(cited: Cited, place: Locate, question: str | None) -> Iterator[Finding]:
    if len(cited.sentences) > 1:
        first, second = cited.sentences[:2]
        hint = (
            f"lengthen it; it is in ¶{first.paragraph}: “{excerpt(first.text, most=12)}”"
            f" and in ¶{second.paragraph}: “{excerpt(second.text, most=12)}”"
        )
        message = f"the quote stands in {len(cited.sentences)} sentences of ‘{cited.source_id}’"
        yield Finding(message, place(), hint, question)
