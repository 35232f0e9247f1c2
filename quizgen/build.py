"""From a checked course to files: locks the proofs, makes an edition, runs the exporters, writes all or nothing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from quizgen import lock as locks
from quizgen import manifest, relock
from quizgen.check import Report
from quizgen.course import LOCK_FILE, Bank
from quizgen.diagnostics import Place
from quizgen.edition import Artifact, Deck, Edition
from quizgen.exporters import anki
from quizgen.files import write_atomically
from quizgen.items import Item
from quizgen.lock import Lock
from quizgen.lowering import with_proofs
from quizgen.registry import register
from quizgen.sheets import AS_THE_COURSE_SAYS, Printing, sheets
from quizgen.templating import Templates
from quizgen.yaml_tree import Seq

PAPER_OUTPUTS = ("worksheet", "key", "marking")
DEFAULT_OUTPUTS = ("anki", *PAPER_OUTPUTS)
Progress = Callable[[int, int], None]
"""Is told, after each file, how many are made and how many will be."""


class FrozenError(Exception):
    """The lock is out of date, and `--frozen` forbids to write it; the message says what changed."""


@dataclass(frozen=True)
class Changes:
    """How the cards differ from those of the lock before: ids of new, changed and removed questions.

    `replaced` are those whose type changed: students get a new card, without a history.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Built:
    """What a build made: the artifacts of each output, the files it removed, the questions it left out.

    `drafts` is the number of those that are left out because they are drafts.
    """

    artifacts: Mapping[str, Sequence[Artifact]]
    removed: Sequence[str]
    left_out: Sequence[str]
    changes: Changes
    drafts: int = 0


def exporters() -> dict[str, ModuleType]:
    """All outputs by name. Raises NameClashError when two share one."""
    return register("quizgen.exporters", "NAME")


def good(report: Report) -> set[str]:
    """The ids of the selected questions that no error concerns."""
    wrong: set[str | None] = {diagnostic.finding.question for diagnostic in report.errors}
    nameless = [d.finding.place for d in report.errors if d.finding.question is None]
    for bank in report.banks:
        for place in nameless:
            if place.file == bank.document.file:
                wrong |= _concerned(bank, place, whole=bank.document.file not in report.course.unread)
    return {entry.id for entry in report.entries if entry.id not in wrong}


def _concerned(bank: Bank, place: Place, *, whole: bool) -> set[str]:
    """The questions that an error at a place of their bank concerns: the one it is in, or all if it is in the head.

    Where the bank could not be read `whole`, an error below the first question is taken to be in what was not read.
    """
    questions = bank.document.root.get("questions")
    first = None
    for position in range(len(questions) if isinstance(questions, Seq) else 0):
        span = bank.document.place(("questions", position)).span
        first = first or span
        if span and place.span and span[:2] <= place.span[:2] < span[2:]:
            return {entry.id for entry in bank.entries if entry.path == ("questions", position)}
    if not whole and first and place.span and place.span > first:
        return set()
    return {entry.id for entry in bank.entries}


def renew_lock(
    report: Report, now: int, accept: Iterable[str] = (), printing: Printing = AS_THE_COURSE_SAYS
) -> tuple[Lock, Edition]:
    """The lock as it must be for a course, and the edition that goes with it. Nothing is written."""
    course = report.course
    lock = relock.prove(report, accept)
    templates = Templates(course.root)
    edition = make_edition(report, lock, templates, printing)
    models = anki.model_digests(templates, course.fields.id)
    cards = anki.digests(edition)
    decks = {deck.bank: deck.deck for deck in edition.decks if any(item.id in cards for item in deck.items)}
    lock = relock.stamp(lock, cards, models, decks, now)
    changed = {name: record.stamp.changed for name, record in lock.questions.items()}
    model_times = {name: stamp.changed for name, stamp in lock.models.items()}
    return lock, replace(edition, changed=changed, models_changed=model_times)


