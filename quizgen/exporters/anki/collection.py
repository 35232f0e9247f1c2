"""The collection inside a package: genanki's tables in an SQLite file, filled as a stream.

Rows go in by the order of their ids and indexes are made last, so that every page is full and nothing needs to be
rewritten; of a large course, memory holds the notes it was given and their ids, never the rows.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.exporters.anki.contents import Contents
from quizgen.exporters.anki.identity import NoteTypeKey, deck_id, row_id
from quizgen.exporters.anki.notetypes import NoteType

TABLES, INDEX, INDEXES = APKG_SCHEMA.partition("CREATE INDEX")

SETTINGS = """
pragma page_size = 8192;     -- notes of a kilobyte or two leave less of it empty than of SQLite's usual 4096
pragma secure_delete = on;   -- what is overwritten leaves no trace, on any system
pragma journal_mode = off;   -- nobody needs a file that a crash left half written
pragma synchronous = off;
"""

NOTE = "insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
CARD = "insert into cards values (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"

NoteId = tuple[int, int]
"""The row id of the note at a position."""

CardId = tuple[int, int, int, int]
"""The row id of a card, that of its note, the position of the note, and the card's ordinal."""

SQLITE_VERSION = 96  # in the header of a database: who wrote it, of no meaning to a reader
SQLITE_WRITER = (3_040_001).to_bytes(4, "big")


@dataclass(frozen=True, slots=True)
class Placed:
    """A note in a deck (`A::B`), with the time (seconds since 1970) at which it last changed."""

    contents: Contents
    deck: str
    changed: int


def write_collection(
    path: Path, course_id: str, notes: Sequence[Placed], types: Mapping[NoteTypeKey, NoteType]
) -> None:
    """Write a database with these notes, their cards in that order, the decks and note types they use.

    The same arguments give the same bytes. Raises OSError when the disk can't hold it.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            _fill(connection, course_id, notes, types)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
    with path.open("r+b") as file:
        file.seek(SQLITE_VERSION)
        file.write(SQLITE_WRITER)


def _fill(
    connection: sqlite3.Connection, course_id: str, notes: Sequence[Placed], types: Mapping[NoteTypeKey, NoteType]
) -> None:
    decks = _decks(course_id, notes)
    connection.executescript(SETTINGS + TABLES + APKG_COL)
    (default,) = connection.execute("select decks from col").fetchone()
    packed = json.loads(default) | {deck.deck_id: deck.to_json() for deck in decks.values()}
    models = json.dumps(_models(notes, types, decks))
    connection.execute("update col set models = ?, decks = ?", (models, json.dumps(packed)))
    note_ids, card_ids = _ids(notes)
    connection.executemany(NOTE, _note_rows(note_ids, notes, types))
    connection.executemany(CARD, _card_rows(card_ids, notes, decks))
    connection.executescript(INDEX + INDEXES)


def _decks(course_id: str, notes: Sequence[Placed]) -> dict[str, genanki.Deck]:
    """The decks of the notes by name, after those above them: Anki would lose the settings of a deck left out."""
    decks: dict[str, genanki.Deck] = {}
    for full_name in dict.fromkeys(note.deck for note in notes):
        parts = full_name.split("::")
        for depth in range(1, len(parts) + 1):
            name = "::".join(parts[:depth])
            decks.setdefault(name, genanki.Deck(deck_id(course_id, name), name))
    return decks


def _models(
    notes: Sequence[Placed], types: Mapping[NoteTypeKey, NoteType], decks: Mapping[str, genanki.Deck]
) -> dict[int, object]:
    """What Anki stores of the note types in use, each with the last deck that uses it."""
    last = {note.contents.note_type: note.deck for note in notes}
    return {types[key].model_id: types[key].to_json(0, decks[name].deck_id) for key, name in last.items()}


def _ids(notes: Sequence[Placed]) -> tuple[list[NoteId], list[CardId]]:
    """The ids of the rows of notes and cards, in rising order; they do not hang on the order of the notes."""
    note_ids: list[NoteId] = []
    card_ids: list[CardId] = []
    taken: set[int] = set()
    for position in sorted(range(len(notes)), key=lambda position: notes[position].contents.guid):
        contents = notes[position].contents
        number = row_id(contents.guid, 0, taken)
        note_ids.append((number, position))
        card_ids += [
            (row_id(contents.guid, ordinal + 1, taken), number, position, ordinal) for ordinal in contents.cards
        ]
    note_ids.sort(key=itemgetter(0))
    card_ids.sort(key=itemgetter(0))
    return note_ids, card_ids


def _note_rows(
    ids: Iterable[NoteId], notes: Sequence[Placed], types: Mapping[NoteTypeKey, NoteType]
) -> Iterator[tuple[object, ...]]:
    for number, position in ids:
        note = notes[position]
        contents = note.contents
        tags = f" {' '.join(contents.tags)} "
        model = types[contents.note_type].model_id
        yield number, contents.guid, model, note.changed, tags, "\x1f".join(contents.fields), contents.fields[0]


def _card_rows(
    ids: Iterable[CardId], notes: Sequence[Placed], decks: Mapping[str, genanki.Deck]
) -> Iterator[tuple[object, ...]]:
    for number, note_number, position, ordinal in ids:
        note = notes[position]
        yield number, note_number, decks[note.deck].deck_id, ordinal, note.changed, position + 1
