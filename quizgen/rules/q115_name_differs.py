"""A name of the key is nowhere in the cited source.

Why: names are the source's own. A name that the sentence has in another spelling is a warning (Q105), as is a
single word that only a capital makes a name; one that the sentence has in another form belongs into the course's
`aliases`; “Long Name (LN)” in a text is understood by itself.

Bad:

    short: Who built the pier?
    answer: John Smith
    cite: the pier was built by John Miller

Good:

    short: Who built the pier?
    answer: John Miller
    cite: the pier was built by John Miller
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import report

CODE = "Q115"
NAME = "name-differs"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for the names of the claims in the cited sources."""
    yield from report(entry, course, "name")
