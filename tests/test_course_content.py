"""What the course that ships with quizgen asks: enough of each text, on every level, neutrally, in words of our own."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from quizgen.anchors import fold, quote_parts, word_count
from quizgen.check import Report, check
from quizgen.course import Bank, Course, Entry
from quizgen.load import load
from quizgen.registry import register
from quizgen.report.strips import Strip, strips

ROOT = Path(__file__).parent.parent
TEXTS = os.environ.get("QUIZGEN_SOURCES", "")
with_texts = pytest.mark.skipif(not TEXTS, reason="the articles' texts are not here: set QUIZGEN_SOURCES")
ARTICLES = {"intervention": 25, "relief": 45, "trenin": 33, "episkopos": 38, "lcir": 60}
"""The banks on one article each, and how many questions each has at least."""


@pytest.fixture(scope="module")
def course() -> Course:
    """The course, with the articles where they are at hand."""
    return load(ROOT, [Path(TEXTS)] if TEXTS else [])


@pytest.fixture(scope="module")
def report(course: Course) -> Report:
    return check(course)


@pytest.fixture(scope="module")
def covered(report: Report) -> dict[str, Strip]:
    """How the questions lie over each source; known from the lock where the text is not at hand."""
    return {strip.source.id: strip for strip in strips(report)}


def entries(course: Course, bank: str) -> tuple[Entry, ...]:
    found = course.bank(bank)
    assert isinstance(found, Bank), bank
    return found.entries


# ----------------------------------------------------------------------------------------------- how much it asks


def test_the_banks_are_as_large_as_their_texts_carry(course: Course) -> None:
    sizes = {bank.name: sum(entry.question.status == "ready" for entry in bank.entries) for bank in course.banks}
    least = {**ARTICLES, "disputes": 20, "reader": 30, "glossary": 40}
    assert sizes.keys() == least.keys()
    assert {name: size for name, size in sizes.items() if size < least[name]} == {}
    assert sum(sizes[name] for name in ARTICLES) >= 210
    assert sum(sizes.values()) >= 290


def test_all_types_are_used_over_the_course_and_in_the_reader(course: Course) -> None:
    types = set(register("quizgen.questions", "TYPE"))
    assert {entry.type for entry in course.entries} == types
    assert {entry.type for entry in entries(course, "reader")} == types


@pytest.mark.parametrize("bank", [*ARTICLES, "disputes", "reader"])
def test_a_third_of_each_bank_asks_for_more_than_memory(course: Course, bank: str) -> None:
    levels = Counter(entry.question.level for entry in entries(course, bank))
    assert None not in levels
    assert 3 * levels["remember"] <= 2 * levels.total(), levels
    assert levels["analyze"] >= 2
    assert levels["evaluate"] >= 1


@pytest.mark.parametrize("bank", [*ARTICLES, "disputes", "reader", "glossary"])
def test_every_question_teaches_and_can_be_found(course: Course, bank: str) -> None:
    for entry in entries(course, bank):
        question = entry.question
        assert entry.id.startswith(f"{bank}-")
        assert question.explain, entry.id
        assert question.difficulty, entry.id
        assert entry.item.tags, entry.id


@pytest.mark.parametrize(("source", "share"), [*((name, 0.6) for name in ARTICLES), ("reader", 0.5)])
def test_most_of_a_source_is_cited_and_no_third_is_blank(covered: dict[str, Strip], source: str, share: float) -> None:
    cells = covered[source].cells
    assert covered[source].cited >= share * len(cells)
    thirds = [cells[len(cells) * part // 3 : len(cells) * (part + 1) // 3] for part in range(3)]
    assert all(sum(cell.count > 0 for cell in third) >= len(third) / 3 for third in thirds)


def test_the_glossary_is_cards(course: Course) -> None:
    assert {entry.type for entry in entries(course, "glossary")} == {"card"}
    kinds = Counter(tag for entry in entries(course, "glossary") for tag in entry.question.tags)
    assert all(kinds[kind] >= 8 for kind in ("person", "place", "institution", "term")), kinds


# ----------------------------------------------------------------------------------------------- where sources differ


def test_the_bank_on_disputes_asks_about_at_least_twelve(course: Course) -> None:
    assert len(course.disputes) >= 12
    asked = {entry.question.dispute for entry in entries(course, "disputes")} - {None}
    assert len(asked) >= 12
    types = {entry.type for entry in entries(course, "disputes")}
    assert {"match", "open", "choice"} <= types


NAME = re.compile(r"(?<=[^.?!:;…“] )[A-Z][\w’'-]+")
"""A word with a capital that does not begin a sentence or quotation."""


@with_texts
def test_a_name_in_a_stem_stands_in_a_source_of_the_question(course: Course) -> None:
    strange = {}
    for entry in course.entries:
        stem = NAME.findall(" ".join(entry.question.prompt.split()))
        known = " ".join(chain.from_iterable(_known(course, cited.source_id) for cited in entry.citations))
        words = {_bare(word) for word in WORD.findall(fold(known).lower())}
        missing = [name for name in stem if not {_bare(w) for w in WORD.findall(fold(name).lower())} <= words]
        if missing:
            strange[entry.id] = missing
    assert strange == {}


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _known(course: Course, name: str) -> Iterable[str]:
    """The words of a source, what it is called, and the course's other names of things."""
    source = course.sources[name]
    assert source.anchors
    yield from (sentence.text for sentence in source.anchors.sentences)
    yield from (source.fields.title, *source.names)
    for short, others in course.fields.aliases.items():
        yield from (short, *others)


