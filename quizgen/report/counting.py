"""How many questions there are of which kind, as charts and as a grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from quizgen.check import Report
from quizgen.course import Bank, Entry
from quizgen.i18n import N_
from quizgen.items import Difficulty, Level, Status

NOT_GIVEN = N_("not given")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what it counts, how many, and its length in percent of the longest."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Row:
    """A bank of the grid: its ready questions by type, in the order of the columns, then what else it has."""

    title: str
    name: str
    counts: tuple[int, ...]
    ready: int
    drafts: int
    retired: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Types by banks; `most` is the highest count of a cell."""

    types: tuple[str, ...]
    rows: tuple[Row, ...]
    most: int


def statuses(report: Report) -> Counter[Status]:
    """How many questions are ready, drafts, retired."""
    return Counter(entry.item.status for entry in report.entries)


def by_type(report: Report) -> tuple[Bar, ...]:
    """The ready questions by type, the commonest first; types that nobody uses are left out."""
    counts = Counter(entry.type for entry in _ready(report.entries))
    return _bars(counts, sorted(counts, key=lambda name: (-counts[name], name)))


def by_level(report: Report) -> tuple[Bar, ...]:
    """The ready questions by Bloom's level, from remember to create."""
    counts = Counter(entry.item.level or NOT_GIVEN for entry in _ready(report.entries))
    return _bars(counts, (*get_args(Level), NOT_GIVEN))


def by_difficulty(report: Report) -> tuple[Bar, ...]:
    """The ready questions by difficulty, from easy to hard."""
    counts = Counter(entry.item.difficulty or NOT_GIVEN for entry in _ready(report.entries))
    return _bars(counts, (*get_args(Difficulty), NOT_GIVEN))


def by_bank(report: Report) -> Grid:
    """The ready questions by type and bank; drafts and retired questions apart."""
    types = tuple(bar.label for bar in by_type(report))
    rows = tuple(_row(bank, types) for bank in report.banks)
    return Grid(types, rows, max((count for row in rows for count in row.counts), default=0))


def _ready(entries: Iterable[Entry]) -> Iterable[Entry]:
    return (entry for entry in entries if entry.item.status == "ready")


def _bars(counts: Counter[str], labels: Sequence[str]) -> tuple[Bar, ...]:
    longest = max(counts.values(), default=0) or 1
    return tuple(Bar(label, counts[label], 100 * counts[label] // longest) for label in labels)


def _row(bank: Bank, types: Sequence[str]) -> Row:
    counts = Counter(entry.type for entry in _ready(bank.entries))
    kept = Counter(entry.item.status for entry in bank.entries)
    return Row(
        bank.fields.title,
        bank.name,
        tuple(counts[name] for name in types),
        kept["ready"],
        kept["draft"],
        kept["retired"],
    )
