"""`numeric`: a number, with its unit and a tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from quizgen.fields import Model, Words, refuse
from quizgen.items import Blank, Fill, Number, Text
from quizgen.markup import plain
from quizgen.numerals import read_number
from quizgen.questions._base import Body, Claim, Question, Renderer

TYPE = "numeric"


class Written(Model):
    """A number as the author wrote it, and its value."""

    text: str
    value: Decimal


def _written(value: object, info: ValidationInfo) -> Written:
    if not isinstance(value, str) or not value.strip():
        raise refuse("must be a number")
    lang = (info.context or {}).get("lang", "en")
    number = read_number(value, lang)
    if number is None:
        raise refuse(
            f"is “{value}”, but must be a number in digits",
            "put the unit into `unit:`" if any(c.isalpha() for c in value) else "write it as 7500 or 7,500",
        )
    return Written(text=value.strip(), value=number)


class Tolerance(Model):
    """How far off an answer may be: in the unit of the answer, or in percent of it."""

    value: Decimal
    percent: bool

    def absolute(self, answer: Decimal) -> Decimal:
        """The tolerance in the unit of the answer."""
        return abs(answer) * self.value / 100 if self.percent else self.value


def _tolerance(value: object, info: ValidationInfo) -> Tolerance:
    lang = (info.context or {}).get("lang", "en")
    text = value.strip() if isinstance(value, str) else ""
    number = read_number(text.removesuffix("%").strip(), lang)
    if number is None or number < 0:
        raise refuse(f"is “{text}”, but must be a number or a percentage", "such as 5 or 5%")
    return Tolerance(value=number, percent=text.endswith("%"))


NUMBER_SCHEMA = WithJsonSchema({"type": ["number", "string"]})


class Numeric(Question):
    """A stem, and the number that answers it."""

    numeric: Words = Field(description="The stem: what is asked.")
    answer: Annotated[Written, BeforeValidator(_written), NUMBER_SCHEMA] = Field(description="The number, in digits.")
    unit: Words | None = Field(None, description="The unit, shown after the line and the answer.")
    tolerance: Annotated[Tolerance, BeforeValidator(_tolerance), NUMBER_SCHEMA] = Field(
        Tolerance(value=Decimal(0), percent=False), description="How far off is still right: 5 or 5%."
    )

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.numeric

    def body(self, renderer: Renderer) -> Body:
        """Fill one blank with a number."""
        unit = renderer.text(self.unit, ("unit",)) if self.unit else None
        number = Number(self.answer.value, unit, self.tolerance.absolute(self.answer.value))
        written = Text(escape(self.answer.text, quote=False), self.answer.text)
        blank = Blank((written,), hint=None, number=number, exact=self.exact, card=1)
        return Body(renderer.text(self.numeric, ("numeric",)), Fill((blank,), inline=False))

    def claims(self) -> Iterator[Claim]:
        """The number with its unit."""
        unit = f" {plain(self.unit)}" if self.unit else ""
        yield Claim("key", self.answer.text + unit, ("answer",), whole=self.numeric)


QUESTION = Numeric
