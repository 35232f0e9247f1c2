"""An Anki package (`.apkg`) as bytes: the same notes, the same bytes."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

import genanki
from genanki.card import Card

from quizgen.exporters.anki.contents import Contents
from quizgen.exporters.anki.identity import NoteTypeKey, deck_id, row_ids
from quizgen.exporters.anki.notetypes import NoteType

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSION = 4  # a third faster than the default for two parts in a hundred
SQLITE_VERSION = slice(96, 100)  # in the header of a database: who wrote it, of no meaning to a reader
SQLITE_WRITER = (3_040_001).to_bytes(4, "big")


@dataclass(frozen=True, slots=True)
class Placed:
    """A note in a deck (`A::B`), with the time (seconds since 1970) at which it last changed."""

    contents: Contents
    deck: str
    changed: int


class StampedNote(genanki.Note):  # type: ignore[misc]
    """A genanki note with its own row ids, cards and time of change."""

    def __init__(self, model: NoteType, placed: Placed, due: int, ids: Sequence[int]):
        contents = placed.contents
        super().__init__(model=model, fields=list(contents.fields), tags=contents.tags, guid=contents.guid, due=due)
        self.cards = [Card(ordinal) for ordinal in contents.cards]
        self.changed = placed.changed
        self.ids = ids

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002
        """Write note and cards under their own time and ids instead of the package's."""
        super().write_to_db(cursor, self.changed, deck, iter(self.ids))

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Spare genanki's warning, which costs the square of a field's length: every field is safe HTML."""


def package(
    course_id: str, notes: Sequence[Placed], types: Mapping[NoteTypeKey, NoteType], media: Mapping[str, bytes]
) -> bytes:
    """The bytes of a package with these notes, the note types they use and the media they show.

    Students meet the notes in the order given.
    """
    names = sorted({name for note in notes for name in note.contents.media} & media.keys())
    files = {
        "collection.anki2": _database(_decks(course_id, notes, types)),
        "media": json.dumps(dict(enumerate(names))).encode(),
    }
    return _zipped(files | {str(number): media[name] for number, name in enumerate(names)})


def _decks(course_id: str, notes: Sequence[Placed], types: Mapping[NoteTypeKey, NoteType]) -> list[genanki.Deck]:
    """The decks with their notes. Every deck above them is packed too, else Anki would lose its settings."""
    decks: dict[str, genanki.Deck] = {}
    for due, (note, ids) in enumerate(zip(notes, _ids(notes), strict=True), start=1):
        parts = note.deck.split("::")
        for depth in range(1, len(parts) + 1):
            name = "::".join(parts[:depth])
            decks.setdefault(name, genanki.Deck(deck_id(course_id, name), name))
        decks[note.deck].add_note(StampedNote(types[note.contents.note_type], note, due, ids))
    return list(decks.values())


def _ids(notes: Sequence[Placed]) -> list[list[int]]:
    """For each note the row id of the note, then those of its cards."""
    keys = [
        [note.contents.guid, *(f"{note.contents.guid}/{ordinal}" for ordinal in note.contents.cards)] for note in notes
    ]
    given = row_ids(key for row in keys for key in row)
    return [[given[key] for key in row] for row in keys]


def _database(decks: list[genanki.Deck]) -> bytes:
    """The collection of a package: an SQLite file, made in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA secure_delete = ON")  # what is overwritten leaves no trace, on any system
        genanki.Package(decks).write_to_db(connection.cursor(), 0, iter(()))
        connection.commit()
        connection.execute("VACUUM")  # ids in no order leave pages half full
        data = bytearray(connection.serialize())
    data[SQLITE_VERSION] = SQLITE_WRITER
    return bytes(data)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of the files, without times and with the same attributes on every system."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            writer.writestr(entry, data, zipfile.ZIP_DEFLATED, COMPRESSION)
    return archive.getvalue()
