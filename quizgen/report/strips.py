"""Each source as a strip of its sentences, and how many questions cite each.

The sentences come from the text if it is at hand, else from the lock, which knows their digests by paragraph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.check import Report
from quizgen.course import Source
from quizgen.items import Reference, Status
from quizgen.lock import Address, Lock
from quizgen.report.placing import places

Spot = tuple[int, int]
"""Paragraph and number of a sentence, from 1."""


@dataclass(frozen=True, slots=True)
class Citing:
    """A question that cites a sentence."""

    question: str
    status: Status


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence: its place, its words (empty without the text), and the questions that cite it."""

    paragraph: int
    number: int
    text: str
    citing: tuple[Citing, ...]

    @property
    def count(self) -> int:
        """How many ready questions cite it."""
        return sum(one.status == "ready" for one in self.citing)


@dataclass(frozen=True, slots=True)
class Strip:
    """A source: its sentences by paragraph, none where neither text nor lock knows them.

    `unplaced` counts citations of it for which nothing vouches.
    """

    source: Reference
    at_hand: bool
    paragraphs: tuple[tuple[Cell, ...], ...]
    unplaced: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All sentences in order."""
        return tuple(cell for paragraph in self.paragraphs for cell in paragraph)

    @property
    def cited(self) -> int:
        """How many sentences a ready question cites."""
        return sum(cell.count > 0 for cell in self.cells)


def strips(report: Report) -> tuple[Strip, ...]:
    """The sources of a course, in its order."""
    citing: defaultdict[str, list[tuple[Address, Citing]]] = defaultdict(list)
    unplaced: Counter[str] = Counter()
    for entry in report.entries:
        for cited, address in zip(entry.citations, places(entry, report), strict=True):
            if address:
                citing[cited.source_id].append((address, Citing(entry.id, entry.item.status)))
            else:
                unplaced[cited.source_id] += 1
    return tuple(
        _strip(source, report.course.lock, citing[name], unplaced[name])
        for name, source in report.course.sources.items()
    )


def _strip(source: Source, lock: Lock, citing: Sequence[tuple[Address, Citing]], unplaced: int) -> Strip:
    sentences = {(paragraph, number): (digest, text) for paragraph, number, digest, text in _sentences(source, lock)}
    first: dict[str, Spot] = {}
    for spot, (digest, _) in sentences.items():
        first.setdefault(digest, spot)
    by_spot: defaultdict[Spot, dict[Citing, None]] = defaultdict(dict)
    for address, one in citing:
        spot = (address.paragraph, address.sentence)
        if spot not in sentences or sentences[spot][0] != address.digest:
            spot = first.get(address.digest, spot)  # the text grew above it since the lock was written
        by_spot[spot][one] = None
    cells = [Cell(*spot, text, tuple(by_spot[spot])) for spot, (_, text) in sentences.items()]
    paragraphs = tuple(tuple(group) for _, group in groupby(cells, key=lambda cell: cell.paragraph))
    return Strip(source.reference, source.anchors is not None, paragraphs, unplaced)


def _sentences(source: Source, lock: Lock) -> Iterator[tuple[int, int, str, str]]:
    """Paragraph, number, digest and words of each sentence."""
    if source.anchors:
        for sentence in source.anchors.sentences:
            yield sentence.paragraph, sentence.number, sentence.digest, sentence.text.replace("\u00ad", "")
    elif record := lock.sources.get(source.id):
        for paragraph, digests in enumerate(record.sentences, start=1):
            for number, digest in enumerate(digests, start=1):
                yield paragraph, number, digest, ""
