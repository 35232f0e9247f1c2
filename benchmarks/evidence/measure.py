"""How well the evidence check tells sound questions from corrupted ones.

Run: python benchmarks/evidence/measure.py [tuning|unseen] [--list]

The course in this folder holds labelled questions: `x-label` says whether one is sound or corrupted, `x-kind` how.
The check was made with “tuning” in sight; “unseen” was written by others, and measured at the end. The five
articles must be at hand (QUIZGEN_SOURCES); without them only the texts in seeds/ count.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizgen.check import check
from quizgen.course import Course
from quizgen.load import load

HERE = Path(__file__).parent
SURFACE = {"number", "date", "name", "unit", "scale", "hedge", "negation", "sentence", "source", "quote", "quotation"}
EVIDENCE, SAME = "Q1", {"Q201", "Q203"}


@dataclass(frozen=True)
class Record:
    """A labelled question, and what the check says of it."""

    id: str
    sound: bool
    kind: str
    flags: frozenset[str]
    wrong: bool
    flagged: bool
    right: dict[str, str]
    hints: str


def main(which: str, listing: bool) -> None:
    """Measure one part of the records, or all, and print the figures."""
    records = list(measured(which))
    if not records:
        sys.exit("no records: the articles are not at hand, or there is no such part")
    show(records)
    if listing:
        for record in sorted(records, key=lambda r: (r.sound, r.kind)):
            if record.flagged if record.sound else not record.flagged:
                print(f"  {'sound' if record.sound else 'corrupted'} {record.kind}: {record.id} {sorted(record.flags)}")


def measured(which: str) -> Iterator[Record]:
    """Check the labelled course, and read its labels."""
    course = load(HERE, [Path(folder) for folder in os.environ.get("QUIZGEN_SOURCES", "").split(os.pathsep) if folder])
    banks = [bank for bank in course.banks if bank.name.startswith(which)]
    report = check(course, banks)
    found = defaultdict(list)
    for diagnostic in report.diagnostics:
        by_evidence = diagnostic.code.startswith(EVIDENCE) and diagnostic.severity != "info"
        if by_evidence or (diagnostic.code in SAME and diagnostic.severity == "error"):
            found[diagnostic.finding.question].append(diagnostic)
    labels = dict(_labels(course))
    for entry in report.entries:
        if not entry.proving:
            continue
        mine = found[entry.id]
        label = labels[entry.id]
        yield Record(
            entry.id,
            label["x-label"] == "sound",
            str(label["x-kind"]),
            frozenset(f"{d.code}" for d in mine),
            any(d.severity == "error" for d in mine),
            bool(mine),
            label.get("x-right") or {},
            " ".join(d.finding.hint for d in mine),
        )


def _labels(course: Course) -> Iterator[tuple[str, dict]]:
    for bank in course.banks:
        for question in bank.document.root["questions"]:
            yield question["id"], question


def show(records: list[Record]) -> None:
    """Print precision and recall, over all and a kind."""
    sound = [r for r in records if r.sound]
    corrupted = [r for r in records if not r.sound]
    surface = [r for r in corrupted if r.kind in SURFACE]
    print(f"{len(records)} records, {len(sound)} sound, {len(corrupted)} corrupted")
    wrong = [r for r in records if r.wrong]
    print(_share("wrong: precision", [not r.sound for r in wrong]))
    print(_share("wrong: recall", [r.wrong for r in corrupted]))
    print(_share("wrong or to review: recall over all", [r.flagged for r in corrupted]))
    print(_share("wrong or to review: recall on surface changes", [r.flagged for r in surface]))
    print(_share("sound questions called wrong", [r.wrong for r in sound]))
    print(_share("sound questions flagged", [r.flagged for r in sound]))
    distractors = [r for r in records if r.kind == "distractor"]
    flagged = [r for r in records if r.flags & {"Q120", "Q126", "Q201", "Q203"}]
    print(_share("distractors also right: precision", [not r.sound and r.kind == "distractor" for r in flagged]))
    print(_share("distractors also right: recall", [r in flagged for r in distractors if not r.sound]))
    misplaced = [r for r in corrupted if r.right]
    print(_share("misplaced citations: the right sentence proposed", [_is_proposed(r) for r in misplaced]))
    print("by code: flagged, of them corrupted")
    for code in sorted({code for record in records for code in record.flags}):
        with_code = [r for r in records if code in r.flags]
        print(_share(f"  {code} precision", [not r.sound for r in with_code]))
    for sound_ones in (False, True):
        print("sound, flagged:" if sound_ones else "corrupted, flagged (of them wrong):")
        kinds = defaultdict(list)
        for record in records:
            if record.sound == sound_ones:
                kinds[record.kind].append(record)
        for kind, members in sorted(kinds.items()):
            flags, errors = sum(r.flagged for r in members), sum(r.wrong for r in members)
            print(f"  {kind:16} {flags:3} of {len(members):3} ({errors})")


def _share(what: str, hits: list[bool]) -> str:
    return f"{what}: {sum(hits)} of {len(hits)}" + (f" = {sum(hits) / len(hits):.3f}" if hits else "")


def _is_proposed(record: Record) -> bool:
    """Does a hint show the right sentence, by its first words?"""
    words = " ".join(str(record.right.get("quote", "")).replace("…", " ").split()[:4]).lower()
    return bool(words) and words in " ".join(record.hints.split()).lower()


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(arguments[0] if arguments else "", "--list" in sys.argv)
