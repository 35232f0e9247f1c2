"""How long an Anki package takes, and how much memory, against a floor and against plain genanki.

    python benchmarks/anki.py [NOTES ...]

By turns, each in a process of its own:
floor     sqlite3's executemany of ready rows into genanki's tables, indexes, and deflate 4
writer    quizgen's `package` from ready notes
genanki   its own `Note`, `Deck` and `Package.write_to_file` for the same notes; it does not compress
exporter  quizgen's whole way from items to one package
Half of the notes are choices, half are short answers, with some 500 bytes of text each. Prints the least CPU
seconds of two rounds, their ratio to the floor, and the peak memory: in all, and what came on top of what was ready.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.edition import Deck, Edition
from quizgen.exporters import anki
from quizgen.exporters.anki.collection import Placed
from quizgen.exporters.anki.contents import notes_of
from quizgen.exporters.anki.identity import NoteTypeKey
from quizgen.exporters.anki.notetypes import LONG_AGO, NoteType, note_types
from quizgen.exporters.anki.package import package
from quizgen.items import EMPTY, Blank, Choose, Fill, Item, Option, Proof, Reference, Text
from quizgen.templating import Templates

ROUNDS = 2
COURSE = "harbour-abc123"
SOURCE = Reference("piers", "The piers of Lower Ness", author="A. Writer", publisher="The Quay", date="2022-01-07")


class Job(NamedTuple):
    """What to measure: how many notes in how many decks, and where to leave what the next job needs."""

    name: str
    notes: int
    decks: int
    folder: Path


class Figures(NamedTuple):
    """CPU seconds, peak memory, and how much of it came on top of what was ready (megabytes)."""

    seconds: float
    peak: float
    more: float


def main(sizes: list[int]) -> None:
    """Measure and print."""
    for number in sizes:
        print(f"\n{number} notes           CPU s   ratio   peak MB   on top")
        figures = by_turns([(name, number, 1) for name in READY])
        for (name, _, _), taken in figures.items():
            ratio = taken.seconds / figures["floor", number, 1].seconds
            print(f"{name:<20} {taken.seconds:7.3f} {ratio:7.2f} {taken.peak:9.0f} {taken.more:8.0f}")
    print("\n10000 notes             one deck   1000 subdecks   ratio")
    figures = by_turns([(name, 10_000, decks) for name in ("writer", "genanki") for decks in (1, 1000)])
    for name in ("writer", "genanki"):
        one, many = (figures[name, 10_000, decks].seconds for decks in (1, 1000))
        print(f"{name:<20} {one:10.3f} s {many:13.3f} s {many / one:7.2f}")


def by_turns(kinds: list[tuple[str, int, int]]) -> dict[tuple[str, int, int], Figures]:
    """The figures of several kinds of job, each the least of all rounds."""
    taken: dict[tuple[str, int, int], list[Figures]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for kind in kinds:
                # A new process for each: its peak is then its own.
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                    taken[kind].append(process.submit(measured, Job(*kind, Path(folder))).result())
    return {kind: Figures(*map(min, zip(*figures, strict=True))) for kind, figures in taken.items()}


def measured(job: Job) -> Figures:
    """Get everything ready, and measure the rest."""
    tempfile.tempdir = str(job.folder)  # genanki leaves its temporary file behind
    run = READY[job.name](job)
    loaded = peak()
    started = time.process_time()
    run()
    return Figures(time.process_time() - started, peak(), peak() - loaded)


def peak() -> float:
    """The most memory that this process has had, in megabytes (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def writer(job: Job) -> Callable[[], object]:
    """Notes for quizgen's writer; it leaves the package for the floor."""
    notes = list(placed(job))
    types = note_types(Templates(), COURSE, {})
    return lambda: (job.folder / "notes.apkg").write_bytes(package(COURSE, notes, types, {}))


def floor(job: Job) -> Callable[[], object]:
    """The very rows that quizgen wrote, as lists."""
    with zipfile.ZipFile(job.folder / "notes.apkg") as archive:
        written = Path(archive.extract("collection.anki2", job.folder))
    with closing(sqlite3.connect(written)) as connection:
        rows = {table: connection.execute(f"select * from {table}").fetchall() for table in ("notes", "cards")}
    return lambda: write_rows(job.folder / "floor.anki2", rows)


def write_rows(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """Write ready rows and compress the file: the least that a package costs."""
    tables, index, indexes = APKG_SCHEMA.partition("CREATE INDEX")
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"pragma journal_mode = off; pragma synchronous = off; {tables} {APKG_COL}")
        for table, ready in rows.items():
            connection.executemany(f"insert into {table} values ({', '.join('?' * len(ready[0]))})", ready)
        connection.executescript(index + indexes)
    with zipfile.ZipFile(path.with_suffix(".apkg"), "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        archive.write(path, "collection.anki2")


def plain_genanki(job: Job) -> Callable[[], object]:
    """The same notes for genanki."""
    notes = list(placed(job))
    types = note_types(Templates(), COURSE, {})
    return lambda: write_by_genanki(job.folder / "genanki.apkg", notes, types)


def write_by_genanki(path: Path, notes: list[Placed], types: Mapping[NoteTypeKey, NoteType]) -> None:
    """Make genanki's notes and decks, and let it write them."""
    decks: dict[str, genanki.Deck] = {}
    for due, note in enumerate(notes, start=1):
        deck = decks.setdefault(note.deck, genanki.Deck(len(decks) + 2, note.deck))
        made = note.contents
        deck.add_note(genanki.Note(types[made.note_type], list(made.fields), tags=made.tags, guid=made.guid, due=due))
    genanki.Package(list(decks.values())).write_to_file(path, LONG_AGO)


def exporter(job: Job) -> Callable[[], object]:
    """Items for the whole exporter; a run on one bank makes one package."""
    bank = Deck("piers", "Piers", "Harbour::Piers", "en", tuple(map(item, range(job.notes))))
    edition = Edition(COURSE, "Harbour", "en", (bank,), (), {}, {}, {}, Templates(), whole=False)
    return lambda: list(anki.export(edition))


READY = {"writer": writer, "floor": floor, "genanki": plain_genanki, "exporter": exporter}


def placed(job: Job) -> Iterator[Placed]:
    """Notes over the decks in turn."""
    for number in range(job.notes):
        deck = f"Harbour::Pier {number * job.decks // job.notes}"
        for contents in notes_of(item(number), "piers", COURSE):
            yield Placed(contents, deck, LONG_AGO)


def item(number: int) -> Item:
    """A choice or a short answer, with some 500 bytes of text."""
    return Item(
        id=f"pier-{number}",
        origin=f"pier-{number}",
        stem=text(
            f"Which of the men of Lower Ness is said to have paid for pier {number}, long after it was finished?"
        ),
        response=short(number) if number % 2 else choice(number),
        explain=text(
            f"Of pier {number} the book says no more than this, and the town's own papers say even less of it; "
            "whoever wants to know more has to ask in the harbour, where nobody agrees."
        ),
        hint=EMPTY,
        note=EMPTY,
        context=None,
        proofs=(Proof(SOURCE, text(f"pier {number} was paid for by a man who never saw it, nor asked to"), number, 1),),
        correction=EMPTY,
        image=None,
        points=Decimal(1),
        scoring="all",
        tags=("harbour",),
        level="remember",
        difficulty="easy",
        lang="en",
        status="ready",
    )


def choice(number: int) -> Choose:
    """Four options of some 50 bytes."""
    names = ("the owner of the boats", "the keeper of the light", "the last of the fishermen", "the mayor of the town")
    options = tuple(Option(text(f"{name.capitalize()}, as book {number} has it")) for name in names)
    return Choose(options, frozenset({number % 4}), "one", author_order=False)


def short(number: int) -> Fill:
    """An answer, and two others that are right too."""
    names = (
        "Andrew Miller, who owned the boats",
        "Mr Miller, the owner of the boats",
        "The owner of the boats, Miller",
    )
    answers = tuple(text(f"{name}, as book {number} has it") for name in names)
    return Fill((Blank(answers, None, None, exact=False, card=1),), inline=False)


def text(words: str) -> Text:
    """Words without anything to mark up."""
    return Text(words.replace("'", "&#x27;"), words)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [1_000, 10_000, 100_000])
