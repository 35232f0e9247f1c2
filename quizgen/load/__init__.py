"""Reads a course: its files to fields, its texts to sentences, its quotes to places, its questions to items.

Nothing here stops at the first mistake: each becomes a finding, and the rest is read on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from quizgen import lock as locks
from quizgen.course import (
    BANK_SUFFIXES,
    COURSE_FILE,
    LOCK_FILE,
    UNREADABLE,
    Blueprint,
    Course,
    CourseFields,
    Document,
    cite,
)
from quizgen.diagnostics import Place, Span
from quizgen.load import copies
from quizgen.load.bank import DUPLICATE_ID, BankLoader
from quizgen.load.reading import Reading
from quizgen.load.sources import SourceLoader
from quizgen.lock import Lock
from quizgen.lowering import UNUSABLE_IMAGE
from quizgen.media import Media, UnusableImageError
from quizgen.naming import did_you_mean
from quizgen.portable import folded

UNKNOWN_PICK, UNKNOWN_DISPUTE, BANK_FILE = "Q028", "Q029", "Q030"
LOCK_CONFLICT, LOCK_DAMAGED = "Q031", "Q032"


class NoCourseError(Exception):
    """There is no course here; the message says what to do."""


def find_root(start: Path) -> Path:
    """The folder of the course that `start` is in. Raises NoCourseError."""
    for folder in (start, *start.parents):
        if (folder / COURSE_FILE).is_file():
            return folder
    raise NoCourseError(
        f"There is no {COURSE_FILE} in {start} or above it. Go to a course's folder, or make a course: quizgen init DIR"
    )


def load(root: Path, text_folders: Iterable[Path] = (), unsaved: Mapping[Path, bytes] | None = None) -> Course:
    """Read the course in `root`; texts are looked for in its `seeds/`, then in `text_folders`.

    `unsaved` has new contents of YAML files by resolved path, read in place of those on the disk. Raises OSError if a
    file of the course can't be opened.
    """
    reading = Reading(root, unsaved=unsaved or {})
    document = reading.document(COURSE_FILE)
    fields = reading.validate(CourseFields, document.root, document, (), "the course file")
    if fields is None:
        fields = CourseFields.model_construct(id=UNREADABLE, title="untitled")
    sources = SourceLoader(reading, fields.lang, tuple(text_folders)).sources()
    lock, lock_text = _read_lock(reading)
    media = Media(root)
    loader = BankLoader(reading, fields, sources, lock, media)
    documents = [reading.document(file) for file in _bank_files(reading)]
    banks = tuple(loader.bank(document) for document in documents)
    course = Course(
        root=root,
        fields=fields,
        document=document,
        sources=sources,
        banks=banks,
        lock=lock,
        lock_text=lock_text,
        findings=(),
        media=media.files,
        disputes={
            dispute.id: tuple(
                cite(claim.source, claim.quote, ("disputes", i, "claims", j, "quote"), sources)
                for j, claim in enumerate(dispute.claims)
            )
            for i, dispute in enumerate(fields.disputes)
        },
        texts=reading.texts,
        broken_ids=reading.broken_ids,
        unread=frozenset(reading.unread),
        logo=_logo(fields, document, media, reading),
        pictures=media.paths,
    )
    _check_picks(course, reading)
    _check_disputes(course, reading)
    reading.findings += copies.findings(course, loader.copies, loader.free_ids, DUPLICATE_ID)
    return replace(course, findings=tuple(dict.fromkeys(reading.findings)))  # some files are read twice


def _read_lock(reading: Reading) -> tuple[Lock, str]:
    """The lock and its text; an empty one, with a finding, where it can't be used."""
    path = reading.root / LOCK_FILE
    if not path.is_file():
        return Lock(), ""
    place = Place(LOCK_FILE, Span(1, 1, 1, 1))
    try:
        text = path.read_bytes().decode().replace("\r\n", "\n")  # git may write line ends as Windows does
        if not locks.has_conflict(text):
            return locks.read(text), text
    except (locks.LockError, UnicodeDecodeError) as error:
        reason = error if isinstance(error, locks.LockError) else "it is damaged"
        hint = "bring the last good one back from your backup or version control"
        reading.find(LOCK_DAMAGED, f"the lock can't be used: {reason}", place, hint)
        reading.unread.add(LOCK_FILE)
        return Lock(), ""
    line = text[: text.index("<<<<<<<")].count("\n") + 1
    reading.texts[LOCK_FILE] = text
    reading.unread.add(LOCK_FILE)
    place = Place(LOCK_FILE, Span(line, 1, line, 8))
    hint = "merge the banks first, then run: quizgen lock"
    reading.find(LOCK_CONFLICT, "the lock holds two versions that git could not merge", place, hint)
    return Lock(), text


