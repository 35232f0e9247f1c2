"""The declared disputes: what each side says, where, and which questions rest on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from quizgen import disputes
from quizgen.check import Report
from quizgen.course import Course, DisputeFields, Entry
from quizgen.items import Reference
from quizgen.lock import Address, Record
from quizgen.report.placing import placed


@dataclass(frozen=True, slots=True)
class Claim:
    """One side; `source` is None if the course has no such source, `place` if nothing vouches for the quote."""

    value: str
    scope: str
    quote: str
    source_id: str
    source: Reference | None
    place: Address | None
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources differ on; `others` are questions about it that key no side."""

    about: str
    claims: tuple[Claim, ...]
    others: tuple[str, ...]


def sides(report: Report) -> tuple[Dispute, ...]:
    """The disputes of the course file, in its order."""
    citing: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    naming: defaultdict[str, list[str]] = defaultdict(list)
    for entry in report.entries:
        for cited in entry.citations:
            citing[cited.source_id][entry.id] = entry
        if entry.question.dispute:
            naming[entry.question.dispute].append(entry.id)
    found = []
    for fields in report.course.fields.disputes:
        claims = tuple(_claims(fields, report.course, citing))
        keyed = {question for claim in claims for question in claim.questions}
        others = tuple(question for question in naming[fields.id] if question not in keyed)
        found.append(Dispute(fields.about, claims, others))
    return tuple(found)


def _claims(fields: DisputeFields, course: Course, citing: dict[str, dict[str, Entry]]) -> list[Claim]:
    citations = course.disputes.get(fields.id, ())
    made = []
    for claim, cited, place in zip(fields.claims, citations, placed(citations, _record(fields, course)), strict=False):
        side = disputes.Side(fields, claim, cited)
        entries = citing[claim.source].values()
        made.append(
            Claim(
                claim.value,
                claim.scope or "",
                claim.quote,
                claim.source,
                cited.source.reference if cited.source else None,
                place,
                tuple(entry.id for entry in entries if disputes.keys(entry, side, course)),
            )
        )
    return made


def _record(fields: DisputeFields, course: Course) -> Record | None:
    """What the lock says of a dispute, unless its claims changed since."""
    record = course.lock.disputes.get(fields.id)
    return record if record and record.proof == disputes.proof(fields) else None
