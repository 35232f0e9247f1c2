"""Arranges a sheet for paper: its questions numbered, in the order of a version, with what each of them shows.

A version is made once, so that numbers, letters and code are the same on the student's copy and on every key. Orders
come from hashes of course, sheet, version and question, so that nothing but the question that changed can move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from math import factorial, prod
from typing import assert_never

from quizgen.edition import UNVERSIONED, Edition, Part, Sheet
from quizgen.items import Choose, Fill, Item, Match, Open, Response, Text
from quizgen.ordering import fixed_options, option_order, rank, sheet_code, shuffled

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The names that versions have."""
FOUR_COLUMNS, TWO_COLUMNS = 14, 38
"""The longest option, in characters, that fits four or two columns of a page."""


class TooManyVersionsError(Exception):
    """A sheet has fewer orders than versions are asked for; the message says how many."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a sheet: its number, and what a student chooses from, in the order in which it is shown.

    `order` holds, for each place from a to z, the index of the option or right in the response.
    """

    number: int
    item: Item
    shown: tuple[Text, ...]
    order: tuple[int, ...]

    def letter_of(self, index: int) -> str:
        """Give the letter that an option, right or word has on the sheet, by its index in the response."""
        return letter(self.order.index(index))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet, with those of its questions that are asked."""

    title: Text
    instructions: Text
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A version of a sheet: the same for the students and for the key. `code` is made from its order."""

    sheet: Sheet
    version: str
    sections: tuple[Section, ...]
    code: str

    @property
    def name(self) -> str:
        """What its files are called, without an ending."""
        return f"{self.sheet.name}-{self.version}" if self.version else self.sheet.name

    @property
    def asked(self) -> list[Asked]:
        """All questions, in the order of their numbers."""
        return [asked for section in self.sections for asked in section.asked]

    @property
    def points(self) -> Decimal:
        """What can be reached."""
        return sum((asked.item.points for asked in self.asked), Decimal(0))


def papers(edition: Edition) -> Iterator[Paper]:
    """Arrange every version of every sheet of an edition."""
    for sheet in edition.sheets:
        yield from versions(edition.course_id, sheet)


def versions(course_id: str, sheet: Sheet) -> list[Paper]:
    """Arrange the versions of a sheet; no two are alike, and none hangs on which others are wanted.

    Raises TooManyVersionsError for more versions than there are orders.
    """
    if sheet.versions == (UNVERSIONED,):
        return [_arrange(course_id, sheet, UNVERSIONED, UNVERSIONED)]
    last = max(map(LETTERS.index, sheet.versions))
    if trouble := too_many_versions(sheet):
        raise TooManyVersionsError(f"{trouble[0].upper()}{trouble[1:]}. Ask for fewer.")
    made: dict[str, Paper] = {}
    taken: set[tuple[object, ...]] = set()
    for version in LETTERS[: last + 1]:  # a small sheet may fall into an order that an earlier letter has
        tries = (_arrange(course_id, sheet, version, f"{version}{again or ''}") for again in count())
        made[version] = next(paper for paper in tries if _order(paper) not in taken)
        taken.add(_order(made[version]))
    return [made[version] for version in sheet.versions]


def too_many_versions(sheet: Sheet) -> str:
    """Say that a sheet has fewer orders than its versions need; empty where it has enough.

    Version C needs three orders even where A and B are not printed, as they may be later.
    """
    exist = orders(sheet)
    if sheet.versions == (UNVERSIONED,) or max(map(LETTERS.index, sheet.versions)) < exist:
        return ""
    if exist == 1:
        return f"the sheet “{sheet.name}” has but one order, so it has no versions"
    return f"the sheet “{sheet.name}” has but {exist} different orders: versions A to {LETTERS[exist - 1]}"


def orders(sheet: Sheet) -> int:
    """Count the versions of a sheet that differ from each other in the order of questions or of what they show."""
    return prod(_orders_of_part(part, sheet.word_bank) for part in sheet.parts)


