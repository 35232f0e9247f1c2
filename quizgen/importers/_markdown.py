r"""Words of other programs as Markdown or tags of ours: white space put in order, signs that are markup escaped."""

from __future__ import annotations

import re

from quizgen.formulas import cut
from quizgen.markup import CONTROL, render

SPECIAL = re.compile(r"[*`^~]|!(?=\[)|\\(?=[!-/:-@\[-`{-~])")
PICTURE = re.compile(r"(?<!\\)((?:\\\\)*)!\[")
LINE_START = re.compile(r"^(\s*)([-+>|#])", re.MULTILINE)
NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
DISPLAY = re.compile(r"(?<!\\)\$\$(.+?)\$\$", re.DOTALL)
UNSEEN = {**dict.fromkeys([*CONTROL, *range(0x80, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF, 0xFEFF]), 9: " ", 0xA0: " "}
"""What no text needs: control and other unseen characters; a tab or a fixed space becomes a space."""


def tidy(text: str) -> str:
    """One line without unseen characters and superfluous spaces."""
    return " ".join(clean(text).split())


def tag(words: str) -> str:
    """Words as one tag: small letters, a hyphen for spaces and punctuation; empty if nothing is left."""
    return re.sub(r"[\s!-/:-@\[-`{-~]+", "-", tidy(words).lower()).strip("-")


def clean(text: str) -> str:
    """Lines without unseen characters and halves of characters."""
    return re.sub("[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]", "", text.replace("\r", "\n").translate(UNSEEN))


def escaped(text: str) -> str:
    """Signs that Markdown would read, escaped; formulas stay, and `$$…$$` becomes one of ours."""
    text = DISPLAY.sub(lambda found: rf"\({found[1].strip()}\)", text)
    pieces = cut(text)
    pieces[::2] = [SPECIAL.sub(r"\\\g<0>", words) for words in pieces[::2]]
    return "".join(pieces)


def inline(text: str) -> str:
    """Plain words for a field of one line; as they are, unless Markdown would read something into them."""
    line = tidy(text)
    return line if "$$" not in line and render(line).plain == line else escaped(line)


def without_pictures(text: str) -> str:
    """Markdown of someone else, whose pictures are not at hand: what would be one is shown as typed."""
    return PICTURE.sub(r"\1\\![", text)


def block(text: str) -> str:
    """Plain words for a field that may have paragraphs."""
    lines = [tidy(line) for line in clean(text).split("\n")]
    return start_escaped(re.sub("\n{2,}", "\n\n", "\n".join(map(inline, lines)).strip()))


def start_escaped(text: str) -> str:
    """Lines that block Markdown would take for a list, a quotation, a table or a heading, escaped."""
    return NUMBERED.sub(r"\1\\\2", LINE_START.sub(r"\1\\\2", text))
