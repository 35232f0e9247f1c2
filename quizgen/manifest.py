"""The list of what `build` made, which decides what a later build may remove."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from quizgen.edition import Artifact
from quizgen.files import write_atomically

NAME = "manifest.json"


class UnsafePathError(Exception):
    """An output wants to write outside the output folder."""


def read(out: Path) -> dict[str, dict[str, str]]:
    """The digests of the files of each output, by path; empty if there is no manifest that can be read."""
    try:
        outputs = json.loads((out / NAME).read_text(encoding="utf-8"))["outputs"]
        return {str(name): {str(k): str(v) for k, v in files.items()} for name, files in outputs.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def publish(out: Path, made: Mapping[str, Iterable[Artifact]], *, whole: bool) -> list[str]:
    """Write the artifacts of each output and the manifest; remove what a whole build no longer makes.

    Only files that the manifest lists and that nobody changed since are removed; gives their paths. Raises OSError and
    UnsafePathError, the latter before anything is written.
    """
    before = read(out)
    artifacts = {name: list(files) for name, files in made.items()}
    for files in artifacts.values():
        for artifact in files:
            _check_path(artifact.path)
    after = dict(before)
    removed: list[str] = []
    for name, files in artifacts.items():
        digests = {artifact.path: _digest(artifact.data) for artifact in files}
        for artifact in files:
            write_atomically(out / artifact.path, artifact.data)
        if whole:
            removed += _remove(out, {p: d for p, d in before.get(name, {}).items() if p not in digests})
        after[name] = digests if whole else {**before.get(name, {}), **digests}
    document = {"version": 1, "outputs": {name: dict(sorted(after[name].items())) for name in sorted(after)}}
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    write_atomically(out / NAME, text.encode())
    return removed


def _check_path(path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path or ":" in parts[0]:
        raise UnsafePathError(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _remove(out: Path, files: Mapping[str, str]) -> list[str]:
    removed = []
    for path, digest in sorted(files.items()):
        _check_path(path)
        file = out / path
        if file.is_file() and file.resolve().is_relative_to(out.resolve()) and _digest(file.read_bytes()) == digest:
            file.unlink()
            removed.append(path)
    return removed
