"""HTML as Markdown: bold, italics, code, raised, lowered, lists, paragraphs and pictures; the rest as plain words.

The parser is Python's own, which reads any text, well-formed or not, and follows no address.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from quizgen.importers import Findings, Pictures
from quizgen.importers._markdown import clean, escaped, inline, start_escaped, tidy
from quizgen.sources import UnreadableError

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`", "sup": "^", "sub": "~"}
BLOCKS = frozenset("p div br ul ol li tr table h1 h2 h3 h4 h5 h6 blockquote pre hr section dl dt dd".split())
UNSEEN = frozenset({"script", "style", "template", "title", "head"})
LOST = {"audio": "a sound", "video": "a video", "iframe": "an embedded page", "object": "an embedded object"}
TAG = re.compile(r"<(?:[a-zA-Z][^<>]*|/[a-zA-Z][^<>]*|!--.*?--)>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});", re.DOTALL)
SOUND = re.compile(r"\[sound:[^\]]*\]")
MAX_HTML = 2_000_000
DEEPEST = 8
"""So many marks may be open at once; more mean nothing, and would take long."""
FindPicture = Callable[[str], bytes | None]
"""Gives the bytes of a picture by the address that the HTML has for it."""


@dataclass(frozen=True)
class Html:
    """Turns the HTML of one question into Markdown, and notes what is lost on the way."""

    where: str
    findings: Findings
    pictures: Pictures
    find: FindPicture = field(default=lambda _: None)

    def line(self, html: str) -> str:
        """Markdown for a field of one line."""
        return tidy(" ".join(self._lines(html)[0]))

    def lines(self, html: str) -> str:
        """Markdown for a field that may have paragraphs and lists."""
        lines, listed = self._lines(html)
        kept = [
            (tidy(line) if listed[i] else start_escaped(tidy(line)), listed[i])
            for i, line in enumerate(lines)
            if line.strip()
        ]
        pieces = []
        for i, (line, in_list) in enumerate(kept):
            tight = i > 0 and in_list and kept[i - 1][1]
            pieces.append(("" if i == 0 else "\n" if tight else "\n\n") + line)
        return "".join(pieces)

    def words(self, html: str) -> str:
        """Plain words, without any markup."""
        return tidy(re.sub(r"\\(?=[!-/:-@\[-`{-~])|\*\*|[*`]", "", self.line(html)))

    def _lines(self, html: str) -> tuple[list[str], list[bool]]:
        if len(html) > MAX_HTML:
            raise UnreadableError(f"{self.where} holds a text of more than {MAX_HTML // 1_000_000} MB")
        if SOUND.search(html):
            self.findings.lose(self.where, "a sound")
            html = SOUND.sub("", html)
        if not TAG.search(html):
            return [inline(html)], [False]
        writer = _Writer(self)
        writer.feed(tame(html))
        writer.close()
        return writer.finished()

    def picture(self, address: str, alt: str) -> str:
        """The Markdown of a picture; what it shows, where it is not at hand."""
        is_inside = address.startswith("data:")
        data = from_base64(address.partition(";base64,")[2]) if is_inside else self.find(unquote(address))
        path = self.pictures.take(data) if data else ""
        words = escaped(tidy(alt).replace("[", "(").replace("]", ")"))
        if path:
            return f"![{words}]({path})"
        name = "" if is_inside else f" “{tidy(address)[:80]}”"
        self.findings.lose(self.where, f"the picture{name}, which is not in the file or can't be used")
        return words


def is_html(text: str) -> bool:
    """Tell whether a text holds a tag or an entity."""
    return bool(TAG.search(text))


def tame(html: str) -> str:
    """HTML without comments and declarations, and without a tag that never ends: what takes the parser long."""
    pieces, position = [], 0
    while (start := html.find("<!--", position)) >= 0:
        pieces.append(html[position:start])
        end = html.find("-->", start)
        position = end + 3 if end >= 0 else len(html)
    whole = "".join([*pieces, html[position:]]).replace("<!", "&lt;!").replace("<?", "&lt;?")
    head, end_of_tag, tail = whole.rpartition(">")
    return head + end_of_tag + tail.replace("<", "&lt;")


def from_base64(text: str) -> bytes | None:
    """The bytes that a text stands for; None if it is none in Base64."""
    try:
        return base64.b64decode(text)
    except ValueError:
        return None


class _Writer(HTMLParser):
    """Gathers lines; each open mark holds the pieces inside it until it closes."""

    def __init__(self, html: Html) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.done: list[str] = []
        self.listed: list[bool] = []
        self.open: list[tuple[str, list[str]]] = [("", [])]
        self.lists: list[int | None] = []
        self.hidden = 0
        self.bullet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a mark or begin a line."""
        values = {name: value or "" for name, value in attrs}
        if tag in UNSEEN:
            self.hidden += 1
        elif tag in MARKS:
            if len(self.open) < DEEPEST:
                self.open.append((tag, []))
        elif tag in BLOCKS:
            self._break()
            self._begin(tag)
        elif tag in {"td", "th"}:
            self._add(" | " if "".join(self.open[-1][1]).strip() else "")
        elif tag == "img":
            self._add(self.html.picture(values.get("src", ""), values.get("alt", "")))
        elif tag in LOST:
            self.html.findings.lose(self.html.where, LOST[tag])
        elif tag == "a" and values.get("href"):
            target = tidy(values["href"])[:80].removeprefix("@@PLUGINFILE@@/")
            self.html.findings.lose(self.html.where, f"the link to {target}; its words are kept")

    def handle_endtag(self, tag: str) -> None:
        """Close a mark or end a line."""
        if tag in UNSEEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in MARKS:
            if any(name == tag for name, _ in self.open):
                while self.open[-1][0] != tag:
                    self._close()
                self._close()
        elif tag in BLOCKS:
            self._break()
            if tag in {"ul", "ol"} and self.lists:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        """Add words."""
        if not self.hidden:
            marked = self.open[-1][0]
            self._add(clean(data) if marked in {"sup", "sub", "code", "tt"} else escaped(clean(data)))

    def finished(self) -> tuple[list[str], list[bool]]:
        """All lines, and which of them are items of a list."""
        self._break()
        return self.done, self.listed

    def _add(self, words: str) -> None:
        self.open[-1][1].append(words)

    def _begin(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            number = self.lists[-1] if self.lists else None
            if number is not None:
                self.lists[-1] = number + 1
            self.bullet = "- " if number is None else f"{number + 1}. "
        elif tag == "table":
            self.html.findings.lose(self.html.where, "the lines of a table; its words are kept")

    def _close(self) -> None:
        tag, pieces = self.open.pop()
        words = "".join(pieces)
        inside = words.strip()
        if inside:
            lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
            words = lead + self._marked(tag, inside) + tail
        self._add(words)

    def _marked(self, tag: str, words: str) -> str:
        mark = MARKS[tag]
        if mark in words or (mark in {"^", "~"} and re.search(r"[\s\\]", words)) or "![" in words:
            return words if mark in {"*", "**"} else escaped(words)  # markup in markup of the same kind
        return f"{mark}{words}{mark}"

    def _break(self) -> None:
        """End the line; marks that are open go on in the next one."""
        tags = [tag for tag, _ in self.open[1:]]
        while len(self.open) > 1:
            self._close()
        line = tidy("".join(self.open[0][1]))
        if line:
            self.done.append(self.bullet + line)
            self.listed.append(bool(self.bullet))
            self.bullet = ""
        self.open = [("", []), *((tag, list[str]()) for tag in tags)]
