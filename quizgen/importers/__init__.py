"""Readers of questions that were written for other programs, one file a kind of file.

A reader module has `NAME` (what a teacher calls the kind), `SUFFIXES`, `recognises(data) -> bool`, which looks into
the content, and `read(data, pictures) -> Imported`. Two kinds that share an ending are told apart by content, in the
order of the modules' names. A file is hostile: readers bound what they unpack, and raise nothing but
UnreadableError.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePath
from types import ModuleType
from typing import Literal, Protocol, TypeAlias

from quizgen import media
from quizgen.decoding import decode, is_unicode
from quizgen.extras import to_install
from quizgen.registry import modules
from quizgen.sources import UnreadableError

Value: TypeAlias = str | bool | Decimal | Sequence["Value"] | Mapping[str, "Value"]
"""What a field of a question holds; a Decimal and a bool are written as the course's language writes them."""
TEXTS = (".txt", ".csv", ".tsv", ".gift", ".md")
"""Endings of files that are plain text."""
MAX_BYTES = 100_000_000
"""The largest file, and the most that a packed one may unpack to."""
NEEDS = f"it is not in UTF-8: save it in UTF-8, or {to_install('import')}"


@dataclass(frozen=True)
class FoundQuestion:
    """A question as it was found: where (“line 12”, “question 3”), and its fields without an id."""

    where: str
    fields: Mapping[str, Value]


@dataclass(frozen=True)
class Remark:
    """What became of a question: it or a part of it was left out, or there is something to know about it."""

    where: str
    what: str
    kind: Literal["left out", "not carried over", "note"] = "left out"


GUESSED = Remark("the file", "it is not in UTF-8, so its letters were guessed: look at those with accents", "note")


@dataclass(frozen=True)
class Imported:
    """The questions of a file, in its order, and what is to be said about them."""

    questions: tuple[FoundQuestion, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass
class Findings:
    """What a reader gathers."""

    questions: list[FoundQuestion] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, where: str, fields: Mapping[str, Value]) -> None:
        """Note a question; fields that are empty are left away."""
        self.questions.append(
            FoundQuestion(where, {key: value for key, value in fields.items() if value not in ("", [], (), {})})
        )

    def drop(self, where: str, what: str) -> None:
        """Note that a question could not be carried over."""
        self.remarks.append(Remark(where, what))

    def lose(self, where: str, what: str) -> None:
        """Note that a part of a question could not be carried over."""
        self.remarks.append(Remark(where, what, "not carried over"))

    def note(self, where: str, what: str) -> None:
        """Note what a teacher should know about a question."""
        self.remarks.append(Remark(where, what, "note"))

    @property
    def imported(self) -> Imported:
        """All that was gathered; what was lost twice in one place is said once."""
        return Imported(tuple(self.questions), tuple(dict.fromkeys(self.remarks)))


@dataclass
class Pictures:
    """The pictures of a file: each gets a safe path from the bank, `folder/1.png` and so on."""

    folder: str
    files: dict[str, bytes] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    _size: int = 0

    def take(self, data: bytes) -> str:
        """Take in a picture and give its path; empty if it is no picture that banks can use.

        Raises UnreadableError where all together are larger than a file may unpack to.
        """
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._paths:
            kind = next((kind for kind, is_kind in media.KINDS.items() if is_kind(data)), "")
            if not kind or len(data) > media.MAX_BYTES:
                return ""
            self._size += len(data)
            refuse_larger(self._size)
            self._paths[digest] = f"{self.folder}/{len(self._paths) + 1}.{kind}"
            self.files[self._paths[digest]] = data
        return self._paths[digest]


def refuse_larger(unpacked: int) -> None:
    """Raise UnreadableError for more bytes than a packed file may unpack to."""
    if unpacked > MAX_BYTES:
        raise UnreadableError(f"unpacked, it is larger than {MAX_BYTES // 1_000_000} MB")


class Importer(Protocol):
    """What a module of `quizgen.importers` has."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def recognises(self, data: bytes) -> bool:
        """Tell whether the content is of this kind; cheap, and never an exception."""
        ...

    def read(self, data: bytes, pictures: Pictures) -> Imported:
        """Give the questions; pictures go into `pictures`. Raises UnreadableError."""
        ...


def read_file(name: str, data: bytes, pictures: Pictures) -> Imported:
    """The questions of a file, by its name's ending and its content. Raises UnreadableError."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip():
        raise UnreadableError("it is empty")
    ending = PurePath(name).suffix.lower()
    found: Imported = _importer(ending, data).read(data, pictures)
    return found if ending not in TEXTS or is_unicode(data) else replace(found, remarks=(GUESSED, *found.remarks))


def _importer(ending: str, data: bytes) -> ModuleType:
    kinds = modules(__name__)
    fitting = [kind for kind in kinds if ending in kind.SUFFIXES]
    if not fitting:
        if ending in DOCUMENTS:
            raise UnreadableError("it is a word processor's file; save a copy as plain text (.txt) and import that")
        known = sorted({suffix for kind in kinds for suffix in kind.SUFFIXES})
        raise UnreadableError(f"files that end in “{ending}” can't be imported; {', '.join(known)} can")
    for kind in fitting:
        if kind.recognises(data):
            return kind
    names = " or ".join(kind.NAME for kind in fitting)
    if ending in TEXTS:
        text_of(data)
    raise UnreadableError(f"it ends in {ending}, but its content is not {names}")


DOCUMENTS = (".doc", ".docx", ".odt", ".rtf", ".pages")
"""Endings of what word processors write, which can save plain text too."""


def text_of(data: bytes) -> str:
    """The text of a file, whatever its encoding. Raises UnreadableError."""
    try:
        return decode(data).replace("\r\n", "\n").replace("\r", "\n")
    except ModuleNotFoundError:
        raise UnreadableError(NEEDS) from None


def glance(data: bytes) -> str:
    """The text of a file, to recognise it by; empty if it is none."""
    try:
        return text_of(data)
    except UnreadableError:
        return ""
