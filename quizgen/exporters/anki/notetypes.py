"""The note types: fields, card templates and CSS, as genanki models."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import genanki

from quizgen.exporters.anki.identity import (
    CLOZE_TYPES,
    NUMBERS,
    NoteTypeKey,
    field_id,
    field_names,
    template_id,
    type_id,
    type_name,
)
from quizgen.templating import Templates

LONG_AGO = 1_000_000_000
"""The time of change (seconds since 1970) of what the lock does not know yet."""

STYLE = "anki/style.css"
INCLUDE = re.compile(r"<!-- include (\S+) -->\n?")
"""In a template, `<!-- include parts/hint.html -->` stands for that file of `templates/anki`."""

FOLDED = frozenset({"Labels", "Lang", "Id", "Reverse", "Spare1", "Spare2", "Spare3", "Spare4"})
"""Fields that Anki's editor shows folded: nobody edits them."""

OCCLUSION_TAGS = {"Text": 0, "Image": 1, "Context": 2, "Explain": 3, "Hint": 4}
"""What Anki's own image occlusion calls occlusions, image, header, back extra and comments."""
OCCLUSION_KIND = 6


class NoteType(genanki.Model):  # type: ignore[misc]
    """A genanki model with its own time of change."""

    # Which fields a card needs. Anki works that out from the templates as it imports; genanki would guess,
    # and fail on a course's own templates.
    _req = ((0, "any", (0,)),)

    def __init__(self, key: NoteTypeKey, number: int, changed: int, css: str, cards: list[dict[str, Any]]):
        super().__init__(
            model_id=number,
            name=type_name(key),
            fields=[_field(key, place, name) for place, name in enumerate(field_names(key))],
            templates=cards,
            css=css,
            model_type=self.CLOZE if key in CLOZE_TYPES else self.FRONT_BACK,
        )
        self.key = key
        self.changed = changed

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:  # noqa: ARG002
        """What Anki stores of it, under its own time of change instead of the time of the build."""
        stored: dict[str, Any] = super().to_json(self.changed, deck_id)
        return stored | ({"originalStockKind": OCCLUSION_KIND} if self.key == "occlusion" else {})

    @property
    def digest(self) -> str:
        """16 hex digits of the CSS and the templates."""
        texts = [self.css, *(text for card in self.templates for text in (card["qfmt"], card["afmt"]))]
        return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:16]


def note_types(templates: Templates, course_id: str, changed: Mapping[str, int]) -> dict[NoteTypeKey, NoteType]:
    """All note types, from the templates of quizgen and of the course.

    A note type of which the course has any file of its own gets an id of the course's own, so that it never
    changes the cards of other courses. `changed` maps names to times (seconds since 1970). Raises
    FileNotFoundError when a template includes a file that does not exist.
    """
    made: dict[NoteTypeKey, NoteType] = {}
    for key in NUMBERS:
        used = {STYLE}
        cards = [
            {
                "name": name,
                "id": template_id(key, place),
                "qfmt": _read(templates, f"anki/{key}/{prefix}front.html", used),
                "afmt": _read(templates, f"anki/{key}/{prefix}back.html", used),
            }
            for place, (name, prefix) in enumerate(_sides(key))
        ]
        own = any(templates.overridden(name) for name in used)
        made[key] = NoteType(
            key=key,
            number=type_id(key, course_id if own else ""),
            changed=changed.get(type_name(key)) or LONG_AGO,
            css=templates.source(STYLE),
            cards=cards,
        )
    return made


def _sides(key: NoteTypeKey) -> tuple[tuple[str, str], ...]:
    """The card templates of a note type: name, and how its files' names begin."""
    return (("Card", ""), ("Reverse", "reverse-")) if key == "card" else (("Card", ""),)


def _read(templates: Templates, name: str, used: set[str]) -> str:
    """The text of a template with the files it includes; `used` gathers the names of all of them."""
    used.add(name)
    return INCLUDE.sub(lambda found: _read(templates, f"anki/{found[1]}", used), templates.source(name))


def _field(key: NoteTypeKey, place: int, name: str) -> dict[str, Any]:
    """A field as Anki stores it. It cannot be deleted, since an update would no longer fit the note type."""
    made: dict[str, Any] = {
        "name": name,
        "id": field_id(key, place),
        "preventDeletion": True,
        "collapsed": name in FOLDED,
    }
    return made | ({"tag": OCCLUSION_TAGS[name]} if key == "occlusion" and name in OCCLUSION_TAGS else {})
