"""Reads a bank: its head, then each question by itself, so that a broken one never hides its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path as FolderPath
from typing import Any

from pydantic import ValidationError
from rapidfuzz import process

from quizgen.course import Bank, BankFields, Cited, CourseFields, Document, Entry, Source, cite
from quizgen.diagnostics import Edit, Finding, Fix, Related, Span
from quizgen.items import Passage
from quizgen.load.drafts import to_come
from quizgen.load.reading import MISSING_FIELD, WRONG_VALUE, Reading
from quizgen.lock import Lock, Record
from quizgen.lowering import Lowerer, Numbers, proofs
from quizgen.media import Media
from quizgen.naming import FreeIds, closest, id_of_stem
from quizgen.questions._base import Common, Question
from quizgen.registry import register
from quizgen.yaml_tree import Map, Seq

QUESTION_TYPE, DUPLICATE_ID, MISSING_ID, UNFINISHED_DRAFT = "Q023", "Q024", "Q025", "Q039"
DEFAULTS = frozenset(Common.model_fields) - {"tags"}
"""Fields for which a bank's head may set a default; tags add up instead."""
Path = tuple[str | int, ...]


@dataclass
class BankLoader:
    """Reads the banks of one course, and sees to it that ids are unique in it."""

    reading: Reading
    course: CourseFields
    sources: Mapping[str, Source]
    lock: Lock
    media: Media
    ids: set[str] = field(default_factory=set)
    origins: dict[str, tuple[Document, Path]] = field(default_factory=dict)
    """Where each id under which a question was first published is claimed."""
    copies: list[Entry] = field(default_factory=list)
    """Questions whose id another one had before."""

    def bank(self, document: Document) -> Bank:
        """A bank, with the questions that can be read; an empty one if nothing of the file can."""
        head = {key: value for key, value in document.root.items() if key != "questions"}
        readable = bool(document.root) or document.file not in self.reading.unread
        fields = self.reading.validate(BankFields, head, document, (), "a bank", self.course.lang) if readable else None
        if fields is None:
            fields = self._readable(head)
        name = document.file.removeprefix("decks/").rpartition(".")[0]
        deck = fields.deck or f"{self.course.title}::{fields.title}"
        bank = Bank(name, fields, document, fields.lang or self.course.lang, deck, ())
        questions = document.root.get("questions")
        if isinstance(questions, Seq):
            given = fields.model_fields_set & DEFAULTS
            defaults = {key: value for key, value in head.items() if key in given}
            reader = _Questions(self, replace(bank, passages=self._passages(bank)), defaults)
            read = (reader.entry(value, position) for position, value in enumerate(questions))
            return replace(bank, entries=tuple(entry for entry in read if entry))
        if "questions" in document.root and not questions:
            self._has_none_yet(document)
        elif document.file not in self.reading.unread or questions is not None:
            hint = "add `questions:` and below it a list, each question beginning with “- id: …”"
            if meant := next((key for key in head if closest(key, ["questions"])), ""):
                hint = f"write `questions:` for `{meant}:`"
            place = document.place(("questions",))
            self.reading.find(MISSING_FIELD, "the bank has no questions", place, hint)
            self.reading.unread.add(document.file)
        return bank

    def _has_none_yet(self, document: Document) -> None:
        hint = "below it comes a list, each question beginning with “- id: …”"
        self.reading.find(UNFINISHED_DRAFT, "the bank has no questions yet", document.place(("questions",)), hint)

    @cached_property
    def free_ids(self) -> FreeIds:
        """Ids to offer: no question has them, or had them."""
        return FreeIds(self.ids, self.reading.broken_ids, self.lock.questions)

    def _readable(self, head: Mapping[str, object]) -> BankFields:
        """What can be read of a head in which something is wrong, so that the questions are judged fairly."""
        kept: dict[str, object] = {"title": "untitled"}
        for key, value in head.items():
            try:
                BankFields.model_validate({**kept, key: value}, context={"lang": self.course.lang})
            except ValidationError:
                continue
            kept[key] = value
        return BankFields.model_validate(kept, context={"lang": self.course.lang})

    def _passages(self, bank: Bank) -> dict[str, Passage]:
        lowerer = self.lowerer(bank, (), None)
        return {
            name: Passage(
                name,
                lowerer.text(fields.title, ("passages", name, "title")) if fields.title else None,
                lowerer.block(fields.text, ("passages", name, "text")) if fields.text else None,
                lowerer.image(fields.image, ("passages", name, "image")),
            )
            for name, fields in bank.fields.passages.items()
        }

    def lowerer(self, bank: Bank, path: Path, question: str | None, record: Record | None = None) -> Lowerer:
        """A renderer for the question at `path`, of which the lock knows `record`; what it finds is reported there."""

        def report(code: str, message: str, below: Path, hint: str) -> None:
            self.reading.find(code, message, bank.document.place(path + below), hint, question)

        folder = _folder(self.reading.root, bank.document.file)
        blanks, regions = (record.blanks, record.regions) if record else ({}, {})
        return Lowerer(bank.lang, folder, self.media, report, bank.passages, Numbers(blanks), Numbers(regions))


