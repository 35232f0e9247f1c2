"""An id copied twice: the question that the lock knows keeps it, and `--fix` gives the other one a new id."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import PRICE, STORM, bank, cli, lock_of, make_course, snapshot

COPY = PRICE.replace("What did the clock cost?", "What was the price of the clock?")
TOUCHED = PRICE.replace("What did the clock cost?", "How much did the clock cost?")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of which students have `price`."""
    folder = make_course(tmp_path, {"b.yaml": bank(PRICE)})
    assert cli(folder, "build", "--to", "anki").exit_code == 0
    return folder


def written(folder: Path, file: str, *questions: str) -> None:
    (folder / "decks" / file).write_text(bank(*questions), encoding="utf-8")


def ids(folder: Path) -> dict[str, list[str]]:
    """The ids of each bank, as they are written."""
    return {
        path.name: [line[6:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("- id: ")]
        for path in sorted((folder / "decks").iterdir())
    }


def test_a_copy_in_front_of_the_question_that_students_have_gets_the_new_id(course: Path) -> None:
    stamp = lock_of(course).questions["price"].stamp
    written(course, "a.yaml", STORM, COPY, STORM.replace("storm\n", "price-2\n", 1))
    found = cli(course, "check")
    assert "decks/a.yaml:8:7: error Q024 two questions have the id “price”" in found.stdout
    assert "such as price-3; the lock knows the other one" in found.stdout
    fixed = cli(course, "check", "--fix")
    assert "decks/a.yaml: write `id: price-3`" in fixed.stderr
    assert ids(course) == {"a.yaml": ["storm", "price-3", "price-2"], "b.yaml": ["price"]}
    built = cli(course, "build", "--to", "anki")
    assert "Cards: 3 new questions, 0 changed, 0 removed" in built.stdout
    assert lock_of(course).questions["price"].stamp == stamp


def test_each_of_several_copies_gets_an_id_of_its_own(course: Path) -> None:
    written(course, "b.yaml", COPY, PRICE, TOUCHED, PRICE)
    cli(course, "check", "--fix")
    assert ids(course) == {"b.yaml": ["price-2", "price", "price-3", "price-4"]}


def test_of_a_copied_bank_the_one_with_the_shorter_name_keeps_its_ids(course: Path) -> None:
    written(course, "b - Copy.yaml", PRICE)
    assert "decks/b - Copy.yaml:4:7: error Q024" in cli(course, "check").stdout


def test_where_nobody_has_a_card_the_first_keeps_the_id(tmp_path: Path) -> None:
    folder = make_course(tmp_path, {"a.yaml": bank(PRICE), "b.yaml": bank(COPY)})
    assert "; the other one is the first" in cli(folder, "check").stdout
    cli(folder, "check", "--fix")
    assert ids(folder) == {"a.yaml": ["price"], "b.yaml": ["price-2"]}


@pytest.mark.parametrize("was_gone", [False, True])
def test_where_nobody_can_tell_which_one_students_have_nothing_is_changed(course: Path, was_gone: bool) -> None:
    if was_gone:
        written(course, "b.yaml", STORM)
        cli(course, "build", "--to", "anki")
    written(course, "b.yaml", COPY, TOUCHED)
    before = snapshot(course)
    fixed = cli(course, "check", "--fix")
    assert fixed.exit_code == 1
    assert "the students' history hangs on one of them, and the lock can't tell which" in fixed.stdout
    assert snapshot(course) == before


def test_the_longest_id_leaves_room_for_a_number(tmp_path: Path) -> None:
    long = PRICE.replace("price", "p" * 64, 1)
    folder = make_course(tmp_path, {"a.yaml": bank(long, long)})
    cli(folder, "check", "--fix")
    assert ids(folder) == {"a.yaml": ["p" * 64, f"{'p' * 62}-2"]}
