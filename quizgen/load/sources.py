"""Reads the sources of a course: `seeds/sources.yaml`, and the texts wherever they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizgen import sources
from quizgen.anchors import Anchors
from quizgen.course import SOURCES_FILE, Source, SourceFields
from quizgen.diagnostics import Place
from quizgen.load.reading import MISSING_FIELD, Reading
from quizgen.naming import id_from
from quizgen.sentences import paragraphs, split
from quizgen.yaml_tree import Map

SOURCE_FILE = "Q033"


@dataclass
class SourceLoader:
    """Finds the sources of a course; a text is looked for in `seeds/`, then in `text_folders`."""

    reading: Reading
    lang: str
    text_folders: tuple[Path, ...]

    def sources(self) -> dict[str, Source]:
        """All sources by id: those that sources.yaml names, then the other texts in `seeds/`."""
        found = {source.id: source for source in self._declared()}
        for source in self._undeclared({source.fields.file for source in found.values()}):
            found.setdefault(source.id, source)
        return found

    @property
    def seeds(self) -> Path:
        """The course's own texts."""
        return self.reading.root / "seeds"

    def _declared(self) -> Iterator[Source]:
        if not (self.reading.root / SOURCES_FILE).is_file():
            return
        document = self.reading.document(SOURCES_FILE)
        for name, value in document.root.items():
            what = f"the source “{name}”"
            if not isinstance(value, Map):
                message = f"{what} needs `file` and `title`"
                self.reading.find(MISSING_FIELD, message, document.place((name,)))
                continue
            fields = self.reading.validate(SourceFields, value, document, (name,), what)
            if fields:
                yield self._source(name, fields, document.place((name,), key=True))

    def _undeclared(self, declared: set[str]) -> Iterator[Source]:
        """Texts in `seeds/` that sources.yaml does not name are the teacher's own."""
        for path in sorted(self.seeds.glob("*"), key=lambda path: path.name):  # Windows would sort capitals otherwise
            if path.suffix.lower() in sources.suffixes() and path.name not in declared and path.is_file():
                place = Place(f"seeds/{path.name}")
                text = self._text(path, place)
                title = next((line.strip() for line in text.splitlines() if line.strip()), path.stem)
                fields = SourceFields(file=path.name, title=title, show="sentence")
                yield self._source(id_from(path.stem), fields, place)

    def _source(self, name: str, fields: SourceFields, place: Place) -> Source:
        lang = fields.lang or self.lang
        path = self._find_text(fields.file, place)
        text = self._text(path, place) if path else ""
        if path is None or not text:
            return Source(name, fields, lang, None, place=place)
        sentences = split(text, lang, wrapped=fields.wrapped)
        normal = "\n".join(" ".join(line.split()) for line in paragraphs(text, wrapped=fields.wrapped))
        sha256 = hashlib.sha256(normal.encode()).hexdigest()
        return Source(name, fields, lang, Anchors(sentences), sha256, path.parent == self.seeds, place)

    def _text(self, path: Path, place: Place) -> str:
        """The text of a file; empty, with a finding, where it can't be read."""
        try:
            return sources.read_source(path.name, path.read_bytes())
        except (sources.UnreadableError, OSError) as error:
            reason = error if isinstance(error, sources.UnreadableError) else "the file can't be opened"
            self.reading.find(SOURCE_FILE, f"the text {path.name} can't be read: {reason}", place)
            return ""

    def _find_text(self, name: str, place: Place) -> Path | None:
        if any(sign in name for sign in "/\\:") or name in {".", ".."}:  # on Windows a colon leads to another drive
            message = f"`file` must be the name of a file in seeds/, not “{name}”"
            self.reading.find(SOURCE_FILE, message, place)
            return None
        folders = (self.seeds, *self.text_folders)
        return next((folder / name for folder in folders if (folder / name).is_file()), None)
