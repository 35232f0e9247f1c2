"""Brings the lock up to date with a checked course: first the proofs, then the cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quizgen import disputes
from quizgen.check import Report
from quizgen.course import Cited, Course, Entry
from quizgen.lock import Address, Lock, Record, SourceRecord, Stamp, Waiver
from quizgen.proving import is_void, proof, waiver
from quizgen.sentences import Sentence, segmenter

NEW = Stamp("", 0)
SETTLED = frozenset({"proved", "reviewed", "locked", "uncited"})
"""Verdicts with which a question may go out; of any other the lock keeps what it knew."""


def prove(report: Report, accept: Iterable[str] = ()) -> Lock:
    """The lock with the proofs that the check made afresh; `accept` names questions whose void waivers hold again.

    Questions of other banks, and those that nothing proved, stay as they are. A question that is gone is kept among
    the removed, unless a file could not be read.
    """
    course, old = report.course, report.course.lock
    accepted = set(accept)
    questions = dict(old.questions)
    for entry in report.entries:
        if entry.record or report.verdicts[entry.id] in SETTLED:
            questions.pop(entry.question.was or "", None)
            questions[entry.id] = _record(entry, report, accept=entry.id in accepted)
    present = {entry.id for entry in course.entries} | course.broken_ids.keys()
    removed = {name: stamp for name, stamp in old.removed.items() if name not in present}
    removed |= {name: questions.pop(name).stamp for name in course.gone if name in questions}
    banks = {bank.name for bank in course.banks}
    return replace(
        old,
        segmenter=segmenter() if report.whole and _all_texts(course) else old.segmenter or segmenter(),
        sources=_sources(report),
        questions=questions,
        disputes=_disputes(course) if report.whole else old.disputes,
        decks={name: deck for name, deck in old.decks.items() if name in banks},
        removed=removed,
    )


def stamp(lock: Lock, cards: Mapping[str, str], models: Mapping[str, str], decks: Mapping[str, str], now: int) -> Lock:
    """The lock with the digests of cards and note types, and the banks' decks; a time rises when its digest changed."""
    questions = dict(lock.questions)
    for name, card in cards.items():
        if name in questions:
            questions[name] = replace(questions[name], stamp=questions[name].stamp.updated(card, now))
    stamps = {**lock.models}
    for name, model in models.items():
        stamps[name] = stamps.get(name, NEW).updated(model, now)
    return replace(lock, questions=questions, models=stamps, decks={**lock.decks, **decks})


def _record(entry: Entry, report: Report, *, accept: bool) -> Record:
    verdict = report.verdicts[entry.id]
    old = entry.record or Record(_before(entry, report.course))
    if verdict not in SETTLED:
        return old
    record = replace(
        old,
        type=entry.type,
        origin=entry.item.origin if entry.item.origin != entry.id else "",
        blanks=entry.blanks,
        regions=entry.regions,
        waivers=_waivers(entry, old, accept=accept),
    )
    if verdict == "locked":
        return record
    if verdict == "uncited":
        return replace(record, proof="", verdict="", sentences=())
    addresses = tuple(_addresses(entry.citations))
    return replace(record, proof=proof(entry, report.course), verdict=verdict, sentences=addresses)


def _before(entry: Entry, course: Course) -> Stamp:
    """The stamp of a question that comes back: its time must rise above the one it went with."""
    return Stamp("", course.lock.removed.get(entry.item.origin, course.lock.removed.get(entry.id, NEW)).changed)


def _addresses(citations: Iterable[Cited]) -> Iterator[Address]:
    for cited in citations:
        sentence = cited.sentence
        if sentence:
            yield Address(cited.source_id, sentence.digest, sentence.paragraph, sentence.number)


def _waivers(entry: Entry, old: Record, *, accept: bool) -> dict[str, Waiver]:
    """Each waiver with what it was given for; a void one stays void until it is accepted."""
    return {
        code: old.waivers[code] if is_void(entry, code, reason) and not accept else waiver(entry, reason)
        for code, reason in entry.question.allow.items()
    }


def _all_texts(course: Course) -> bool:
    return all(source.anchors is not None for source in course.sources.values())


def _sources(report: Report) -> dict[str, SourceRecord]:
    """The sources whose texts are here, those of the selected banks only; the others as they were."""
    course = report.course
    cited = {cited.source_id for entry in report.entries for cited in entry.citations}
    records = {name: old for name, old in course.lock.sources.items() if name in course.sources or not report.whole}
    for name, source in course.sources.items():
        if source.anchors and (report.whole or name in cited):
            records[name] = SourceRecord(source.digest, tuple(_paragraphs(source.anchors.sentences)))
    return records


def _paragraphs(sentences: Iterable[Sentence]) -> Iterator[tuple[str, ...]]:
    lines: dict[int, list[str]] = {}
    for sentence in sentences:
        lines.setdefault(sentence.paragraph, []).append(sentence.digest)
    yield from map(tuple, lines.values())


def _disputes(course: Course) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for dispute in course.fields.disputes:
        claims = course.disputes[dispute.id]
        if all(cited.sentence for cited in claims):
            sentences = tuple(_addresses(claims))
            records[dispute.id] = Record(NEW, proof=disputes.proof(dispute), verdict="proved", sentences=sentences)
        elif dispute.id in course.lock.disputes:
            records[dispute.id] = course.lock.disputes[dispute.id]
    return records
