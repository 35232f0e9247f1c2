"""What ties a card to a student's history: names and numbers that are fixed for ever.

Anki knows a note by its guid, a note type by its id, its fields and templates by theirs. Change one of
them and every student who imports the next build loses progress or gets a second copy. HTML, CSS and
contents may change freely; nothing here may.
"""

from __future__ import annotations

import hashlib
from typing import Literal

NoteTypeKey = Literal[
    "choice",
    "multi",
    "true-false",
    "cloze",
    "typed",
    "numeric",
    "match",
    "order",
    "open",
    "card",
    "occlusion",
]

NUMBERS: dict[NoteTypeKey, int] = {
    "choice": 1,
    "multi": 2,
    "true-false": 3,
    "cloze": 4,
    "typed": 5,
    "numeric": 6,
    "match": 7,
    "order": 8,
    "open": 9,
    "card": 10,
    "occlusion": 11,
}
"""Every note type and the number that the ids of its fields and templates are made of."""

FIELDS = (
    "Stem",  # the first field of a cloze note and of an occlusion note is called Text
    "Image",
    "Context",
    "Options",
    "Key",
    "Explain",
    "Hint",
    "Quote",
    "Source",
    "Sentence",
    "Labels",
    "Lang",
    "Id",
    "Reverse",
    "Spare1",
    "Spare2",
    "Spare3",
    "Spare4",
)
"""The fields of every note type, in their order."""

CLOZE_TYPES: frozenset[NoteTypeKey] = frozenset({"cloze", "occlusion"})
"""The note types that make one card for each numbered blank of the first field."""

PART_IDS = 2_022_010_500_000
"""Ids of fields and templates start here: + 100 times the note type's number + place (fields 1 to 18,
templates 51 and 52)."""

MILLISECONDS = 1_000_000_000_000
SPAN = 2**39
"""Anki reads the id of a note or card as the time of its making, and renumbers what lies ahead of the clock:
the ids of quizgen lie between 2001 and 2019."""

STRIDE = 0x9E37_79B9_7F4A_7C15
"""Between the row numbers of a note and its cards: 2**64 divided by the golden ratio, which keeps multiples apart."""

LARGEST = 2**53
"""Ids of note types and decks stay below this, so that JavaScript can hold them."""


def hashed(*parts: str) -> int:
    """A number of 64 bits made from the parts."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8], "big")


def type_name(key: NoteTypeKey) -> str:
    """The name of a note type as Anki shows it."""
    return f"quizgen {key}"


def field_names(key: NoteTypeKey) -> tuple[str, ...]:
    """The names of a note type's fields, in their order."""
    return ("Text", *FIELDS[1:]) if key in CLOZE_TYPES else FIELDS


def field_id(key: NoteTypeKey, place: int) -> int:
    """The id of the field at a place, counted from 0."""
    return PART_IDS + 100 * NUMBERS[key] + 1 + place


def template_id(key: NoteTypeKey, place: int) -> int:
    """The id of the card template at a place, counted from 0."""
    return PART_IDS + 100 * NUMBERS[key] + 51 + place


def guid(course_id: str, origin: str, key: NoteTypeKey) -> str:
    """The identity of a note: the same in every build, whatever the question says today."""
    return f"{hashed(course_id, origin, type_name(key)):016x}"


def type_id(key: NoteTypeKey, course_id: str = "") -> int:
    """The id of a note type; of the course's own copy of it when a course id is given."""
    parts = (type_name(key), course_id) if course_id else (type_name(key),)
    return MILLISECONDS + hashed(*parts) % (LARGEST - MILLISECONDS)


def deck_id(course_id: str, name: str) -> int:
    """The id of a deck of a course."""
    return MILLISECONDS + hashed(course_id, name) % (LARGEST - MILLISECONDS)


def row_id(guid: str, place: int, taken: set[int]) -> int:
    """A row number for a note (place 0) or its cards (from 1), made from its guid, which is a hash already.

    If it is taken, the next that is free. It is then taken too.
    """
    number = MILLISECONDS + (int(guid, 16) + place * STRIDE) % SPAN
    while number in taken:
        number += 1
    taken.add(number)
    return number
