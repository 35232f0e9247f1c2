"""An e-book in EPUB."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag
from zipfile import ZipFile

from quizgen.decoding import decode_page
from quizgen.extracting import Extract, _xml
from quizgen.extracting._zipped import opened, part
from quizgen.sources import UnreadableError

if TYPE_CHECKING:
    from lxml import etree

ENDINGS = (".epub",)
CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|dd|div|dl|dt|figcaption|figure|footer|h[1-6r]|header|html|li|main|ol|p"
    "|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements that stand on lines of their own."""
SKIPPED = frozenset(["script", "style", "head", "nav", "svg", "math", "rp", "rt"])
FONTS = (".otf", ".ttf", ".woff", ".woff2")
"""Fonts are often disguised, which keeps nobody from reading."""


def extract(data: bytes) -> Extract:
    """Give the chapters in reading order, without the table of contents, and what the book says of itself.

    Raises UnreadableError.
    """
    with opened(data) as archive:
        _refuse_protected(archive)
        rootfile = next(_xml.parsed(part(archive, CONTAINER)).iter("{*}rootfile"))
        place = str(rootfile.get("full-path"))
        package = _xml.parsed(part(archive, place))
        chapters = [
            part(archive, name) for name in _chapters(package, posixpath.dirname(place), set(archive.namelist()))
        ]
    text = "\n".join(line for chapter in chapters for line in _lines(chapter))
    names = ("title", "creator", "publisher", "language", "date")
    title, author, publisher, lang, date = (_xml.first(package, name) for name in names)
    return Extract(text, title=title, author=author, date=date.split("T")[0], publisher=publisher, lang=lang)


def _refuse_protected(archive: ZipFile) -> None:
    if ENCRYPTION not in archive.namelist():
        return
    protected = [str(item.get("URI")) for item in _xml.parsed(part(archive, ENCRYPTION)).iter("{*}CipherReference")]
    if any(not name.lower().endswith(FONTS) for name in protected):
        raise UnreadableError("it is protected against copying")


def _chapters(package: etree._Element, folder: str, names: set[str]) -> Iterator[str]:
    """The archive's names of the chapters, in reading order; what is not in the archive is no chapter."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    seen = set()
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in str(item.get("properties")).split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(urldefrag(str(item.get("href"))).url)))
        if name in names and name not in seen:
            seen.add(name)
            yield name


def _lines(chapter: bytes) -> Iterator[str]:
    """The paragraphs, headings, list items and table cells of a chapter."""
    from lxml import etree  # noqa: PLC0415  # an extra

    root = etree.fromstring(
        decode_page(chapter), etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    )
    words: list[str] = []
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        name, starts = str(element.tag), event == "start"
        skipping += (name in SKIPPED) * (1 if starts else -1)
        if name == "br":
            words.append(" ")
        elif BLOCK.fullmatch(name):
            yield _on_one_line(words)
            words = []
        if not skipping:
            words.append((element.text if starts else element.tail) or "")
    yield _on_one_line(words)


def _on_one_line(words: list[str]) -> str:
    """Words on one line, whatever the lines of the file."""
    return " ".join("".join(words).split())
