"""The evidence check holds what it promises, on labelled questions (benchmarks/evidence)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks/evidence"
needs_articles = pytest.mark.skipif(
    not os.environ.get("QUIZGEN_SOURCES"), reason="needs the texts of the five articles (QUIZGEN_SOURCES)"
)


@pytest.fixture(scope="module")
def measure() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    import measure

    yield measure
    sys.path.remove(str(FOLDER))


@needs_articles
@pytest.mark.parametrize("part", ["tuning", "unseen"])
def test_the_labelled_questions(measure: ModuleType, part: str) -> None:
    records = list(measure.measured(part))
    sound = [record for record in records if record.sound]
    corrupted = [record for record in records if not record.sound]
    wrong = [record for record in records if record.wrong]
    surface = [record for record in corrupted if record.kind in measure.SURFACE]
    assert len(records) >= 100
    assert sum(not record.sound for record in wrong) >= 0.97 * len(wrong)
    assert sum(record.wrong for record in sound) <= 0.02 * len(sound)
    assert sum(record.flagged for record in surface) >= 0.95 * len(surface)
    assert sum(record.flagged for record in corrupted) >= 0.85 * len(corrupted)
    assert sum(record.flagged for record in sound) <= 0.1 * len(sound) + 1
    for record in corrupted:
        assert record.flagged or record.kind not in {"quote", "source", "number", "date"}, record.id
