"""What `build` hands to an exporter, and what it gets back.

An edition is the part of a checked course that is going out: items, sheets, media, times. It knows
neither YAML nor rules; an exporter turns it into artifacts and writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from quizgen.items import Item, Reference, Text
from quizgen.templating import Templates


@dataclass(frozen=True, slots=True)
class Deck:
    """One bank: its name (`unit/bank`), title, Anki deck (`A::B`), language and items in order."""

    bank: str
    title: str
    deck: str
    lang: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sheet with a heading of its own; both texts may be empty."""

    title: Text
    instructions: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a reading, with the number that proofs give it."""

    number: int
    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to read before the questions."""

    source: Reference
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A selection of questions to print. `left_out` names what `--draft` dropped; the key says so."""

    name: str
    title: str
    time: str
    lang: str
    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """A checked course on its way out.

    `media` maps the names that texts and pictures use to their bytes. `changed` maps a question's id,
    and `models_changed` a note type's name, to the time (seconds since 1970, UTC) at which its card, or
    its CSS and templates, last changed. `whole` is False in a run on some banks: outputs about the course as
    a whole are then left alone.
    """

    course_id: str
    title: str
    lang: str
    decks: tuple[Deck, ...]
    sheets: tuple[Sheet, ...]
    media: Mapping[str, bytes]
    changed: Mapping[str, int]
    models_changed: Mapping[str, int]
    templates: Templates
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of an output: its path below the output folder (with `/`), bytes, and a word on it."""

    path: str
    data: bytes
    summary: str = ""


class Exporter(Protocol):
    """What a module of `quizgen.exporters` (or an entry point `quizgen.exporters`) has."""

    NAME: str
    ADVICE: str
    """What to do with the files, for the end of a build: "Print these for the class." """

    def export(self, edition: Edition) -> Iterable[Artifact]:
        """Turn an edition into files; the same edition gives the same bytes."""
        ...
