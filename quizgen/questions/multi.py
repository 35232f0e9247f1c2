"""`multi`: several right options, all of them to be ticked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from quizgen.fields import Many, Words
from quizgen.items import Choose
from quizgen.questions._base import Body, Claim, OptionField, OptionsMixin, Question, Renderer, lower_options

TYPE = "multi"


class Multi(OptionsMixin, Question):
    """A stem, its keys, and distractors."""

    multi: Words = Field(description="The stem: what is asked.")
    answers: Annotated[tuple[OptionField, ...], Many] = Field(description="The right options.")

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        self._check_options(self.answers)
        return self

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.multi

    def body(self, renderer: Renderer) -> Body:
        """Tick all that apply."""
        options, correct = self.arrange(self.answers)
        response = Choose(lower_options(options, renderer), correct, "many", author_order=bool(self.options))
        return Body(renderer.text(self.multi, ("multi",)), response)

    def claims(self) -> Iterator[Claim]:
        """Each answer."""
        for position, answer in enumerate(self.answers):
            yield Claim("key", answer.text, ("answers", position), whole=self.multi)


QUESTION = Multi
