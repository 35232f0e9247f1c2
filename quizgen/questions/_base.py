"""What every question has: the common fields, and the way from a question to its `Item`."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Protocol

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quizgen.fields import (
    Id,
    Many,
    ManyWords,
    Model,
    Points,
    RuleName,
    Truth,
    Words,
    from_text,
    one_of,
    refuse,
)
from quizgen.items import (
    EMPTY,
    Choose,
    Fill,
    Image,
    Item,
    Match,
    Open,
    Option,
    Passage,
    Proof,
    Response,
    Text,
)

Path = tuple[str | int, ...]
Role = Literal["key", "statement", "blank", "pair", "step", "model"]


class TextOr(Model):
    """A mapping that may also be written as a bare text, which then is its field `TEXT`."""

    TEXT: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: Any) -> Any:
        return from_text(cls.TEXT)(value)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors that a bare text will do."""
        mapping = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, mapping]}


class Citation(TextOr):
    """A quote, and the source it is from; without one, the bank's source."""

    TEXT = "quote"
    quote: Words = Field(description="The words of the source, verbatim; … skips words.")
    source: Id | None = Field(None, description="The id of the source; without it, the bank's source.")


class OptionField(TextOr):
    """An option, and the feedback for a student who chose it."""

    TEXT = "text"
    text: Words
    why: Words | None = Field(None, description="Why this option is right or wrong.")


class RegionField(Model):
    """A named rectangle of a picture, in percent of its width and height."""

    label: Words
    left: Points
    top: Points
    width: Points
    height: Points


class ImageField(TextOr):
    """A picture of the course, by its path from the bank's file."""

    TEXT = "file"
    file: Words
    alt: Words | None = Field(None, description="What the picture shows, for those who can't see it.")
    credit: Words | None = None
    regions: Annotated[tuple[RegionField, ...], Many] = ()


Citations = Annotated[tuple[Citation, ...], Many]


class Common(Model):
    """The fields that every question may have, and for which a bank may set a default."""

    cite: Citations = Field((), description="What the answer rests on: one quote of a source, or several.")
    uncited: Words | None = Field(None, description="Why there is no citation.")
    explain: Words | None = Field(None, description="Shown after answering, and on the key.")
    hint: Words | None = Field(None, description="Shown on request on cards and pages, never on a sheet.")
    note: Words | None = Field(None, description="For the teacher: on the key alone.")
    about: Words | None = Field(None, description="The name of a passage of this bank.")
    image: ImageField | None = None
    tags: ManyWords = ()
    level: Annotated[
        Literal["remember", "understand", "apply", "analyze", "evaluate", "create"] | None,
        one_of(
            "remember",
            "understand",
            "apply",
            "analyze",
            "evaluate",
            "create",
            spelt={"analyse": "analyze"},
        ),
    ] = Field(None, description="Bloom's level.")
    difficulty: Annotated[Literal["easy", "medium", "hard"] | None, one_of("easy", "medium", "hard")] = None
    points: Points | None = Field(None, description="1, or the number of parts under scoring: each.")
    scoring: Annotated[Literal["all", "each"], one_of("all", "each")] = "all"
    exact: Truth = Field(default=False, description="Typed answers must match letter by letter.")
    dispute: Words | None = Field(None, description="The id of a dispute of the course file.")
    status: Annotated[Literal["draft", "ready", "retired"], one_of("draft", "ready", "retired")] = "ready"
    allow: dict[RuleName, Words] = Field({}, description="Findings you accept: the code, and why.")


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

    id: Id = Field(description="Stable for ever: small letters, digits and hyphens, unique in the course.")
    was: Id | None = Field(None, description="The id it had before; keeps the students' history.")

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

    def lower(self, renderer: Renderer, proofs: tuple[Proof, ...], tags: tuple[str, ...]) -> Item:
        """The neutral form, with the proofs that `load` has located."""
        body = self.body(renderer)
        return Item(
            id=self.id,
            origin=self.was or self.id,
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

    distractors: Annotated[tuple[OptionField, ...], Many] = Field(
        (), description="The wrong options, 1 to 9; quizgen sorts or shuffles."
    )
    options: Annotated[tuple[OptionField, ...], Many] = Field(
        (), description="All options, right ones among them, in an order that is kept."
    )

    def arrange(self, keys: Sequence[OptionField]) -> tuple[list[OptionField], frozenset[int]]:
        """All options, and which are right. Raises a refusal that `load` reports."""
        if self.options and self.distractors:
            raise refuse("has both options and distractors", "keep one of the two", at=("distractors",))
        if not self.options:
            return [*keys, *self.distractors], frozenset(range(len(keys)))
        texts = [option.text.strip() for option in self.options]
        for position, key in enumerate(keys):
            if texts.count(key.text.strip()) != 1:
                raise refuse(
                    f"“{key.text}” must stand once among the options",
                    "copy the right option, letter by letter",
                    at=("answer",) if len(keys) == 1 else ("answers", position),
                )
        return list(self.options), frozenset(texts.index(key.text.strip()) for key in keys)

    def _check_options(self, keys: Sequence[OptionField]) -> None:
        if not self.options and not self.distractors:
            raise refuse("has no wrong options", "add distractors: a list of wrong options", at=("distractors",))
        if len(self.distractors) > 9 or len(self.options) > 10:
            which = "options" if self.options else "distractors"
            raise refuse("has too many options", "nine wrong options are the most", at=(which,))
        if self.options and len(self.options) <= len(keys):
            raise refuse("has no wrong option", "add at least one", at=("options",))
        self.arrange(keys)


def lower_options(options: Sequence[OptionField], renderer: Renderer) -> tuple[Option, ...]:
    """Render the options and their feedback."""
    return tuple(
        Option(renderer.text(option.text), renderer.text(option.why) if option.why else None) for option in options
    )
