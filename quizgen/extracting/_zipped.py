"""Files that are zip archives inside. Nothing is unpacked onto the disk, so no name in them can lead anywhere."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from quizgen.sources import UnreadableError

MOST_UNPACKED = 500_000_000
"""All members of an archive together, in bytes; a book with many pictures stays below."""
MOST_PART = 50_000_000
"""The largest member that is read."""
MOST_MEMBERS = 20_000


def opened(data: bytes) -> ZipFile:
    """An archive that is not larger inside than a document can be. Raises UnreadableError and BadZipFile."""
    archive = ZipFile(BytesIO(data))
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise UnreadableError("it is far larger inside than a document can be")
    return archive


def part(archive: ZipFile, name: str) -> bytes:
    """The content of a member (no more than its own size is ever unpacked).

    Raises UnreadableError if it is too large, KeyError if it is not there, and what zipfile raises.
    """
    if archive.getinfo(name).file_size > MOST_PART:
        raise UnreadableError("it is far larger inside than a document can be")
    return archive.read(name)
