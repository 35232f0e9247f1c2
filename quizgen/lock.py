"""`quizgen.lock`: what was proved, what the cards were, and when they last changed.

Sorted YAML, one block a question, made to merge. The lock lets a course build without its texts, keeps a student's
history where it belongs, and lists the questions that an edited article touches. Times are seconds since 1970, UTC.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

VERSION = 1
Map = Mapping[str, Any]
"""Fields as they are read: texts, lists and fields."""
CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})( .*)?$", re.MULTILINE)


class LockError(Exception):
    """The lock can't be read; the message says why."""


def digest(*parts: str) -> str:
    """16 hex digits of some texts, told apart."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Address:
    """A cited sentence: its source, its digest, and where it stood when it was proved."""

    source: str
    digest: str
    paragraph: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted finding: digests of the reason, and of what it was accepted for."""

    reason: str
    content: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A digest of what goes to Anki, and the time at which it last changed."""

    card: str
    changed: int

    def updated(self, card: str, now: int) -> Stamp:
        """The stamp for what the card is now; the time rises exactly when the card changes."""
        return self if card == self.card else Stamp(card, max(now, self.changed + 1))


@dataclass(frozen=True, slots=True)
class Record:
    """What the lock knows of a question (by its `type`) or of a dispute.

    `proof` and `verdict` are empty until something proved it. `origin` is the id under which it was first published,
    empty if it still has it.
    """

    stamp: Stamp
    type: str = ""
    origin: str = ""
    proof: str = ""
    verdict: str = ""
    sentences: tuple[Address, ...] = ()
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    blanks: Mapping[int, str] = field(default_factory=dict)
    regions: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """The SHA-256 of a source's text, and the digests of its sentences by paragraph."""

    sha256: str
    sentences: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """The whole lock. `decks` are the decks in Anki in which students have the cards of each bank."""

    segmenter: str = ""
    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    questions: Mapping[str, Record] = field(default_factory=dict)
    disputes: Mapping[str, Record] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, Stamp] = field(default_factory=dict)
    removed: Mapping[str, Stamp] = field(default_factory=dict)


# ----------------------------------------------------------------------------------------------- reading


def has_conflict(text: str) -> bool:
    """Tell whether git left its conflict markers in the lock."""
    return text.startswith("<<<<<<<") or "\n<<<<<<<" in text


