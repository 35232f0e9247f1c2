"""The neutral form that a question lowers itself to; all that exporters ever see.

A question type is an open set, a response is a closed one: every type lowers itself to an `Item`
whose response is `Choose`, `Fill`, `Match` or `Open`, and an exporter writes those four. An exporter
matches on the response with `assert_never`, so that mypy lists every place a fifth would touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["one", "many", "true_false"]
Level = Literal["remember", "understand", "apply", "analyze", "evaluate", "create"]
Difficulty = Literal["easy", "medium", "hard"]
Scoring = Literal["all", "each"]
Status = Literal["draft", "ready", "retired"]


@dataclass(frozen=True, slots=True)
class Text:
    r"""A text rendered once: HTML for people, plain form for sorting, comparing and proving.

    The HTML is safe to insert as it is. A picture is `<img src="NAME" alt="…">` with the name of a
    medium of the edition; a formula is `<span class="math">\(…\)</span>`, its TeX escaped as text.
    """

    html: str
    plain: str

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.html)


EMPTY = Text("", "")


@dataclass(frozen=True, slots=True)
class Region:
    """A named rectangle of a picture; position and size are fractions (0 to 1) of its sides.

    `card` is the number of the Anki card that asks for it, from 1.
    """

    label: Text
    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal
    card: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: the name of a medium of the edition, and the words that go with it."""

    name: str
    alt: str
    credit: Text | None = None
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a `Choose`, with the feedback the author gave for it."""

    text: Text
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """Tick one, tick several, or say true or false.

    `author_order` forbids to sort or shuffle the options.
    """

    options: tuple[Option, ...]
    correct: frozenset[int]
    kind: Kind
    author_order: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric key. The tolerance is absolute, in the same unit as the value."""

    value: Decimal
    unit: Text | None
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap to fill. The first answer is the key, the others are accepted too.

    `card` is the number of the Anki card that asks for it, from 1; blanks may share a card.
    """

    answers: tuple[Text, ...]
    hint: Text | None
    number: Number | None
    exact: bool
    card: int


@dataclass(frozen=True, slots=True)
class Fill:
    """Write into one blank or more.

    Inline (a cloze): the parts are the whole text, in order; the HTML of one part may open what a later
    part closes, so join all of them. Otherwise the parts are one blank, which follows the stem.
    `word_bank` holds the author's distractors for the word bank, without the keys.
    """

    parts: tuple[Text | Blank, ...]
    inline: bool
    word_bank: tuple[Text, ...] = ()

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks, in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Blank))


@dataclass(frozen=True, slots=True)
class Match:
    """Join lefts to rights: left `i` belongs to right `pairing[i]`; two lefts may share a right.

    Ordered: the lefts are the places 1, 2, …; the rights are the steps in their right order.
    """

    lefts: tuple[Text, ...]
    rights: tuple[Text, ...]
    pairing: tuple[int, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric; `points` is None where the author gave none."""

    text: Text
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Open:
    """Answer freely (`lines`: ruled lines on paper), or recall the back of a card (`recall`)."""

    model: Text
    rubric: tuple[Criterion, ...]
    lines: int
    recall: bool
    reversed: bool


Response = Choose | Fill | Match | Open


@dataclass(frozen=True, slots=True)
class Passage:
    """What several questions of a bank share: a text, a picture or both."""

    id: str
    title: Text | None
    text: Text | None
    image: Image | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as a bibliography names it. Every field but `id` and `title` may be empty."""

    id: str
    title: str
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    rights: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """One citation of an item: the quote and where it stands.

    `paragraph` and `sentence` count from 1, None as long as nothing has located the quote. `full` is the
    whole sentence, only where the source's text ships with the course and may be shown.
    """

    source: Reference
    quote: Text
    paragraph: int | None = None
    sentence: int | None = None
    full: Text | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question, ready for every output.

    `origin` is the id under which the question was first published: identity and shuffling hang on it, so
    that a renamed question keeps its history. `stem` is empty for a cloze. `withdrawn` says why a retired question is.
    """

    id: str
    origin: str
    stem: Text
    response: Response
    explain: Text
    hint: Text
    note: Text
    context: Passage | None
    proofs: tuple[Proof, ...]
    correction: Text
    image: Image | None
    points: Decimal
    scoring: Scoring
    tags: tuple[str, ...]
    level: Level | None
    difficulty: Difficulty | None
    lang: str
    status: Status
    withdrawn: Text = EMPTY
