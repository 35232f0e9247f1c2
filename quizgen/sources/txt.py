"""Plain text."""

from __future__ import annotations

from quizgen.sources import UnreadableError

SUFFIXES = (".txt",)


def read(data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark, or UTF-16 with one."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableError(f"line {line} is not in UTF-8; save the text as UTF-8") from None
    if "\0" in text:
        raise UnreadableError("it is no text; save it as plain text in UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
