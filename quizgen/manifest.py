"""The list of what `build` made, which decides what a later build may remove.

It stands in the output folder, and tells the files of one course from those of another that is built into the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from quizgen.edition import Artifact
from quizgen.files import write_all

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
    if unsafe := [path for path in files if not _is_safe(path)]:
        raise UnusablePathError(f"An output can't be named “{unsafe[0]}”; rename the bank or sheet.")
    document = {"version": 1, "courses": courses}
    text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    write_all({out / path: data for path, data in files.items()} | {out / NAME: text.encode()})
    kept = {path for outputs in courses.values() for paths in outputs.values() for path in paths}
    return [path for path, digest in sorted(stale.items()) if path not in kept and _remove(out, path, digest)]


def _by_path(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """The files of an output. Raises UnusablePathError where two paths differ in capital letters alone, or not."""
    files: dict[str, bytes] = {}
    seen: set[str] = set()
    for artifact in artifacts:
        if artifact.path.casefold() in seen:
            raise UnusablePathError(f"Two sheets would both be written to “{artifact.path}”; rename one of them.")
        seen.add(artifact.path.casefold())
        files[artifact.path] = artifact.data
    return files


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    odd = path.startswith("/") or ".." in parts or "\\" in path or "\0" in path
    return bool(parts) and not odd and ":" not in parts[0]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _remove(out: Path, path: str, digest: str) -> bool:
    """Remove a file that is still as the manifest lists it, and tell so."""
    file = out / path
    if not _is_safe(path) or not file.resolve().is_relative_to(out.resolve()) or not file.is_file():
        return False
    if _digest(file.read_bytes()) != digest:
        return False
    file.unlink()
    return True
