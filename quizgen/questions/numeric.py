"""`numeric`: a number, with its unit and a tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, ValidationInfo

from quizgen.fields import NUMBER, Model, Words, refuse, words
from quizgen.i18n import N_
from quizgen.items import Blank, Fill, Number, Text
from quizgen.markup import plain
from quizgen.numerals import decimal_mark, read_number
from quizgen.questions._base import Body, Claim, Question, Renderer

TYPE = "numeric"


class Written(Model):
    """A number as the author wrote it, and its value."""

    text: str
    value: Decimal


def _written(value: object, info: ValidationInfo) -> Written:
    text, lang = words(value).strip(), _lang(info)
    number = read_number(text, lang)
    if number is None:
        hint = f"write digits alone, such as 7500 or 2{decimal_mark(lang)}5; a unit goes into `unit:`"
        raise refuse(f"is “{text}”, but must be a number", hint)
    return Written(text=text, value=number)


def _lang(info: ValidationInfo) -> str:
    """The language of the bank, in which numbers are read."""
    return str((info.context or {}).get("lang", "en"))


class Tolerance(Model):
    """How far off an answer may be: in the unit of the answer, or in percent of it."""

    value: Decimal
    percent: bool

    def absolute(self, answer: Decimal) -> Decimal:
        """The tolerance in the unit of the answer."""
        return abs(answer) * self.value / 100 if self.percent else self.value


def _tolerance(value: object, info: ValidationInfo) -> Tolerance:
    text = words(value).strip()
    number = read_number(text.removesuffix("%").strip(), _lang(info))
    if number is None or number < 0:
        raise refuse(f"is “{text}”, but must be a number or a percentage", "such as 5 or 5%; its unit is the answer's")
    return Tolerance(value=number, percent=text.endswith("%"))


class Numeric(Question):
    """A stem, and the number that answers it."""

    heading: ClassVar[str] = N_("Numbers")

    numeric: Words = Field(description="The stem: what is asked.", examples=["What did the clock cost?"])
    answer: Annotated[Written, BeforeValidator(_written), NUMBER] = Field(
        description="The number, in digits.", examples=[340]
    )
    unit: Words | None = Field(None, description="The unit, shown after the line and the answer.", examples=["pounds"])
    tolerance: Annotated[Tolerance, BeforeValidator(_tolerance), NUMBER] = Field(
        Tolerance(value=Decimal(0), percent=False),
        description="How far off is still right: 5 or 5%.",
        examples=["5%", 20],
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
