"""A quote takes over more words than the course allows.

Why: a short quote proves as well as a long one, and is fair to the author. The course file's `max_quote_words` sets
the limit (25 unless it says otherwise); `…` skips words, and only the words quoted count.

Bad: a whole paragraph as `cite`

Good:

    cite: the world’s longest land border (7,500 kilometers)
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.anchors import word_count
from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._citations import of_disputes, of_entry

CODE = "Q109"
NAME = "quote-too-long"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Count the words of each quote of a question."""
    for cited, place in of_entry(entry):
        if (count := word_count(cited.quote)) > course.fields.max_quote_words:
            yield Finding(_message(count, course), place(), "keep the words that prove the key", entry.id)


def check_course(course: Course) -> Iterator[Finding]:
    """Count the words of each quote of the disputes."""
    for cited, place in of_disputes(course):
        if (count := word_count(cited.quote)) > course.fields.max_quote_words:
            yield Finding(_message(count, course), place(), "keep the words that prove the value")


def _message(count: int, course: Course) -> str:
    return f"the quote has {count} words; {course.fields.max_quote_words} are the most"
