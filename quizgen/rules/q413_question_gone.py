"""A question that students have is gone from the banks.

Why: its card stays with everybody who imported it, as if it were right: Anki deletes nothing. With `status: retired` it
stays in its bank and leaves the sheets, and the next deck marks the card as withdrawn. A question that only got another
id keeps its card with `was`. Or build: then it is let go, and this is said no more.

Bad:

    # deleted: - id: clock-price

Good:

    - id: clock-price
      status: retired
      withdrawn: The minutes of 1871 give another price.

Source: our trials with Anki, in tests/exporters/test_anki_updates.py: notes that a package lacks stay
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import LOCK_FILE, Course
from quizgen.diagnostics import Finding, Place

CODE = "Q413"
NAME = "question-gone"
SEVERITY = "warning"
MISSING_ID = "Q025"
NAMED = 5
"""So many ids are named; the others are counted."""


def check_course(course: Course) -> Iterator[Finding]:
    """Look for questions with a published card that no bank has; one that lost its id may be any of them."""
    if any(finding.code == MISSING_ID for finding in course.findings):
        return
    lost = [name for name in course.gone if course.lock.questions[name].stamp.card]
    if lost:
        names = ", ".join(lost[:NAMED]) + (f" and {len(lost) - NAMED} more" if len(lost) > NAMED else "")
        message = f"students may have cards of questions that are gone from the banks: {names}"
        hint = (
            "put each back with `status: retired`, or give its id as `was` if it has a new one; or build to let it go"
        )
        yield Finding(message, Place(LOCK_FILE), hint)
