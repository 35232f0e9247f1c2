"""`true_false`: a statement to call true or false; a false one comes with its correction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field, model_validator

from quizgen.fields import Truth, Words, refuse
from quizgen.i18n import N_, catalogue
from quizgen.items import EMPTY, Choose, Option, Text
from quizgen.questions._base import Body, Claim, Question, Renderer

TYPE = "true_false"


class TrueFalse(Question):
    """A statement, and whether it is true."""

    heading: ClassVar[str] = N_("True or false")

    true_false: Words = Field(description="The statement.", examples=["The clock cost 340 pounds."])
    answer: Truth = Field(description="true or false.", examples=[True])
    correction: Words | None = Field(
        None, description="The true statement, when the answer is false.", examples=["The clock cost 340 pounds."]
    )

    @model_validator(mode="after")
    def _correction_fits(self) -> Self:
        if self.answer and self.correction:
            raise refuse(
                "is given, but the answer is true",
                "take it out, or make the answer false",
                at=("correction",),
            )
        if not self.answer and not self.correction:
            raise refuse(
                "is false, but the question has no `correction`",
                "add `correction:` with the true statement, which the citation must support",
                at=("answer",),
            )
        return self

    @property
    def prompt(self) -> str:
        """The statement."""
        return self.true_false

    def body(self, renderer: Renderer) -> Body:
        """Say true or false."""
        _ = catalogue(renderer.lang).gettext
        options = tuple(Option(Text(word, word)) for word in (_("True"), _("False")))
        response = Choose(options, frozenset({0 if self.answer else 1}), "true_false", author_order=True)
        correction = renderer.text(self.correction, ("correction",)) if self.correction else EMPTY
        return Body(renderer.text(self.true_false, ("true_false",)), response, correction)

    def claims(self) -> Iterator[Claim]:
        """The true statement: itself, or the correction."""
        if self.correction:
            yield Claim("statement", self.correction, ("correction",))
        else:
            yield Claim("statement", self.true_false, ("true_false",))


QUESTION = TrueFalse
