"""Writes files whole or not at all, and applies text edits."""

from __future__ import annotations

import errno
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

from quizgen.diagnostics import Edit
from quizgen.yaml_tree.values import Lines

BOM = b"\xef\xbb\xbf"
IN_USE = "another program has it open, or it is not yours to change; close it there, and try again"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never a part. Raises OSError."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files: first each beside its place, then all into their places. Raises OSError.

    What can go wrong (no space, no permission, a folder in the way, a file that Word has open on Windows) goes wrong in
    the first step, and then every old file stays as it was.
    """
    with ExitStack() as cleaning:
        staged: dict[Path, Path] = {}
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(None, "a folder stands where this file should go", str(path))
            handle, name = _new_file(path)
            staged[path] = Path(name)
            cleaning.callback(staged[path].unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            staged[path].chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        require_free(staged)
        for path, temporary in staged.items():
            temporary.replace(path)


def _new_file(path: Path) -> tuple[int, str]:
    """Open a new file beside one to be written; what goes wrong is told of the latter, which the user knows."""
    try:
        return tempfile.mkstemp(dir=path.parent, prefix=".quizgen-")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None


def require_free(paths: Iterable[Path]) -> None:
    """Raise PermissionError if one of the files, as far as they are there, can't be replaced or removed just now.

    Windows refuses to rename a file that a program has open, even to its own name; elsewhere that does nothing.
    """
    for path in paths:
        try:
            path.rename(path)
        except FileNotFoundError:
            continue
        except PermissionError:
            raise PermissionError(errno.EACCES, IN_USE, str(path)) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def apply_edits(root: Path, edits: Iterable[Edit], unsaved: Mapping[Path, bytes] | None = None) -> dict[Path, bytes]:
    """The new contents of the files that the edits touch, by path (that of the file itself, if it is a link).

    A file that `unsaved` has is taken from there. Edits that overlap an earlier one are left out. Line ends and a byte
    order mark stay as they are.
    """
    new = unsaved or {}
    by_path: defaultdict[Path, list[Edit]] = defaultdict(list)
    for file, group in groupby(sorted(edits, key=lambda edit: edit.file), key=lambda edit: edit.file):
        by_path[(root / file).resolve()] += group
    return {path: edited(new[path] if path in new else path.read_bytes(), group) for path, group in by_path.items()}


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """A file's content with edits applied, one that overlaps an earlier one aside."""
    mark = BOM if data.startswith(BOM) else b""
    text = data[len(mark) :].decode()
    starts = Lines(text).starts
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces, position = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = starts[edit.span.line - 1] + edit.span.column - 1
        end = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        if start < position:
            continue
        pieces += [text[position:start], edit.text.replace("\n", newline)]
        position = end
    return mark + "".join([*pieces, text[position:]]).encode()
