"""A student's Anki, the real one: a collection in a folder that imports packages and shows cards."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:  # at run time `anki.collection` has to come first
    from anki.cards import Card
    from anki.notes import Note

OUTCOMES = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype")


class Shown(NamedTuple):
    """One side of a card: its HTML without the CSS, and the words a person reads on it."""

    html: str
    words: str


class Client:
    """A collection. Every method does what a student's click would do, with Anki's default options."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.col = Collection(str(folder / "collection.anki2"))
        self.col.set_v3_scheduler(True)

    def close(self) -> None:
        self.col.close()

    def import_package(self, data: bytes) -> Counter[str]:
        """Import a package; tell how many notes Anki called new, updated, duplicate, conflicting ..."""
        path = self.folder / "import.apkg"
        path.write_bytes(data)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
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

    def review(self, card: Card) -> None:
        """Answer a card "Good"."""
        card.start_timer()
        self.col.sched.answerCard(card, 3)

    def history(self, card: Card) -> int:
        """How many reviews Anki remembers of a card."""
        return int(self.col.db.scalar("select count() from revlog where cid = ?", card.id))

    def empty_cards(self) -> list[object]:
        return list(self.col.get_empty_cards().notes)


def front(card: Card) -> Shown:
    return _shown(card.question(reload=True))


def back(card: Card) -> Shown:
    return _shown(card.answer())


def _shown(page: str) -> Shown:
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]*>", " ", body))
    return Shown(body, " ".join(words.split()))
