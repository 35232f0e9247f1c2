"""The import contracts of pyproject.toml know every module of the package."""

from __future__ import annotations

import pkgutil
import tomllib
from pathlib import Path

import quizgen

ALONE = {"quizgen.items", "quizgen.diagnostics"}


def test_items_and_diagnostics_may_import_no_module_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    contract = next(one for one in contracts if set(one.get("source_modules", ())) == ALONE)
    modules = {f"quizgen.{info.name}" for info in pkgutil.iter_modules(quizgen.__path__)} - {"quizgen.__main__"}
    assert set(contract["forbidden_modules"]) == modules - ALONE
