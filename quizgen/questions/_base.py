"""What every question has: the common fields, and the way from a question to its `Item`."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Protocol, Self, get_args

from pydantic import ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quizgen.fields import (
    SCALAR,
    Id,
    Many,
    ManyWords,
    Model,
    Percent,
    Points,
    RuleName,
    Truth,
    Words,
    missing,
    one_of,
    refuse,
    text_or_fields,
)
from quizgen.items import (
    EMPTY,
    Choose,
    Difficulty,
    Fill,
    Image,
    Item,
    Kind,
    Level,
    Match,
    Open,
    Option,
    Passage,
    Proof,
    Response,
    Text,
)
from quizgen.naming import did_you_mean

Path = tuple[str | int, ...]
Role = Literal["key", "statement", "blank", "pair", "step", "model"]


class TextOr(Model):
    """A mapping that may also be written as a bare text, which then is its field `TEXT`."""

    TEXT: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: Any) -> Any:
        return text_or_fields(value, cls, cls.TEXT)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors that a bare text will do."""
        mapping = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [SCALAR, mapping]}


class Citation(TextOr):
    """A quote, and the source it is from; without one, the bank's source."""

    TEXT = "quote"
    quote: Words = Field(
        description="The words of the source, verbatim; … skips words.", examples=["It cost 340 pounds"]
    )
    source: Id | None = Field(
        None, description="The id of the source; without it, the bank's source.", examples=["clock"]
    )


class OptionField(TextOr):
    """An option, and the feedback for a student who chose it."""

    TEXT = "text"
    text: Words = Field(description="The option.", examples=["The Harbour Board"])
    why: Words | None = Field(None, description="Why this option is right or wrong.", examples=["The Board bought it."])


class RegionField(Model):
    """A named rectangle of a picture, in percent of its width and height."""

    label: Words = Field(description="What the rectangle shows.", examples=["the red hand"])
    left: Percent = Field(description="Its left edge, in percent of the picture's width.", examples=[12.5])
    top: Percent = Field(description="Its upper edge, in percent of the picture's height.", examples=[30])
    width: Percent = Field(description="In percent of the picture's width.", examples=[20])
    height: Percent = Field(description="In percent of the picture's height.", examples=[10])


Placed = Sequence[tuple[OptionField, Path]]
"""Options, each with its path below the question."""
MOST_DISTRACTORS = 9


class ImageField(TextOr):
    """A picture of the course, by its path from the bank's file."""

    TEXT = "file"
    file: Words = Field(description="The picture's path, from the bank's file.", examples=["clock.png"])
    alt: Words | None = Field(
        None,
        description="What the picture shows, for those who can't see it.",
        examples=["A clock with two minute hands"],
    )
    credit: Words | None = Field(None, description="Who made it.", examples=["Anna Holt, 1871"])
    regions: Annotated[tuple[RegionField, ...], Many] = Field(
        (),
        description="Named parts of the picture; Anki asks for each on a card of its own.",
        examples=[{"label": "the red hand", "left": 12.5, "top": 30, "width": 20, "height": 10}],
    )


Citations = Annotated[tuple[Citation, ...], Many]
LevelName = Annotated[Level, one_of(*get_args(Level), spelt={"analyse": "analyze"})]
DifficultyName = Annotated[Difficulty, one_of(*get_args(Difficulty))]


