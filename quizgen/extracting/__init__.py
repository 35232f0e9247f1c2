"""Takes the text out of files that teachers have, one module a kind of file.

A module has `ENDINGS` (such as `(".pdf",)`) and `extract(data) -> Extract`, and imports its library only there. It
runs in a process of its own: what a hostile or broken file does to a library ends with that process.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Protocol

from quizgen.registry import register
from quizgen.sources import UnreadableError

SECONDS = 9
"""A file that takes longer is given up."""
MOST_BYTES = 200_000_000
"""The largest file that is read."""
DOCUMENTS = (".doc", ".odt", ".rtf", ".pages")
"""What word processors write that no module reads."""
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".webp")
"""What scanners and telephones make of a page."""
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
LIGATURE = re.compile("[\ufb00-\ufb06]")
NO_TEXT = "no text was found in it"
MISSING, UNREADABLE = "missing", "unreadable"
"""What the other process answers in place of an extract."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file holds: its text, a line a paragraph, and what the file says of it; empty where it says nothing."""

    text: str
    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""
    lang: str = ""


class Extractor(Protocol):
    """What a module of `quizgen.extracting` has."""

    ENDINGS: tuple[str, ...]

    def extract(self, data: bytes) -> Extract:
        """Give what a file holds. Raises UnreadableError; whatever else it raises means a damaged file."""
        ...


class MissingLibraryError(Exception):
    """The libraries that read this kind of file are not installed."""


def endings() -> tuple[str, ...]:
    """The file endings that some module reads."""
    return tuple(sorted(register(__name__, "ENDINGS")))


def extract(name: str, data: bytes) -> Extract:
    """What the file `name` with the content `data` holds; its text is never empty.

    Raises UnreadableError and MissingLibraryError.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in endings():
        if ending in DOCUMENTS:
            raise UnreadableError("it is a word processor's file; open it there and save a copy as .docx or PDF")
        if ending in PICTURES:
            raise UnreadableError("it is a picture; have a program recognise the text (OCR) first")
        kind = f"files ending in {ending}" if ending else "files without an ending"
        raise UnreadableError(f"{kind} are not among those that are read: {', '.join(endings())}")
    if not data.strip():
        raise UnreadableError("the file is empty")
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    found = _tidy(Extract(**_answer(ending, data)))
    if not re.search(r"[^\W_]", found.text):
        raise UnreadableError(NO_TEXT)
    return found


def _answer(ending: str, data: bytes) -> dict[str, Any]:
    """Have another process take the text out, for the library may hang, fill the memory or crash."""
    # The same modules as here are found there, whatever the current folder holds.
    start = f"import sys; sys.path[:] = {sys.path!r}; from quizgen.extracting._child import main; main()"
    command = [sys.executable, "-P", "-c", start, ending]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            f"reading it took longer than {SECONDS} seconds; save the part that you need as a file of its own"
        ) from None
    if done.returncode:
        raise UnreadableError(f"it is damaged, or it is no {ending} file inside; open it and save it anew")
    answer: dict[str, Any] = json.loads(done.stdout)
    if MISSING in answer:
        raise MissingLibraryError(answer[MISSING])
    if UNREADABLE in answer:
        raise UnreadableError(answer[UNREADABLE])
    return answer


def _tidy(found: Extract) -> Extract:
    """One line a paragraph with an empty line between, so that no line is taken for a wrapped one."""
    lines = (_line(line) for line in UNPRINTABLE.sub("", found.text).splitlines())
    told = {name: _line(getattr(found, name)) for name in ("title", "author", "date", "publisher", "url", "lang")}
    return replace(found, text="".join(f"{line}\n\n" for line in lines if line)[:-1], **told)


def _line(words: str) -> str:
    """Words on one line, letters composed and ligatures undone, without what can't be printed."""
    plain = LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), UNPRINTABLE.sub("", words))
    return " ".join(unicodedata.normalize("NFC", plain).split())
