"""How a page for paper is set: texts, pictures, the frame of a page, and the words for points and numbers.

`Press` is the one place where safe HTML is marked as such; everything else that reaches a template is escaped by it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cached_property
from gettext import NullTranslations
from html import unescape
from itertools import groupby
from typing import Any

from markupsafe import Markup

from quizgen.arranging import Paper
from quizgen.edition import Edition, Heading
from quizgen.exporters._maths import draw_formulas
from quizgen.i18n import catalogue, date_in_words, direction, points_in_words, words_direction
from quizgen.items import EMPTY, Fill, Image, Text

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
SHORT, MEDIUM, LINE = 8, 18, 48
"""The longest answer, in characters, for a short or medium blank or line, and for one whole line."""
NAME_RULE = "_" * 28
"""Where a student writes the name on a further page; the margin of a page takes nothing but text."""


def blank_width(fill: Fill) -> str:
    """Choose one width for all blanks of a question, in three steps, so that it does not betray the word."""
    answers = [answer for blank in fill.blanks for answer in blank.answers]
    longest = max(len(text.plain) for text in [*answers, *fill.word_bank])
    return "short" if longest <= SHORT else "medium" if longest <= MEDIUM else "long"


def lines_for(text: Text) -> int:
    """Give the number of ruled lines that a text fills in handwriting."""
    return max(1, -(-len(text.plain) // LINE))


def unit(fill: Fill) -> Text:
    """Give the unit that follows the line for a number; empty where there is none."""
    return next((blank.number.unit for blank in fill.blanks if blank.number and blank.number.unit), EMPTY)


def tally(paper: Paper, lang: str) -> list[str]:
    """Say how much there is: "20 questions", "37 points"."""
    many = len(paper.asked)
    questions = catalogue(lang).ngettext("{number} question", "{number} questions", many).format(number=many)
    return [questions, points_in_words(paper.points, lang)]


def facts(paper: Paper) -> list[str]:
    """Say how much there is, and how long students have, in the words of the sheet."""
    time = paper.sheet.heading.time
    return [*tally(paper, paper.sheet.lang), *([time] if time else [])]


def summary(paper: Paper) -> str:
    """Say how much there is, for the end of a build."""
    return ", ".join(tally(paper, "en"))


def student_fields(heading: Heading, lang: str) -> list[tuple[str, str]]:
    """Name what the student fills in, with what is printed there already: the date, where it is known."""
    words = catalogue(lang)
    date = words.gettext("Date")
    names = heading.fields or (words.gettext("Name"), words.gettext("Class"), date)
    if heading.date is None:
        return [(name, "") for name in names]
    given = (date, date_in_words(heading.date, lang))
    return [*((name, "") for name in names if name != date), given]


def in_ranges(numbers: Iterable[int]) -> str:
    """Write numbers in short: "1–3, 7"."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    lists = [[number for _, number in run] for _, run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in lists)


def css_string(text: str) -> str:
    """Write a text as a CSS string that nothing in it can end."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


class Press:
    """Sets texts, pictures and pages of an edition as HTML that needs no other file."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._texts: dict[str, Markup] = {}
        self._pictures: dict[str, str] = {}
        self._styles: dict[str, Markup] = {}

    def text(self, text: Text) -> Markup:
        """Set a text: its pictures become part of the page, its formulas are drawn.

        Raises KeyError for a picture that the edition does not have.
        """
        if text.html not in self._texts:
            html = PICTURE.sub(lambda found: f'{found[1]}{self._data(unescape(found[2]))}"', text.html)
            self._texts[text.html] = Markup(draw_formulas(html))  # noqa: S704  # safe by the contract of `Text`
        return self._texts[text.html]

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
            template,
            lang=lang,
            dir=direction(lang),
            words_dir=words_direction(lang),
            _=catalogue(lang).gettext,
            **content,
        )
        return Markup(html)  # noqa: S704  # the template has escaped it

    def page(
        self, output: str, title: str, lang: str, *, version: str = "", code: str = "", style: str = "", **content: Any
    ) -> bytes:
        """Fill the page of an output in a style (plain without a name).

        The code and the page's number stand on every page; title, version and a place for the name on all but the
        first, which has them in its head.
        """
        rtl = direction(lang) == "rtl"
        html = self.render(
            f"{output}/page.html",
            lang,
            output=output,
            css=self._css(style),
            font=self._font,
            start="right" if rtl else "left",
            end="left" if rtl else "right",
            running=_running(title, version, code, catalogue(lang)),
            course=self.edition.title,
            author=next((sheet.heading.school for sheet in self.edition.sheets), ""),
            version=version,
            code=code,
            title=title,
            **content,
        )
        return html.encode()

    def _css(self, style: str) -> Markup:
        """The style sheet of all pages, and behind it that of a style."""
        if style not in self._styles:
            files = ["paper/style.css", *([f"paper/styles/{style}.css"] if style else [])]
            css = "".join(CSS_COMMENT.sub("", self.edition.templates.source(file)) for file in files)
            self._styles[style] = Markup(css)  # noqa: S704  # templates of quizgen or of the course
        return self._styles[style]

    @cached_property
    def _font(self) -> Markup:
        """The font that the course names, as a CSS string."""
        name = self.edition.font
        return Markup(css_string(name)) if name else Markup()  # noqa: S704  # a string of CSS, escaped

    def _data(self, name: str) -> str:
        """Write a medium as a `data:` address."""
        if name not in self._pictures:
            kind = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            self._pictures[name] = f"data:{kind};base64,{b64encode(self.edition.media[name]).decode()}"
        return self._pictures[name]


def _running(title: str, version: str, code: str, words: NullTranslations) -> dict[str, Markup]:
    """Write what stands above and below every page as values of CSS `content`."""
    pieces = re.split(r"\{(pages?)\}", words.gettext("Page {page} of {pages}"))
    named = words.gettext("Version {letter}").format(letter=version) if version else ""
    texts = {
        "title": css_string(" · ".join(filter(None, (title, named)))),
        "name": css_string(f"{words.gettext('Name')} {NAME_RULE}"),
        "code": css_string(" · ".join(filter(None, (named, code)))),
        "number": " ".join(f"counter({piece})" if at % 2 else css_string(piece) for at, piece in enumerate(pieces)),
    }
    return {place: Markup(text) for place, text in texts.items()}  # noqa: S704  # strings of CSS, escaped
