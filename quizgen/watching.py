"""Notices that files of a course were saved, by looking at their times and sizes again and again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from quizgen.course import COURSE_FILE, LOCK_FILE

INTERVAL = 0.5
"""Seconds between two looks."""
SETTLING = 0.05
"""Seconds in which nothing may change any more: some editors save in several steps."""


class Stamp(NamedTuple):
    """What changes when a file is saved."""

    time: int
    size: int
    inode: int


Stamps = Mapping[str, Stamp]
"""The stamps of files, by the name that people know them by."""


def stamps(root: Path, text_folders: Iterable[Path] = ()) -> dict[str, Stamp]:
    """The stamps of a course's files and of the texts in some folders; names are relative to the course."""
    files = [root / COURSE_FILE, root / LOCK_FILE, *_below(root / "decks"), *_below(root / "seeds")]
    files += [path for folder in text_folders for path in _listed(folder)]
    found: dict[str, Stamp] = {}
    for path in files:
        try:
            state = path.stat()
        except OSError:  # it vanished between the two looks, or is a link to nowhere
            continue
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        found[name] = Stamp(state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def changes(look: Callable[[], Stamps], sleep: Callable[[float], None]) -> Iterator[tuple[str, ...]]:
    """Yield nothing at once, and then, for ever, which files were changed, made or removed.

    The first look is taken before the first yield, so that nothing saved after it goes unnoticed.
    """
    before = look()
    yield ()
    while True:
        sleep(INTERVAL)
        now = look()
        if now == before:
            continue
        now = _settled(look, sleep)
        changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
        before = now
        if changed:
            yield tuple(sorted(changed))


def _settled(look: Callable[[], Stamps], sleep: Callable[[float], None]) -> Stamps:
    """Look until two looks in a row see the same."""
    now = look()
    while True:
        sleep(SETTLING)
        later = look()
        if later == now:
            return now
        now = later


def _below(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names if not _is_scratch(name))


def _listed(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if not _is_scratch(path.name))
    except OSError:  # the folder may come back
        return


def _is_scratch(name: str) -> bool:
    """Is it a file that editors make for themselves?"""
    return name.startswith((".", "#")) or name.endswith("~")
