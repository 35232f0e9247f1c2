"""Modules found by listing a folder, then by entry points."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from quizgen import registry
from quizgen.registry import NameClashError, modules, register


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package `parts` of two modules, beside which `elsewhere` is a module of somebody else's."""
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "two.py").write_text("NAME = 'two'\nENDINGS = ('.b', '.c')\n")
    (folder / "one.py").write_text("NAME = 'one'\nENDINGS = ('.a',)\n")
    (folder / "_base.py").write_text("raise AssertionError('not a part')\n")
    (tmp_path / "elsewhere.py").write_text("NAME = 'three'\nENDINGS = ('.d',)\n")
    monkeypatch.syspath_prepend(tmp_path)
    clear()
    yield folder
    clear()
    for name in [name for name in sys.modules if name.partition(".")[0] in {"parts", "elsewhere"}]:
        del sys.modules[name]


def clear() -> None:
    modules.cache_clear()
    register.cache_clear()


def offer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another distribution offer its module, for this package alone."""
    points = {"parts": [EntryPoint("three", "elsewhere", "parts")]}
    monkeypatch.setattr(registry, "entry_points", lambda *, group: points.get(group, []))


def test_the_folder_is_the_register(package: Path) -> None:
    assert [module.__name__ for module in modules("parts")] == ["parts.one", "parts.two"]
    assert {name: module.__name__ for name, module in register("parts", "NAME").items()} == {
        "one": "parts.one",
        "two": "parts.two",
    }
    assert list(register("parts", "ENDINGS")) == [".a", ".b", ".c"]


def test_entry_points_come_after_the_folder(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch)
    assert list(register("parts", "NAME")) == ["one", "two", "three"]


def test_a_clash_names_both(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch)
    (package.parent / "elsewhere.py").write_text("NAME = 'two'\nENDINGS = ('.a',)\n")
    with pytest.raises(NameClashError, match=r"elsewhere and parts\.two both call themselves 'two'"):
        register("parts", "NAME")
    with pytest.raises(NameClashError, match=r"elsewhere and parts\.one both call themselves '\.a'"):
        register("parts", "ENDINGS")


@pytest.mark.parametrize(
    ("group", "attribute", "name"),
    [
        ("quizgen.questions", "TYPE", "true_false"),
        ("quizgen.rules", "CODE", "Q101"),
        ("quizgen.exporters", "NAME", "anki"),
        ("quizgen.sources", "SUFFIXES", ".md"),
        ("quizgen.reporters", "NAME", "json"),
    ],
)
def test_the_parts_of_quizgen_are_found(group: str, attribute: str, name: str) -> None:
    assert name in register(group, attribute)
