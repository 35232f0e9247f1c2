"""Puts a text into a course: the file in `seeds/`, and its entry at the end of `seeds/sources.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.course import COURSE_FILE, SOURCES_FILE
from quizgen.evidence.guessing import guessed
from quizgen.extracting import Extract
from quizgen.fields import LANG
from quizgen.naming import id_from
from quizgen.sources import UnreadableError, read_source, suffixes
from quizgen.yaml_tree import Map, parse
from quizgen.yaml_tree.surprises import quoted

NEW_FILE = "# yaml-language-server: $schema=../quizgen-sources.schema.json\n"
TOLD = ("title", "author", "publisher", "date", "url", "lang")
"""What an entry says of a text, in this order, as far as it is known."""
PLAIN = re.compile(r"[^\W\d_](?:[\w ,.()–—’-]*[\w.)])?")
"""What YAML takes as it stands."""
LONGEST_TITLE = 150
"""A first line that is longer is no title; the file's name stands for it."""


class NotAddedError(Exception):
    """A text can't be added; the message is a whole sentence for the teacher."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A text that is new to the course: its id, its language as its words show it, and the files to write.

    `lang` is empty where the file names the language, or where it is the course's own.
    """

    id: str
    lang: str
    files: Mapping[Path, bytes]


def addition(root: Path, name: str, found: Extract) -> Addition | None:
    """What to write so that the course in `root` has the text of the file `name`; None if it has that very text.

    Nothing that is in sources.yaml changes by a byte. Raises NotAddedError where another text has the id, or where
    sources.yaml can't be continued, and OSError.
    """
    sources = root / SOURCES_FILE
    old = sources.read_bytes() if sources.is_file() else NEW_FILE.encode()
    declared = _declared(old)
    for identity in _ids(Path(name).stem):
        there = _text_of(identity, root / "seeds", declared)
        if there == found.text:
            return None
        if there is None:
            break
    else:
        raise NotAddedError(
            f"{name}: the course has another source with the id “{identity}” already; nothing was changed."
            " Give the file another name to add it too, or delete the text and its entry first."
        )
    file = f"{identity}.txt"
    lang = "" if LANG.fullmatch(found.lang) else _foreign(found.text, root)
    new = _continued(old, _entry(identity, file, _titled(found, Path(name).stem, lang)))
    return Addition(identity, lang, {root / "seeds" / file: found.text.encode(), sources: new})


def _ids(stem: str) -> list[str]:
    """The id to take, by the file's name; several to try where that has no letter from a to z, and no figure."""
    named = id_from(stem, "")
    return [named] if named else [f"text-{number}" for number in range(1, 100)]


def _declared(data: bytes) -> Map:
    tree = parse(data, SOURCES_FILE)
    if all(line.startswith("#") or not line.strip() for line in tree.text.splitlines()):
        return Map()
    if tree.root is None or tree.broken:
        raise NotAddedError(f"{SOURCES_FILE} can't be read as it is; quizgen check says why. Nothing was changed.")
    return tree.root


def _text_of(identity: str, seeds: Path, declared: Map) -> str | None:
    """The text that has the id, empty if it can't be read; None if nothing has it."""
    entry = declared.get(identity)
    if identity in declared and not isinstance(entry, Map):
        return ""
    if isinstance(entry, Map):
        paths = [seeds / str(entry.get("file", ""))]
    else:
        paths = [
            path
            for path in sorted(seeds.glob("*"))
            if path.suffix.lower() in suffixes() and id_from(path.stem) == identity
        ]
    if not paths:
        return None
    try:
        return read_source(paths[0].name, paths[0].read_bytes())
    except (OSError, UnreadableError):
        return ""


def _foreign(text: str, root: Path) -> str:
    """The language of a text if it is not that of the course in `root`; empty if it is, or is not known."""
    course = parse((root / COURSE_FILE).read_bytes(), COURSE_FILE).root or Map()
    lang = guessed(text)
    return "" if str(course.get("lang", "en")).lower().startswith(lang) else lang


def _titled(found: Extract, stem: str, lang: str) -> dict[str, str]:
    first = found.text.split("\n", 1)[0]
    told = {name: getattr(found, name) for name in TOLD}
    told["title"] = found.title or (first if len(first) <= LONGEST_TITLE else stem)
    told["lang"] = found.lang if LANG.fullmatch(found.lang) else lang
    return {name: words for name, words in told.items() if words}


def _entry(identity: str, file: str, told: Mapping[str, str]) -> str:
    lines = [f"{identity}:", f"  file: {file}", *(f"  {name}: {_scalar(words)}" for name, words in told.items())]
    return "\n".join([*lines, "  show: quote", ""])


def _scalar(words: str) -> str:
    return words if PLAIN.fullmatch(words) else quoted(words)


def _continued(old: bytes, entry: str) -> bytes:
    """The file with one entry more, in its own kind of line ends; whatever was there reads as before."""
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    gap = b"" if not old or old.endswith(b"\n") else newline
    new = old + gap + entry.encode().replace(b"\n", newline)
    before, after = parse(old, SOURCES_FILE), parse(new, SOURCES_FILE)
    whole = {**_declared(old), **_declared(entry.encode())}
    if after.root != whole or len(after.findings) > len(before.findings):
        raise NotAddedError(
            f"{SOURCES_FILE} is written in a way that can't be continued at its end. Nothing was changed:"
            " write each source as in docs/sources.md, and add the file again."
        )
    return new
