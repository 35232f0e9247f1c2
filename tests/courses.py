"""Courses made in a folder, for tests."""

from __future__ import annotations

from pathlib import Path

from quizgen.check import Report, check
from quizgen.course import Course
from quizgen.load import load

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
