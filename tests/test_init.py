"""`quizgen init` makes a course that builds at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import cli, snapshot

from quizgen.registry import register


def test_a_new_course_builds_at_once_and_shows_all_types(tmp_path: Path) -> None:
    made = cli(tmp_path, "init", "my course")
    assert "cd 'my course', then quizgen build" in made.stdout
    course = tmp_path / "my course"
    checked = cli(course, "check", "--strict")
    assert checked.exit_code == 0, checked.stdout
    assert cli(course, "build").exit_code == 0
    bank = (course / "decks/clock.yaml").read_text(encoding="utf-8")
    for name in register("quizgen.questions", "TYPE"):
        assert f"\n    {name}: " in bank
    assert snapshot(course)[".gitignore"] == b"/build/\n"


def test_the_id_is_new_each_time_and_the_title_is_the_folder(tmp_path: Path) -> None:
    ids = set()
    for number in (1, 2):
        cli(tmp_path, "init", f"Unit {number}")
        lines = (tmp_path / f"Unit {number}/quizgen.yaml").read_text(encoding="utf-8").splitlines()
        assert f'title: "Unit {number}"' in lines
        ids.add(lines[1].removeprefix("id: ")[-6:])
    assert len(ids) == 2


@pytest.mark.parametrize(
    "name", ["История", 'say "hi" \\n', "@ID@ @TITLE@", "x" * 100, "--", "a\x1b[31mb", "'", "#1: {a}"]
)
def test_any_folder_name_makes_a_course_that_builds(tmp_path: Path, name: str) -> None:
    assert cli(tmp_path, "init", "--", name).exit_code == 0
    built = cli(tmp_path / name, "build", "--to", "key")
    assert (built.exit_code, built.stderr) == (0, "")


@pytest.mark.parametrize("there", ["quizgen.yaml", "decks/clock.yaml", "seeds/clock.txt"])
def test_nothing_that_is_there_is_changed(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine", encoding="utf-8")
    refused = cli(tmp_path, "init", ".")
    assert (refused.exit_code, there in refused.stderr) == (2, True)
    assert snapshot(tmp_path) == {there: b"mine"}


def test_what_a_folder_holds_besides_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert "Next: quizgen build" in cli(tmp_path, "init", ".").stdout
    assert snapshot(tmp_path)[".gitignore"] == b"*.bak\n"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert cli(tmp_path, "init", "file").exit_code == 2
    assert cli(tmp_path, "init", "file/below").exit_code == 2
    assert cli(tmp_path, "init").exit_code == 2
