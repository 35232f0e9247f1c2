"""Anki: a package for the whole course, and one for each bank.

A student who imports a newer build keeps all progress: notes are known by the question's id, and each carries
the time at which it last changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.counting import counted
from quizgen.edition import Artifact, Deck, Edition
from quizgen.exporters.anki.collection import Placed
from quizgen.exporters.anki.contents import digest, notes_of
from quizgen.exporters.anki.identity import type_name
from quizgen.exporters.anki.notetypes import LONG_AGO, note_types
from quizgen.exporters.anki.package import package
from quizgen.templating import Templates

NAME = "anki"
ADVICE = "Students open it in Anki. Whoever imports a newer one gets your changes and keeps all progress."


def count(edition: Edition) -> int:
    """Say how many files there will be."""
    with_notes = sum(any(item.status in {"ready", "retired"} for item in deck.items) for deck in edition.decks)
    return with_notes + (edition.whole and with_notes > 0)


def export(edition: Edition) -> Iterator[Artifact]:
    """Yield `anki/<course id>.apkg` (for a whole edition), then `anki/banks/<bank>.apkg` for each bank.

    Nothing is made of a bank without a question that is ready or retired. The class needs the course's package alone,
    where there is one.
    """
    types = note_types(edition.templates, edition.course_id, edition.models_changed)
    banks = {f"anki/banks/{deck.bank}.apkg": _placed(deck, edition) for deck in edition.decks}
    course = {f"anki/{edition.course_id}.apkg": [note for notes in banks.values() for note in notes]}
    sent = course if edition.whole else banks
    for path, notes in (sent | banks).items():
        if notes:
            data = package(edition.course_id, notes, types, edition.media)
            yield Artifact(path, data, _summary(notes), use="send" if path in sent else "")


def digests(edition: Edition) -> dict[str, str]:
    """For each question that has a note, by id: 16 hex digits of all that a student would see change.

    They hang on fields, tags, note type, guid and pictures; never on times, or on the deck.
    """
    return {
        item.id: digest(notes, edition.media)
        for deck in edition.decks
        for item in deck.items
        if (notes := notes_of(item, deck.bank, edition.course_id))
    }


def model_digests(templates: Templates, course_id: str) -> dict[str, str]:
    """For each note type, by name: 16 hex digits of its CSS and templates."""
    return {type_name(key): made.digest for key, made in note_types(templates, course_id, {}).items()}


def _placed(deck: Deck, edition: Edition) -> list[Placed]:
    """The notes of a bank, in its order."""
    return [
        Placed(note, deck.deck, edition.changed.get(item.id) or LONG_AGO)
        for item in deck.items
        for note in notes_of(item, deck.bank, edition.course_id)
    ]


def _summary(notes: list[Placed]) -> str:
    """How much a package holds."""
    cards = sum(len(note.contents.cards) for note in notes)
    return f"{counted(len(notes), 'note')}, {counted(cards, 'card')}"
