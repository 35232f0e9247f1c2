"""A file of the course has a name that Windows can't have, or two names that are one on Windows or macOS.

Why: a colleague with another computer can't open the course, or one file takes the place of another, and outputs with
such a name can't be sent to anybody. Signs such as `?` and `:`, a dot or space at the end, names of devices such as
`aux` and `con`, and very long paths are refused by Windows.

Bad:

    decks/Who paid?.yaml

Good:

    decks/who-paid.yaml
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quizgen.course import BANK_SUFFIXES, FOLDERS, Course
from quizgen.diagnostics import Finding, Place
from quizgen.portable import folded, path_trouble

CODE = "Q038"
NAME = "file-name"
SEVERITY = "error"


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the names of all files of the course; that no two banks share one is seen to by Q030."""
    first: dict[str, str] = {}
    for file in _files(course.root):
        if trouble := path_trouble(file):
            yield Finding(f"the file can't have this name on every computer: {trouble}", Place(file), "rename it")
        elif (other := first.setdefault(folded(file), file)) != file and not _is_bank(file):
            yield Finding(f"on Windows and macOS this file and {other} are one", Place(file), "rename one of the two")


def _files(root: Path) -> Iterator[str]:
    """The files that travel with a course, in order, by their paths with `/`; not those that programs hide."""
    for top in FOLDERS:
        for folder, subfolders, names in os.walk(root / top):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            place = Path(folder).relative_to(root).as_posix()
            yield from (f"{place}/{name}" for name in sorted(names) if not name.startswith("."))


def _is_bank(file: str) -> bool:
    return file.startswith("decks/") and file.lower().endswith(BANK_SUFFIXES)
