"""Words within a paragraph: from inline HTML to runs of a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from quizgen.exporters.docx.pictures import Pictures

WHITE = re.compile(r"[ \t\r\n\f]+")
"""What HTML takes for one space; a no-break space is a character like any other."""
TAB, BREAK = "\t", "\n"
NO_BREAK, EM_SPACE = "\u00a0", "\u2003"
BLANKS = {"short": 14, "medium": 26, "long": 44}
"""Underlined spaces of a blank, by the class of its width."""
RULE, PLACE = NO_BREAK * 10, NO_BREAK * 6
"""A short line to write on, and one for a letter."""
CIRCLE, BOX, MARKED_CIRCLE, MARKED_BOX = "○", "☐", "●", "☒"
MONOSPACED = "Consolas"


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set, and their language and direction."""

    lang: str
    rtl: bool = False
    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    lowered: bool = False
    struck: bool = False
    underlined: bool = False

    def within(self, element: Any) -> Look:
        """Give the look of what stands in an element."""
        changes: dict[str, Any] = {**TAGS.get(element.tag, {})}
        for name in classes(element):
            changes |= CLASSES.get(name, {})
        if lang := element.get("lang"):
            changes["lang"] = lang
        if direction := element.get("dir"):
            changes["rtl"] = direction == "rtl"
        return replace(self, **changes) if changes else self


TAGS: dict[str, dict[str, bool]] = {
    "b": {"bold": True},
    "cite": {"italic": True},
    "code": {"code": True},
    "del": {"struck": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "s": {"struck": True},
    "strong": {"bold": True},
    "sub": {"lowered": True},
    "sup": {"raised": True},
    "th": {"bold": True},
}
CLASSES: dict[str, dict[str, bool]] = {
    "math": {"italic": True},
    "number": {"bold": True},
    "paragraph": {"raised": True},
    "right": {"bold": True},
    "why": {"italic": True},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look, or a picture (the address in `picture`, the words for it in `text`).

    `exact`: white space stays as it is.
    """

    text: str
    look: Look
    picture: str | None = None
    exact: bool = False


def classes(element: Any) -> list[str]:
    """Give the classes of an element."""
    return (element.get("class") or "").split()


def pieces(element: Any, look: Look) -> Iterator[Piece]:
    """Take apart an inline element; `look` is that of the text around it."""
    look, names = look.within(element), classes(element)
    if element.tag == "br":
        yield Piece(BREAK, look, exact=True)
    elif element.tag == "img":
        yield Piece(element.get("alt") or "", look, picture=element.get("src") or "")
    elif element.tag == "svg":  # a formula, drawn for paper; here its TeX can be edited
        yield Piece(element.get("aria-label") or "", replace(look, italic=True))
    elif drawn := _drawn(names):
        yield Piece(drawn, replace(look, underlined=drawn.startswith(NO_BREAK)), exact=True)
    else:
        if "why" in names:
            yield Piece(BREAK, look, exact=True)
        yield from inside(element, look)
        if {"letter", "pair"} & {*names}:
            yield Piece(TAB, look, exact=True)
        elif "word" in names:
            yield Piece(EM_SPACE, look, exact=True)


def inside(element: Any, look: Look) -> Iterator[Piece]:
    """Take apart what stands in an element; `look` is its own."""
    yield Piece(element.text or "", look)
    for child in element:
        if isinstance(child.tag, str):
            yield from pieces(child, look)
        yield Piece(child.tail or "", look)


def _drawn(names: list[str]) -> str:
    """Give the characters for what a style sheet draws: a blank, a line, a circle, a box."""
    if "blank" in names:
        return NO_BREAK * next((BLANKS[name] for name in names if name in BLANKS), BLANKS["medium"])
    if "rule" in names:
        return RULE
    if "place" in names:
        return PLACE
    if "circle" in names:
        return MARKED_CIRCLE if "marked" in names else CIRCLE
    if "box" in names:
        return MARKED_BOX if "marked" in names else BOX
    return ""


def settled(every: Iterable[Piece]) -> list[Piece]:
    """Join white space as a browser does: one space between words, none at either end of a line."""
    done: list[Piece] = []
    fresh = True
    for piece in every:
        if piece.exact or piece.picture is not None:
            if piece.text == BREAK:
                _trim(done)
            done.append(piece)
            fresh = piece.text in {TAB, BREAK}
        elif text := WHITE.sub(" ", piece.text).removeprefix(" " if fresh else ""):
            done.append(replace(piece, text=text))
            fresh = text.endswith(" ")
    _trim(done)
    return done


def _trim(done: list[Piece]) -> None:
    """Take the space from the end of a line."""
    while done and not done[-1].exact and done[-1].picture is None:
        last = done.pop()
        if text := last.text.rstrip(" "):
            done.append(replace(last, text=text))
            return


def write(paragraph: Paragraph, every: Iterable[Piece], look: Look, pictures: Pictures) -> None:
    """Write pieces at the end of a paragraph, which runs as `look` says; a picture that is lost leaves its words."""
    properties = paragraph._p.get_or_add_pPr()
    if look.rtl and properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(
            parse_xml(f"<w:bidi {nsdecls('w')}/>"), "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"
        )
    for piece in every:
        run = paragraph.add_run()
        if piece.picture is None or not pictures.insert(run, piece.picture, piece.text):
            run.text = piece.text
        _dress(run, piece.look)


def _dress(run: Run, look: Look) -> None:
    """Give a run its look; Word keeps bold and italic for scripts such as Arabic apart, and `rtl` chooses them."""
    font = run.font
    font.bold = font.cs_bold = look.bold or None
    font.italic = font.cs_italic = look.italic or None
    if look.raised:  # not `= look.raised or None`: either way of None takes away the other
        font.superscript = True
    elif look.lowered:
        font.subscript = True
    font.strike, font.underline = look.struck or None, look.underlined or None
    font.name = MONOSPACED if look.code else None
    font.rtl = look.rtl or None
    run._r.get_or_add_rPr().append(language(look.lang))  # python-docx knows no languages


def language(lang: str) -> Any:
    """Say in which language words are, whatever their script."""
    element = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia", "w:bidi"):
        element.set(qn(script), lang)
    return element
