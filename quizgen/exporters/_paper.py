"""What a worksheet and its key share: the questions in one order, a code, and how a page is set.

A sheet is arranged once, so that numbering, letters and code are the same on both. `Press` is the one
place where safe HTML is marked as such; everything else that reaches a template is escaped by it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from gettext import NullTranslations
from html import unescape
from typing import Any, assert_never

from markupsafe import Markup

from quizgen.edition import Edition, Sheet
from quizgen.exporters._maths import draw_formulas
from quizgen.i18n import catalogue, direction
from quizgen.items import EMPTY, Choose, Fill, Image, Item, Match, Open, Response, Text
from quizgen.ordering import option_order, sheet_code, shuffled

UNVERSIONED = ""
"""The version in the seed of a sheet that has but one."""
PICTURE = re.compile(r'(<img [^>]*?\bsrc=")([^"]*)"')
MEDIA_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
FOUR_COLUMNS, TWO_COLUMNS = 14, 38
"""The longest option, in characters, that fits four or two columns of a page."""
SHORT, MEDIUM = 8, 18
"""The longest answer, in characters, for a short or medium blank; wider ones are long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a sheet: its number, and the order in which its options, rights or words are shown."""

    number: int
    item: Item
    order: tuple[int, ...]

    @property
    def shown(self) -> list[Text]:
        """The options, rights or words, as the student sees them from a to z."""
        texts = choices(self.item.response)
        return [texts[index] for index in self.order]

    def letter_of(self, index: int) -> str:
        """Give the letter that an option, right or word has on the sheet, by its index in the response."""
        return letter(self.order.index(index))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet, with those of its questions that are asked."""

    title: Text
    instructions: Text
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, arranged: the same for the students and for the key."""

    sheet: Sheet
    sections: tuple[Section, ...]
    code: str

    @property
    def asked(self) -> list[Asked]:
        """All questions, in the order of their numbers."""
        return [asked for section in self.sections for asked in section.asked]

    @property
    def points(self) -> Decimal:
        """What can be reached."""
        return sum((asked.item.points for asked in self.asked), Decimal(0))

    def tally(self, words: NullTranslations) -> str:
        """Say how much there is: "20 questions, 37 points"."""
        many = len(self.asked)
        questions = words.ngettext("{number} question", "{number} questions", many).format(number=many)
        return f"{questions}, {points_in_words(self.points, words)}"


def arrange(edition: Edition, sheet: Sheet) -> Paper:
    """Fix the numbers of the questions of a sheet that are ready, and the order of what each shows.

    The questions keep the order of the sheet; a part without any is left out.
    """
    seed = (edition.course_id, sheet.name, UNVERSIONED)
    sections = []
    every: list[Asked] = []
    for part in sheet.parts:
        ready = [item for item in part.items if item.status == "ready"]
        asked = tuple(Asked(number, item, _order(item, *seed)) for number, item in enumerate(ready, len(every) + 1))
        every += asked
        if asked:
            sections.append(Section(part.title, part.instructions, asked))
    orders = [[text.plain for text in asked.shown] for asked in every]
    code = sheet_code(edition.course_id, sheet.name, [asked.item for asked in every], orders)
    return Paper(sheet, tuple(sections), code)


def choices(response: Response) -> tuple[Text, ...]:
    """Give what a student chooses from: options, rights, or the words of a word bank (keys among them)."""
    match response:
        case Choose():
            return tuple(option.text for option in response.options)
        case Fill():
            keys = tuple(blank.answers[0] for blank in response.blanks)
            return keys + response.word_bank if response.word_bank else ()
        case Match():
            return response.rights
        case Open():
            return ()
        case _:
            assert_never(response)


def _order(item: Item, *seed: str) -> tuple[int, ...]:
    if isinstance(item.response, Choose):
        return tuple(option_order(item.response, *seed, item.origin, lang=item.lang))
    return tuple(shuffled(choices(item.response), *seed, item.origin))


def letter(place: int) -> str:
    """Name a place on the sheet, from 0: a, b, …, z, aa, ab, …."""
    before, own = divmod(place, 26)
    return (letter(before - 1) if before else "") + "abcdefghijklmnopqrstuvwxyz"[own]


def columns(texts: Sequence[Text]) -> int:
    """Decide how many columns options are set in: four, two or one, as the longest fits."""
    longest = max((len(text.plain) for text in texts), default=0)
    if longest <= FOUR_COLUMNS and len(texts) not in {5, 6}:  # five in four columns leave one alone
        return 4
    return 2 if longest <= TWO_COLUMNS else 1


def blank_width(fill: Fill) -> str:
    """Choose one width for all blanks of a question, in three steps, so that it does not betray the word."""
    answers = [answer for blank in fill.blanks for answer in blank.answers]
    longest = max(len(text.plain) for text in [*answers, *fill.word_bank])
    return "short" if longest <= SHORT else "medium" if longest <= MEDIUM else "long"


def unit(fill: Fill) -> Text:
    """Give the unit that follows the line for a number; empty where there is none."""
    return next((blank.number.unit for blank in fill.blanks if blank.number and blank.number.unit), EMPTY)


def amount(number: Decimal) -> str:
    """Write a number without an exponent or idle zeros: 1, 1.5, 7500."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def points_in_words(points: Decimal, words: NullTranslations) -> str:
    """Say "1 point", "2 points" or "1.5 points"."""
    whole = int(points) if points == int(points) else 2  # a fraction takes the plural
    return words.ngettext("{number} point", "{number} points", whole).format(number=amount(points))


