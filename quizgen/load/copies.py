"""Ids that several questions have: which one keeps it, and what the others can be called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Edit, Finding, Fix, Related
from quizgen.naming import FreeIds
from quizgen.proving import is_locked


def findings(course: Course, copies: Iterable[Entry], free_ids: FreeIds, code: str) -> Iterator[Finding]:
    """One finding for each question that has to give up its id; `copies` are those that the course left out.

    The one that the lock proved keeps its id, else the first. Where a bank was copied, it proved both: then the one in
    the file with the shorter name keeps it, for the other is “clock - Copy” or “clock (1)”. The fix is safe unless
    students have a card of that id that is none of these questions as they are now: then nobody but the author can tell
    which one it was.
    """
    firsts = {entry.id: entry for entry in course.entries}
    groups: dict[str, list[Entry]] = {}
    for copy in copies:
        groups.setdefault(copy.id, [firsts[copy.id]] if copy.id in firsts else []).append(copy)
    for name, entries in groups.items():
        proved = [entry for entry in entries if is_locked(entry, course)]
        keeper = min(proved, key=lambda entry: len(entry.document.file)) if proved else entries[0]
        known = name in course.lock.questions or name in course.lock.removed
        why = "the lock knows the other one" if proved else "the other one is the first"
        if known and not proved:
            why = "the students' history hangs on one of them, and the lock can't tell which"
        for entry in entries:
            if entry is not keeper:
                yield _finding(entry, keeper, free_ids.give(name), why, code, safe=bool(proved) or not known)


def _finding(entry: Entry, keeper: Entry, new: str, why: str, code: str, *, safe: bool) -> Finding:
    span = entry.home.span
    edits = (Edit(entry.document.file, span, new),) if span else ()
    return Finding(
        f"two questions have the id “{entry.id}”",
        entry.home,
        f"give this one an id of its own, such as {new}; {why}",
        entry.id,
        (Related("the other one is here", keeper.home),),
        Fix(f"write `id: {new}`", edits, safe),
        code=code,
    )
