"""`match`: join each left to its right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from quizgen.fields import ManyWords, Words, refuse
from quizgen.i18n import N_
from quizgen.items import Match as Response
from quizgen.questions._base import Body, Claim, Path, Question, Renderer

TYPE = "match"


def _pairs(value: object) -> object:
    if not isinstance(value, dict):
        what = "is a list" if isinstance(value, list) else "is a text" if str(value).strip() else "is empty"
        hint = "write each pair on a line of its own, further in, as “left: right”, without “- ”"
        raise refuse(f"{what}, but pairs are expected", hint)
    if len(value) < 2:
        raise refuse("has one pair", "two are the least")
    return value


class Match(Question):
    """Pairs; equal rights make categories, `extra` rights belong to no left."""

    heading: ClassVar[str] = N_("Matching")

    match: Words = Field(description="The stem: what is to be matched.", examples=["Which hand showed which time?"])
    pairs: Annotated[dict[Words, Words], BeforeValidator(_pairs)] = Field(
        description="left: right, in order.",
        examples=[{"The black hand": "the sun", "The red hand": "the railway"}],
        json_schema_extra={"minProperties": 2},
    )
    extra: ManyWords = Field((), description="Further rights, which belong to no left.", examples=[["the tide"]])

    @model_validator(mode="after")
    def _extra_is_wrong(self) -> Self:
        for position, right in enumerate(self.extra):
            if right.strip() in {own.strip() for own in self.pairs.values()}:
                raise refuse(f"“{right}” belongs to a pair", "an extra right belongs to none", at=("extra", position))
        return self

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.match

    def body(self, renderer: Renderer) -> Body:
        """Each left once, each different right once."""
        own = [right.strip() for right in self.pairs.values()]
        paths: dict[str, Path] = {right: ("pairs", left) for left, right in zip(self.pairs, own, strict=True)}
        paths |= {right.strip(): ("extra", position) for position, right in enumerate(self.extra)}
        response = Response(
            lefts=tuple(renderer.text(left, ("pairs", left)) for left in self.pairs),
            rights=tuple(renderer.text(right, path) for right, path in paths.items()),
            pairing=tuple([*paths].index(right) for right in own),
            ordered=False,
        )
        return Body(renderer.text(self.match, ("match",)), response)

    def claims(self) -> Iterator[Claim]:
        """Each right, with its left beside it in one sentence."""
        for left, right in self.pairs.items():
            yield Claim("pair", right, ("pairs", left), beside=left, whole=self.match)

    def wrong_options(self) -> Iterator[tuple[str, Path]]:
        """The rights that belong to no left."""
        yield from ((right, ("extra", position)) for position, right in enumerate(self.extra))


QUESTION = Match