def css_string(text: str) -> str:
    """Write a text as a CSS string that nothing in it can end."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


class Press:
    """Sets texts, pictures and pages of an edition as HTML that needs no other file."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def text(self, text: Text) -> Markup:
        """Set a text: its pictures become part of the page, its formulas are drawn.

        Raises KeyError for a picture that the edition does not have.
        """
        html = PICTURE.sub(lambda found: f'{found[1]}{self._data(unescape(found[2]))}"', text.html)
        return Markup(draw_formulas(html))  # noqa: S704  # safe by the contract of `Text`

    def picture(self, image: Image | None) -> Markup:
        """Set a picture with its alternative text and credit; nothing for None."""
        if image is None:
            return Markup()
        credit = self.text(image.credit) if image.credit else ""
        source = self._data(image.name)
        return self.render("paper/picture.html", self.edition.lang, source=source, alt=image.alt, credit=credit)

    def render(self, template: str, lang: str, **content: Any) -> Markup:
        """Fill a template, which escapes all content but Markup; `_` in it translates into `lang`."""
        html = self.edition.templates.render(
            template, lang=lang, dir=direction(lang), _=catalogue(lang).gettext, **content
        )
        return Markup(html)  # noqa: S704  # the template has escaped it

    def page(self, output: str, paper: Paper, title: str, **content: Any) -> bytes:
        """Fill the page of an output; the code, the title and the page's number stand below every page."""
        lang = paper.sheet.lang
        html = self.render(
            f"{output}/page.html",
            lang,
            output=output,
            css=self._css,
            foot=_foot(paper.code, title, catalogue(lang)),
            course=self.edition.title,
            code=paper.code,
            title=title,
            **content,
        )
        return html.encode()

    @cached_property
    def _css(self) -> Markup:
        css = CSS_COMMENT.sub("", self.edition.templates.source("paper/style.css"))
        return Markup(css)  # noqa: S704  # a template of quizgen or of the course

    def _data(self, name: str) -> str:
        """Write a medium as a `data:` address."""
        kind = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        return f"data:{kind};base64,{b64encode(self.edition.media[name]).decode()}"


def _foot(code: str, title: str, words: NullTranslations) -> dict[str, Markup]:
    """Write what stands below every page as values of CSS `content`."""
    pieces = re.split(r"\{(pages?)\}", words.gettext("Page {page} of {pages}"))
    number = " ".join(f"counter({piece})" if place % 2 else css_string(piece) for place, piece in enumerate(pieces))
    texts = {"code": css_string(code), "title": css_string(title), "number": number}
    return {name: Markup(text) for name, text in texts.items()}  # noqa: S704  # strings of CSS, escaped
