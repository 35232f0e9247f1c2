"""The list of what `build` made, which decides what a later build may remove.

It stands in the output folder, and tells the files of one course from those of another that is built into the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from quizgen.edition import Artifact
from quizgen.files import require_free, write_all
from quizgen.portable import folded, name_trouble

NAME = "manifest.json"
Digests = dict[str, str]
"""The SHA-256 of each file, by its path below the output folder."""


class UnusablePathError(Exception):
    """A file of an output can't be written under its name; the message is a sentence that says what to rename."""


def read(out: Path) -> dict[str, dict[str, Digests]]:
    """Read the files of each output of each course; empty if there is no manifest that can be read."""
    try:
        courses = json.loads((out / NAME).read_text(encoding="utf-8"))["courses"]
        return {
            str(course): {
                str(output): {str(path): str(digest) for path, digest in files.items()}
                for output, files in outputs.items()
            }
            for course, outputs in courses.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def publish(out: Path, course: str, made: Mapping[str, Iterable[Artifact]], *, whole: bool) -> list[str]:
    """Write the artifacts of each output of a course, and the manifest; remove what a whole build no longer makes.

    Only files that the manifest lists and that nobody changed since are removed; gives their paths. Raises OSError and
    UnusablePathError, both before anything is replaced.
    """
    courses = read(out)
    listed = courses.setdefault(course, {})
    files: dict[str, bytes] = {}
    stale: Digests = {}
    for output, artifacts in made.items():
        data = _by_path(artifacts)
        files |= data
        digests = {path: _digest(content) for path, content in sorted(data.items())}
        before = listed.get(output, {})
        stale |= before if whole else {}
        listed[output] = digests if whole else dict(sorted((before | digests).items()))
    for path in files:
        if trouble := _trouble(path):
            raise UnusablePathError(f"An output can't be named “{path}”: {trouble}. Rename the bank or sheet.")
    document = {"version": 1, "courses": courses}
    text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    kept = {path for outputs in courses.values() for paths in outputs.values() for path in paths}
    old = [path for path, digest in sorted(stale.items()) if path not in kept and _is_ours(out, path, digest)]
    removed = [path for path in old if not _is_one_of(out, path, kept)]
    require_free(out / path for path in removed)
    write_all({out / path: data for path, data in files.items()} | {out / NAME: text.encode()})
    for path in removed:
        (out / path).unlink()
    return removed


def _by_path(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """The files of an output. Raises UnusablePathError where two paths differ in capital letters alone, or not."""
    files: dict[str, bytes] = {}
    seen: set[str] = set()
    for artifact in artifacts:
        if folded(artifact.path) in seen:
            raise UnusablePathError(f"Two sheets would both be written to “{artifact.path}”; rename one of them.")
        seen.add(folded(artifact.path))
        files[artifact.path] = artifact.data
    return files


def _trouble(path: str) -> str:
    """Why a path may not be written or removed; no part of one that is fine leads up, to a drive or to a device."""
    return next(filter(None, map(name_trouble, path.split("/"))), "")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_one_of(out: Path, path: str, kept: Iterable[str]) -> bool:
    """Is a file that is there also one of those kept, by another spelling that this system takes for the same?"""
    twins = (out / other for other in kept if folded(other) == folded(path))
    return any(twin.exists() and twin.samefile(out / path) for twin in twins)


def _is_ours(out: Path, path: str, digest: str) -> bool:
    """Is it a file below the output folder, still as the manifest lists it?"""
    file = out / path
    if _trouble(path) or not file.resolve().is_relative_to(out.resolve()) or not file.is_file():
        return False
    return _digest(file.read_bytes()) == digest