# ----------------------------------------------------------------------------------------------- proof and rights


def test_nearly_all_is_proved_without_a_waiver(course: Course, report: Report) -> None:
    assert [d.finding.message for d in report.diagnostics if d.severity != "info"] == []
    waived = [entry.id for entry in course.entries if entry.question.allow]
    assert len(waived) <= 0.05 * len(list(course.entries)), waived
    assert not any(bank.fields.allow for bank in course.banks)
    reasons = [reason for entry in course.entries for reason in entry.question.allow.values()]
    assert [reason for reason in reasons if len(reason.split()) < 8] == []


def test_quotes_are_short(course: Course) -> None:
    quotes = list(_quotes(course))
    assert quotes
    assert [quote for quote in quotes if word_count(quote) > 25] == []


RUN = 8
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@with_texts
def test_no_stretch_of_an_article_stands_outside_a_quote(course: Course) -> None:
    """Names and titles aside, which `seeds/sources.yaml` and the aliases give."""
    runs: set[tuple[str, ...]] = set()
    for name in ARTICLES:
        source = course.sources[name]
        assert source.anchors
        for sentence in source.anchors.sentences:
            runs |= set(_runs(sentence.text))
        about = source.fields
        for title in (about.title, about.author or "", about.publisher or "", *about.names):
            runs -= set(_runs(title))
    allowed = Counter(run for quote in _quotes(course) for part in quote_parts(quote) for run in _runs(part))
    files = ["quizgen.yaml", "docs/course.md", "README.md", *_files("decks"), *_files("seeds")]
    written = Counter(run for file in files for run in _runs((ROOT / file).read_text(encoding="utf-8")))
    copied = {run: count for run, count in written.items() if run in runs and count > allowed[run]}
    assert copied == {}


def _quotes(course: Course) -> Iterable[str]:
    yield from (cited.quote for entry in course.entries for cited in entry.citations)
    yield from (cited.quote for claims in course.disputes.values() for cited in claims)


def _files(folder: str) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = WORD.findall(fold(text).lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


# ----------------------------------------------------------------------------------------------- the reader


def test_the_reader_is_ours_and_ships_whole(course: Course) -> None:
    source = course.sources["reader"]
    assert source.may_show
    assert source.fields.rights == "CC BY 4.0"
    text = (ROOT / "seeds" / source.fields.file).read_text(encoding="utf-8")
    assert 600 <= len(text.split()) <= 900


def test_its_questions_use_figures_that_say_what_they_show(course: Course) -> None:
    pictures = [entry.item.context.image for entry in entries(course, "reader") if entry.item.context]
    shown = Counter(picture.name for picture in pictures if picture)
    assert len(shown) == 2
    assert min(shown.values()) >= 3
    assert all(picture.alt for picture in pictures if picture)


def test_cards_show_its_sentences_whole_and_its_sheet_the_text(course: Course) -> None:
    for entry in entries(course, "reader"):
        assert entry.item.proofs, entry.id
    read = [sheet for sheet in course.fields.sheets.values() if sheet.reading == "reader"]
    assert read
