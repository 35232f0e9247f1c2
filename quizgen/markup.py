r"""Markdown, formulas and pictures to `Text`: the one place where a teacher's words become HTML.

Raw HTML is shown as text, links are off, pictures come from the course alone. Formulas (`\(…\)`, `\[…\]`) are
taken out before Markdown and put back escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token

from quizgen.formulas import cut
from quizgen.items import Text

FindImage = Callable[[str], str | None]
"""Gives the medium's name for a picture's path, or None where it can't be used."""

SPECIAL = re.compile(r"[*`^~\\\n]|!\[")
BLOCK_START = re.compile(r"^\s*(?:[-+>|#]|1[.)])", re.MULTILINE)
CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
"""Characters that no text needs and no page may hold."""
MATH_MARK = "\ue000"
"""Before and after the number of a formula while Markdown is read; private use, removed from the author's text."""
BLANK_MARK = "\ue001"
"""Stands for a blank of a cloze; the caller puts it in and cuts the result at it."""
MATH_SLOT = re.compile(f"{MATH_MARK}(\\d+){MATH_MARK}")


def no_images(_path: str) -> None:
    """A `FindImage` for texts that are only compared, never shown."""
    return


def render(source: str, find_image: FindImage = no_images, *, block: bool = False) -> Text:
    """Render a text: inline Markdown, or with `block` also paragraphs, lists, quotations, tables and headings.

    A block text of one paragraph comes without `<p>` around it.
    """
    if not source.isprintable() or MATH_MARK in source:
        source = re.sub(r"\r\n?", "\n", source).translate(CONTROL).replace(MATH_MARK, "")
    source = source.strip()
    if not SPECIAL.search(source) and not (block and BLOCK_START.search(source)):
        return Text(escape(source, quote=False), source)
    pieces = cut(source)
    formulas = pieces[1::2]
    pieces[1::2] = [f"{MATH_MARK}{number}{MATH_MARK}" for number in range(len(formulas))]
    tokens = (_blocks if block else _inlines)("".join(pieces))
    for token in chain(tokens, *(token.children or () for token in tokens)):
        _tame(token, formulas, find_image)
    html = _parser().renderer.render(_unwrapped(tokens), _parser().options, {}).strip()
    return Text(
        _put_back(html, [f'<span class="math">{escape(tex, quote=False)}</span>' for tex in formulas]),
        _put_back(_plain(tokens), formulas),
    )


@lru_cache(maxsize=1 << 12)
def plain(source: str) -> str:
    """The plain form of an inline text."""
    return source.strip() if source.isprintable() and not SPECIAL.search(source) else render(source).plain


def _put_back(text: str, formulas: Sequence[str]) -> str:
    return MATH_SLOT.sub(lambda slot: formulas[int(slot[1])], text)


class _Markdown(MarkdownIt):
    """A picture's path is a file's name, not an address: nothing in it is encoded, `media` alone judges it."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's names
        return True


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = _Markdown("zero")
    parser.enable(["newline", "emphasis", "backticks", "escape", "image", "list", "blockquote", "table", "heading"])
    parser.inline.ruler.at("emphasis", _starred)
    parser.inline.ruler.push("raised", _raised_or_lowered)
    parser.add_render_rule("text", _words)
    parser.block.ruler.at("list", _list_from_one, {"alt": ["paragraph", "blockquote"]})
    return parser


def _words(_: RendererHTML, tokens: Sequence[Token], index: int, *_context: object) -> str:
    """Escape as for a text without Markdown, so that both ways give the same bytes."""
    return escape(tokens[index].content, quote=False)


def _inlines(source: str) -> list[Token]:
    return _parser().parseInline(re.sub(r"\s*\n\s*", " ", source))


def _blocks(source: str) -> list[Token]:
    return _parser().parse(source)


def _starred(state: StateInline, silent: bool) -> bool:
    """Inline rule: emphasis is by `*` alone; `_` is a letter like any other."""
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _list_from_one(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a numbered list begins with 1, so that “1863. The house is built.” keeps its year."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not silent and re.match(r"(?!1[.)])\d", line):
        return False
    return list_block(state, start, end, silent)


def _raised_or_lowered(state: StateInline, silent: bool) -> bool:
    """Inline rule: `km^2^` is raised, `H~2~O` is lowered; no white space inside, as in pandoc."""
    marker = state.src[state.pos]
    if marker not in "^~" or state.src[state.pos - 1 : state.pos] == marker:
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


def _tame(token: Token, formulas: Sequence[str], find_image: FindImage) -> None:
    """Point a picture at its medium, or else show its alt text; nothing else keeps an attribute."""
    path = _put_back(str(token.attrs.get("src", "")), formulas)
    token.attrs = {}
    if token.type == "image":
        # Here, and not with the others: in an attribute a formula is no markup.
        token.content = _put_back(_plain_inline(token), formulas)
        token.children = [Token("text", "", 0, content=token.content)]
        name = find_image(path)
        if name is None:
            token.type, token.tag, token.children = "text", "", None
        else:
            token.attrs = {"src": name, "alt": ""}
    elif token.type.startswith("heading_"):
        token.tag = "h4"  # the outputs have headings of their own above a question


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
    if token.type == "image":
        return "".join(map(_plain_inline, token.children or ()))
    return token.content
