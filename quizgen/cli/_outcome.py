"""What `build` says when it is done: the files it made, and in the last three lines what a teacher does with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from posixpath import commonpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.build import Built, Changes
    from quizgen.edition import Artifact, Use

At = Callable[[str], str]
"""Gives the path of an output as a teacher would type it."""
HANDFUL = 5
"""So many files of an output are named; the others are counted."""


def outcome(built: Built, folder: Path, here: Path) -> Iterator[str]:
    """Tell a build, whose outputs are in `folder`, line by line; paths are shown from the folder `here`.

    The last three lines are always these: what to print, what to send to the class, how many cards changed.
    """
    from quizgen.build import exporters
    from quizgen.portable import shown

    def at(path: str) -> str:
        return shown(folder / path, here)

    makers = exporters()
    for name, artifacts in built.artifacts.items():
        if artifacts:
            yield from _listed(artifacts, at)
            yield makers[name].ADVICE
            yield ""
    if remarks := list(_remarks(built, at)):
        yield from remarks
        yield ""
    made = [artifact for artifacts in built.artifacts.values() for artifact in artifacts]
    copies, own, deck = (_where(made, use, at) for use in ("print", "keep", "send"))
    paper = [f"{copies} for the class"] * bool(copies) + [f"{own} for you alone"] * bool(own)
    yield f"Print: {'; '.join(paper) or 'nothing in this build'}."
    yield f"Send to the class: {deck or 'nothing in this build'}."
    yield f"Cards: {_changed(built.changes, sent=bool(deck))}."


def _remarks(built: Built, at: At) -> Iterator[str]:
    """Say what a teacher may not expect."""
    from quizgen.counting import counted

    for path in built.removed:
        yield f"Removed {at(path)}, which is no longer made."
    if built.left_out:
        yield f"Left out, because of errors: {', '.join(built.left_out)}."
    if built.drafts:
        yield f"Left out: {counted(built.drafts, 'draft')}. Where one is good, change `status: draft` to `ready`."
    if replaced := built.changes.replaced:
        yield f"Of another type than before, so students get a new card for: {', '.join(replaced)}."


def _listed(artifacts: Sequence[Artifact], at: At) -> Iterator[str]:
    """Name a handful of files, and every one from which something is missing."""
    named = [artifact for place, artifact in enumerate(artifacts) if place < HANDFUL or artifact.loss]
    for artifact in named:
        words = "; ".join(filter(None, (artifact.summary, artifact.loss)))
        yield f"  {at(artifact.path)}" + (f"  ({words})" if words else "")
    if more := len(artifacts) - len(named):
        yield f"  … and {more} more in {at(PurePosixPath(artifacts[0].path).parts[0])}"


def _where(made: Sequence[Artifact], use: Use, at: At) -> str:
    """Say where the files for a use are: one by its path, several by their number and the folder they are in.

    Files share an entry if nothing for another use was made in their folder.
    """
    uses: dict[PurePosixPath, set[Use]] = defaultdict(set)
    for artifact in made:
        for parent in PurePosixPath(artifact.path).parents:
            uses[parent].add(artifact.use)
    homes: dict[PurePosixPath, list[str]] = defaultdict(list)
    for path in (PurePosixPath(artifact.path) for artifact in made if artifact.use == use):
        *outer, _root = path.parents
        homes[next((parent for parent in reversed(outer) if uses[parent] == {use}), path.parent)].append(str(path))
    places = [
        at(files[0]) if len(files) == 1 else f"{len(files)} files in {at(_common_folder(files))}"
        for files in homes.values()
    ]
    return " and ".join(filter(None, (", ".join(places[:-1]), *places[-1:])))


def _common_folder(files: Sequence[str]) -> str:
    return commonpath(str(PurePosixPath(file).parent) for file in files)


def _changed(changes: Changes, *, sent: bool) -> str:
    """Count the questions whose cards changed; where no deck was made, say how to make it."""
    from quizgen.counting import counted

    new, removed = len(changes.new), len(changes.removed)
    changed = len(changes.changed) + len(changes.replaced)
    if not new + changed + removed:
        return "none changed since the last build"
    words = f"{counted(new, 'new question')}, {changed} changed, {removed} removed"
    return f"{words} since the last build" + ("" if sent else "; for a deck: quizgen build --to anki")
