"""What reading a course collects: the texts of its files, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from quizgen import yaml_tree
from quizgen.course import Document
from quizgen.diagnostics import Finding, Place
from quizgen.fields import Model
from quizgen.load import curly_quotes, field_errors
from quizgen.load.field_errors import MISSING_FIELD, WRONG_VALUE
from quizgen.yaml_tree import Map

__all__ = ["MISSING_FIELD", "WRONG_VALUE", "Reading"]
ModelT = TypeVar("ModelT", bound=Model)


@dataclass
class Reading:
    """The state of one reading of a course."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    broken_ids: dict[str, str] = field(default_factory=dict)
    """Ids of questions that are there but could not be read, and their files."""
    unread: set[str] = field(default_factory=set)
    """Files of which a part could not be read."""
    unsaved: Mapping[Path, bytes] = field(default_factory=dict)
    """New contents of files, by resolved path, that are read in place of those on the disk."""

    def find(self, code: str, message: str, place: Place, hint: str = "", question: str | None = None) -> None:
        """Note what is wrong."""
        self.findings.append(Finding(message, place, hint, question, code=code))

    def document(self, file: str) -> Document:
        """Read a YAML file. Raises OSError if it can't be opened."""
        tree = yaml_tree.parse(self._bytes(file), file)
        self.texts[file] = tree.text
        self.findings += tree.findings
        self.broken_ids.update(dict.fromkeys(tree.broken_ids, file))
        if not isinstance(tree.root, Map) or tree.broken:
            self.unread.add(file)
        return Document(file, tree.text, tree.root if isinstance(tree.root, Map) else Map())

    def _bytes(self, file: str) -> bytes:
        path = self.root / file
        if self.unsaved and (new := self.unsaved.get(path.resolve())) is not None:
            return new
        with path.open("rb") as stream:
            return stream.read(yaml_tree.MAX_BYTES + 1)

    def validate(
        self,
        model: type[ModelT],
        value: Mapping[str, object],
        document: Document,
        path: tuple[str | int, ...],
        what: str,
        lang: str = "en",
        question: str | None = None,
    ) -> ModelT | None:
        """Read fields (`x-…` aside) as a model; None, with findings, if they do not fit."""

        def locate(below: tuple[str | int, ...], key: bool) -> Place:
            return document.place(path + below, key=key)

        def read(fields: object) -> ModelT:
            return model.model_validate(fields, context={"lang": lang})

        known = {key: inner for key, inner in value.items() if not key.startswith("x-")}
        try:
            return read(known)
        except ValidationError as error:
            curly = curly_quotes.needless(error, known, read)
            told = {document.place(path + below) for below in curly}
            found = field_errors.findings(error, model, locate, what, question)
            self.findings += [one for one in found if one.place not in told]
            self.findings += [curly_quotes.finding(document, path, *one, question) for one in curly.items()]
            return None
