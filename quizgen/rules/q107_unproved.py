"""A question changed since it was proved, and the text that could prove it is not here.

Why: the lock remembers what was proved. A question that differs from it has no proof until somebody who has the
article runs quizgen with it (`--sources FOLDER`, or QUIZGEN_SOURCES).

Bad: a key corrected on a computer without the article, and sent out unchecked

Good: the same key, checked where the article is: `quizgen build --sources articles/`
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import LOCK_FILE, Course, Entry
from quizgen.diagnostics import Finding
from quizgen.disputes import proof
from quizgen.proving import is_locked

CODE = "Q107"
NAME = "unproved"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare the question with what the lock proved."""
    if LOCK_FILE in course.unread:  # one finding says so already
        return
    if entry.proving or any(cited.source is None for cited in entry.citations) or is_locked(entry, course):
        return
    missing = next(cited for cited in entry.citations if not cited.checked)
    file = missing.source.fields.file if missing.source else ""
    proved = entry.record is not None and bool(entry.record.proof)
    message = "the question changed since it was proved" if proved else "the question was never proved"
    yield Finding(
        f"{message}, and the text of ‘{missing.source_id}’ is not here",
        entry.place(missing.path),
        f"put {file} into seeds/, or say where it is: --sources FOLDER",
        entry.id,
    )


def check_course(course: Course) -> Iterator[Finding]:
    """Compare the disputes with what the lock proved."""
    if LOCK_FILE in course.unread:
        return
    for number, dispute in enumerate(course.fields.disputes):
        missing = [cited for cited in course.disputes.get(dispute.id, ()) if cited.source and not cited.checked]
        record = course.lock.disputes.get(dispute.id)
        if missing and (record is None or record.proof != proof(dispute)):
            source = missing[0].source
            file = source.fields.file if source else ""
            what = "changed since it was proved" if record else "was never proved"
            yield Finding(
                f"the dispute “{dispute.id}” {what}, and the text of ‘{missing[0].source_id}’ is not here",
                course.document.place(("disputes", number, "id")),
                f"put {file} into seeds/, or say where it is: --sources FOLDER",
            )
