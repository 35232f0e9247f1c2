"""The question keys one side of a dispute, and its stem does not name the source.

Why: the course file declares that sources differ on this. A student who has read the other one would be marked
wrong for a right answer. Name the author, the publisher, or one of the source's `names` in the stem.

Bad:

    numeric: In which year was the alliance founded?
    answer: 1999
    cite: since its founding in 1999

Good:

    numeric: According to Trenin, in which year was the alliance founded?
    answer: 1999
    cite: since its founding in 1999
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.disputes import unnamed_sides

CODE = "Q127"
NAME = "side-not-named"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for a side of a dispute that is keyed without its source."""
    for side in unnamed_sides(entry, course):
        source = side.cited.source
        names = " or ".join(f"“{name}”" for name in (source.names if source else ())[:3]) or side.cited.source_id
        message = f"sources differ on {side.dispute.about}; “{side.claim.value}” is what ‘{side.cited.source_id}’ says"
        hint = f"say in the stem whose claim it is: {names}"
        yield Finding(message, entry.place((entry.type,)), hint, entry.id)
