"""The package that the Anki output writes: complete, sound, the same in every process, and light on memory."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import tracemalloc
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from anki_client import Client
from sample import NOW, PNG, edition, items, text
from test_anki import TYPES, course, sample_item

from quizgen.edition import Edition
from quizgen.exporters import anki
from quizgen.exporters.anki import identity
from quizgen.exporters.anki.collection import Placed
from quizgen.exporters.anki.contents import notes_of
from quizgen.exporters.anki.notetypes import note_types
from quizgen.exporters.anki.package import package


def test_every_deck_above_is_there(student: Client) -> None:
    student.import_package(course(edition()))
    names = {deck.name for deck in student.col.decks.all_names_and_ids()}
    assert {"Sample", "Sample::Harbour"} <= names
    assert {student.col.decks.name(card.did) for note in student.notes() for card in note.cards()} == {
        "Sample::Harbour"
    }


def test_decks_above_keep_their_place_in_the_package() -> None:
    made = edition()
    deep = replace(made, decks=(replace(made.decks[0], deck="A::B::C"),))
    with database(course(deep)) as connection:
        decks = json.loads(connection.execute("select decks from col").fetchone()[0])
    assert {name: number for number, name in ((int(key), deck["name"]) for key, deck in decks.items())} == {
        "Default": 1,
        **{name: identity.deck_id("sample-abc123", name) for name in ("A", "A::B", "A::B::C")},
    }


def test_only_what_is_used_is_packed(student: Client) -> None:
    made = replace(edition(), media={"quizgen-0001.png": PNG, "unused.png": PNG})
    with zipfile.ZipFile(io.BytesIO(course(made))) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "0"]
        assert json.loads(archive.read("media")) == {"0": "quizgen-0001.png"}
        assert archive.read("0") == PNG
    student.import_package(course(made))
    check = student.col.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])
    with database(course(edition([sample_item("q-open")]))) as connection:
        models = json.loads(connection.execute("select models from col").fetchone()[0])
    assert [model["name"] for model in models.values()] == ["quizgen open"]


def test_the_database_is_sound() -> None:
    with database(course(edition())) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("select count(), count(distinct mod), min(mod) from notes").fetchone() == (10, 1, NOW)
        assert connection.execute("select count(), count(distinct id), min(mod) from cards").fetchone() == (13, 13, NOW)


def test_a_question_without_a_time_gets_an_old_one() -> None:
    made = replace(edition(), changed={})
    with database(course(made)) as connection:
        assert connection.execute("select distinct mod from notes").fetchall() == [(1_000_000_000,)]


def test_row_ids_do_not_hang_on_order_and_never_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "SPAN", 3)
    assert rows(edition()) == rows(edition(items()[::-1]))
    assert len({number for row in rows(edition()) for number in row[2:]}) == 10 + 13


def rows(made: Edition) -> list[tuple[object, ...]]:
    """Guid and ordinal of every card, with the row ids of note and card."""
    with database(course(made)) as connection:
        return connection.execute(
            "select guid, ord, notes.id, cards.id from notes join cards on nid = notes.id order by guid, ord"
        ).fetchall()


class database:  # noqa: N801
    """The collection inside a package, opened by SQLite."""

    def __init__(self, package: bytes):
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            self.data = archive.read("collection.anki2")

    def __enter__(self) -> sqlite3.Connection:
        self.connection = sqlite3.connect(":memory:")
        self.connection.deserialize(self.data)
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def many(number: int, decks: int = 1) -> Edition:
    """An edition with the sample's questions so many times over, in several banks."""
    whole = edition()
    copies = [
        replace(one, id=f"{one.id}-{copy}", origin=f"{one.id}-{copy}", explain=text(f"Copy {copy}. " * 100))
        for copy in range(number // 10)
        for one in items()
    ]
    size = number // decks
    banks = tuple(
        replace(
            whole.decks[0], bank=f"b{place}", deck=f"Sample::Unit {place}", items=tuple(copies[start : start + size])
        )
        for place, start in enumerate(range(0, number, size))
    )
    return replace(whole, decks=banks, changed={one.id: NOW for one in copies})


# Many notes


def test_ten_thousand_notes_arrive(student: Client) -> None:
    assert student.import_package(course(many(10_000, decks=4))) == Counter(new=10_000)
    assert (student.col.note_count(), student.col.card_count()) == (10_000, 13_000)
    assert student.empty_cards() == []
    cards = student.col.db.all("select due, did from cards order by due")
    assert [due for due, _ in cards[::13]] == list(range(1, 10_001, 10))
    assert Counter(student.col.decks.name(deck) for _, deck in cards) == {
        f"Sample::Unit {place}": 3_250 for place in range(4)
    }


def test_every_note_type_and_deck_is_written_once() -> None:
    """Also where several decks share the note types."""
    with database(course(many(100, decks=10))) as connection:
        written = [names(column) for column in connection.execute("select models, decks from col").fetchone()]
    assert sorted(written[0]) == sorted(TYPES.values())
    assert sorted(written[1]) == sorted(["Default", "Sample", *(f"Sample::Unit {place}" for place in range(10))])


def names(column: str) -> list[str]:
    """The names of all that a column of JSON holds, even under the same key."""
    return [dict(value)["name"] for _, value in json.loads(column, object_pairs_hook=list)]


def test_every_page_is_full() -> None:
    """Rows out of the order of their ids would leave pages half empty."""
    with database(course(many(2_000))) as connection:
        before = connection.execute("pragma page_count").fetchone()[0]
        connection.execute("vacuum")
        after = connection.execute("pragma page_count").fetchone()[0]
        assert before * 0.98 <= after <= before


def test_the_database_is_never_in_memory() -> None:
    made = many(2_000)
    notes = [
        Placed(note, "Sample", NOW) for one in made.decks[0].items for note in notes_of(one, "b0", "sample-abc123")
    ]
    types = note_types(made.templates, made.course_id, {})
    tracemalloc.start()
    packed = package(made.course_id, notes, types, made.media)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(database(packed).data) / 2


# Temporary files


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_temporary_file_is_removed(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    connect = sqlite3.connect

    def watched(path: Path) -> sqlite3.Connection:
        seen.append(path.parent.parent)
        return connect(path)

    monkeypatch.setattr(sqlite3, "connect", watched)
    course(edition())
    assert seen == [temporary]
    assert list(temporary.iterdir()) == []


def test_a_temporary_file_is_removed_when_the_disk_is_full(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def small(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("pragma max_page_count = 30")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(OSError, match="disk is full"):
        course(many(100))
    assert list(temporary.iterdir()) == []


def test_a_temporary_file_is_removed_when_somebody_interrupts(temporary: Path) -> None:
    class Interrupting(dict[str, bytes]):
        def __getitem__(self, name: str) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        course(replace(edition(), media=Interrupting(edition().media)))
    assert list(temporary.iterdir()) == []


# The same bytes


SCRIPT = """
import hashlib, sys
sys.path[:0] = {paths!r}
from test_anki import with_regions
from dataclasses import replace
from sample import PNG, edition, item, items
from quizgen.items import Image
from quizgen.exporters import anki
pictures = [replace(item(f"p{{n}}", "See", items()[8].response), image=Image(f"p{{n}}.png", "")) for n in range(9)]
made = edition([*items(), with_regions(), *pictures])
made = replace(made, media={{**made.media, **{{one.image.name: PNG for one in pictures}}}})
for one in anki.export(made):
    print(one.path, hashlib.sha256(one.data).hexdigest())
print(sorted(anki.digests(made).items()))
"""


def test_the_same_bytes_in_every_process() -> None:
    here = Path(__file__).parent
    script = SCRIPT.format(paths=[str(here), str(here.parent), str(here.parent.parent)])
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(runs) == 1
    assert len(runs.pop().splitlines()) == 3


def test_a_bank_alone_gives_the_bytes_it_gives_in_the_course() -> None:
    made = edition(items()[:5])
    other = replace(made.decks[0], bank="other", deck="Sample::Other", items=tuple(items()[5:]))
    both = replace(made, decks=(other, *made.decks))
    alone = replace(both, decks=made.decks, whole=False)
    built = {one.path: one.data for one in anki.export(both)}
    assert [one.path for one in anki.export(alone)] == ["anki/banks/unit/harbour.apkg"]
    assert all(built[one.path] == one.data for one in anki.export(alone))


def test_the_settings_of_sqlite_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some builds of SQLite erase what is overwritten, others leave it in the file."""
    connect = sqlite3.connect
    whole = edition()
    decks = tuple(replace(whole.decks[0], bank=one.id, deck=f"A::{one.id}", items=(one,)) for one in items())
    built = []
    for setting in ("on", "off"):

        def with_setting(name: str, setting: str = setting) -> sqlite3.Connection:
            connection = connect(name)
            connection.execute(f"pragma secure_delete = {setting}")
            return connection

        monkeypatch.setattr(sqlite3, "connect", with_setting)
        built.append(course(replace(whole, decks=decks)))
    assert built[0] == built[1]


def test_no_time_of_the_machine_in_the_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(course(edition()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert archive.read("collection.anki2")[96:100] == (3_040_001).to_bytes(4, "big")
