"""A sheet is to have more versions than there are orders of its questions and options.

Why: two versions would be alike, and neighbours could copy. Options that the author has put in order, numbers, dates,
and the questions of a part with `shuffle: false` keep their places, so a short sheet may have few orders.

Bad:

    sheets:
      one:
        title: One
        versions:
          - A
          - B
        parts:
          - pick:
              - clock-price      # a number: nothing can be shuffled

Good:

    sheets:
      one:
        title: One
        versions:
          - A
          - B
        parts:
          - pick:
              - clock-price
              - clock-maker
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.arranging import too_many_versions
from quizgen.course import Course
from quizgen.diagnostics import Finding
from quizgen.sheets import sheets

CODE = "Q036"
NAME = "too-many-versions"
SEVERITY = "error"


def check_course(course: Course) -> Iterator[Finding]:
    """Count the orders of each sheet that has versions; unknown where a bank could not be read whole."""
    fields = course.fields
    if course.broken_ids or course.unread or not (fields.versions or any(s.versions for s in fields.sheets.values())):
        return
    ready = {entry.id: entry.item for entry in course.entries if entry.question.status == "ready"}
    for sheet in sheets(course, course.banks, ready):
        if trouble := too_many_versions(sheet):
            own = sheet.name in fields.sheets and fields.sheets[sheet.name].versions
            place = course.document.place(("sheets", sheet.name, "versions") if own else ("versions",))
            yield Finding(trouble, place, "ask for fewer versions, or add questions")
