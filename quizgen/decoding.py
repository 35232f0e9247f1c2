"""From bytes to text, whatever the encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress

from quizgen.sources import UnreadableError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""")
WHERE_DECLARED = 4096
"""A web page says its encoding within so many bytes."""
CONFUSED_WITH = {
    "cp775": "cp1252",  # of DOS, for Baltic languages: what a line or two with “für” are taken for
    "mac_cyrillic": "cp1251",
    "cp1250": "cp1252",
    "cp1254": "cp1252",
    "cp1257": "cp1252",
    "cp1258": "cp1252",
    "latin_1": "cp1252",
    "iso8859_15": "cp1252",
}
MOST_GUESSED_BY = 200_000
"""So many bytes tell an encoding; more would take long."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
NO_CATEGORY = frozenset(["Cn", "Co", "Cs"])
"""Characters that are not assigned, private, or halves: what comes of reading no text as text."""
NOT_TEXT = "it is no text; open it in the program that made it and save it as plain text"


def decode(data: bytes, *, declared: bool = False) -> str:
    """The text of a file, by its byte order mark, UTF-8, what it says itself (if `declared`), or a guess.

    As in a browser, a page that names its encoding may have a wrong byte.

    Raises UnreadableError where no encoding fits, ModuleNotFoundError where one must be guessed and the library
    for it is not installed.
    """
    if b"\0" in data and not data.startswith(tuple(MARKS)):
        return _utf16(data)
    named = _declared(data) if declared else ""
    for encoding in (*_marked(data), "utf-8", named):
        try:
            return _without_null(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _without_null(data.decode(named, errors="replace") if named else _guessed(data))


def is_unicode(data: bytes) -> bool:
    """Tell whether a text is in UTF-8, or in another form of Unicode."""
    if data.startswith(tuple(MARKS)) or b"\0" in data:
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def decode_page(data: bytes) -> str:
    """The text of a file in HTML or XHTML, without the declaration that names its encoding; raises what decode does."""
    return DECLARATION.sub("", decode(data, declared=True))


def _marked(data: bytes) -> list[str]:
    return [encoding for mark, encoding in MARKS.items() if data.startswith(mark)]


def _declared(data: bytes) -> str:
    """The encoding that a page names; empty if it names none that exists."""
    found = DECLARED.search(data[:WHERE_DECLARED])
    with suppress(LookupError):
        return codecs.lookup(found[1].decode("ascii")).name if found else ""
    return ""


def _without_null(text: str) -> str:
    if "\0" in text:
        raise UnreadableError(NOT_TEXT)
    return text.removeprefix("\ufeff")


def _guessed(data: bytes) -> str:
    """Guess an encoding by the letters that it makes likely."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # an extra

    best = from_bytes(data[:MOST_GUESSED_BY]).best()
    if best is None:
        raise UnreadableError(NOT_TEXT)
    try:
        return data.decode(CONFUSED_WITH.get(best.encoding, best.encoding))
    except UnicodeDecodeError:
        return data.decode(best.encoding, errors="replace")


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: in each pair, the byte that is often zero is the high one. Else it is no text."""
    order = "le" if data[1::2].count(0) > data[::2].count(0) else "be"
    text = data.decode(f"utf-16-{order}", errors="replace")
    if any(unicodedata.category(character) in NO_CATEGORY or character == "\ufffd" for character in text):
        raise UnreadableError(NOT_TEXT)
    return text
