"""Where citations stand: in the text if it is at hand, else where the lock proved them."""

from __future__ import annotations

from quizgen.check import Report
from quizgen.course import Cited, Entry
from quizgen.lock import Address, Record


def places(entry: Entry, report: Report) -> tuple[Address | None, ...]:
    """The place of each citation of a question; None where nothing vouches for one."""
    record = entry.record if report.verdicts[entry.id] == "locked" else None
    return placed(entry.citations, record)


def placed(citations: tuple[Cited, ...], record: Record | None) -> tuple[Address | None, ...]:
    """The place of each citation; `record` is what the lock says of them, None if it no longer holds."""
    known = record.sentences if record and len(record.sentences) == len(citations) else (None,) * len(citations)
    return tuple(_place(cited, address) for cited, address in zip(citations, known, strict=True))


def _place(cited: Cited, address: Address | None) -> Address | None:
    if not cited.checked:
        return address
    sentence = cited.sentence
    return Address(cited.source_id, sentence.digest, sentence.paragraph, sentence.number) if sentence else None
