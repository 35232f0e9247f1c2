"""A style for worksheets does not exist.

Why: no copy would be made for the student who needs it.

Bad:

    styles:
      - large

Good:

    styles:
      - large-print
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding
from quizgen.naming import did_you_mean
from quizgen.templating import Templates

CODE = "Q037"
NAME = "unknown-style"
SEVERITY = "error"


def check_course(course: Course) -> Iterator[Finding]:
    """Look for the style sheet of each style, in the course's templates and in those of quizgen."""
    if not course.fields.styles:
        return
    known = Templates(course.root).styles()
    for number, style in enumerate(course.fields.styles):
        if style not in known:
            place = course.document.place(("styles", number))
            hint = did_you_mean(style, known) or f"there are: {', '.join(known)}"
            yield Finding(f"there is no style “{style}”", place, hint)
