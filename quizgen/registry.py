"""Finds the parts of quizgen: the modules of a folder first, then entry points of other packages.

A question type, rule, exporter, source reader or reporter is one module that has the names its protocol
asks for. Nothing registers itself: the folder listing is the register.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache, lru_cache
from importlib import metadata
from importlib.metadata import EntryPoint
from types import ModuleType


class NameClashError(Exception):
    """Two modules claim one name. The message names both."""


@cache
def _all_entry_points() -> tuple[EntryPoint, ...]:
    """Those of all installed packages; to look through the packages takes its time, so it is done once."""
    found = metadata.entry_points()
    return tuple(point for group in sorted(found.groups) for point in found.select(group=group))


def entry_points(group: str) -> list[EntryPoint]:
    """The entry points of a group."""
    return [point for point in _all_entry_points() if point.group == group]


@lru_cache(maxsize=16)
def modules(package: str) -> tuple[ModuleType, ...]:
    """The modules of a package (those with a leading underscore aside), then its entry points.

    `package` is its dotted name, such as `quizgen.rules`, which is also the entry point group.
    """
    folder = importlib.import_module(package)
    names = sorted(info.name for info in pkgutil.iter_modules(folder.__path__) if info.name[0] != "_")
    own = [importlib.import_module(f"{package}.{name}") for name in names]
    plugins = sorted(entry_points(group=package), key=lambda point: (point.name, point.value))
    return (*own, *(point.load() for point in plugins))


@lru_cache(maxsize=16)
def register(package: str, attribute: str) -> dict[str, ModuleType]:
    """The modules of a package by the name each gives itself in `attribute`.

    An attribute may hold several names (a tuple). Raises NameClashError when two modules share one.
    """
    found: dict[str, ModuleType] = {}
    for module in modules(package):
        value = getattr(module, attribute)
        for name in value if isinstance(value, tuple) else (value,):
            if name in found:
                raise NameClashError(f"{module.__name__} and {found[name].__name__} both call themselves {name!r}")
            found[name] = module
    return found
