"""A course as it was read: its files' fields, its sources, banks and questions, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Discriminator, Field, Tag, model_validator

from quizgen.anchors import Anchors
from quizgen.clashes import Clashes
from quizgen.diagnostics import Finding, Place, Span
from quizgen.edition import PaperSize
from quizgen.evidence.doubts import Doubt
from quizgen.evidence.examiner import Examiner
from quizgen.evidence.language import language
from quizgen.evidence.names import Aliases
from quizgen.evidence.texts import Asked, Quoted, Text
from quizgen.fields import (
    Age,
    Count,
    Day,
    FontName,
    Id,
    Lang,
    Many,
    ManyWords,
    Model,
    RuleName,
    Truth,
    Version,
    Words,
    one_of,
    refuse,
)
from quizgen.items import Choose, Item, Passage, Reference
from quizgen.lock import Lock, Record
from quizgen.markup import plain
from quizgen.pool import Pool
from quizgen.questions._base import (
    Claim,
    Common,
    DifficultyName,
    ImageField,
    LevelName,
    OptionsMixin,
    Question,
)
from quizgen.sentences import Sentence
from quizgen.writing.phrase import Phrase
from quizgen.writing.written import Written
from quizgen.yaml_tree import Map, Seq, span_of

COURSE_FILE = "quizgen.yaml"
LOCK_FILE = "quizgen.lock"
SOURCES_FILE = "seeds/sources.yaml"
FOLDERS = ("decks", "seeds", "templates")
"""What a course is made of besides its course file and lock. Pictures may stand elsewhere."""
BANK_SUFFIXES = (".yaml", ".yml")
UNREADABLE = "unreadable"
"""The id of a course whose file can't be read."""
ANSWERS = frozenset({"answer", "answers"})
"""The fields of right options."""


class SourceFields(Model):
    """What `seeds/sources.yaml` says of a source."""

    file: Words = Field(description="The name of the text's file, without a folder.", examples=["trenin.txt"])
    title: Words = Field(description="The title, as the source gives it.", examples=["Russia Takes a Gamble"])
    author: Words | None = Field(None, description="Who wrote it; shown with quotes.", examples=["Dmitri Trenin"])
    publisher: Words | None = Field(None, description="Who published it.", examples=["Carnegie Moscow Center"])
    date: Words | None = Field(None, description="When, as readers should see it.", examples=["January 2022"])
    url: Words | None = Field(None, description="Where to find it.", examples=["https://example.org/gamble"])
    rights: Words | None = Field(
        None, description="What may be done with the text.", examples=["in copyright; short quotes only"]
    )
    lang: Lang | None = Field(
        None, description="Its language, by code; else that of the questions that cite it.", examples=["en"]
    )
    names: ManyWords = Field((), description="What a stem may call the source.", examples=[["Trenin"]])
    dates: Annotated[Literal["dmy", "mdy", "ymd"] | None, one_of("dmy", "mdy", "ymd")] = Field(
        None, description="How the text writes dates in digits.", examples=["dmy"]
    )
    wrapped: Truth | None = Field(
        None, description="Are lines broken at a width? Found out by default.", examples=[True]
    )
    show: Annotated[Literal["sentence", "quote"], one_of("sentence", "quote")] = Field(
        "quote", description="May outputs print whole sentences of it?", examples=["quote"]
    )


Name = TypeVar("Name")
OrEach = Annotated[
    Annotated[Literal["each"], Tag("[each]")] | Annotated[Name, Tag("[name]")],
    Discriminator(lambda name: "[each]" if name == "each" else "[name]"),
]
OrQuotas = Annotated[
    Annotated[dict[OrEach[Name], Count], Tag("[quotas]")] | Annotated[Name, Tag("[name]")],
    Discriminator(lambda value: "[quotas]" if isinstance(value, dict) else "[name]"),
]
"""A name, or how many at least of each of some; the name `each` stands for all that there are."""


