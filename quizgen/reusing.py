"""Makes the files of a new course from an old one: the same banks and texts under a new id, for a new class."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen import lock as locks
from quizgen.course import COURSE_FILE, FOLDERS, LOCK_FILE, Course
from quizgen.diagnostics import Edit
from quizgen.files import edited
from quizgen.load import load
from quizgen.lock import Lock, Record
from quizgen.relock import NEW
from quizgen.templating import Templates


class NotReusableError(Exception):
    """No course can be made of the old one; the message is a whole sentence for the teacher."""


@dataclass(frozen=True, slots=True)
class Reused:
    """The files of the new course by path (relative, with `/`), and what of the old one is no file of its own."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...]


def reuse(old: Path, course_id: str) -> Reused:
    """Take what makes up the course in the folder `old`, with another id.

    The course file keeps every byte but its id's. The lock keeps the proofs, so that the course builds without the
    texts that it does not ship, and forgets the cards: no student has any. Nothing is followed out of the course.
    Raises NotReusableError, and OSError where a file can't be opened.
    """
    if not (old / COURSE_FILE).is_file():
        raise NotReusableError(f"There is no {COURSE_FILE} in {old}: give --from the folder of a course.")
    course = load(old)
    old_id, span = course.document.root.get("id"), course.document.place(("id",)).span
    if COURSE_FILE in course.unread or span is None or not (old_id and isinstance(old_id, str)):
        raise NotReusableError(f"{old / COURSE_FILE} can't be read. Run quizgen check there, and mend it first.")
    if LOCK_FILE in course.unread:
        raise NotReusableError(f"{old / LOCK_FILE} can't be read. Run quizgen check there, and mend it first.")
    files: dict[str, bytes] = {}
    left_out = []
    for path in _paths(course):
        name = path.relative_to(old).as_posix()
        if path.is_file() and path.resolve().is_relative_to(old.resolve()):
            files[name] = path.read_bytes()
        else:
            left_out.append(name)
    files[COURSE_FILE] = edited((old / COURSE_FILE).read_bytes(), [Edit(COURSE_FILE, span, course_id)])
    if course.lock_text:
        files[LOCK_FILE] = locks.write(_without_cards(course.lock)).encode()
    return Reused(files, tuple(left_out))


def _paths(course: Course) -> Iterator[Path]:
    """The files and links in the folders of a course, in order, and its pictures."""
    for name in FOLDERS:
        if name == "templates" and Templates(course.root).own is None:
            continue
        for folder, folders, files in os.walk(course.root / name, onerror=_raise):
            folders.sort()
            links = [inner for inner in folders if (Path(folder) / inner).is_symlink()]
            for file in sorted([*files, *links]):
                yield Path(folder) / file
    for picture in sorted(course.pictures):
        yield course.root / picture


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a course needs no templates/
        raise error


def _without_cards(lock: Lock) -> Lock:
    """Keep of a lock what holds for any class."""

    def proofs(records: Mapping[str, Record]) -> dict[str, Record]:
        return {name: replace(record, stamp=NEW) for name, record in records.items()}

    return Lock(lock.segmenter, lock.sources, proofs(lock.questions), proofs(lock.disputes))
