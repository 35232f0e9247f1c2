"""Writes files whole or not at all, and applies text edits."""

from __future__ import annotations

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from quizgen.diagnostics import Edit

BOM = b"\xef\xbb\xbf"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never a part. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def apply_edits(root: Path, edits: Iterable[Edit]) -> dict[str, bytes]:
    """The new contents of the files that the edits touch, by path.

    Edits that overlap an earlier one are left out. Line ends and a byte order mark stay as they are.
    """
    by_file: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_file[edit.file].append(edit)
    return {file: _edited((root / file).read_bytes(), found) for file, found in by_file.items()}


def _edited(data: bytes, edits: list[Edit]) -> bytes:
    mark = BOM if data.startswith(BOM) else b""
    text = data[len(mark) :].decode()
    starts = [found.start() for found in LINE.finditer(text)]
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces, position = [], 0
    spans = sorted(edits, key=lambda edit: edit.span)
    for edit in spans:
        start = starts[edit.span.line - 1] + edit.span.column - 1
        end = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        if start < position:
            continue
        pieces += [text[position:start], edit.text.replace("\n", newline)]
        position = end
    return mark + "".join([*pieces, text[position:]]).encode()