class Blueprint(Model):
    """Questions to pick for a sheet by what they are."""

    bank: OrQuotas[Words] | None = Field(
        None,
        description="The bank they are in, or how many, at least, of which banks.",
        examples=["clock", {"clock": 3, "harbour": 2}],
    )
    type: OrQuotas[Words] | None = Field(
        None, description="Their type, or how many, at least, of which types.", examples=["choice", {"open": 1}]
    )
    tag: OrQuotas[Words] | None = Field(
        None, description="A tag that they have, or how many, at least, with which tags.", examples=["starter"]
    )
    level: OrQuotas[LevelName] | None = Field(
        None,
        description="Their Bloom level, or how many, at least, of which levels (`each`: of each there is).",
        examples=["remember", {"each": 2}],
    )
    difficulty: OrQuotas[DifficultyName] | None = Field(
        None,
        description="How hard they are, or how many, at least, are how hard.",
        examples=["easy", {"easy": 4, "medium": 4, "hard": 2}],
    )
    number: Count | None = Field(None, description="How many; all that fit without it.", examples=[10])

    @model_validator(mode="after")
    def _quotas_have_a_number(self) -> Self:
        for name, wanted in self:
            if isinstance(wanted, dict) and self.number is None:
                raise refuse("says how many of each, but not of how many", "add `number`", at=(name,))
        return self


def _kind_of_pick(value: object) -> str:
    return "[fields]" if isinstance(value, dict | Blueprint) else "[id]"


OnePick = Annotated[Annotated[Id, Tag("[id]")] | Annotated[Blueprint, Tag("[fields]")], Discriminator(_kind_of_pick)]
Pick = Annotated[tuple[OnePick, ...], Many]


class PartFields(Model):
    """A part of a sheet."""

    title: Words | None = Field(None, description="Printed above the part.", examples=["Part A"])
    instructions: Words | None = Field(None, description="What to do.", examples=["Tick one box."])
    pick: Pick = Field(
        description="Ids of questions, or what they are: bank, type, tag, level, difficulty, number.",
        examples=[["clock-maker", "clock-price"], {"bank": "clock", "type": "choice"}],
    )
    shuffle: Truth = Field(
        default=True, description="May versions have its questions in another order?", examples=[False]
    )


class PrintFields(Model):
    """How sheets are printed: said once for the course, or for one sheet."""

    versions: Annotated[tuple[Version, ...], Many] = Field(
        (),
        description="Versions, each with questions and options in an order of its own: capital letters.",
        examples=[["A", "B"]],
    )
    fields: ManyWords = Field(
        (),
        description="What students fill in at the top; name, class and date without it.",
        examples=[["Name", "Class", "Seat"]],
    )
    order: Annotated[Literal["written", "type", "source"] | None, one_of("written", "type", "source")] = Field(
        None,
        description="How the questions of a part follow each other; as they are picked, without it.",
        examples=["type"],
    )
    word_bank: Truth | None = Field(
        None, description="A word bank under every cloze, or none; without it, where distractors are.", examples=[True]
    )
    marks: Truth | None = Field(None, description="A table for the points of each question.", examples=[True])


class SheetFields(PrintFields):
    """A sheet to print."""

    title: Words = Field(description="Printed at the top.", examples=["The clock of Lower Ness"])
    time: Words | None = Field(None, description="How long the students have.", examples=["40 min"])
    date: Day | None = Field(
        None, description="The day it is written, which is then printed: year, month, day.", examples=["2026-11-24"]
    )
    reading: Id | None = Field(
        None, description="A source that is printed before the questions; one that may be shown.", examples=["clock"]
    )
    parts: Annotated[tuple[PartFields, ...], Many] = Field(
        description="The parts, each with the questions it picks.",
        examples=[{"title": "Part A", "pick": "clock-maker"}],
    )


class ClaimFields(Model):
    """One side of a dispute."""

    source: Id = Field(description="The id of the source that says so.", examples=["trenin"])
    value: Words = Field(description="What it says.", examples=[1999])
    quote: Words = Field(description="Its words, verbatim.", examples=["since its founding in 1999"])
    scope: Words | None = Field(
        None, description="Claims of different scopes do not contradict each other.", examples=["Russian soldiers"]
    )


