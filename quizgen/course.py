"""A course as it was read: its files' fields, its sources, banks and questions, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from quizgen.anchors import Anchors
from quizgen.diagnostics import Finding, Place, Span
from quizgen.evidence.doubts import Doubt
from quizgen.evidence.examiner import Examiner
from quizgen.evidence.names import Aliases
from quizgen.evidence.texts import Asked, Quoted, Text
from quizgen.fields import Count, Id, Lang, Many, ManyWords, Model, RuleName, Truth, Words, one_of
from quizgen.items import Item, Passage, Reference
from quizgen.lock import Lock, Record
from quizgen.questions._base import Claim, Common, ImageField, Question
from quizgen.sentences import Sentence
from quizgen.yaml_tree import Map, span_of

COURSE_FILE = "quizgen.yaml"
LOCK_FILE = "quizgen.lock"
SOURCES_FILE = "seeds/sources.yaml"


class SourceFields(Model):
    """What `seeds/sources.yaml` says of a source."""

    file: Words = Field(description="The text's file name.")
    title: Words
    author: Words | None = None
    publisher: Words | None = None
    date: Words | None = None
    url: Words | None = None
    rights: Words | None = None
    lang: Lang | None = None
    names: ManyWords = Field((), description="What a stem may call the source.")
    dates: Annotated[Literal["dmy", "mdy", "ymd"] | None, one_of("dmy", "mdy", "ymd")] = None
    wrapped: Truth | None = Field(None, description="Are lines broken at a width? Found out by default.")
    show: Annotated[Literal["sentence", "quote"], one_of("sentence", "quote")] = Field(
        "quote", description="May outputs print whole sentences of it?"
    )


class Blueprint(Model):
    """Questions to pick for a sheet by what they are."""

    bank: Words | None = None
    type: Words | None = None
    tag: Words | None = None
    level: Words | None = None
    difficulty: Words | None = None
    number: Count | None = Field(None, description="How many; all that fit without it.")


def _kind_of_pick(value: object) -> str:
    return "[fields]" if isinstance(value, dict | Blueprint) else "[id]"


OnePick = Annotated[Annotated[Id, Tag("[id]")] | Annotated[Blueprint, Tag("[fields]")], Discriminator(_kind_of_pick)]
Pick = Annotated[tuple[OnePick, ...], Many]


class PartFields(Model):
    """A part of a sheet."""

    title: Words | None = None
    instructions: Words | None = None
    pick: Pick = Field(description="Ids of questions, or what they are: bank, type, tag, level, difficulty, number.")


class SheetFields(Model):
    """A sheet to print."""

    title: Words
    time: Words | None = None
    parts: Annotated[tuple[PartFields, ...], Many]
    versions: ManyWords = ()
    fields: ManyWords = Field((), description="What the student fills in at the top, such as Name, Class.")


class ClaimFields(Model):
    """One side of a dispute."""

    source: Id
    value: Words
    quote: Words
    scope: Words | None = Field(None, description="Claims of different scopes do not contradict each other.")


class DisputeFields(Model):
    """Something on which sources differ."""

    id: Id
    about: Words
    claims: Annotated[tuple[ClaimFields, ...], Many]


class CourseFields(Model):
    """What `quizgen.yaml` says."""

    id: Id = Field(description="Stable for ever: the students' decks hang on it.")
    title: Words
    lang: Lang = "en"
    aliases: dict[Words, ManyWords] = Field({}, description="Names that mean the same: CSTO: [the long name].")
    max_quote_words: Count = 25
    require: Annotated[tuple[Annotated[Literal["cite"], one_of("cite")], ...], Many] = ()
    select: Annotated[tuple[RuleName, ...], Many] = ()
    ignore: Annotated[tuple[RuleName, ...], Many] = ()
    sheets: dict[Id, SheetFields] = {}
    disputes: Annotated[tuple[DisputeFields, ...], Many] = ()
    paper: Annotated[Literal["a4", "letter"], one_of("a4", "letter")] = "a4"
    versions: ManyWords = ()
    school: Words | None = None
    logo: Words | None = None
    fields: ManyWords = ()


class PassageFields(Model):
    """What several questions of a bank share."""

    title: Words | None = Field(None, description="Shown above it.")
    text: Words | None = Field(None, description="What is to be read, in Markdown.")
    image: ImageField | None = Field(None, description="What is to be looked at.")


class BankFields(Common):
    """A bank's head: what is said once for all its questions. `questions` is read apart, one by one."""

    title: Words = Field(description="What the bank is called.")
    deck: Words | None = Field(None, description="The Anki deck; by default course title :: bank title.")
    source: Id | None = Field(None, description="The source of a citation that names none.")
    lang: Lang | None = Field(None, description="The language of the questions, by its code; else the course's.")
    passages: dict[Words, PassageFields] = Field({}, description="What several questions share, by a name of yours.")


@dataclass(frozen=True)
class Document:
    """A YAML file of the course: its path (relative, with `/`), its text, and its data with spans."""

    file: str
    text: str
    root: Map

    def place(self, path: tuple[str | int, ...] = (), *, key: bool = False) -> Place:
        """Where a field stands; a missing one is reported where it would belong."""
        return Place(self.file, span_of(self.root, path, key=key) or Span(1, 1, 1, 1))


