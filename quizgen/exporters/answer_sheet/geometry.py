"""Where everything on an answer sheet lies: the one source of the page and of its layout for scanners.

Lengths are tenths of a millimetre, and places are counted from the centre of the upper left registration mark: so they
hold on A4 and US Letter alike, whatever the printer does to margins and scale. All fits the part that the two have in
common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from quizgen.arranging import Asked, Paper, letter
from quizgen.i18n import direction
from quizgen.items import Choose, Kind

MARK = 60
"""The side of a registration mark."""
WIDTH, HEIGHT = 1790, 2480
"""From the centre of one mark to that of the next."""
BUBBLE = 40
STEP = 72
"""From bubble to bubble in a row; the letter of each stands before it."""
PITCH, FIVE = 55, 15
"""From row to row, and the gap behind every fifth, for the eye."""
MOST_OPTIONS = 10
"""A row takes no more; a question that has more is answered on the worksheet."""

NUMBER, TO_BUBBLE = 68, 100
"""The width of a question's number, and the way from its start to the first bubble."""
GUTTER = 30
"""Between two columns of questions, at least."""
TOP, ROWS = 930, 25
"""Where the questions begin, and how many stand below each other."""

DIGITS = 6
"""A student number has so many."""
STUDENT_TOP, STUDENT_STEP = 315, 68
ASIDE = 480
"""Where the space beside the student number begins."""
VERSION_TOP, PAGE_TOP, PRINTED_STEP = 700, 850, 50


@dataclass(frozen=True, slots=True)
class Bubble:
    """A circle: the upper left corner of its box, what it means to a scanner, and what people read beside it."""

    left: int
    top: int
    value: str
    word: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Bubbles in a line; those that are filled say one thing, by whose name a scanner reports them."""

    name: str
    bubbles: tuple[Bubble, ...]

    def mirrored(self) -> Field:
        """Give the same field on a page that runs from right to left."""
        return replace(self, bubbles=tuple(replace(one, left=WIDTH - one.left - BUBBLE) for one in self.bubbles))


@dataclass(frozen=True, slots=True)
class Row:
    """A question: its number, whether several answers may be right, the corner of the number's box, and its bubbles."""

    number: int
    several: bool
    left: int
    top: int
    field: Field

    def mirrored(self) -> Row:
        """Give the same row on a page that runs from right to left."""
        return replace(self, left=WIDTH - self.left - NUMBER, field=self.field.mirrored())


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper: fields filled in print (version, page), the digits of the student's number, the questions."""

    printed: tuple[Field, ...]
    student: tuple[Field, ...]
    rows: tuple[Row, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All that a scanner reads, in the order in which it reports."""
        return (*self.printed, *self.student, *(row.field for row in self.rows))


def kind_of(asked: Asked) -> Kind | None:
    """Tell how a question is answered on the answer sheet; None where it is answered on the worksheet."""
    response = asked.item.response
    return response.kind if isinstance(response, Choose) and len(asked.shown) <= MOST_OPTIONS else None


def pages(paper: Paper) -> list[Page]:
    """Lay out the questions of a paper that are answered here, on as many pages as they need; none for none."""
    asked = [one for one in paper.asked if kind_of(one)]
    if not asked:
        return []
    slots = max(_slots(one) for one in asked)
    width = TO_BUBBLE + STEP * (slots - 1) + BUBBLE
    across = (WIDTH + MARK + GUTTER) // (width + GUTTER)
    room = across * ROWS
    parts = [asked[start : start + room] for start in range(0, len(asked), room)]
    made = [Page(_printed(paper, at, len(parts)), _student(), _rows(part, across)) for at, part in enumerate(parts)]
    return [_mirrored(page) for page in made] if direction(paper.sheet.lang) == "rtl" else made


def _slots(asked: Asked) -> int:
    """Count the places for bubbles that a row takes; "true" and "false" are words, and take two each."""
    return 4 if kind_of(asked) == "true_false" else len(asked.shown)


def _rows(asked: Sequence[Asked], across: int) -> tuple[Row, ...]:
    """Set the questions in columns of equal height, a multiple of five rows."""
    high = 5 * ceil(len(asked) / (5 * across))
    pitch = (WIDTH + MARK + GUTTER) // across
    rows = []
    for place, one in enumerate(asked):
        column, row = divmod(place, high)
        left, top = column * pitch - MARK // 2, TOP + row * PITCH + row // 5 * FIVE
        rows.append(Row(one.number, kind_of(one) == "many", left, top, _question(one, left + TO_BUBBLE, top)))
    return tuple(rows)


def _question(asked: Asked, left: int, top: int) -> Field:
    name = f"q{asked.number}"
    if kind_of(asked) == "true_false":
        words = dict(zip("TF", (text.plain for text in asked.shown), strict=True))
        return _line(name, words, left + STEP, top, across=2 * STEP)
    letters = [letter(place) for place in range(len(asked.shown))]
    return _line(name, dict(zip(letters, letters, strict=True)), left, top, across=STEP)


def _printed(paper: Paper, at: int, many: int) -> tuple[Field, ...]:
    """Code the version, where there are several, and the page, where there are several."""
    fields = []
    if paper.version:
        fields.append(_coded("version", paper.sheet.versions, paper.version, VERSION_TOP))
    if many > 1:
        fields.append(_coded("page", [str(number) for number in range(1, many + 1)], str(at + 1), PAGE_TOP))
    return tuple(fields)


def _coded(name: str, values: Sequence[str], filled: str, top: int) -> Field:
    line = _line(name, dict(zip(values, values, strict=True)), ASIDE, top, across=PRINTED_STEP)
    return replace(line, bubbles=tuple(replace(one, filled=one.value == filled) for one in line.bubbles))


def _student() -> tuple[Field, ...]:
    digits = {str(digit): str(digit) for digit in range(10)}
    return tuple(
        _line(f"student{place + 1}", digits, place * STUDENT_STEP, STUDENT_TOP, down=PITCH) for place in range(DIGITS)
    )


def _line(name: str, words: Mapping[str, str], left: int, top: int, *, across: int = 0, down: int = 0) -> Field:
    """Set a bubble for each word; `words` are by value."""
    return Field(
        name,
        tuple(
            Bubble(left + across * place, top + down * place, value, word)
            for place, (value, word) in enumerate(words.items())
        ),
    )


def _mirrored(page: Page) -> Page:
    """Turn a page for a language that is written from right to left; a number still reads from left to right."""
    turned = [field.mirrored() for field in reversed(page.student)]
    return Page(
        tuple(field.mirrored() for field in page.printed),
        tuple(replace(field, name=own.name) for field, own in zip(turned, page.student, strict=True)),
        tuple(row.mirrored() for row in page.rows),
    )