def _orders_of_part(part: Part, word_bank: bool | None) -> int:
    units = _units(part)
    moved = factorial(len(units)) * prod(factorial(len(unit)) for unit in units) if part.shuffle else 1
    return moved * prod(_orders_of_item(item, word_bank) for item in _ready(part))


def _orders_of_item(item: Item, word_bank: bool | None) -> int:
    response = item.response
    if isinstance(response, Choose):
        fixed = fixed_options(response, item.lang)
        texts = [option.text for index, option in enumerate(response.options) if index not in fixed]
    else:
        texts = list(choices(response, word_bank))
    return factorial(len({text.plain for text in texts}))  # equal ones always stand side by side


def _order(paper: Paper) -> tuple[object, ...]:
    return tuple((asked.item.origin, asked.shown) for asked in paper.asked)


def _arrange(course_id: str, sheet: Sheet, version: str, seed: str) -> Paper:
    """Number the questions of a version; without one they keep the order of the sheet. Empty parts are left out."""
    start = (course_id, sheet.name, seed)
    sections = []
    every: list[Asked] = []
    for part in sheet.parts:
        units = _units(part)
        if version and part.shuffle:
            units = _shuffle(units, start)
        items = [item for unit in units for item in unit]
        asked = tuple(_ask(number, item, sheet, start) for number, item in enumerate(items, len(every) + 1))
        every += asked
        if asked:
            sections.append(Section(part.title, part.instructions, asked))
    shown = [[text.plain for text in asked.shown] for asked in every]
    code = sheet_code(course_id, sheet.name, [asked.item for asked in every], shown)
    return Paper(sheet, version, tuple(sections), code)


def _ready(part: Part) -> list[Item]:
    return [item for item in part.items if item.status == "ready"]


def _units(part: Part) -> list[list[Item]]:
    """Gather the questions that share a passage behind the first of them; any other question stands alone."""
    units: dict[object, list[Item]] = {}
    for item in _ready(part):
        units.setdefault(item.context or item.origin, []).append(item)
    return list(units.values())


def _shuffle(units: Sequence[list[Item]], seed: tuple[str, ...]) -> list[list[Item]]:
    """Reorder the units, and the questions in each: by hashes that nothing but the question's own id is in."""
    inside = [sorted(unit, key=lambda item: rank(*seed, item.origin)) for unit in units]
    return sorted(inside, key=lambda unit: rank(*seed, unit[0].context.id if unit[0].context else unit[0].origin))


def _ask(number: int, item: Item, sheet: Sheet, seed: tuple[str, ...]) -> Asked:
    texts = choices(item.response, sheet.word_bank)
    if isinstance(item.response, Choose):
        order = tuple(option_order(item.response, *seed, item.origin, lang=item.lang))
    else:
        order = tuple(shuffled(texts, *seed, item.origin))
    return Asked(number, item, tuple(texts[index] for index in order), order)


def choices(response: Response, word_bank: bool | None = None) -> tuple[Text, ...]:
    """Give what a student chooses from: options, rights, or the words of a word bank (keys among them).

    `word_bank` as in `Sheet`.
    """
    match response:
        case Choose():
            return tuple(option.text for option in response.options)
        case Fill():
            wanted = bool(response.word_bank) if word_bank is None else word_bank
            keys = tuple(blank.answers[0] for blank in response.blanks)
            return keys + response.word_bank if wanted and response.inline else ()
        case Match():
            return response.rights
        case Open():
            return ()
        case _:
            assert_never(response)


def columns(texts: Sequence[Text]) -> int:
    """Decide how many columns options are set in: four, two or one, as the longest fits."""
    longest = max((len(text.plain) for text in texts), default=0)
    if longest <= FOUR_COLUMNS and len(texts) not in {5, 6}:  # five in four columns leave one alone
        return 4
    return 2 if longest <= TWO_COLUMNS else 1


def letter(place: int) -> str:
    """Name a place on the sheet, from 0: a, b, …, z, aa, ab, …."""
    before, own = divmod(place, 26)
    return (letter(before - 1) if before else "") + "abcdefghijklmnopqrstuvwxyz"[own]