class DisputeFields(Model):
    """Something on which sources differ."""

    id: Id = Field(description="A name for it, which questions give under `dispute`.", examples=["csto-founded"])
    about: Words = Field(description="What it is about.", examples=["the year in which the CSTO was founded"])
    claims: Annotated[tuple[ClaimFields, ...], Many] = Field(
        description="What each side says: two claims or more.",
        examples=[{"source": "trenin", "value": 1999, "quote": "since its founding in 1999"}],
    )


class CourseFields(PrintFields):
    """What `quizgen.yaml` says."""

    id: Id = Field(description="Stable for ever: the students' decks hang on it.", examples=["harbour-history-kqzvwa"])
    title: Words = Field(description="What the course is called.", examples=["Harbour history"])
    lang: Lang = Field("en", description="The language of the course, by its code.", examples=["en"])
    aliases: dict[Words, ManyWords] = Field(
        {},
        description="Names that mean the same, so that either proves the other: CSTO: [the long name].",
        examples=[{"Harbour Board": ["the Board"]}],
    )
    reader_age: Age | None = Field(
        None, description="How old the readers are, in years; texts far above them are noted.", examples=[15]
    )
    max_quote_words: Count = Field(25, description="The longest quote, in words; 25 without it.", examples=[40])
    require: Annotated[tuple[Annotated[Literal["cite"], one_of("cite")], ...], Many] = Field(
        (), description="What every question must have; without it, that is an error.", examples=["cite"]
    )
    select: Annotated[tuple[RuleName, ...], Many] = Field(
        (), description="The only warnings that you want to see, by code or name.", examples=[["Q105", "Q106"]]
    )
    ignore: Annotated[tuple[RuleName, ...], Many] = Field(
        (), description="Warnings that you never want to see, by code or name.", examples=[["Q105"]]
    )
    sheets: dict[Id, SheetFields] = Field(
        {},
        description="What to print, by a name of yours; without it, each bank is a sheet.",
        examples=[{"unit-1": {"title": "The clock", "parts": {"pick": ["clock-maker"]}}}],
    )
    disputes: Annotated[tuple[DisputeFields, ...], Many] = Field(
        (),
        description="Where sources differ, with the words of each side.",
        examples=[
            {
                "id": "clock-price",
                "about": "what the clock cost",
                "claims": [
                    {"source": "clock", "value": 340, "quote": "It cost 340 pounds"},
                    {"source": "minutes", "value": 310, "quote": "the clock at 310 pounds"},
                ],
            }
        ],
    )
    paper: Annotated[PaperSize, one_of("a4", "letter")] = Field(
        "a4", description="The size of the paper in PDFs; pages for the browser fit both.", examples=["letter"]
    )
    school: Words | None = Field(
        None, description="The school's name, at the top of sheets.", examples=["School of Lower Ness"]
    )
    logo: Words | None = Field(
        None, description="A picture at the top of sheets: its path from the course file.", examples=["logo.svg"]
    )
    font: FontName | None = Field(
        None, description="The font of sheets and keys, by its name; it must be installed.", examples=["Andika"]
    )
    styles: Annotated[tuple[Id, ...], Many] = Field(
        (),
        description="Further copies of each worksheet: large-print, dyslexia, high-contrast.",
        examples=[["large-print"]],
    )


class PassageFields(Model):
    """What several questions of a bank share."""

    title: Words | None = Field(None, description="Shown above it.", examples=["Harbour fees"])
    text: Words | None = Field(
        None, description="What is to be read, in Markdown.", examples=["A boat paid 2 pounds, a ship 5."]
    )
    image: ImageField | None = Field(None, description="What is to be looked at.", examples=["map.png"])


