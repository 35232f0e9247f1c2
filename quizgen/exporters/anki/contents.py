"""What stands in the fields of a note, and its tags: all of an item that a student is to see."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from quizgen.exporters.anki.identity import FIELDS, NoteTypeKey, guid, type_name
from quizgen.exporters.anki.markup import cloze, element, figure, inert, labels, listing, passage, pictures, unfolding
from quizgen.exporters.anki.responses import Asked, asked
from quizgen.i18n import catalogue
from quizgen.items import Image, Item, Proof, Reference

WEB = re.compile(r"https?://\S+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contents:
    """A note without times and places: what `digests` looks at. `cards` are the ordinals of its cards."""

    note_type: NoteTypeKey
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]

    @property
    def media(self) -> frozenset[str]:
        """The names of the media that its fields show."""
        return frozenset(name for field in self.fields if "<img" in field for name in pictures(field))


def notes_of(item: Item, bank: str, course_id: str) -> list[Contents]:
    """The notes of an item: its own, and one more where its picture has regions to name.

    A draft has none.
    """
    if item.status == "draft":
        return []
    shown = [asked(item, course_id)]
    if item.image and item.image.regions:
        shown.append(_regions(item.image))
    tags = _tags(item, bank)
    return [
        Contents(
            note_type=one.note_type,
            guid=guid(course_id, item.origin, one.note_type),
            fields=tuple(inert(field) for field in _fields(item, one)),
            tags=tags,
            cards=one.cards,
        )
        for one in shown
    ]


def digest(notes: Iterable[Contents], media: Mapping[str, bytes]) -> str:
    """16 hex digits of everything that a student would see change: fields, tags, note types, pictures."""
    whole = hashlib.sha256()
    for note in notes:
        parts = (type_name(note.note_type), note.guid, *note.tags, "", *note.fields)
        whole.update("\x1f".join(parts).encode())
        for name in sorted(note.media & media.keys()):
            whole.update(hashlib.sha256(media[name]).digest())
    return whole.hexdigest()[:16]


def _fields(item: Item, one: Asked) -> list[str]:
    """The fields, in their order."""
    # An occlusion has its blanks in the first field; what it asks moves to the heading above the picture.
    heading = element("div", item.stem.html, "stem") if one.note_type == "occlusion" else ""
    _ = catalogue(item.lang).gettext
    values = {
        "Stem": item.stem.html if one.first is None else one.first,
        "Image": figure(item.image),
        "Context": _withdrawn(item) + passage(item.context) + heading,
        "Options": one.options,
        "Key": one.key,
        "Explain": one.accepted + element("div", item.explain.html),
        "Hint": unfolding(_("Hint"), item.hint.html),
        "Quote": _each(f"<blockquote>{proof.quote.html}</blockquote>" for proof in item.proofs),
        "Source": _each(_source(proof, item.lang) for proof in item.proofs),
        "Sentence": unfolding(_("The whole sentence"), _each(_sentence(proof) for proof in item.proofs)),
        "Labels": labels(item.lang),
        "Lang": escape(item.lang),
        "Id": escape(item.id),
        "Reverse": "1" if one.note_type == "card" and 1 in one.cards else "",
    }
    return [values.get(name, "") for name in FIELDS]


def _regions(image: Image) -> Asked:
    """The note that asks for the regions of a picture, one card each.

    The first field tells Anki's own image occlusion where they are. Options places the same clozes over the
    picture by CSS, so that a card shows its masks on every device, without a script.
    """
    shapes = []
    places = []
    for region in image.regions:
        sides = {"left": region.left, "top": region.top, "width": region.width, "height": region.height}
        shape = "".join(f":{side}={part.normalize():f}" for side, part in sides.items())
        shapes.append(f"{{{{c{region.card}::image-occlusion:rect{shape}:oi=1}}}}")
        style = ";".join(f"{side}:{(part * 100).normalize():f}%" for side, part in sides.items())
        places.append(f'<span class="region" style="{style}">{cloze(region.card, region.label)}</span>')
    return Asked(
        note_type="occlusion",
        first="<br>".join(shapes),
        options="".join(places),
        key=listing("ol", (region.label.html for region in image.regions)),
        cards=tuple(sorted(region.card - 1 for region in image.regions)),
    )


def _withdrawn(item: Item) -> str:
    """The line that says so on a note whose question is out of use, and why."""
    words = catalogue(item.lang).gettext("This question has been withdrawn.")
    reason = f" {item.withdrawn.html}" if item.withdrawn else ""
    return element("p", escape(words) + reason, "withdrawn") if item.status == "retired" else ""


def _each(entries: Iterable[str]) -> str:
    """One entry as it is, several as a list numbered alike in quotes, sources and sentences."""
    every = list(entries)
    if len(every) == 1:
        return every[0]
    rows = (f'<li value="{number}">{entry}</li>' for number, entry in enumerate(every, start=1) if entry)
    return element("ol", "".join(rows))


def _source(proof: Proof, lang: str) -> str:
    """A source as a line: author, title, publisher, date, place in the text, address."""
    return ", ".join(filter(None, (_reference(proof.source), _place(proof, lang), _address(proof.source.url))))


@lru_cache(maxsize=256)
def _reference(source: Reference) -> str:
    """A source without place and address."""
    parts = (
        escape(source.author),
        f"<cite>{escape(source.title)}</cite>",
        escape(source.publisher),
        element("time", escape(source.date)),
    )
    return ", ".join(filter(None, parts))


def _place(proof: Proof, lang: str) -> str:
    """Where in the source the quote stands, in words; nothing while nobody has located it."""
    if proof.paragraph is None or proof.sentence is None:
        return ""
    words = catalogue(lang).gettext("paragraph {paragraph}, sentence {sentence}")
    return escape(words.format(paragraph=proof.paragraph, sentence=proof.sentence))


def _address(url: str) -> str:
    """A web address as a link that shows it; anything else as mere text."""
    shown = escape(url)
    return f'<a href="{shown}">{shown}</a>' if WEB.match(url) else shown


def _sentence(proof: Proof) -> str:
    """The whole sentence, where it may be shown and says more than the quote."""
    full = proof.full
    return full.html if full and full.plain != proof.quote.plain else ""


def _tags(item: Item, bank: str) -> tuple[str, ...]:
    """The author's tags, then level, difficulty, bank, and whether the question is withdrawn."""
    added = [
        f"level::{item.level}" if item.level else "",
        f"difficulty::{item.difficulty}" if item.difficulty else "",
        f"bank::{bank.replace('/', '::')}",
        "withdrawn" if item.status == "retired" else "",
    ]
    # To Anki, white space separates tags.
    joined = ("-".join(tag.split()) for tag in (*item.tags, *added))
    return tuple(dict.fromkeys(tag for tag in joined if tag))
