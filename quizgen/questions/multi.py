"""`multi`: several right options, all of them to be ticked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from quizgen.fields import Many, Words, refuse
from quizgen.i18n import N_
from quizgen.questions._base import Body, Claim, OptionField, OptionsMixin, Placed, Question, Renderer

TYPE = "multi"


class Multi(OptionsMixin, Question):
    """A stem, its keys, and distractors."""

    heading: ClassVar[str] = N_("Several answers")

    multi: Words = Field(description="The stem: what is asked.", examples=["Which two groups could see the clock?"])
    answers: Annotated[tuple[OptionField, ...], Many] = Field(
        description="The right options.", examples=[["Fishermen", "Railway staff"]]
    )

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        if not self.answers:
            raise refuse("is empty", "list at least one right option", at=("answers",))
        return self

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.multi

    @property
    def keys(self) -> Placed:
        """The right options."""
        return [(answer, ("answers", position)) for position, answer in enumerate(self.answers)]

    def body(self, renderer: Renderer) -> Body:
        """Tick all that apply."""
        return Body(renderer.text(self.multi, ("multi",)), self.choose("many", renderer))

    def claims(self) -> Iterator[Claim]:
        """Each answer."""
        for position, answer in enumerate(self.answers):
            yield Claim("key", answer.text, ("answers", position), whole=self.multi)


QUESTION = Multi
