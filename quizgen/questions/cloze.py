"""`cloze`: a text with `{{blanks}}` to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from quizgen.fields import Many, Words, refuse
from quizgen.formulas import Formulas
from quizgen.i18n import N_
from quizgen.items import EMPTY, Blank, Fill, Text
from quizgen.markup import BLANK_MARK, plain, render
from quizgen.questions._base import Body, Claim, OptionField, Path, Question, Renderer

TYPE = "cloze"
NUMBER = re.compile(r"c([0-9]{1,9})::")
MOST_CARDS = 99
IN_PICTURE = re.compile(f"<[^>]*{BLANK_MARK}")
ESCAPED = {r"\}": "}", r"\|": "|", r"\::": "::"}


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank as the author wrote it: the answers, the hint, and the number if one is given."""

    answers: tuple[str, ...]
    hint: str
    number: int | None


def read_gaps(source: str) -> tuple[str, list[Gap]]:
    """Take the blanks out of a cloze: the text with a mark for each, and the blanks in order.

    Formulas are one piece, so that their braces end no blank. Raises a refusal for braces that make no blank.
    """
    text: list[str] = []
    gaps: list[Gap] = []
    position = 0
    source = source.replace(BLANK_MARK, "")
    formulas = Formulas(source)
    while position < len(source):
        if formula := formulas.at(position):
            text.append(formula)
            position += len(formula)
        elif source.startswith("{{", position):
            inside, position = _inside(formulas, position + 2)
            gaps.append(_gap(inside))
            text.append(BLANK_MARK)
        elif source.startswith("}}", position):
            raise refuse("has }} without {{ before it", "a blank begins with {{ and ends with }}")
        else:
            text.append(source[position])
            position += 1
    return "".join(text), gaps


def _inside(formulas: Formulas, start: int) -> tuple[list[str], int]:
    """The pieces between `{{` and `}}` (a formula or an escape is one piece), and where the text goes on."""
    pieces: list[str] = []
    position, source = start, formulas.source
    while position < len(source):
        if source.startswith("}}", position):
            return pieces, position + 2
        if source.startswith("{{", position):
            raise refuse("has a blank inside a blank", "end the first one with }} before the next begins")
        piece = formulas.at(position) or _piece(source, position)
        pieces.append(piece)
        position += len(piece)
    raise refuse("has a blank that never ends", "a blank begins with {{ and ends with }}")


def _piece(source: str, position: int) -> str:
    for escape in ESCAPED:
        if source.startswith(escape, position):
            return escape
    return "::" if source.startswith("::", position) else source[position]


def _gap(pieces: list[str]) -> Gap:
    number = None
    if found := NUMBER.match("".join(pieces)):
        number = int(found[1])
        if not 1 <= number <= MOST_CARDS:
            raise refuse(f"has a blank numbered {number}", f"the numbers are c1 to c{MOST_CARDS}")
        pieces = pieces[pieces.index("::") + 1 :]
    hint = ""
    if "::" in pieces:
        cut = pieces.index("::")
        pieces, hint = pieces[:cut], "".join(ESCAPED.get(piece, piece) for piece in pieces[cut + 1 :]).strip()
    answers: list[list[str]] = [[]]
    for piece in pieces:
        if piece == "|":
            answers.append([])
        else:
            answers[-1].append(ESCAPED.get(piece, piece))
    words = tuple("".join(answer).strip() for answer in answers)
    if not all(words):
        raise refuse("has an empty blank", "write the answer between {{ and }}, such as {{Almaty}}")
    return Gap(words, hint, number)


class Cloze(Question):
    """A text with blanks; `distractors` are the wrong words of a word bank."""

    heading: ClassVar[str] = N_("Fill in the blanks")

    cloze: Words = Field(
        description="The text: {{blank}}, {{blank::hint}}, {{blank|also accepted}}, {{c2::blank}}.",
        examples=["The clock cost {{340::a number}} pounds."],
        json_schema_extra={"pattern": r"\{\{"},
    )
    distractors: Annotated[tuple[OptionField, ...], Many] = Field(
        (), description="Wrong words, which make a word bank with the right ones.", examples=[["114", "1,020"]]
    )

    @model_validator(mode="after")
    def _blanks_read(self) -> Self:
        try:
            text, gaps = read_gaps(self.cloze)
        except PydanticCustomError as refusal:
            context = refusal.context or {}
            raise refuse(context.get("message", ""), context.get("hint", ""), at=("cloze",)) from None
        if not gaps:
            raise refuse("has no blank", "put double braces around what is to be filled in: {{Almaty}}", at=("cloze",))
        if "![" in text and IN_PICTURE.search(render(text, lambda path: path).html):
            raise refuse("has a blank inside a picture", "move it out of the brackets of ![…](…)", at=("cloze",))
        return self

    @property
    def prompt(self) -> str:
        """The text with its blanks shown as lines."""
        return read_gaps(self.cloze)[0].replace(BLANK_MARK, "____")

    def body(self, renderer: Renderer) -> Body:
        """Fill the blanks, each on a card of its own unless numbered."""
        text, gaps = read_gaps(self.cloze)
        whole = renderer.text(text, ("cloze",))
        htmls, plains = whole.html.split(BLANK_MARK), whole.plain.split(BLANK_MARK)
        cards = _cards(gaps, renderer)
        parts: list[Text | Blank] = []
        for position, (html, words) in enumerate(zip(htmls, plains, strict=True)):
            if html or words:
                parts.append(Text(html, words))
            if position < len(gaps):
                parts.append(self._blank(gaps[position], cards[position], renderer))
        bank = tuple(renderer.text(option.text, ("distractors", i)) for i, option in enumerate(self.distractors))
        return Body(EMPTY, Fill(tuple(parts), inline=True, word_bank=bank))

    def _blank(self, gap: Gap, card: int, renderer: Renderer) -> Blank:
        return Blank(
            answers=tuple(renderer.text(answer, ("cloze",)) for answer in gap.answers),
            hint=renderer.text(gap.hint, ("cloze",)) if gap.hint else None,
            number=None,
            exact=self.exact,
            card=card,
        )

    def claims(self) -> Iterator[Claim]:
        """Each blank, in its text."""
        prompt = self.prompt
        for gap in read_gaps(self.cloze)[1]:
            yield Claim("blank", gap.answers[0], ("cloze",), whole=prompt)

    def wrong_options(self) -> Iterator[tuple[str, Path]]:
        """The wrong words of the word bank."""
        yield from ((option.text, ("distractors", position)) for position, option in enumerate(self.distractors))


def _cards(gaps: Sequence[Gap], renderer: Renderer) -> list[int]:
    """The card of each blank: the author's number, else one that the lock remembers or a free one."""
    taken = {gap.number for gap in gaps if gap.number is not None}
    unnumbered = [plain(gap.answers[0]) for gap in gaps if gap.number is None]
    numbers = iter(renderer.blank_numbers(unnumbered, taken))
    return [gap.number or next(numbers) for gap in gaps]


QUESTION = Cloze
