"""A student's Anki, the real one: a collection in a folder that imports packages and shows cards."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from anki.buildinfo import version
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.decks import DeckId
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS as ALWAYS

if TYPE_CHECKING:  # at run time `anki.collection` has to come first
    from anki.cards import Card
    from anki.notes import Note

ANKI_VERSION = tuple(map(int, version.split(".")))
"""Such as (24, 11): what differs between versions of Anki is tested by this, and nothing is skipped."""

KEEPS_TIMES = ANKI_VERSION >= (25, 2)
"""Since 25.2 a note updated by an import has the time of the package; before, it got the time of the import."""

OUTCOMES = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype")


class Shown(NamedTuple):
    """One side of a card: its HTML without the CSS, and the words a person reads on it."""

    html: str
    words: str


class Client:
    """A collection. Every method does what a student's click would do."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.col = Collection(str(folder / "collection.anki2"))
        self.col.set_v3_scheduler(True)

    def close(self) -> None:
        self.col.close()

    def import_package(
        self,
        data: bytes,
        *,
        update_always: bool = False,
        merge_note_types: bool = False,
        with_progress: bool = False,
        with_presets: bool = False,
    ) -> Counter[str]:
        """Import a package; tell how many notes Anki called new, updated, duplicate, conflicting ...

        The options are those of Anki's dialog, which begins with none of them.
        """
        path = self.folder / "import.apkg"
        path.write_bytes(data)
        options = ImportAnkiPackageOptions(
            merge_notetypes=merge_note_types, with_scheduling=with_progress, with_deck_configs=with_presets
        )
        if update_always:
            options.update_notes = options.update_notetypes = ALWAYS
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.col.import_anki_package(request).log
        self.col._clear_caches()  # the desktop does so after an import; else note types look as before it
        return Counter({kind: len(getattr(log, kind)) for kind in OUTCOMES if getattr(log, kind)})

    def notes(self, query: str = "") -> list[Note]:
        return [self.col.get_note(number) for number in self.col.find_notes(query)]

    def note(self, question: str, type_name: str = "") -> Note:
        """The one note of a question, by the id it shows."""
        found = [
            note for note in self.notes() if note["Id"] == question and type_name in ("", note.note_type()["name"])
        ]
        assert len(found) == 1, f"{len(found)} notes for {question}"
        return found[0]

    def cards(self, question: str, type_name: str = "") -> list[Card]:
        return sorted(self.note(question, type_name).cards(), key=lambda card: card.ord)

    def review(self, card: Card, ease: Literal[1, 2, 3, 4] = 3) -> None:
        """Answer a card: 1 is "Again", 3 "Good", 4 "Easy"."""
        card.start_timer()
        self.col.sched.answerCard(card, ease)

    def history(self, card: Card) -> int:
        """How many reviews Anki remembers of a card."""
        return int(self.col.db.scalar("select count() from revlog where cid = ?", card.id))

    def filter_deck(self, name: str, search: str) -> int:
        """Gather the cards that a search finds in a filtered deck; its id."""
        deck = self.col.sched.get_or_create_filtered_deck(DeckId(0))
        deck.name = name
        deck.config.search_terms[0].search = search
        return self.col.sched.add_or_update_filtered_deck(deck).id

    def progress(self) -> dict[int, tuple[object, ...]]:
        """For each card, by its id: its note, place, schedule and every review, all that a student has earned."""
        reviews: dict[int, list[object]] = {}
        for number, *review in self.col.db.execute("select cid, id, ease, ivl, factor, time, type from revlog"):
            reviews.setdefault(number, []).append(tuple(review))
        columns = "id, nid, ord, did, odid, type, queue, due, odue, ivl, factor, reps, lapses, left, data"
        cards = self.col.db.execute(f"select {columns} from cards")
        return {number: (*card, tuple(reviews.get(number, ()))) for number, *card in cards}

    def decks(self) -> set[str]:
        """The names of the decks, without the one that every collection has."""
        return {deck.name for deck in self.col.decks.all_names_and_ids()} - {"Default"}

    def note_types(self) -> list[str]:
        """The names of the note types that came by imports, sorted."""
        return sorted(one.name for one in self.col.models.all_names_and_ids() if one.name.startswith("quizgen"))

    def empty_cards(self) -> list[object]:
        return list(self.col.get_empty_cards().notes)


def front(card: Card) -> Shown:
    return _shown(card.question(reload=True))


def back(card: Card) -> Shown:
    return _shown(card.answer())


def _shown(page: str) -> Shown:
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", body, flags=re.DOTALL))
    return Shown(body, " ".join(words.split()))
