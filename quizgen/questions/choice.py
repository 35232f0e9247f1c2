"""`choice`: one right option among several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from quizgen.fields import Words
from quizgen.i18n import N_
from quizgen.questions._base import Body, Claim, OptionField, OptionsMixin, Placed, Question, Renderer

TYPE = "choice"


class Choice(OptionsMixin, Question):
    """A stem, its key, and distractors."""

    heading: ClassVar[str] = N_("Multiple choice")

    choice: Words = Field(description="The stem: what is asked.", examples=["Who made the clock?"])
    answer: OptionField = Field(description="The key: the right option.", examples=["Anna Holt"])

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.choice

    @property
    def keys(self) -> Placed:
        """The key."""
        return [(self.answer, ("answer",))]

    def body(self, renderer: Renderer) -> Body:
        """Tick one."""
        return Body(renderer.text(self.choice, ("choice",)), self.choose("one", renderer))

    def claims(self) -> Iterator[Claim]:
        """The key."""
        yield Claim("key", self.answer.text, ("answer",), whole=self.choice)


QUESTION = Choice
