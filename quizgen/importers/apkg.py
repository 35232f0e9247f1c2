"""Anki's .apkg: notes with their pictures and tags; the dates of reviews stay behind.

A package may hold its collection thrice: `collection.anki21b`, packed by zstandard (of the extra `quizgen[import]`),
is the newest; beside it `collection.anki2` holds a single note that asks to update Anki.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO

from quizgen.extras import to_install
from quizgen.importers import MAX_BYTES, Findings, Imported, Pictures, refuse_larger
from quizgen.importers._anki import take_note
from quizgen.importers._html import Html
from quizgen.importers._markdown import tag
from quizgen.sources import UnreadableError

NAME = "an Anki package"
SUFFIXES = (".apkg", ".colpkg")
NEWEST, NEWER, OLDEST = "collection.anki21b", "collection.anki21", "collection.anki2"
NEEDS = f"this Anki package needs zstandard: export it with “Support older Anki versions”, or {to_install('import')}"
BROKEN = "it is no Anki package, or it is damaged"
ROLLBACK = b"\1\1"
"""SQLite's mark, at byte 18, of a file without a write-ahead log: Anki's have one, which memory can't hold."""
MOST_STEPS = 2_000_000
"""How many thousand steps a query may take, so that a hostile collection can't hold us up."""
NOTES = """
    SELECT notes.id, notes.flds, notes.tags, COUNT(cards.id) FROM notes LEFT JOIN cards ON cards.nid = notes.id
    GROUP BY notes.id ORDER BY notes.id
"""


@dataclass(frozen=True)
class _Package:
    """The files of a package."""

    packed: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """A file, never more than a package may hold."""
        with self.packed.open(name) as stream:
            data = stream.read(MAX_BYTES + 1)
        refuse_larger(len(data))
        return data

    def media(self) -> dict[str, tuple[str, bool]]:
        """For each name that notes use, the file of the package, and whether zstandard packed it."""
        if "media" not in self.packed.namelist():
            return {}
        data = self.read("media")
        if data.startswith(b"\x28\xb5\x2f\xfd"):
            return {name: (str(i), True) for i, name in enumerate(_media_names(_unpacked(data)))}
        try:
            listed = json.loads(data)
        except (ValueError, RecursionError):
            return {}
        pairs = listed.items() if isinstance(listed, dict) else ()
        return {name: (number, False) for number, name in pairs if isinstance(name, str)}


def recognises(data: bytes) -> bool:
    """Tell whether it is packed as a package is."""
    return data.startswith(b"PK")


def read(data: bytes, pictures: Pictures) -> Imported:
    """Read note after note."""
    findings = Findings()
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            package = _Package(packed)
            names = set(packed.namelist())
            name = next((name for name in (NEWEST, NEWER, OLDEST) if name in names), None)
            if name is None:
                raise UnreadableError(BROKEN)
            collection = package.read(name)
            notes = _notes(_unpacked(collection) if name == NEWEST else collection)
            media = package.media()
            for number, note in enumerate(notes, 1):
                html = Html(f"note {number}", findings, pictures, lambda name: _picture(name, package, media))
                take_note(note.fields, note.tags, note.cards, html, findings)
    except (
        zipfile.BadZipFile,
        sqlite3.Error,
        OSError,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
    ):
        raise UnreadableError(BROKEN) from None
    findings.lose("the whole package", "which deck each card is in, when it was learnt and is due")
    return findings.imported


@dataclass(frozen=True)
class _Note:
    """A note: its fields in HTML, its tags, and how many cards were made of it."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: int


def _notes(collection: bytes) -> list[_Note]:
    """The notes of a collection, in the order in which they were made. Raises sqlite3.Error."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection[:18] + ROLLBACK + collection[20:])
        database.execute("PRAGMA trusted_schema = OFF")
        database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        steps = iter(range(MOST_STEPS // 1000))
        database.set_progress_handler(lambda: next(steps, None) is None, 1000)
        rows = database.execute(NOTES).fetchall()
    return [
        _Note(tuple(str(fields).split("\x1f")), tuple(filter(None, map(tag, str(tags).split()))), int(cards))
        for _, fields, tags, cards in rows
    ]


def _picture(name: str, package: _Package, media: dict[str, tuple[str, bool]]) -> bytes | None:
    """The bytes of a picture by its name in the notes."""
    number, packed = media.get(name, ("", False))
    if number not in package.packed.namelist():
        return None
    data = package.read(number)
    return _unpacked(data) if packed else data


def _unpacked(data: bytes) -> bytes:
    """What zstandard packed, never more than a package may hold."""
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError:
        raise UnreadableError(NEEDS) from None
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(BytesIO(data)) as stream:
            unpacked = stream.read(MAX_BYTES + 1)
    except zstandard.ZstdError:
        raise UnreadableError(BROKEN) from None
    refuse_larger(len(unpacked))
    return unpacked


def _media_names(data: bytes) -> list[str]:
    """The names in the newest list of media: a protobuf of entries (field 1), each with a name (field 1)."""
    return [name.decode("utf-8", "replace") for entry in _fields(data) for name in _fields(entry)[:1]]


def _fields(data: bytes) -> list[bytes]:
    """The texts of field 1 of a protobuf message; others are skipped, and what is damaged ends it."""
    found, position = [], 0
    while position < len(data):
        key, position = _number(data, position)
        size, position = _number(data, position)
        if key & 7 == 2:
            if key >> 3 == 1:
                found.append(data[position : position + size])
            position += size
        elif key & 7:
            break
    return found


def _number(data: bytes, position: int) -> tuple[int, int]:
    """A protobuf's number of variable length, and where the next begins."""
    value = shift = 0
    while position < len(data) and shift < 64:
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            break
        shift += 7
    return value, position