def read(text: str) -> Lock:
    """Read a lock; an empty text is an empty lock. Raises LockError."""
    if not text.strip():
        return Lock()
    try:
        root = _map(yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 - it makes nothing but texts
    except (yaml.YAMLError, RecursionError) as error:
        raise LockError("it is damaged") from error
    if root.get("version") != str(VERSION):
        raise LockError("another version of quizgen wrote it; use a newer quizgen")
    try:
        return _lock(root)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise LockError("it is damaged") from error


def _map(value: object) -> Map:
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise LockError("it is damaged")
    return value


def _lock(root: Map) -> Lock:
    return Lock(
        segmenter=str(root.get("segmenter", "")),
        sources={
            name: SourceRecord(
                str(_map(value)["sha256"]), tuple(tuple(map(str, line)) for line in _map(value)["sentences"])
            )
            for name, value in _map(root.get("sources", "")).items()
        },
        questions={name: _record(_map(value)) for name, value in _map(root.get("questions", "")).items()},
        disputes={name: _record(_map(value)) for name, value in _map(root.get("disputes", "")).items()},
        decks={name: str(_map(value)["name"]) for name, value in _map(root.get("decks", "")).items()},
        models={name: _stamp(_map(value)) for name, value in _map(root.get("models", "")).items()},
        removed={name: _stamp(_map(value)) for name, value in _map(root.get("removed", "")).items()},
    )


def _stamp(value: Map) -> Stamp:
    return Stamp(str(value.get("card", "")), int(str(value.get("changed", "0"))))


def _record(value: Map) -> Record:
    addresses = value.get("sentences", [])
    return Record(
        stamp=_stamp(value),
        type=str(value.get("type", "")),
        origin=str(value.get("origin", "")),
        proof=str(value.get("proof", "")),
        verdict=str(value.get("verdict", "")),
        sentences=tuple(
            Address(
                str(_map(address)["source"]),
                str(_map(address)["digest"]),
                int(str(_map(address)["paragraph"])),
                int(str(_map(address)["sentence"])),
            )
            for address in addresses
        ),
        waivers={
            code: Waiver(str(_map(waiver)["reason"]), str(_map(waiver)["content"]))
            for code, waiver in _map(value.get("waivers", "")).items()
        },
        blanks=_numbered(value.get("blanks", "")),
        regions=_numbered(value.get("regions", "")),
    )


def _numbered(value: object) -> dict[int, str]:
    """Texts by the number of their card."""
    return {int(number): str(text) for number, text in _map(value).items()}


# ----------------------------------------------------------------------------------------------- writing


def write(lock: Lock) -> str:
    """The lock as text; the same lock gives the same bytes."""
    document = {
        "version": VERSION,
        "segmenter": lock.segmenter,
        "sources": {
            name: {"sha256": record.sha256, "sentences": [list(line) for line in record.sentences]}
            for name, record in lock.sources.items()
        },
        "questions": {name: _record_fields(record) for name, record in lock.questions.items()},
        "disputes": {name: _record_fields(record) for name, record in lock.disputes.items()},
        "decks": {name: {"name": deck} for name, deck in lock.decks.items()},
        "models": {name: _stamp_fields(stamp) for name, stamp in lock.models.items()},
        "removed": {name: _stamp_fields(stamp) for name, stamp in lock.removed.items()},
    }
    head = "# Written by quizgen; commit it with the banks. `quizgen lock` mends it after a merge.\n"
    return head + "".join(
        yaml.dump(
            {key: value},
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            default_flow_style=None if isinstance(value, dict) else False,
            sort_keys=True,
            width=1 << 20,
        )
        for key, value in document.items()
    )


def _stamp_fields(stamp: Stamp) -> dict[str, object]:
    fields = {"card": stamp.card, "changed": stamp.changed}
    return {key: value for key, value in fields.items() if value}


def _record_fields(record: Record) -> dict[str, object]:
    fields: dict[str, object] = {
        **_stamp_fields(record.stamp),
        "type": record.type,
        "origin": record.origin,
        "proof": record.proof,
        "verdict": record.verdict,
        "sentences": [
            {"source": a.source, "digest": a.digest, "paragraph": a.paragraph, "sentence": a.sentence}
            for a in record.sentences
        ],
        "waivers": {code: {"reason": w.reason, "content": w.content} for code, w in record.waivers.items()},
        "blanks": dict(record.blanks),
        "regions": dict(record.regions),
    }
    return {key: value for key, value in fields.items() if value}


# ----------------------------------------------------------------------------------------------- merging


def merge(text: str, now: int) -> Lock:
    """Merge a lock with conflict markers: what both sides know, block by block.

    Where both have the same card the later time holds. Where they differ the side that changed last holds, and the
    time is now. Raises LockError when a side can't be read.
    """
    ours, theirs = (read(side) for side in _sides(text))
    return Lock(
        segmenter=max(ours.segmenter, theirs.segmenter),
        sources={**theirs.sources, **ours.sources},
        questions=_merged_records(ours.questions, theirs.questions, now),
        disputes=_merged_records(ours.disputes, theirs.disputes, now),
        decks={**theirs.decks, **ours.decks},
        models=_merged_stamps(ours.models, theirs.models, now),
        removed=_merged_stamps(ours.removed, theirs.removed, now),
    )


def _sides(text: str) -> tuple[str, str]:
    """The two texts that git could not merge (the common base, if it is shown, is left out)."""
    ours: list[str] = []
    theirs: list[str] = []
    writing: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        marker = CONFLICT.match(line.rstrip("\r\n"))
        if marker is None:
            for side in writing:
                side.append(line)
        else:
            writing = {"<": (ours,), "|": (), "=": (theirs,), ">": (ours, theirs)}[marker[1][0]]
    return "".join(ours), "".join(theirs)


def _merged_stamps(ours: Mapping[str, Stamp], theirs: Mapping[str, Stamp], now: int) -> dict[str, Stamp]:
    merged = {**theirs, **ours}
    for name in ours.keys() & theirs.keys():
        merged[name] = _merged_stamp(ours[name], theirs[name], now)
    return merged


def _merged_stamp(ours: Stamp, theirs: Stamp, now: int) -> Stamp:
    later = max(ours, theirs, key=lambda stamp: stamp.changed)
    return later if ours.card == theirs.card else Stamp(later.card, max(now, later.changed + 1))


def _merged_records(ours: Mapping[str, Record], theirs: Mapping[str, Record], now: int) -> dict[str, Record]:
    merged = {**theirs, **ours}
    for name in ours.keys() & theirs.keys():
        older, newer = sorted((theirs[name], ours[name]), key=lambda record: record.stamp.changed)
        merged[name] = replace(
            newer,
            stamp=_merged_stamp(ours[name].stamp, theirs[name].stamp, now),
            waivers={**older.waivers, **newer.waivers},
            blanks={**older.blanks, **newer.blanks},
            regions={**older.regions, **newer.regions},
        )
    return merged
