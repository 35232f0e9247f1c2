"""Takes in the pictures of a course: only real pictures, only from inside the course's folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

MAX_BYTES = 20_000_000
KINDS = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "svg": (b"<",),
}


class UnusableImageError(Exception):
    """A picture can't be used; the message says why, for the teacher."""


@dataclass
class Media:
    """The pictures taken in so far, by the name that outputs give them (made from their content)."""

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    _names: dict[Path, str] = field(default_factory=dict)

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
        if "\\" in path or "\0" in path or Path(path).is_absolute() or ":" in path:
            raise UnusableImageError(f"“{path}” must be a path from this file, with / between folders")
        file = (folder / path).resolve()
        if not file.is_relative_to(self.root.resolve()):
            raise UnusableImageError(f"“{path}” is outside the course; copy the picture into it")
        if not file.is_file():
            raise UnusableImageError(f"there is no picture “{path}”")
        return file

    def _read(self, file: Path, path: str, ending: str) -> bytes:
        if file.stat().st_size > MAX_BYTES:
            raise UnusableImageError(f"“{path}” is larger than {MAX_BYTES // 1_000_000} MB")
        data = file.read_bytes()
        start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n") if ending == "svg" else data
        if not start.startswith(KINDS[ending]) or (ending == "svg" and b"<svg" not in data):
            raise UnusableImageError(f"“{path}” is not what its ending says")
        return data
