"""Small pieces of HTML for the fields of a note, and what keeps texts from being commands to Anki."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape, unescape

from quizgen.i18n import catalogue, direction
from quizgen.items import Image, Passage, Text

COMMAND = re.compile(r"\[(?=\[?type:|/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE)
"""The bracket that begins what Anki acts on inside a field: sounds, speech, LaTeX, answer boxes."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters: Anki keeps none of them, and separates the fields of a note with one."""

CLOZE_MARK = re.compile(r"\{(?=\{|\Z)|\}(?=\}|\Z)|:(?=:|\Z)")
"""A brace or colon that is the first of two, or would be with what follows the text."""

PICTURE = re.compile(r'<img\b[^>]*?\bsrc="([^"]+)"')


def inert(html: str) -> str:
    """HTML in which nothing is a command to Anki, looking as before."""
    if "[" not in html and html.isprintable():  # nearly all fields, told at little cost
        return html
    return COMMAND.sub("&#91;", CONTROL.sub("", html))


def in_cloze(html: str) -> str:
    """HTML for a cloze field: no brace or colon in it begins, parts or ends a cloze, and it looks as before."""
    return CLOZE_MARK.sub(lambda found: f"&#{ord(found[0])};", html)


def cloze(card: int, answer: Text, hint: Text | None = None) -> str:
    """A cloze that hides `answer` on the card of that number."""
    # On the card Anki puts the hint between brackets, so that a colon could make a command of it.
    shown = f"::{in_cloze(hint.html).replace(':', '&#58;')}" if hint else ""
    return f"{{{{c{card}::{in_cloze(answer.html)}{shown}}}}}"


def pictures(html: str) -> list[str]:
    """The names of the media that fields show."""
    return [unescape(name) for name in PICTURE.findall(html)]


def element(tag: str, html: str, name: str = "") -> str:
    """An element with a class, or nothing where there is nothing to hold."""
    opening = f'{tag} class="{name}"' if name else tag
    return f"<{opening}>{html}</{tag}>" if html else ""


def entry(html: str, name: str = "") -> str:
    """An entry of a list, with a class if there is one."""
    return f'<li class="{name}">{html}</li>' if name else f"<li>{html}</li>"


def listing(tag: str, entries: Iterable[str], name: str = "") -> str:
    """A list (`ol`, `ul`) of ready HTML, or nothing where it would be empty."""
    return element(tag, "".join(map(entry, entries)), name)


def unfolding(title: str, html: str) -> str:
    """The inside of a `<details>`, or nothing where there is nothing to unfold.

    The title is text of the field, since CSS could show it but not name it to those who hear the card.
    """
    return html and element("summary", escape(title)) + html


def figure(image: Image | None) -> str:
    """A picture with its alternative text and its credit."""
    if image is None:
        return ""
    picture = f'<img src="{escape(image.name)}" alt="{escape(image.alt)}">'
    return element("figure", picture + element("figcaption", image.credit.html if image.credit else ""))


def passage(context: Passage | None) -> str:
    """What a question shares with others: title, text and picture."""
    if context is None:
        return ""
    title = element("h2", context.title.html if context.title else "")
    return title + element("div", context.text.html if context.text else "") + figure(context.image)


@lru_cache(maxsize=64)
def labels(lang: str) -> str:
    """The attributes of a card's outermost element: language, direction, and the words templates show.

    A template says `<div {{Labels}}>`; its CSS then finds each word in a property, such as `var(--proof)`, and so
    does its script. So a card speaks its own language, with or without a script.
    """
    _ = catalogue(lang).gettext
    words = {
        "several": _("More than one answer is right."),
        "true-or-false": _("True or false?"),
        "accepted": _("Also accepted:"),
        "correction": _("The true statement:"),
        "rubric": _("A good answer:"),
        "explain": _("Explanation"),
        "proof": _("Where it says so"),
        "fill": _("Choose an answer for each."),
        "arrange": _("Choose in the right order."),
        "check": _("Check"),
        "is-right": _("Right"),
        "is-wrong": _("Not right"),
        "counts": _("Counts as right:"),
        "yours": _("Your answer"),
        "solution": _("The right answer:"),
        "empty": _("empty"),
    }
    style = ";".join(f"--{name}:{_css_string(word)}" for name, word in words.items())
    return f'lang="{escape(lang)}" dir="{direction(lang)}" style="{escape(style, quote=False)}"'


def _css_string(word: str) -> str:
    """A word as a string of CSS that may stand in an attribute."""
    return "'" + re.sub(r"[\\'\"\n]", lambda found: f"\\{ord(found[0]):x} ", word) + "'"