@dataclass(frozen=True)
class Source:
    """A source; `anchors` is None where its text is not at hand.

    `shipped` tells whether the text is in the course's own `seeds/`.
    """

    id: str
    fields: SourceFields
    lang: str
    anchors: Anchors | None
    digest: str = ""
    shipped: bool = False
    place: Place = Place(SOURCES_FILE)

    @property
    def reference(self) -> Reference:
        """The source as a bibliography names it."""
        about = self.fields
        return Reference(
            id=self.id,
            title=about.title,
            author=about.author or "",
            publisher=about.publisher or "",
            date=about.date or "",
            url=about.url or "",
            rights=about.rights or "",
            lang=self.lang,
        )

    @cached_property
    def sentences(self) -> Mapping[str, Sentence]:
        """The first sentence of each digest."""
        return {s.digest: s for s in reversed(self.anchors.sentences)} if self.anchors else {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What a stem may call it: author, the author's last name, publisher, and its `names`."""
        author = self.fields.author or ""
        return tuple(filter(None, (author, *author.split()[-1:], self.fields.publisher, *self.fields.names)))

    @property
    def may_show(self) -> bool:
        """May outputs print its sentences? Only those that ship with the course, and say so."""
        return self.shipped and self.fields.show == "sentence"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, where it stands, and what was found: `sentences` holds exactly one if all is well.

    `source` is None if the course has no such source.
    """

    source_id: str
    source: Source | None
    quote: str
    path: tuple[str | int, ...]
    sentences: tuple[Sentence, ...] = ()

    @property
    def checked(self) -> bool:
        """Is the text at hand, so that the quote could be looked for?"""
        return self.source is not None and self.source.anchors is not None

    @property
    def sentence(self) -> Sentence | None:
        """The cited sentence, if there is exactly one."""
        return self.sentences[0] if len(self.sentences) == 1 else None


def cite(source_id: str, quote: str, path: tuple[str | int, ...], sources: Mapping[str, Source]) -> Cited:
    """Look for a quote in its source."""
    source = sources.get(source_id)
    found = tuple(source.anchors.find(quote)) if source and source.anchors else ()
    return Cited(source_id, source, quote, path, found)


@dataclass(frozen=True)
class Entry:
    """A question in its bank: its fields, its item, its citations, its place, what the lock knew of it."""

    question: Question
    type: str
    item: Item
    citations: tuple[Cited, ...]
    document: Document
    path: tuple[str | int, ...]
    lang: str
    record: Record | None
    blanks: Mapping[int, str]
    """The card numbers given to a cloze's unnumbered blanks, and their texts."""

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    def place(self, path: tuple[str | int, ...] = (), *, key: bool = False) -> Place:
        """Where a field of the question stands."""
        return self.document.place(self.path + path, key=key)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the cited sentences must support."""
        return tuple(self.question.claims())

    @cached_property
    def asked(self) -> Asked:
        """The question as the examiner takes it, with the citations that were found."""
        found = ((cited, cited.sentence) for cited in self.citations)
        return Asked(
            type=self.type,
            lang=self.lang,
            prompt=self.question.prompt,
            prompt_path=(self.type,),
            claims=self.claims,
            distractors=tuple(self.question.wrong_options()),
            false_statement=self.question.prompt if any(c.path == ("correction",) for c in self.claims) else "",
            cited=tuple(Quoted(cited.source_id, cited.quote, sentence) for cited, sentence in found if sentence),
        )

    @property
    def is_located(self) -> bool:
        """Does it cite something, and was each quote found?"""
        return bool(self.citations) and all(cited.sentence for cited in self.citations)

    @property
    def home(self) -> Place:
        """The question itself: its id, else its first line."""
        return self.place(("id",))

    @property
    def proving(self) -> bool:
        """Are all cited texts at hand, so that the proof is made afresh?"""
        return all(cited.checked for cited in self.citations)


@dataclass(frozen=True)
class Bank:
    """One bank: its name (path below `decks/` without the suffix), head and questions."""

    name: str
    fields: BankFields
    document: Document
    lang: str
    deck: str
    entries: tuple[Entry, ...]
    passages: Mapping[str, Passage] = field(default_factory=dict)


@dataclass(frozen=True)
class Course:
    """Everything that was read, and what reading found."""

    root: Path
    fields: CourseFields
    document: Document
    sources: Mapping[str, Source]
    banks: tuple[Bank, ...]
    lock: Lock
    lock_text: str
    findings: tuple[Finding, ...]
    media: Mapping[str, bytes]
    disputes: Mapping[str, tuple[Cited, ...]]
    texts: Mapping[str, str]
    """The text of each YAML file that was read, by path, for showing the line of a finding."""
    broken_ids: Mapping[str, str]
    """Ids of questions that could not be read, and their files; they are not gone."""
    unread: frozenset[str]
    """Files of which a part could not be read; what it holds is unknown."""

    @cached_property
    def aliases(self) -> Aliases:
        """The course's names that mean the same, ready to compare texts."""
        return Aliases(self.fields.aliases)

    @cached_property
    def examiner(self) -> Examiner:
        """What holds questions against the texts that are at hand.

        A source that does not say its language has that of the questions that cite it.
        """
        spoken = {cited.source_id: entry.lang for entry in self.entries for cited in entry.citations}
        texts = {
            source.id: Text(
                source.anchors.sentences,
                source.fields.title,
                source.names,
                source.fields.date or "",
                source.fields.lang or spoken.get(source.id, source.lang),
                source.fields.dates or "",
            )
            for source in self.sources.values()
            if source.anchors
        }
        return Examiner(texts, self.aliases)

    @cached_property
    def doubts(self) -> dict[str, tuple[Doubt, ...]]:
        """The doubts about questions that were examined, by id; every rule reads them here."""
        return {}

    @property
    def entries(self) -> Iterator[Entry]:
        """All questions, bank by bank."""
        for bank in self.banks:
            yield from bank.entries

    def bank(self, name: str) -> Bank | None:
        """The bank of that name."""
        return next((bank for bank in self.banks if bank.name == name), None)