class Common(Model):
    """The fields that every question may have, and for which a bank may set a default."""

    cite: Citations = Field(
        (), description="What the answer rests on: one quote of a source, or several.", examples=["It cost 340 pounds"]
    )
    uncited: Words | None = Field(None, description="Why there is no citation.", examples=["read off the table"])
    explain: Words | None = Field(
        None,
        description="Shown after answering, and on the key.",
        examples=["The Board had meant to spend a third of that."],
    )
    hint: Words | None = Field(
        None, description="Shown on request on cards and pages, never on a sheet.", examples=["Less than 400 pounds."]
    )
    note: Words | None = Field(
        None, description="For the teacher: on the key alone.", examples=["Ask what a clerk earned in a year."]
    )
    about: Words | None = Field(None, description="The name of a passage of this bank.", examples=["fees"])
    image: ImageField | None = Field(
        None,
        description="A picture shown with the question: its path from the bank's file, or what is known of it.",
        examples=["clock.png", {"file": "clock.png", "alt": "A clock with two minute hands"}],
    )
    tags: ManyWords = Field(
        (), description="Words to find the question by; those of the bank are added.", examples=[["clock"]]
    )
    level: LevelName | None = Field(
        None,
        description="Bloom's level: what the student has to do with what the text says.",
        examples=["understand"],
    )
    difficulty: DifficultyName | None = Field(
        None, description="How hard it is for your students; sheets can pick by it.", examples=["easy"]
    )
    points: Points | None = Field(None, description="1, or the number of parts under scoring: each.", examples=[2])
    scoring: Annotated[Literal["all", "each"], one_of("all", "each")] = Field(
        "all", description="Points for all parts together, or for each part.", examples=["each"]
    )
    exact: Truth = Field(
        default=False,
        description="Typed answers must match letter by letter, capitals and accents too.",
        examples=[True],
    )
    dispute: Words | None = Field(
        None,
        description="The id of a dispute of the course file that the question is about.",
        examples=["clock-price"],
    )
    status: Annotated[Literal["draft", "ready", "retired"], one_of("draft", "ready", "retired")] = Field(
        "ready",
        description="draft: in no output yet; retired: withdrawn, but its cards are kept.",
        examples=["draft"],
    )
    withdrawn: Words | None = Field(
        None,
        description="Why a retired question was withdrawn; shown on its card.",
        examples=["The town book gives another price."],
    )
    allow: dict[RuleName, Words] = Field(
        {},
        description="Findings you accept: the code, and why.",
        examples=[{"Q105": "“dismissed” is the article's “dismissal”"}],
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that the cited sentences must support.

    `text` is the author's text, `path` its place in the question. `beside` must stand in the same sentence (the
    left of a pair); `whole` is the statement that the text completes (a stem, a filled cloze).
    """

    role: Role
    text: str
    path: Path
    beside: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What a type makes of its own fields; the rest of the item comes from the common ones."""

    stem: Text
    response: Response
    correction: Text = EMPTY


class Renderer(Protocol):
    """What a question needs to lower itself; `load` gives it."""

    lang: str

    def text(self, source: str, path: Path = ()) -> Text:
        """Render inline Markdown; `path` says where it stands, for a picture that can't be found."""
        ...

    def block(self, source: str | None, path: Path = ()) -> Text:
        """Render block Markdown; None gives the empty text."""
        ...

    def image(self, image: ImageField | None, path: Path = ("image",)) -> Image | None:
        """Take in a picture; None if there is none or it can't be used."""
        ...

    def passage(self, name: str | None) -> Passage | None:
        """The bank's passage of that name."""
        ...

    def blank_numbers(self, blanks: Sequence[str], taken: Set[int]) -> list[int]:
        """The card numbers of a cloze's unnumbered blanks, as the lock remembers them; none of `taken`."""
        ...


class Question(Common):
    """A question of any type: common fields, and the two things that a type must say."""

    heading: ClassVar[str] = ""
    """What stands above the questions of the type where a sheet groups them."""

    id: Id = Field(
        description="Stable for ever: small letters, digits and hyphens, unique in the course.",
        examples=["clock-price"],
    )
    was: Id | None = Field(
        None, description="The id it had before; keeps the students' history.", examples=["clock-cost"]
    )

    @property
    @abstractmethod
    def prompt(self) -> str:
        """What the student is asked, as the author wrote it."""

    @abstractmethod
    def body(self, renderer: Renderer) -> Body:
        """The stem and the response."""

    @abstractmethod
    def claims(self) -> Iterator[Claim]:
        """What the cited sentences must support."""

    def wrong_options(self) -> Iterator[tuple[str, Path]]:
        """The texts that must not be right, each with its path below the question."""
        yield from ()

    def lower(self, renderer: Renderer, proofs: tuple[Proof, ...], tags: tuple[str, ...], origin: str) -> Item:
        """The neutral form, with the proofs that `load` has located and the id that was first published."""
        body = self.body(renderer)
        return Item(
            id=self.id,
            origin=origin,
            stem=body.stem,
            response=body.response,
            explain=renderer.block(self.explain, ("explain",)),
            hint=renderer.text(self.hint, ("hint",)) if self.hint else EMPTY,
            note=renderer.block(self.note, ("note",)),
            context=renderer.passage(self.about),
            proofs=proofs,
            correction=body.correction,
            image=renderer.image(self.image),
            points=self.points if self.points is not None else self._default_points(body.response),
            scoring=self.scoring,
            tags=tags,
            level=self.level,
            difficulty=self.difficulty,
            lang=renderer.lang,
            status=self.status,
            withdrawn=renderer.text(self.withdrawn, ("withdrawn",)) if self.withdrawn else EMPTY,
        )

    def _default_points(self, response: Response) -> Decimal:
        rubric = response.rubric if isinstance(response, Open) else ()
        if any(line.points is not None for line in rubric):
            return sum((line.points or Decimal(0) for line in rubric), Decimal(0))
        return Decimal(parts(response) if self.scoring == "each" else 1)


