"""Which side of a declared dispute a question keys, and whether its stem names that side's source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.course import Cited, ClaimFields, Course, DisputeFields, Entry
from quizgen.evidence.facts import Facts
from quizgen.evidence.tokens import whole_words
from quizgen.lock import digest
from quizgen.markup import plain
from quizgen.questions._base import Claim


@dataclass(frozen=True)
class Side:
    """One claim of a dispute, with its citation."""

    dispute: DisputeFields
    claim: ClaimFields
    cited: Cited


def sides(course: Course) -> Iterator[Side]:
    """All claims of all disputes."""
    for dispute in course.fields.disputes:
        for claim, cited in zip(dispute.claims, course.disputes.get(dispute.id, ()), strict=False):
            yield Side(dispute, claim, cited)


def unnamed_sides(entry: Entry, course: Course) -> Iterator[Side]:
    """The contested sides that a question keys without naming their source in its stem, or in what it keys."""
    for side in sides(course):
        if is_contested(side) and keys(entry, side, course):
            keyed = (f"{claim.beside} {claim.text}" for claim in _keying(entry, side, course))
            if not _names("\n".join((entry.question.prompt, *keyed)), side.cited):
                yield side


def is_declared(entry: Entry, course: Course) -> bool:
    """Does a question cite a sentence of a declared dispute?"""
    return any(_same_sentence(cited, side.cited) for side in sides(course) for cited in entry.citations)


def is_contested(side: Side) -> bool:
    """Does another claim of the dispute, about the same scope, give another value?"""
    mine = side.claim
    return any(other.scope == mine.scope and other.value != mine.value for other in side.dispute.claims)


def proof(dispute: DisputeFields) -> str:
    """The digest of what a dispute claims and quotes."""
    return digest(*(f"{claim.source}\x1e{claim.value}\x1e{claim.quote}" for claim in dispute.claims))


def keys(entry: Entry, side: Side, course: Course) -> bool:
    """Does a question rest on a side: by `dispute`, or because it cites the side's sentence and keys its value?"""
    cited = [citation for citation in entry.citations if citation.source_id == side.cited.source_id]
    if not cited or not any(_keying(entry, side, course)):
        return False
    return entry.question.dispute == side.dispute.id or any(_same_sentence(citation, side.cited) for citation in cited)


def _same_sentence(one: Cited, other: Cited) -> bool:
    """Do two citations rest on one sentence? Without the text: is one quote a part of the other?"""
    if one.sentence and other.sentence:
        return one.sentence.digest == other.sentence.digest
    return one.quote in other.quote or other.quote in one.quote


def _keying(entry: Entry, side: Side, course: Course) -> Iterator[Claim]:
    """What the question keys with the value of a side in it."""
    source = side.cited.source
    order = (source.fields.dates if source else None) or ""
    value = course.examiner.reader.facts(side.claim.value, entry.lang, order)
    for claim in entry.claims:
        if _holds(course.examiner.reader.facts(plain(claim.text), entry.lang, order), value):
            yield claim


def _holds(text: Facts, value: Facts) -> bool:
    """Has a text the figures, dates and words of a value? One without any, such as “no”, it must have as it is."""
    if not (value.quantities or value.dates or value.words):
        return value.stands_in(text)
    figures = {(number, quantity.kind) for quantity in text.quantities for number in quantity.values}
    years = {date.year for date in text.dates} | {int(number) for number, _ in figures if number.denominator == 1}
    return (
        all((quantity.value, quantity.kind) in figures for quantity in value.quantities)
        and all(any(date.agrees(other) for other in text.dates) or date.year in years for date in value.dates)
        and all(text.has(word.stem) for word in value.words)
    )


def _names(text: str, cited: Cited) -> bool:
    """Does a text name a source: its author, its publisher, or one of its `names`?"""
    names = cited.source.names if cited.source else ()
    return any(whole_words(name).search(text) for name in names)
