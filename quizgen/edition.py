"""What `build` hands to an exporter, and what it gets back.

An edition is the part of a checked course that is going out: items, sheets, media, times. It knows
neither YAML nor rules; an exporter turns it into artifacts and writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from quizgen.items import Image, Item, Reference, Text
from quizgen.templating import Templates

PaperSize = Literal["a4", "letter"]
Use = Literal["print", "send", "keep", ""]
"""What to do with a file: print it for the class, send it to them, keep it from them; or nothing of these."""
UNVERSIONED = ""
"""The name of the only version of a sheet that has no versions: its questions keep their order."""


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
    """A stretch of a sheet with a heading of its own; both texts may be empty. `shuffle`: do versions reorder it?"""

    title: Text
    instructions: Text
    items: tuple[Item, ...]
    shuffle: bool = True


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
class Heading:
    """What stands at the top of a sheet beside its title. `fields` are for the student; empty: name, class and date."""

    school: str = ""
    logo: Image | None = None
    fields: tuple[str, ...] = ()
    date: date | None = None
    time: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A selection of questions to print. `left_out` names what `--draft` dropped; the key says so.

    `word_bank` gives every cloze a bank of words, or none its; None leaves it to the author's distractors. `marks`: is
    there a table for the points?
    """

    name: str
    title: str
    lang: str
    parts: tuple[Part, ...]
    heading: Heading = Heading()
    left_out: tuple[str, ...] = ()
    reading: Reading | None = None
    versions: tuple[str, ...] = (UNVERSIONED,)
    word_bank: bool | None = None
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """A checked course on its way out.

    `media` maps the names that texts and pictures use to their bytes. `changed` maps a question's id,
    and `models_changed` a note type's name, to the time (seconds since 1970, UTC) at which its card, or
    its CSS and templates, last changed. `whole` is False in a run on some banks or sheets: outputs about the course as
    a whole are then left alone. Sheets are printed once plainly and once in each of `styles`, in the font `font` if it
    is named; `paper` is for outputs that fix its size.
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
    paper: PaperSize = "a4"
    styles: tuple[str, ...] = ()
    font: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of an output: its path below the output folder (with `/`), bytes, and a word on it.

    `use` is what it is for: only "print" and "send" reach students. `loss` names what could not be put into it.
    """

    path: str
    data: bytes
    summary: str = ""
    use: Use = ""
    loss: str = ""


class OutputUnavailableError(Exception):
    """An output can't be made on this computer; the message is a sentence that says what to install."""


class Exporter(Protocol):
    """What a module of `quizgen.exporters` (or an entry point `quizgen.exporters`) has."""

    NAME: str
    ADVICE: str
    """How to use the files, for the end of a build: "Print them at their actual size." """

    def count(self, edition: Edition) -> int:
        """Say how many files there will be, for a bar that shows how far a build is."""
        ...

    def export(self, edition: Edition) -> Iterable[Artifact]:
        """Turn an edition into files; the same edition gives the same bytes."""
        ...
