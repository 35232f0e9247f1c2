"""No question cites a source.

Why: it was put into the course to be asked about; or its questions cite another one by mistake. Write questions on it,
or take it out of `seeds/`.

Bad:

    seeds/
      clock.txt     cited by every question
      harbour.txt   cited by none

Good:

    seeds/
      clock.txt     cited by every question

Source: Haladyna, Downing and Rodriguez 2002: base items on the content that was laid down
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding

CODE = "Q406"
NAME = "source-unused"
SEVERITY = "warning"


def check_course(course: Course) -> Iterator[Finding]:
    """Look for sources that neither a question nor a dispute cites; not where a bank could not be read."""
    if course.unread or course.broken_ids or not any(course.entries):
        return
    cited = {cited.source_id for entry in course.entries for cited in entry.citations}
    cited |= {cited.source_id for claims in course.disputes.values() for cited in claims}
    for source in course.sources.values():
        if source.id not in cited:
            message = f"no question cites the source ‘{source.id}’"
            yield Finding(message, source.place, "write questions on it, or take it out of the course")
