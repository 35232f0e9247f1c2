"""An Anki package (`.apkg`) as bytes: the same notes, the same bytes."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from quizgen.exporters.anki.collection import Placed, write_collection
from quizgen.exporters.anki.identity import NoteTypeKey
from quizgen.exporters.anki.notetypes import NoteType

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSION = 4  # a third faster than the default for two parts in a hundred


def package(
    course_id: str, notes: Sequence[Placed], types: Mapping[NoteTypeKey, NoteType], media: Mapping[str, bytes]
) -> bytes:
    """The bytes of a package with these notes, the note types they use and the media they show.

    Students meet the notes in the order given. The collection passes through a temporary file, which is gone
    whatever happens. Raises OSError when the disk can't hold it.
    """
    names = sorted({name for note in notes for name in note.contents.media} & media.keys())
    archive = io.BytesIO()
    with TemporaryDirectory(prefix="quizgen-") as folder, zipfile.ZipFile(archive, "w") as writer:
        collection = Path(folder) / "collection.anki2"
        write_collection(collection, course_id, notes, types)
        with collection.open("rb") as stream:
            _add(writer, "collection.anki2", stream, collection.stat().st_size)
        _add_bytes(writer, "media", json.dumps(dict(enumerate(names))).encode())
        for number, name in enumerate(names):
            _add_bytes(writer, str(number), media[name])
    return archive.getvalue()


def _add_bytes(writer: zipfile.ZipFile, name: str, data: bytes) -> None:
    _add(writer, name, io.BytesIO(data), len(data))


def _add(writer: zipfile.ZipFile, name: str, data: IO[bytes], size: int) -> None:
    """Add a file, bit by bit, without a time and with the same attributes on every system."""
    entry = zipfile.ZipInfo(name, ZIP_EPOCH)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = COMPRESSION  # type: ignore[attr-defined]  # public from Python 3.13 on, as compress_level
    entry.file_size = size  # decides on the format, before anything is written
    with writer.open(entry, "w") as target:
        shutil.copyfileobj(data, target)