def make_edition(report: Report, lock: Lock, templates: Templates, printing: Printing = AS_THE_COURSE_SAYS) -> Edition:
    """What goes out: the good questions of the selected banks, with their proofs from the lock."""
    course, kept = report.course, good(report)
    items: dict[str, Item] = {
        entry.id: with_proofs(entry.item, entry.citations, lock.questions.get(entry.id))
        for entry in report.entries
        if entry.id in kept
    }
    decks = tuple(
        Deck(
            bank.name,
            bank.fields.title,
            bank.deck,
            bank.lang,
            tuple(items[entry.id] for entry in bank.entries if entry.id in items),
        )
        for bank in report.banks
    )
    printable = {name: item for name, item in items.items() if item.status == "ready"}
    return Edition(
        course_id=course.fields.id,
        title=course.fields.title,
        lang=course.fields.lang,
        decks=decks,
        sheets=sheets(course, report.banks, printable, printing),
        media=course.media,
        changed={},
        models_changed={},
        templates=templates,
        whole=report.whole and not printing.sheets,
        paper=printing.paper or course.fields.paper,
        styles=tuple(dict.fromkeys(printing.styles or course.fields.styles)),
        font=course.fields.font or "",
    )


def build(
    report: Report,
    outputs: Sequence[str],
    out: Path,
    now: int,
    *,
    frozen: bool = False,
    printing: Printing = AS_THE_COURSE_SAYS,
    progress: Progress = lambda _made, _all: None,
) -> Built:
    """Write the lock and the outputs of a course.

    The caller has seen to the errors: questions in error are left out and named. Raises FrozenError, OSError, and
    whatever an exporter can't do; nothing is written then.
    """
    course = report.course
    lock, edition = renew_lock(report, now, printing=printing)
    text = locks.write(lock)
    if frozen and text != course.lock_text:
        raise FrozenError(explain_difference(course.lock, lock, course.lock_text, text))
    artifacts = _export(edition, outputs, progress)
    kept = good(report)
    files = {bank.document.file for bank in report.banks}
    unreadable = {name for name, file in course.broken_ids.items() if file in files}
    left_out = sorted({entry.id for entry in report.entries} - kept | unreadable)
    removed = manifest.publish(out, course.fields.id, artifacts, whole=edition.whole)
    write_lock(report, text)
    drafts = sum(entry.question.status == "draft" for entry in report.entries)
    return Built(artifacts, removed, left_out, _changes(report, lock), drafts)


def _export(edition: Edition, outputs: Sequence[str], progress: Progress) -> dict[str, list[Artifact]]:
    """Let each exporter make its files."""
    makers = exporters()
    total = sum(makers[name].count(edition) for name in outputs)
    artifacts: dict[str, list[Artifact]] = {name: [] for name in outputs}
    for name in outputs:
        for artifact in makers[name].export(edition):
            artifacts[name].append(artifact)
            progress(sum(map(len, artifacts.values())), total)
    return artifacts


def write_lock(report: Report, text: str) -> bool:
    """Write the lock if it changed; tells whether it did."""
    if text == report.course.lock_text:
        return False
    write_atomically(report.course.root / LOCK_FILE, text.encode())
    return True


def _changes(report: Report, lock: Lock) -> Changes:
    """Compare the cards of the lock before with those of the new one."""
    new, changed, replaced = [], [], []
    for entry in report.entries:
        before, after = entry.record, lock.questions.get(entry.id)
        if after is None or after.stamp == (before.stamp if before else relock.NEW):
            continue
        if before is None or not before.stamp.card:
            new.append(entry.id)
        elif before.type and before.type != after.type:
            replaced.append(entry.id)
        else:
            changed.append(entry.id)
    removed = lock.removed.keys() - report.course.lock.removed.keys()
    return Changes(tuple(new), tuple(changed), tuple(replaced), tuple(sorted(removed)))


def explain_difference(old: Lock, new: Lock, old_text: str, new_text: str) -> str:
    """Say in a line or two how the lock would change."""
    if not old_text:
        return "there is no lock yet"
    names = sorted(
        name
        for name in old.questions.keys() | new.questions.keys()
        if old.questions.get(name) != new.questions.get(name)
    )
    if names:
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        return f"these questions differ from it: {', '.join(names[:5])}{more}"
    lines = difflib.unified_diff(old_text.splitlines(), new_text.splitlines(), n=0, lineterm="")
    first = next((line[1:].strip() for line in lines if line[:1] == "+" and line[:3] != "+++"), "its layout")
    return f"the first line that differs is “{first}”"
