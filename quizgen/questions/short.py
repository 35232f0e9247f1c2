"""`short`: a word or a few, typed or written on a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from quizgen.fields import ManyWords, Words
from quizgen.i18n import N_
from quizgen.items import Blank, Fill
from quizgen.questions._base import Body, Claim, Question, Renderer

TYPE = "short"


class Short(Question):
    """A stem, the answer, and other answers that are right too."""

    heading: ClassVar[str] = N_("Short answers")

    short: Words = Field(description="The stem: what is asked.", examples=["Where was the clock hung?"])
    answer: Words = Field(description="The key.", examples=["fish market"])
    accept: ManyWords = Field((), description="Further answers that count as right.", examples=[["the market"]])

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.short

    def body(self, renderer: Renderer) -> Body:
        """Fill one blank after the stem."""
        accepted = (renderer.text(answer, ("accept", position)) for position, answer in enumerate(self.accept))
        answers = (renderer.text(self.answer, ("answer",)), *accepted)
        blank = Blank(answers, hint=None, number=None, exact=self.exact, card=1)
        return Body(renderer.text(self.short, ("short",)), Fill((blank,), inline=False))

    def claims(self) -> Iterator[Claim]:
        """The key."""
        yield Claim("key", self.answer, ("answer",), whole=self.short)


QUESTION = Short
