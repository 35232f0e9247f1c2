"""`open`: answered in sentences, marked with a rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from quizgen.fields import Count, Many, Points, Words
from quizgen.i18n import N_
from quizgen.items import Criterion
from quizgen.items import Open as Response
from quizgen.questions._base import Body, Claim, Question, Renderer, TextOr

TYPE = "open"


class CriterionField(TextOr):
    """One line of a rubric."""

    TEXT = "text"
    text: Words = Field(description="What the answer must do or name.", examples=["Names the two times of the town"])
    points: Points | None = Field(None, description="What that is worth.", examples=[1])


class Open(Question):
    """A stem, a model answer, and what earns points."""

    heading: ClassVar[str] = N_("In your own words")

    open: Words = Field(description="The stem: what is asked.", examples=["Why did the clock have two minute hands?"])
    answer: Words = Field(
        description="A model answer.", examples=["Boats went by the sun, and trains by the time of the capital."]
    )
    rubric: Annotated[tuple[CriterionField, ...], Many] = Field(
        (),
        description="What earns points: texts, each perhaps with its points.",
        examples=[["Names the two times of the town", "Says who used which"]],
    )
    lines: Count | None = Field(None, description="Ruled lines on the sheet; 4 without it.", examples=[6])

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.open

    def body(self, renderer: Renderer) -> Body:
        """An open answer; without `lines`, four ruled lines whatever the model answer's length."""
        rubric = tuple(
            Criterion(renderer.text(line.text, ("rubric", i)), line.points) for i, line in enumerate(self.rubric)
        )
        response = Response(
            renderer.block(self.answer, ("answer",)), rubric, self.lines or 4, recall=False, reversed=False
        )
        return Body(renderer.block(self.open, ("open",)), response)

    def claims(self) -> Iterator[Claim]:
        """The model answer and the rubric; of them only numbers, dates and names are judged."""
        yield Claim("model", self.answer, ("answer",), whole=self.open)
        for position, line in enumerate(self.rubric):
            yield Claim("model", line.text, ("rubric", position), whole=self.open)


QUESTION = Open
