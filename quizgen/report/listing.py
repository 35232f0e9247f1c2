"""Every question in short, bank by bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.check import Report, Verdict
from quizgen.course import Bank, Entry
from quizgen.items import Fill, Item, Reference, Status, Text
from quizgen.lock import Address
from quizgen.report.placing import places


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation: the words, the source (None if the course has none of that id), and the place, if known."""

    words: str
    source_id: str
    source: Reference | None
    place: Address | None


@dataclass(frozen=True, slots=True)
class Line:
    """A question in short."""

    id: str
    type: str
    level: str
    difficulty: str
    status: Status
    verdict: Verdict
    lang: str
    stem: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A bank and its questions; `whole` is False where a part of its file could not be read."""

    title: str
    file: str
    whole: bool
    lines: tuple[Line, ...]


def listing(report: Report) -> tuple[Listed, ...]:
    """The banks, in their order."""
    return tuple(_listed(bank, report) for bank in report.banks)


def _listed(bank: Bank, report: Report) -> Listed:
    whole = report.course.is_whole(bank)
    return Listed(bank.fields.title, bank.document.file, whole, tuple(_line(entry, report) for entry in bank.entries))


def _line(entry: Entry, report: Report) -> Line:
    item = entry.item
    quotes = tuple(
        Quote(cited.quote, cited.source_id, cited.source.reference if cited.source else None, place)
        for cited, place in zip(entry.citations, places(entry, report), strict=True)
    )
    return Line(
        entry.id,
        entry.type,
        item.level or "",
        item.difficulty or "",
        item.status,
        report.verdicts[entry.id],
        entry.lang,
        "".join(_stem(item)),
        quotes,
    )


def _stem(item: Item) -> Iterator[str]:
    """The stem as plain text; of a cloze the text, its keys in brackets."""
    yield item.stem.plain
    if isinstance(item.response, Fill) and item.response.inline:
        for part in item.response.parts:
            yield part.plain if isinstance(part, Text) else f"[{part.answers[0].plain}]"
