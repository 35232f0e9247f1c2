"""`choice`: one right option among several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from quizgen.fields import Words
from quizgen.items import Choose
from quizgen.questions._base import Body, Claim, OptionField, OptionsMixin, Question, Renderer, lower_options

TYPE = "choice"


class Choice(OptionsMixin, Question):
    """A stem, its key, and distractors."""

    choice: Words = Field(description="The stem: what is asked.")
    answer: OptionField = Field(description="The key: the right option.")

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        self._check_options([self.answer])
        return self

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.choice

    def body(self, renderer: Renderer) -> Body:
        """Tick one."""
        options, correct = self.arrange([self.answer])
        response = Choose(lower_options(options, renderer), correct, "one", author_order=bool(self.options))
        return Body(renderer.text(self.choice, ("choice",)), response)

    def claims(self) -> Iterator[Claim]:
        """The key."""
        yield Claim("key", self.answer.text, ("answer",), whole=self.choice)


QUESTION = Choice
