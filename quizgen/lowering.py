"""Gives a question what it needs to become an `Item`: rendered texts, pictures, passages, card numbers, proofs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from html import escape
from itertools import count
from pathlib import Path

from quizgen.course import Cited
from quizgen.items import EMPTY, Image, Item, Passage, Proof, Region, Text
from quizgen.lock import Record
from quizgen.markup import render
from quizgen.media import Media, UnusableImageError
from quizgen.naming import did_you_mean
from quizgen.questions._base import ImageField
from quizgen.questions._base import Path as FieldPath

UNUSABLE_IMAGE, UNKNOWN_PASSAGE = "Q026", "Q027"
Report = Callable[[str, str, FieldPath, str], None]
"""Takes in a finding: code, message, path below the question, hint."""


@dataclass
class Numbers:
    """Card numbers of texts: those that the lock remembers, and those given now, for it to remember."""

    remembered: Mapping[int, str] = field(default_factory=dict)
    given: dict[int, str] = field(default_factory=dict)

    def give(self, texts: Sequence[str], taken: Set[int] = frozenset()) -> list[int]:
        """Number texts; none of `taken` is used."""
        numbers = number_texts(texts, self.remembered, taken)
        self.given.update(zip(numbers, texts, strict=True))
        return numbers


@dataclass
class Lowerer:
    """A `Renderer` for one question, or for a bank's head. `folder` is where pictures' paths begin."""

    lang: str
    folder: Path
    media: Media
    report: Report
    passages: Mapping[str, Passage] = field(default_factory=dict)
    blanks: Numbers = field(default_factory=Numbers)
    regions: Numbers = field(default_factory=Numbers)

    def text(self, source: str, path: FieldPath = ()) -> Text:
        """Render inline Markdown."""
        return render(source, lambda image: self._take(image, path))

    def block(self, source: str | None, path: FieldPath = ()) -> Text:
        """Render block Markdown; None gives the empty text."""
        return render(source, lambda image: self._take(image, path), block=True) if source else EMPTY

    def image(self, image: ImageField | None, path: FieldPath = ("image",)) -> Image | None:
        """Take in a picture; None if there is none, or it can't be used."""
        name = self._take(image.file, path) if image else None
        if image is None or name is None:
            return None
        numbers = self.regions.give([region.label for region in image.regions])
        regions = tuple(
            Region(self.text(r.label, path), r.left / 100, r.top / 100, r.width / 100, r.height / 100, card)
            for r, card in zip(image.regions, numbers, strict=True)
        )
        return Image(name, image.alt or "", self.text(image.credit, path) if image.credit else None, regions)

    def passage(self, name: str | None) -> Passage | None:
        """The bank's passage of that name."""
        if name is None or name in self.passages:
            return self.passages.get(name or "")
        hint = did_you_mean(name, self.passages)
        self.report(UNKNOWN_PASSAGE, f"the bank has no passage “{name}”", ("about",), hint)
        return None

    def blank_numbers(self, blanks: Sequence[str], taken: Set[int]) -> list[int]:
        """The card numbers of a cloze's unnumbered blanks; `taken` are those that the author gave."""
        return self.blanks.give(blanks, taken)

    def _take(self, image: str, path: FieldPath) -> str | None:
        try:
            return self.media.take(image, self.folder)
        except UnusableImageError as error:
            self.report(UNUSABLE_IMAGE, f"the picture can't be used: {error}", path, "")
            return None


def number_texts(texts: Sequence[str], remembered: Mapping[int, str], taken: Set[int]) -> list[int]:
    """The card numbers of blanks or regions: a known text keeps its number, a corrected one takes that left over.

    Where more or fewer texts than numbers are left over, nobody can tell which is which: those get new numbers.
    Equal texts have their numbers in their order, as the lock can't tell them apart.
    """
    left = [number for number in sorted(remembered) if number not in taken]
    numbers: list[int] = []
    for text in texts:
        number = next((number for number in left if remembered[number] == text), 0)
        if number:
            left.remove(number)
        numbers.append(number)
    unused = (n for n in count(max(remembered, default=0) + 1) if n not in taken)
    fresh = iter(left) if len(left) == numbers.count(0) else unused
    numbers = [number or next(fresh) for number in numbers]
    of_text = {text: iter(sorted(n for n, own in zip(numbers, texts, strict=True) if own == text)) for text in texts}
    return [next(of_text[text]) for text in texts]


def with_proofs(item: Item, citations: Sequence[Cited], record: Record | None) -> Item:
    """The item with the proofs as the lock now has them."""
    return replace(item, proofs=proofs(citations, record))


def proofs(citations: Sequence[Cited], record: Record | None) -> tuple[Proof, ...]:
    """The proofs of an item: quotes from the bank, places from the lock, sentences that may be shown.

    What a proof says never depends on texts that do not ship with the course.
    """
    addresses = record.sentences if record and len(record.sentences) == len(citations) else ()
    made = []
    for position, cited in enumerate(citations):
        if cited.source is None:
            continue
        shown = cited.sentence if cited.source.may_show else None
        address = addresses[position] if addresses else None
        proof = Proof(cited.source.reference, verbatim(cited.quote))
        if address:
            proof = replace(proof, paragraph=address.paragraph, sentence=address.sentence)
        if shown:
            full = verbatim(shown.text)
            proof = replace(proof, paragraph=shown.paragraph, sentence=shown.number, full=full)
        made.append(proof)
    return tuple(made)


def verbatim(words: str) -> Text:
    """Somebody's words as they are: no Markdown in them."""
    words = " ".join(words.replace("\u00ad", "").split())
    return Text(escape(words, quote=False), words)
