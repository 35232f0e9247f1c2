"""Takes in the pictures of a course: only real pictures, only from inside the course's folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError, iterparse

from quizgen.portable import name_trouble

MAX_BYTES = 20_000_000


def _is_svg(data: bytes) -> bool:
    """Tell whether the outermost element is an SVG; nothing further is read."""
    try:
        _, element = next(iterparse(BytesIO(data), events=("start",)))  # noqa: S314 - stops at the first element
    except (ParseError, StopIteration, ValueError, LookupError):
        return False
    return bool(element.tag == "{http://www.w3.org/2000/svg}svg")


KINDS: dict[str, Callable[[bytes], bool]] = {
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "gif": lambda data: data.startswith((b"GIF87a", b"GIF89a")),
    "webp": lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP",
    "svg": _is_svg,
}
"""Is a file what its ending says?"""


class UnusableImageError(Exception):
    """A picture can't be used; the message says why, for the teacher."""


@dataclass
class Media:
    """The pictures taken in so far, by the name that outputs give them (made from their content)."""

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    _names: dict[Path, str] = field(default_factory=dict)

    @property
    def paths(self) -> frozenset[str]:
        """The pictures' own files, from the course's folder, with `/`."""
        home = self.root.resolve()
        return frozenset(file.relative_to(home).as_posix() for file in self._names)

    def take(self, path: str, folder: Path) -> str:
        """Take in a picture by its path from `folder`, and give its name. Raises UnusableImageError."""
        ending = path.rpartition(".")[2].lower()
        if ending not in KINDS:
            raise UnusableImageError(f"“{path}” is no picture that can be used; {', '.join(KINDS)} can")
        file = self._inside(path, folder)
        if file not in self._names:
            data = self._read(file, path, ending)
            name = f"quizgen-{hashlib.sha256(data).hexdigest()[:16]}.{ending}"
            self.files[name] = data
            self._names[file] = name
        return self._names[file]

    def _inside(self, path: str, folder: Path) -> Path:
        if "\\" in path or "\0" in path or path.startswith("/") or ":" in path:
            raise UnusableImageError(f"“{path}” must be a path from this file, with / between folders")
        names = [part for part in path.split("/") if part not in {"", ".", ".."}]
        if trouble := next(filter(None, map(name_trouble, names)), ""):
            raise UnusableImageError(f"“{path}” can't have this name on every computer: {trouble}; rename it")
        try:
            file = (folder / path).resolve()
            there = file.is_file()
        except (OSError, RuntimeError):  # too long a name, or links that lead in a circle
            raise UnusableImageError(f"“{path}” leads nowhere") from None
        if not file.is_relative_to(self.root.resolve()):
            raise UnusableImageError(f"“{path}” is outside the course; copy the picture into it")
        if not there:
            raise UnusableImageError(f"there is no picture “{file.relative_to(self.root.resolve()).as_posix()}”")
        return file

    def _read(self, file: Path, path: str, ending: str) -> bytes:
        try:
            with file.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError:
            raise UnusableImageError(f"“{path}” can't be opened") from None
        if len(data) > MAX_BYTES:
            raise UnusableImageError(f"“{path}” is larger than {MAX_BYTES // 1_000_000} MB")
        if not KINDS[ending](data):
            raise UnusableImageError(f"“{path}” is not what its ending says")
        return data.replace(b"\r\n", b"\n") if ending == "svg" else data  # git writes texts with line ends of Windows
