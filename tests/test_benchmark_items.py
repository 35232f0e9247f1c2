"""The rules of item writing find the flaws of labelled items (benchmarks/items), and raise few false alarms."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

MEASURE = Path(__file__).parents[1] / "benchmarks/items/measure.py"


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_items", MEASURE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # its dataclasses look it up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("bank", sorted(path.stem for path in MEASURE.parent.glob("decks/*.yaml")))
def test_the_labelled_items(measure: ModuleType, bank: str) -> None:
    items = list(measure.measured(bank))
    score = measure.score(items)
    assert len(items) == 60
    assert score.precision >= 0.95
    assert score.f1 >= 0.95
    assert score.exact >= 0.9


def test_every_flaw_is_among_the_labels(measure: ModuleType) -> None:
    labels = {flaw for item in measure.measured() for flaw in item.flaws}
    assert labels == measure.FLAWS
