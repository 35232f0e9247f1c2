"""The text that a sheet prints before its questions is not there, or may not be printed.

Why: only a text that lies in the course's own `seeds/`, and whose entry there says `show: sentence` (or which has no
entry), may go out whole. Others serve the proof alone.

Bad:

    sheets:
      unit-1:
        title: The clock
        reading: trenin      # `show: quote`: in copyright
        parts:
          - pick:
              - clock-maker

Good:

    sheets:
      unit-1:
        title: The clock
        reading: clock       # seeds/clock.txt
        parts:
          - pick:
              - clock-maker
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding
from quizgen.naming import did_you_mean

CODE = "Q034"
NAME = "reading-unavailable"
SEVERITY = "error"


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the reading of each sheet."""
    for name, fields in course.fields.sheets.items():
        if not fields.reading:
            continue
        place = course.document.place(("sheets", name, "reading"))
        source = course.sources.get(fields.reading)
        if source is None:
            hint = did_you_mean(fields.reading, course.sources)
            yield Finding(f"there is no source “{fields.reading}”", place, hint)
        elif not source.shipped:
            message = f"the text of “{fields.reading}” does not lie in the course's seeds/"
            yield Finding(message, place, f"put {source.fields.file} there, if you may pass it on")
        elif not source.may_show:
            message = f"“{fields.reading}” shows its quotes alone, so its text is not printed"
            yield Finding(message, place, "write `show: sentence` in seeds/sources.yaml, if you may pass the text on")