class BankFields(Common):
    """A bank's head: what is said once for all its questions. `questions` is read apart, one by one."""

    title: Words = Field(description="What the bank is called.", examples=["The clock of Lower Ness"])
    deck: Words | None = Field(
        None, description="The Anki deck; by default course title :: bank title.", examples=["History::The clock"]
    )
    source: Id | None = Field(None, description="The source of a citation that names none.", examples=["clock"])
    lang: Lang | None = Field(
        None, description="The language of the questions, by its code; else the course's.", examples=["kk"]
    )
    passages: dict[Words, PassageFields] = Field(
        {},
        description="What several questions share, by a name of yours.",
        examples=[{"fees": {"title": "Harbour fees", "text": "A boat paid 2 pounds, a ship 5."}}],
    )


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
    regions: Mapping[int, str]
    """The card numbers given to the regions of its picture, and their labels."""

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

    @cached_property
    def written(self) -> Written:
        """The question as the rules of item writing take it."""
        tongue, question, response = language(self.lang), self.question, self.item.response
        stem = Phrase(self.item.stem.plain or plain(question.prompt), tongue)
        if not isinstance(question, OptionsMixin) or not isinstance(response, Choose):
            return Written(stem)
        options = [Phrase(option.text.plain, tongue) for option in response.options]
        paths = [path for _, path in question.shown]
        right: dict[str, int] = {}
        for number in sorted(response.correct):  # a distractor with the key's own words is no key
            right.setdefault(options[number].plain.strip(), number)
        keys = frozenset(n for n in response.correct if paths[n][0] in ANSWERS or n in right.values())
        return Written(stem, options, paths, keys, response.author_order)

    @property
    def is_located(self) -> bool:
        """Does it cite something, and was each quote found?"""
        return bool(self.citations) and all(cited.sentence for cited in self.citations)

    @property
    def fields(self) -> Map:
        """The question's own fields as they were read, without what its bank adds."""
        questions = self.document.root["questions"]
        mine = questions[int(self.path[1])] if isinstance(questions, Seq) else None
        return mine if isinstance(mine, Map) else Map()

    @property
    def own_allow(self) -> Collection[str]:
        """The findings that the question itself allows, not its bank."""
        allow = self.fields.get("allow")
        return allow.keys() if isinstance(allow, Map) else ()

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

    @property
    def in_use(self) -> list[Entry]:
        """Its questions, without those that are retired."""
        return [entry for entry in self.entries if entry.question.status != "retired"]


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
    logo: str = ""
    """The name of the medium that is the school's logo; empty without one."""
    pictures: frozenset[str] = frozenset()
    """The files of its media, by path."""

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
    def clashes(self) -> Clashes:
        """Which questions can't stand on one sheet."""
        return Clashes(self.banks)

    @cached_property
    def pool(self) -> Pool:
        """The questions that sheets are made of."""
        return Pool(self.banks)

    @cached_property
    def doubts(self) -> dict[str, tuple[Doubt, ...]]:
        """The doubts about questions that were examined, by id; every rule reads them here."""
        return {}

    @property
    def entries(self) -> Iterator[Entry]:
        """All questions, bank by bank."""
        for bank in self.banks:
            yield from bank.entries

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Every id that a question has or had, as far as banks and lock tell."""
        former = {entry.question.was for entry in self.entries if entry.question.was}
        here = {entry.id for entry in self.entries} | self.broken_ids.keys()
        return frozenset(former | here | self.lock.questions.keys() | self.lock.removed.keys())

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The questions that the lock knows and no bank has, not even as what one `was`.

        None where a file could not be read: what it holds may be one of them.
        """
        written = [bank.document.root.get("questions") for bank in self.banks]
        questions = [one for several in written if isinstance(several, Seq) for one in several if isinstance(one, Map)]
        kept = {str(one.get(field)) for one in questions for field in ("id", "was")} | self.broken_ids.keys()
        return () if self.unread else tuple(sorted(self.lock.questions.keys() - kept))

    def is_whole(self, bank: Bank) -> bool:
        """Could all of a bank's file be read?"""
        return bank.document.file not in self.unread and bank.document.file not in self.broken_ids.values()

    def bank(self, name: str) -> Bank | None:
        """The bank of that name."""
        return next((bank for bank in self.banks if bank.name == name), None)
