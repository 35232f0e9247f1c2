"""`card`: a front and a back, to recall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from quizgen.fields import Truth, Words
from quizgen.i18n import N_
from quizgen.items import Open
from quizgen.questions._base import Body, Claim, Question, Renderer

TYPE = "card"


class Card(Question):
    """A front, its back, and whether the back is asked for too."""

    heading: ClassVar[str] = N_("Terms")

    card: Words = Field(description="The front.", examples=["What did the clock cost?"])
    answer: Words = Field(description="The back.", examples=["340 pounds"])
    reversed: Truth = Field(default=False, description="Make a second card, from back to front.", examples=[True])

    @property
    def prompt(self) -> str:
        """The front."""
        return self.card

    def body(self, renderer: Renderer) -> Body:
        """Recall the back."""
        response = Open(renderer.block(self.answer, ("answer",)), (), lines=1, recall=True, reversed=self.reversed)
        return Body(renderer.text(self.card, ("card",)), response)

    def claims(self) -> Iterator[Claim]:
        """The back; of it only numbers, dates and names are judged."""
        yield Claim("model", self.answer, ("answer",), whole=self.card)


QUESTION = Card
