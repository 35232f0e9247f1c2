"""`order`: put the steps into their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field, model_validator

from quizgen.fields import ManyWords, Words, refuse
from quizgen.i18n import N_
from quizgen.items import Match, Text
from quizgen.questions._base import Body, Claim, Question, Renderer

TYPE = "order"


class Order(Question):
    """Steps, in the right order."""

    heading: ClassVar[str] = N_("Putting in order")

    order: Words = Field(description="The stem: what is to be put in order.", examples=["Put the events in order."])
    sequence: ManyWords = Field(
        description="The steps, in the right order.",
        examples=[["The Board buys the clock", "The clock is hung up", "A storm bends the black hand"]],
    )

    @model_validator(mode="after")
    def _steps_differ(self) -> Self:
        steps = [step.strip() for step in self.sequence]
        if len(steps) < 2:
            raise refuse(
                f"has {len(steps) or 'no'} step",
                "two are the least; each on a line that begins with “- ”",
                at=("sequence",),
            )
        for position, step in enumerate(steps):
            if step in steps[:position]:
                raise refuse(f"“{step}” stands here twice", "each step once", at=("sequence", position))
        return self

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.order

    def body(self, renderer: Renderer) -> Body:
        """The places 1, 2, …, and the steps that belong there."""
        steps = tuple(renderer.text(step, ("sequence", i)) for i, step in enumerate(self.sequence))
        places = tuple(Text(str(n), str(n)) for n in range(1, len(steps) + 1))
        response = Match(places, steps, tuple(range(len(steps))), ordered=True)
        return Body(renderer.text(self.order, ("order",)), response)

    def claims(self) -> Iterator[Claim]:
        """Each step."""
        for position, step in enumerate(self.sequence):
            yield Claim("step", step, ("sequence", position), whole=self.order)


QUESTION = Order