@lru_cache(maxsize=8)
def _folder(root: FolderPath, file: str) -> FolderPath:
    """The folder of a file, which all its questions ask for."""
    return (root / file).parent


@dataclass
class _Questions:
    """Reads the questions of one bank."""

    loader: BankLoader
    bank: Bank
    defaults: Mapping[str, object]

    def entry(self, value: object, position: int) -> Entry | None:
        """One question, or None if it can't be read; findings say why."""
        path: Path = ("questions", position)
        if lacking := to_come(value, self.defaults, self.bank.lang):
            message = f"an unfinished draft: {', '.join(lacking)} still to come"
            self._find(UNFINISHED_DRAFT, message, path, "it is in no output; finish it when you like, or delete it")
            return None
        if not isinstance(value, Map):
            hint = "a question begins with “- id: …”, and its other fields stand below"
            self._find(QUESTION_TYPE, "this is no question", path, hint)
            return None
        name = value.get("id")
        known = name.strip() if isinstance(name, str) and name.strip() else None
        if known:
            self.loader.reading.broken_ids[known] = self.bank.document.file
        type_name = self._type(value, path, known)
        question = self._question(value, type_name, path, known) if type_name else None
        if question is None or type_name is None:
            return None
        if question.id in self.loader.ids:
            self.loader.copies.append(self._lowered(question, type_name, path))
            return None
        self.loader.ids.add(question.id)
        if not self._has_its_own_history(question, path):
            return None
        self.loader.reading.broken_ids.pop(question.id, None)
        return self._lowered(question, type_name, path)

    def _type(self, value: Map, path: Path, known: str | None) -> str | None:
        """The one type key of a question; its absence and its rivals are reported."""
        types = register("quizgen.questions", "TYPE")
        named = [key for key in value if key in types]
        if len(named) == 1:
            return named[0]
        if named:
            message = f"the question has two types, `{named[0]}` and `{named[1]}`"
            self._find(QUESTION_TYPE, message, (*path, named[1]), "keep one of them", known, key=True)
            return None
        fields = {name for module in types.values() for name in module.QUESTION.model_fields}
        for key in value:
            close = None if key in fields else process.extractOne(key, list(types), score_cutoff=65)
            if close:
                hint = f"did you mean `{close[0]}`?"
                self._find(QUESTION_TYPE, f"`{key}` is no question type", (*path, key), hint, known, key=True)
                return None
        hint = f"give it one of: {', '.join(types)}"
        self._find(QUESTION_TYPE, "the question has no type, so nothing is asked", path, hint, known)
        return None

    def _question(self, value: Map, type_name: str, path: Path, known: str | None) -> Question | None:
        raw: dict[str, object] = {**self.defaults, **value}
        of_bank, own = self.defaults.get("allow"), value.get("allow")
        if isinstance(of_bank, dict) and isinstance(own, dict):
            raw["allow"] = {**of_bank, **own}
        for own, other in (("cite", "uncited"), ("uncited", "cite")):
            if own in value and other not in value:
                raw.pop(other, None)
        if "id" not in value:
            self._offer_id(value, type_name, path)
            raw["id"] = "unnamed"
        model: type[Question] = register("quizgen.questions", "TYPE")[type_name].QUESTION
        what = f"{'an' if type_name[0] in 'aeiou' else 'a'} {type_name} question"
        document, lang = self.bank.document, self.bank.lang
        question = self.loader.reading.validate(model, raw, document, path, what, lang, known)
        if question and question.cite and question.uncited:
            message = "the question has both `cite` and `uncited`"
            self._find(WRONG_VALUE, message, (*path, "uncited"), "keep one of the two", known, key=True)
        return question if "id" in value else None

    def _offer_id(self, value: Map, type_name: str, path: Path) -> None:
        """Report a missing id, with a fix: the bank's name and up to four words of the stem."""
        stem: Any = value.get(type_name)
        name = self.loader.free_ids.give(id_of_stem(self.bank.name, stem if isinstance(stem, str) else type_name))
        span = self.bank.document.place(path).span
        fix = None
        if span and not value.flow:
            start = Span(span.line, span.column, span.line, span.column)
            text = f"id: {name}\n{' ' * (span.column - 1)}"
            fix = Fix(f"add `id: {name}`", (Edit(self.bank.document.file, start, text),))
        hint = f"add the line `id: {name}`, or let quizgen do it: quizgen check --fix" if fix else f"add `id: {name}`"
        place = self.bank.document.place((*path, type_name), key=True)
        self.loader.reading.findings.append(Finding("the question has no id", place, hint, fix=fix, code=MISSING_ID))

    def _has_its_own_history(self, question: Question, path: Path) -> bool:
        """Report where the students' history of two questions would be one."""
        origin = self._origin(question)
        document, other = self.loader.origins.setdefault(origin, (self.bank.document, path))
        if other is path:
            return True
        message = f"two questions would share the students' history of “{origin}”"
        hint = "only one question may have that id, or have had it (`was`)"
        place = self.bank.document.place((*path, "id"))
        related = (Related("the first is here", document.place((*other, "id"))),)
        self.loader.reading.findings.append(Finding(message, place, hint, question.id, related, code=DUPLICATE_ID))
        return False

    def _origin(self, question: Question) -> str:
        """The id under which a question was first published: the lock remembers it through several new names."""
        known = self.loader.lock.questions
        for name in (question.id, question.was or question.id):
            if name in known and known[name].origin:
                return known[name].origin
        return question.was or question.id

    def _lowered(self, question: Question, type_name: str, path: Path) -> Entry:
        known = self.loader.lock.questions
        record = known.get(question.id) or known.get(question.was or "")
        lowerer = self.loader.lowerer(self.bank, path, question.id, record)
        tags = tuple(dict.fromkeys((*self.bank.fields.tags, *question.tags)))
        citations = tuple(self._citations(question))
        item = question.lower(lowerer, proofs(citations, record), tags, self._origin(question))
        document, lang = self.bank.document, self.bank.lang
        return Entry(
            question,
            type_name,
            item,
            citations,
            document,
            path,
            lang,
            record,
            lowerer.blanks.given,
            lowerer.regions.given,
        )

    def _citations(self, question: Question) -> Iterator[Cited]:
        for position, citation in enumerate(question.cite):
            source = citation.source or self.bank.fields.source or ""
            yield cite(source, citation.quote, ("cite", position, "quote"), self.loader.sources)

    def _find(
        self,
        code: str,
        message: str,
        path: Path,
        hint: str,
        question: str | None = None,
        *,
        key: bool = False,
    ) -> None:
        place = self.bank.document.place(path, key=key)
        self.loader.reading.find(code, message, place, hint, question)