def _bank_files(reading: Reading) -> Iterator[str]:
    """The banks' paths, in order; one that can't be used is reported instead."""
    folder, home = reading.root / "decks", reading.root.resolve()
    names: dict[str, str] = {}
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).parts):
        if not path.is_file():
            continue
        name = path.relative_to(reading.root).as_posix()
        if name.lower().endswith((".yaml.txt", ".yml.txt")):
            message = "the name of this bank ends in .txt, so it is not read"
            hint = f"call it {name[:-4]}; in Notepad, choose “All files” as you save it"
            reading.find(BANK_FILE, message, Place(name), hint)
            reading.unread.add(name)
        if path.suffix.lower() not in BANK_SUFFIXES:
            continue
        first = names.setdefault(folded(name.rpartition(".")[0]), name)
        if not path.resolve().is_relative_to(home):
            message = "the bank is a link to a file outside the course"
            reading.find(BANK_FILE, message, Place(name), "copy the file into decks/")
        elif first != name:
            message = f"the outputs of this bank and of {first} would have the same names"
            reading.find(BANK_FILE, message, Place(name), "rename one of the two files")
        else:
            yield name


def _logo(fields: CourseFields, document: Document, media: Media, reading: Reading) -> str:
    """Take in the school's logo; gives its name, or nothing where there is none that can be used."""
    if not fields.logo:
        return ""
    try:
        return media.take(fields.logo, reading.root)
    except UnusableImageError as error:
        reading.find(UNUSABLE_IMAGE, f"the logo can't be used: {error}", document.place(("logo",)))
        return ""


def _check_picks(course: Course, reading: Reading) -> None:
    """Every question that a sheet picks must be there."""
    ids = {entry.id for entry in course.entries} | reading.broken_ids.keys()
    for name, sheet in course.fields.sheets.items():
        for i, part in enumerate(sheet.parts):
            for j, pick in enumerate(part.pick):
                if not isinstance(pick, Blueprint) and pick not in ids:
                    place = course.document.place(("sheets", name, "parts", i, "pick", j))
                    message = f"the sheet “{name}” picks “{pick}”, but no question has this id"
                    reading.find(UNKNOWN_PICK, message, place, did_you_mean(pick, ids))


def _check_disputes(course: Course, reading: Reading) -> None:
    """Every dispute must have an id of its own, and every dispute that a question names must be declared."""
    seen: set[str] = set()
    for number, dispute in enumerate(course.fields.disputes):
        if dispute.id in seen:
            place = course.document.place(("disputes", number, "id"))
            reading.find(DUPLICATE_ID, f"two disputes have the id “{dispute.id}”", place, "give one of them another id")
        seen.add(dispute.id)
    for entry in course.entries:
        name = entry.question.dispute
        if name and name not in course.disputes:
            message = f"the course file has no dispute “{name}”"
            hint = did_you_mean(name, course.disputes)
            reading.find(UNKNOWN_DISPUTE, message, entry.place(("dispute",)), hint, entry.id)
