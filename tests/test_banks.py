"""Broken banks give findings and never an output; odd but sound ones build.

The name of a broken bank begins with the code of what must be found in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from courses import make_course

from quizgen.cli import main

BANKS = Path(__file__).parent / "banks"
NEVER = ("Traceback", "pydantic", "yaml.", "libyaml", "NoneType", "<class")


@pytest.fixture
def quizgen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command in a folder; an exception that gets out of it fails the test."""

    def run(folder: Path, *arguments: str) -> Result:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("QUIZGEN_TRACEBACK", "1")
        return CliRunner(catch_exceptions=False).invoke(main, arguments)

    return run


def course_with(folder: Path, bank: Path) -> Path:
    """A course whose one bank is a copy of the file."""
    made = make_course(folder / "course", {})
    (made / "decks/bank.yaml").write_bytes(bank.read_bytes())
    return made


@pytest.mark.parametrize("bank", sorted((BANKS / "bad").glob("*.yaml")), ids=lambda bank: bank.stem)
def test_a_broken_bank_is_explained_and_never_built(bank: Path, tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    folder = course_with(tmp_path, bank)
    before = sorted(folder.rglob("*"))
    checked = quizgen(folder, "check", "--format", "json")
    document = json.loads(checked.stdout)
    found = [d for d in document["diagnostics"] if d["code"] == bank.stem.partition("-")[0]]
    assert checked.exit_code == 1
    assert found, checked.stdout
    assert all(d["file"] == "decks/bank.yaml" and d["line"] >= 1 and d["column"] >= 1 for d in found)
    built = quizgen(folder, "build")
    assert built.exit_code == 1
    for output in (checked.stdout, checked.stderr, built.stdout, built.stderr):
        assert not [word for word in NEVER if word in output], output
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("bank", sorted((BANKS / "good").glob("*.yaml")), ids=lambda bank: bank.stem)
def test_an_odd_but_sound_bank_builds(bank: Path, tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    folder = course_with(tmp_path, bank)
    checked = quizgen(folder, "check", "--strict")
    assert checked.exit_code == 0, checked.stdout
    built = quizgen(folder, "build")
    assert built.exit_code == 0, built.stderr
    assert (folder / "build/anki/test-course.apkg").is_file()


def test_a_broken_question_never_hides_its_neighbours(tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    """Each broken bank that ends with the sound question `price` still checks it."""
    seen = 0
    for bank in sorted((BANKS / "bad").glob("*.yaml")):
        if b"id: price" not in bank.read_bytes() or bank.stem in {"Q003-utf-16", "Q007-endless-line"}:
            continue
        folder = course_with(tmp_path / bank.stem, bank)
        text = (
            (folder / "decks/bank.yaml")
            .read_bytes()
            .replace(b"answer: 340\n    cite: It cost 340 p", b"answer: 999\n    cite: It cost 340 p")
        )
        (folder / "decks/bank.yaml").write_bytes(text)
        document = json.loads(quizgen(folder, "check", "--format", "json").stdout)
        assert "price" in [d["question"] for d in document["diagnostics"] if d["code"] == "Q112"], bank.stem
        seen += 1
    assert seen > 25
