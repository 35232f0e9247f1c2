"""Mends what was found by the safe fixes, and shows what that changes. Nothing is written here."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.check import Report
from quizgen.diagnostics import Diagnostic, Edit, Span
from quizgen.files import apply_edits

ROUNDS = 10
"""What is mended may show what was hidden; after so many rounds a person should look."""
LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Mended:
    """A course as its safe fixes make it."""

    report: Report
    """What is found after them."""
    found: tuple[Diagnostic, ...]
    """The findings that were mended."""
    files: Mapping[Path, bytes]
    """The new contents of the files that change, by resolved path."""


def fixable(report: Report, codes: Collection[str] | None = None) -> list[Diagnostic]:
    """The findings with a safe fix, all or those of some codes."""
    return [
        diagnostic
        for diagnostic in report.diagnostics
        if diagnostic.finding.fix and diagnostic.finding.fix.safe and (codes is None or diagnostic.code in codes)
    ]


def mend(
    report: Report, recheck: Callable[[Mapping[Path, bytes]], Report], codes: Collection[str] | None = None
) -> Mended:
    """Apply the safe fixes (all, or those of some codes), round by round until none is left.

    `recheck` checks the course again as if the files that it is given were saved. Fixes at one place wait for the next
    round. Raises OSError if a file can't be opened.
    """
    root, files, mended = report.course.root, dict[Path, bytes](), list[Diagnostic]()
    for _ in range(ROUNDS):
        chosen = _side_by_side(root, fixable(report, codes))
        new = apply_edits(root, [edit for diagnostic in chosen for edit in _edits(diagnostic)], files)
        changed = {
            path: data for path, data in new.items() if data != (files[path] if path in files else path.read_bytes())
        }
        if not changed:
            break
        files |= changed
        mended += chosen
        report = recheck(files)
    return Mended(report, tuple(mended), files)


def difference(root: Path, files: Mapping[Path, bytes]) -> Iterator[tuple[str, list[str]]]:
    """How new contents differ from the files: for each, its name, and the lines of a unified diff.

    Lines keep their ends. Raises OSError if a file can't be opened.
    """
    home = root.resolve()
    for path, new in sorted(files.items()):
        name = path.relative_to(home).as_posix() if path.is_relative_to(home) else str(path)
        before, after = (LINE.findall(data.decode()) for data in (path.read_bytes(), new))
        yield name, [_ended(line) for line in difflib.unified_diff(before, after, name, name)]


def _ended(line: str) -> str:
    """A line of a difference; the last one of a file may lack its end."""
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _edits(diagnostic: Diagnostic) -> tuple[Edit, ...]:
    return diagnostic.finding.fix.edits if diagnostic.finding.fix else ()


def _side_by_side(root: Path, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those of the findings whose fixes, each taken whole, touch no fix chosen before."""
    paths: dict[str, Path] = {}
    taken: defaultdict[Path, list[Span]] = defaultdict(list)
    chosen = []
    for diagnostic in found:
        edits = _edits(diagnostic)
        for edit in edits:
            if edit.file not in paths:
                paths[edit.file] = (root / edit.file).resolve()
        if all(_is_free(edit.span, taken[paths[edit.file]]) for edit in edits):
            chosen.append(diagnostic)
            for edit in edits:
                insort(taken[paths[edit.file]], edit.span)
    return chosen


def _is_free(span: Span, taken: list[Span]) -> bool:
    """Does a stretch lie apart from those taken, which are sorted and do not overlap?"""
    place = bisect_left(taken, span)
    return all(
        span[2:] < other[:2] or other[2:] < span[:2]  # (line, column) of an end and of a start
        for other in taken[max(0, place - 1) : place + 1]
    )
