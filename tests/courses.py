"""Courses made in a folder, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner, Result

import quizgen
from quizgen import lock as locks
from quizgen.check import Report, check
from quizgen.cli import main
from quizgen.course import Course
from quizgen.load import load
from quizgen.lock import Lock

COURSE = "id: test-course\ntitle: A test course\n"
TEXT = """\
The harbour of Lower Ness

In 1871 the Harbour Board bought a clock from Anna Holt. It cost 340 pounds. The clock was hung in May 1872.

Skippers missed trains, and clerks missed tides. In 1894 a storm bent the black hand.
"""


def make_course(folder: Path, banks: dict[str, str], course: str = COURSE, texts: dict[str, str] | None = None) -> Path:
    """Write a course: `banks` and `texts` by file name."""
    (folder / "decks").mkdir(parents=True, exist_ok=True)
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "quizgen.yaml").write_text(course, encoding="utf-8")
    for name, bank in banks.items():
        path = folder / "decks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(bank, encoding="utf-8", newline="")
    for name, text in ({"clock.txt": TEXT} if texts is None else texts).items():
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    return folder


def bank(*questions: str, head: str = "title: The clock\nsource: clock\n") -> str:
    """A bank of some questions, each given as its YAML fields without the leading dash."""
    blocks = ["- " + question.strip("\n").replace("\n", "\n  ") + "\n" for question in questions]
    return head + "questions:\n" + "".join(blocks)


def read(folder: Path, *text_folders: Path) -> tuple[Course, Report]:
    """Read and check a course."""
    course = load(folder, text_folders)
    return course, check(course)


PRICE = "id: price\nnumeric: What did the clock cost?\nanswer: 340\nunit: pounds\ncite: It cost 340 pounds"
STORM = "id: storm\nshort: What bent the black hand?\nanswer: a storm\ncite: a storm bent the black hand"
TRAINS = "id: trains\ncloze: Skippers missed {{trains}}, and clerks missed {{tides}}.\ncite: Skippers missed trains"
WHEN = 1_700_000_000
"""The time of a build in tests, unless a test says another."""


def cli(folder: Path, *arguments: str, now: int = WHEN, **environment: str) -> Result:
    """Run quizgen in a folder as a teacher would; an exception that would be a traceback fails the test."""
    variables = {"SOURCE_DATE_EPOCH": str(now), "QUIZGEN_SOURCES": "", "QUIZGEN_TRACEBACK": "1", **environment}
    with chdir(folder):
        return CliRunner().invoke(main, arguments, env=variables, catch_exceptions=False)


def process(
    folder: Path, *arguments: str, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run quizgen in a folder as a process of its own, where that matters."""
    package = str(Path(quizgen.__file__).parents[1])
    variables = {**os.environ, "PYTHONPATH": package, "QUIZGEN_SOURCES": "", "QUIZGEN_TRACEBACK": "1", **environment}
    command = [sys.executable, "-m", "quizgen", *arguments]
    return subprocess.run(
        command, cwd=folder, env=variables, stdout=stdout, stderr=subprocess.PIPE, timeout=60, check=False
    )


def growth(work: Callable[[int], object], number: int) -> float:
    """How many times as much is done for twice the number; counted in calls, whatever else the computer has to do."""
    work(number)  # so that what is kept from the first time counts for neither
    return _calls(work, 2 * number) / _calls(work, number)


def _calls(work: Callable[[int], object], number: int) -> int:
    """How many functions of Python some work calls."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(called)
    try:
        work(number)
    finally:
        sys.setprofile(None)
    return count


def lock_of(folder: Path) -> Lock:
    """The lock of a course, as it stands."""
    return locks.read((folder / "quizgen.lock").read_text(encoding="utf-8"))


def edit(file: Path, old: str, new: str) -> None:
    """Replace some words of a file, which must be there once."""
    text = file.read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} is not once in {file}"
    file.write_bytes(text.replace(old, new).encode())


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