def parts(response: Response) -> int:
    """How many things there are to get right, told without the key: options, blanks, lefts, or one."""
    if isinstance(response, Choose):
        return len(response.options) if response.kind == "many" else 1
    if isinstance(response, Fill):
        return len(response.blanks)
    if isinstance(response, Match):
        return len(response.lefts)
    return max(1, len(response.rubric))


class OptionsMixin(Model):
    """The options of `choice` and `multi`: distractors, or all options in the author's order."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["distractors"]}, {"required": ["options"]}]})
    distractors: Annotated[tuple[OptionField, ...], Many] = Field(
        (),
        description="The wrong options, 1 to 9; quizgen sorts or shuffles.",
        examples=[["A railway clerk", "A skipper of the town", "The Harbour Board"]],
    )
    options: Annotated[tuple[OptionField, ...], Many] = Field(
        (),
        description="All options, right ones among them, in an order that is kept.",
        examples=[["Anna Holt", "A railway clerk", "A skipper of the town"]],
    )

    @property
    @abstractmethod
    def keys(self) -> Placed:
        """The right options."""

    @cached_property
    def shown(self) -> Placed:
        """All options: in the author's order, or the right ones first."""
        if self.options:
            return [(option, ("options", position)) for position, option in enumerate(self.options)]
        wrong = [(option, ("distractors", position)) for position, option in enumerate(self.distractors)]
        return [*self.keys, *wrong]

    def wrong_options(self) -> Iterator[tuple[str, Path]]:
        """The distractors, or the options that are no key."""
        keys = {key.text.strip() for key, _ in self.keys}
        yield from ((option.text, path) for option, path in self.shown if option.text.strip() not in keys)

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        if not self.options and not self.distractors:
            raise missing("distractors")
        if self.options and self.distractors:
            raise refuse("can't stand beside `options`", "keep one of the two", at=("distractors",))
        which, wrong = "options" if self.options else "distractors", len(self.shown) - len(self.keys)
        if wrong > MOST_DISTRACTORS:
            raise refuse(f"holds {wrong} wrong options", f"{MOST_DISTRACTORS} are the most", at=(which,))
        if wrong < 1:
            raise refuse("holds no wrong option", "add at least one", at=(which,))
        texts = {option.text.strip() for option, _ in self.shown}
        for key, path in self.keys:
            if key.text.strip() not in texts:
                hint = did_you_mean(key.text, texts) or "copy the right option, letter by letter"
                raise refuse(f"“{key.text}” is not among the options", hint, at=path)
        return self

    def choose(self, kind: Kind, renderer: Renderer) -> Choose:
        """The response: all options, and which are right."""
        right = {key.text.strip(): key.why for key, _ in self.keys}
        correct = frozenset(i for i, (option, _) in enumerate(self.shown) if option.text.strip() in right)
        options = []
        for option, path in self.shown:
            why = option.why or right.get(option.text.strip())
            options.append(Option(renderer.text(option.text, path), renderer.text(why, path) if why else None))
        return Choose(tuple(options), correct, kind, author_order=bool(self.options))
