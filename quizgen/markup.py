r"""Markdown, formulas and pictures to `Text`: the one place where a teacher's words become HTML.

Raw HTML is shown as text, links are off, pictures come from the course alone. Formulas (`\(…\)`, `\[…\]`) are
taken out before Markdown and put back escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from quizgen.items import Text

FindImage = Callable[[str], str | None]
"""Gives the medium's name for a picture's path, or None where it can't be used."""

SPECIAL = re.compile(r"[*`^~\\\n]|!\[")
BLOCK_START = re.compile(r"^\s*(?:[-+>|#]|\d+[.)])", re.MULTILINE)
MATH = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
MATH_MARK = "\ue000"
"""Stands for a formula while Markdown is read; private use, and removed from the author's text."""
BLANK_MARK = "\ue001"
"""Stands for a blank of a cloze; the caller puts it in and cuts the result at it."""
MATH_SLOT = re.compile(MATH_MARK)


def no_images(_path: str) -> None:
    """A `FindImage` for texts that are only compared, never shown."""
    return


def render(source: str, find_image: FindImage = no_images, *, block: bool = False) -> Text:
    """Render a text: inline Markdown, or with `block` also paragraphs, lists, quotations and tables.

    A block text of one paragraph comes without `<p>` around it.
    """
    source = source.strip().replace(MATH_MARK, "")
    if not SPECIAL.search(source) and not (block and BLOCK_START.search(source)):
        return Text(escape(source, quote=False), source)
    formulas: list[str] = []

    def take_out(found: re.Match[str]) -> str:
        formulas.append(found[0])
        return MATH_MARK

    tokens = (_blocks if block else _inlines)(MATH.sub(take_out, source))
    inlines = [child for token in tokens for child in token.children or ()]
    for image in (token for token in inlines if token.type == "image"):
        _place_image(image, find_image)
    html = _parser().renderer.render(_unwrapped(tokens), _parser().options, {}).strip()
    return Text(
        _put_back(html, [f'<span class="math">{escape(tex, quote=False)}</span>' for tex in formulas]),
        _put_back(_plain(tokens), formulas),
    )


def plain(source: str) -> str:
    """The plain form of an inline text."""
    return render(source).plain


def _put_back(text: str, formulas: Sequence[str]) -> str:
    left = iter(formulas)
    return MATH_SLOT.sub(lambda _: next(left, ""), text)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.enable(["emphasis", "backticks", "escape", "image", "list", "blockquote", "table", "heading"])
    parser.inline.ruler.push("raised", _raised_or_lowered)
    return parser


def _inlines(source: str) -> list[Token]:
    return _parser().parseInline(re.sub(r"\s*\n\s*", " ", source))


def _blocks(source: str) -> list[Token]:
    return _parser().parse(source)


def _raised_or_lowered(state: StateInline, silent: bool) -> bool:
    """Inline rule: `km^2^` is raised, `H~2~O` is lowered; no white space inside, as in pandoc."""
    marker = state.src[state.pos]
    if marker not in "^~":
        return False
    end = state.src.find(marker, state.pos + 1)
    inside = state.src[state.pos + 1 : end]
    if end < 0 or not inside or re.search(r"\s", inside):
        return False
    if not silent:
        tag = "sup" if marker == "^" else "sub"
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = inside
        state.push(f"{tag}_close", tag, -1)
    state.pos = end + 1
    return True


def _place_image(token: Token, find_image: FindImage) -> None:
    """Point a picture at its medium; one that can't be used shows its alt text instead."""
    name = find_image(str(token.attrs.get("src", "")))
    if name is None:
        token.type, token.tag, token.content = "text", "", token.content
        token.children = None
    else:
        token.attrs = {"src": name, "alt": ""}


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """Without the `<p>` around a text that is one paragraph."""
    if [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        return tokens[1:2]
    return tokens


def _plain(tokens: Sequence[Token]) -> str:
    """What a reader sees of the tokens, without markup; one line a block."""
    inlines = [token.children or () for token in tokens if token.type == "inline"]
    lines = ["".join(map(_plain_inline, children)) for children in inlines]
    return "\n".join(line.strip() for line in lines).strip()


def _plain_inline(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content
