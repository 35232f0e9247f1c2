"""File names that Windows, macOS and Linux can all have, and paths as people and shells read them.

A course is made on one system and checked out, built and read on another, so the rules of all hold on each. Those of
Windows are in Microsoft's “Naming Files, Paths, and Namespaces”.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from pathlib import PurePath, PureWindowsPath

SIGNS = '<>:"/\\|?*'
UNPRINTABLE = re.compile("[\x00-\x1f]")
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [device + number for device in ("com", "lpt") for number in "0123456789¹²³"]
)
LONGEST_PATH = 150
"""Characters below the course's folder. Windows has room for 260, with that folder and what outputs add to a name."""
PLAIN_FOR_WINDOWS = re.compile(r"[\w.:\\/-]+")


def name_trouble(name: str) -> str:
    """Why a file or folder can't have a name on every system, as part of a sentence; empty if it can."""
    if UNPRINTABLE.search(name):
        return "it has a sign that can't be printed"
    if sign := next((sign for sign in SIGNS if sign in name), ""):
        return f"Windows allows no {sign} in a name"
    if not name or name[-1] in ". ":
        return "Windows drops a dot or a space at the end of a name"
    device = name.partition(".")[0].rstrip(" ")
    if device.lower() in DEVICES:
        return f"Windows keeps the name “{device}” for a device"
    return ""


def path_trouble(path: str) -> str:
    """Why no file can have a path, written with `/` from the course's folder, on every system; empty if one can."""
    if len(path) > LONGEST_PATH:
        return f"the path has {len(path)} letters, and Windows has room for some {LONGEST_PATH} in a course"
    return next(filter(None, map(name_trouble, path.split("/"))), "")


def folded(path: str) -> str:
    """The same text for all paths that are one file on Windows or macOS: capitals and composed letters are alike."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def shown(path: PurePath, here: PurePath) -> str:
    """A path as messages show it: from the folder `here` and with `/` if it is below, or else as the system writes it.

    Every shell, also those of Windows, takes the `/` of the documents.
    """
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def typed(path: PurePath) -> str:
    """A path as an argument to type: Windows' shells share double quotes, the others have single ones."""
    if isinstance(path, PureWindowsPath):
        return str(path) if PLAIN_FOR_WINDOWS.fullmatch(str(path)) else f'"{path}"'
    return shlex.quote(str(path))
