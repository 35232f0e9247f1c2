"""A judge of meaning may settle a review or ask for one; it never overrules an error."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from courses import PRICE, STORM, bank, make_course, read

from quizgen import registry
from quizgen.rules import _judging

PARAPHRASE = (
    "id: act\nshort: What did the storm do to the black hand?\nanswer: deformed it\ncite: a storm bent the black hand"
)
WRONG = "id: wrong\nnumeric: What did the clock cost?\nanswer: 430\ncite: It cost 340 pounds"
ORDER = (
    "id: order\norder: Put the events of the town in order.\nsequence:\n  - a storm bent the hand\n"
    "  - Skippers missed trains\n"
    "cite:\n  - a storm bent the black hand\n  - Skippers missed trains"
)


MANUAL = Path(__file__).parents[1] / "docs/judges.md"


class Fake:
    """A judge with one opinion of everything, who remembers what it was asked."""

    NAME = "fake"

    def __init__(self, score: float) -> None:
        self.score = score
        self.asked: list[tuple[str, str]] = []

    def entails(self, premise: str, hypothesis: str) -> float:
        self.asked.append((premise, hypothesis))
        return self.score


def verdicts(folder: Path, judge: Fake, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    def register(package: str, attribute: str) -> dict[str, object]:
        return {"fake": judge} if package == "quizgen.judges" else dict(registry.register(package, attribute))

    monkeypatch.setattr(_judging, "register", register)
    _, report = read(make_course(folder, {"b.yaml": bank(PRICE, STORM, PARAPHRASE, WRONG, ORDER)}))
    return {**report.verdicts}


def test_without_a_judge(tmp_path: Path) -> None:
    _, report = read(make_course(tmp_path, {"b.yaml": bank(PRICE, STORM, PARAPHRASE, WRONG, ORDER)}))
    assert report.verdicts == {
        "price": "proved", "storm": "proved", "act": "reviewed", "wrong": "wrong", "order": "reviewed",
    }  # fmt: skip


def test_a_judge_that_is_sure_settles_a_review_and_never_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdicts(tmp_path, Fake(0.95), monkeypatch) == {
        "price": "proved", "storm": "proved", "act": "proved", "wrong": "wrong", "order": "reviewed",
    }  # fmt: skip


def test_a_judge_that_finds_fault_asks_for_a_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert verdicts(tmp_path, Fake(0.05), monkeypatch) == {
        "price": "reviewed", "storm": "reviewed", "act": "reviewed", "wrong": "wrong", "order": "reviewed",
    }  # fmt: skip


def test_a_judge_in_doubt_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert verdicts(tmp_path, Fake(0.5), monkeypatch) == {
        "price": "proved", "storm": "proved", "act": "reviewed", "wrong": "wrong", "order": "reviewed",
    }  # fmt: skip


def test_what_a_judge_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Fake(0.5)
    verdicts(tmp_path, judge, monkeypatch)
    premise = "In 1871 the Harbour Board bought a clock from Anna Holt. It cost 340 pounds."
    assert (premise, "What did the clock cost? 340 pounds") in judge.asked
    assert not any("430" in hypothesis for _, hypothesis in judge.asked), "an error is not for a judge"


def test_a_judge_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Fake(1.0)
    point = SimpleNamespace(name="fake", value="fake", load=lambda: judge)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == "quizgen.judges" else [])
    registry.modules.cache_clear()
    registry.register.cache_clear()
    try:
        assert registry.register("quizgen.judges", "NAME") == {"fake": judge}
    finally:
        registry.modules.cache_clear()
        registry.register.cache_clear()


def test_the_example_of_the_manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = re.findall(r"```python\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    module: dict[str, object] = {}
    exec(source, module)
    entails = module["entails"]
    assert callable(entails)
    judge = Fake(0.0)
    monkeypatch.setattr(judge, "entails", entails)
    assert entails("a storm bent the hand", "a storm bent the hand") == 1
    assert verdicts(tmp_path, judge, monkeypatch)["wrong"] == "wrong"
