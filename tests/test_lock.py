"""The lock's text: what is written is read again, conflicts are merged, damage is never mistaken for a lock."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.lock import (
    Address,
    Lock,
    LockError,
    Record,
    SourceRecord,
    Stamp,
    Waiver,
    has_conflict,
    merge,
    read,
    write,
)

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
digests = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
numbers = st.integers(1, 500)
stamps = st.builds(Stamp, digests, st.integers(1, 2**40))
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
records = st.builds(
    Record,
    stamps,
    type=st.sampled_from(["choice", "cloze"]),
    origin=st.sampled_from(["", "old-name"]),
    proof=digests,
    verdict=st.sampled_from(["proved", "reviewed"]),
    sentences=st.lists(st.builds(Address, ids, digests, numbers, numbers), max_size=2).map(tuple),
    waivers=st.dictionaries(st.sampled_from(["Q105", "key-paraphrased"]), st.builds(Waiver, digests, digests)),
    blanks=st.dictionaries(st.integers(1, 9), words, max_size=3),
    regions=st.dictionaries(st.integers(1, 9), words, max_size=3),
)
sources = st.builds(SourceRecord, digests, st.lists(st.lists(digests, min_size=1).map(tuple), max_size=3).map(tuple))
all_locks = st.builds(
    Lock,
    segmenter=st.just("sentencex 1.0, lines 1"),
    sources=st.dictionaries(ids, sources, max_size=2),
    questions=st.dictionaries(ids, records, max_size=3),
    disputes=st.dictionaries(ids, records, max_size=1),
    models=st.dictionaries(ids, stamps, max_size=1),
    removed=st.dictionaries(ids, stamps, max_size=2),
)


@settings(max_examples=50, deadline=None)
@given(all_locks)
def test_what_is_written_is_read_again(lock: Lock) -> None:
    assert read(write(lock)) == lock


@settings(max_examples=20, deadline=None)
@given(all_locks)
def test_the_order_of_questions_does_not_show(lock: Lock) -> None:
    turned = Lock(**{name: getattr(lock, name) for name in Lock.__slots__} | {"questions": _turned(lock.questions)})
    assert write(turned) == write(lock)


def _turned(mapping: object) -> dict[str, Record]:
    return dict(reversed(list(mapping.items())))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\nquestions:\n  price: gone\n",
        "version: 1\nquestions:\n  price:\n    changed: soon\n",
        "version: 1\nquestions:\n  price:\n    sentences: [{source: a}]\n",
        "version: 1\nquestions: [a]\n",
        "version: 1\nsources:\n  a: {sentences: [[1]]}\n",
        "version: 2\n",
        "questions: {}\n",
        "just words",
        "- 1",
        "version: 1\nremoved: {a: {card: 1, changed: [1]}}\n",
        "[" * 5000,
        "version: 1\nquestions: {a: [\n",
        "\x00\x01",
    ],
)
def test_damage_is_an_error(text: str) -> None:
    with pytest.raises(LockError):
        read(text)


def test_a_stamp_rises_exactly_when_the_card_changes() -> None:
    stamp = Stamp("a", 100)
    assert stamp.updated("a", 500) == stamp
    assert stamp.updated("b", 500) == Stamp("b", 500)
    assert stamp.updated("b", 50) == Stamp("b", 101), "a clock that goes back must not hide a change"


# ----------------------------------------------------------------------------------------------- merging

NOW = 1_000_000


def question(card: str, changed: int, proof: str = "p") -> Record:
    return Record(Stamp(card, changed), type="short", proof=proof, verdict="proved")


def conflict(folder: Path, ours: Lock, base: Lock, theirs: Lock, style: str) -> str:
    """What git makes of two locks; there must be a conflict."""
    files = []
    for name, lock in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(write(lock), encoding="utf-8")
        files.append(name)
    command = ["git", "merge-file", "-p", *([f"--{style}"] if style else []), *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert has_conflict(done.stdout)
    return done.stdout


@pytest.mark.parametrize("style", ["", "diff3", "zdiff3"])
def test_git_conflicts_are_merged(tmp_path: Path, style: str) -> None:
    base = Lock("s", questions={"a": question("1", 10), "b": question("1", 10), "c": question("1", 10)})
    ours = Lock("s", questions={"a": question("2", 20), "b": question("1", 30), "c": question("1", 10)})
    theirs = Lock("s", questions={"a": question("3", 40, "q"), "b": question("1", 20), "c": question("4", 50, "r")})
    merged = merge(conflict(tmp_path, ours, base, theirs, style), NOW)
    assert merged.questions["a"] == question("3", NOW, "q"), "both changed: the later one, as of now"
    assert merged.questions["b"].stamp == Stamp("1", 30), "the same card: the later time"
    assert merged.questions["c"] == question("4", NOW, "r"), "only they changed it"


def test_a_merge_keeps_what_either_side_knows(tmp_path: Path) -> None:
    waiver = {"Q105": Waiver("r", "c")}
    base = Lock("s", questions={"a": question("1", 10)})
    ours = Lock("s", questions={"a": Record(Stamp("2", 20), waivers=waiver, blanks={1: "x"}), "b": question("1", 20)})
    theirs = Lock("s", questions={"a": Record(Stamp("3", 30), blanks={2: "y"})}, removed={"z": Stamp("1", 5)})
    merged = merge(conflict(tmp_path, ours, base, theirs, ""), NOW)
    assert merged.questions["a"].waivers == waiver
    assert merged.questions["a"].blanks == {1: "x", 2: "y"}
    assert merged.questions["b"] == question("1", 20)
    assert merged.removed == {"z": Stamp("1", 5)}


def test_a_merged_time_is_later_than_both_sides(tmp_path: Path) -> None:
    base, ours, theirs = (
        Lock("s", questions={"a": question(card, when)}) for card, when in [("1", 1), ("2", 2), ("3", 3)]
    )
    text = conflict(tmp_path, ours, base, theirs, "")
    assert merge(text, now=0).questions["a"].stamp == Stamp("3", 4)
    assert merge(text.replace("\n", "\r\n"), now=0) == merge(text, now=0), "line ends as Windows writes them"


def test_a_side_that_is_damaged_is_not_merged() -> None:
    with pytest.raises(LockError):
        merge("version: 1\n<<<<<<< a\nquestions: 3\n=======\nremoved: {}\n>>>>>>> b\n", NOW)
