"""The end of a build: a handful of files for each output, and three lines that a teacher acts on."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import PRICE, STORM, TRAINS, bank, cli, edit, make_course
from sample import edition

from quizgen.build import Built, Changes
from quizgen.cli._outcome import HANDFUL, outcome
from quizgen.edition import Artifact, Use
from quizgen.exporters import anki, answer_sheet, key, marking, worksheet

OUTPUTS = (worksheet, key, marking, answer_sheet, anki)
HERE = Path("/course")
NONE = Changes((), (), (), ())


def told(*artifacts: Artifact, output: str = "worksheet", changes: Changes = NONE) -> list[str]:
    """What is said of a build of one output into `out`."""
    return list(outcome(Built({output: artifacts}, (), (), changes), HERE / "out", HERE))


def files(use: Use, *paths: str) -> list[Artifact]:
    return [Artifact(path, b"", use=use) for path in paths]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("c"), {"a.yaml": bank(PRICE, STORM), "unit/b.yaml": bank(TRAINS)})


def test_a_build_ends_with_what_to_print_to_send_and_what_changed(course: Path) -> None:
    lines = cli(course, "build").stdout.splitlines()
    own = "2 files in build/key and 2 files in build/marking for you alone"
    assert lines[-4:] == [
        "",
        f"Print: 2 files in build/worksheet for the class; {own}.",
        "Send to the class: build/anki/test-course.apkg.",
        "Cards: 3 new questions, 0 changed, 0 removed since the last build.",
    ]
    edit(course / "decks/a.yaml", "- " + STORM.replace("\n", "\n  ") + "\n", "")
    edit(course / "decks/unit/b.yaml", "missed {{trains}}", "would miss {{trains}}")
    lines = cli(course, "build", "--sheet", "a").stdout.splitlines()
    assert lines[-3:] == [
        "Print: build/worksheet/a.html for the class; build/key/a.html and build/marking/a.html for you alone.",
        "Send to the class: nothing in this build.",
        "Cards: 0 new questions, 0 changed, 1 removed since the last build; for a deck: quizgen build --to anki.",
    ]
    lines = cli(course, "build", "unit/b", "--to", "anki", "--out", "here").stdout.splitlines()
    assert lines[-3:] == [
        "Print: nothing in this build.",
        "Send to the class: here/anki/banks/unit/b.apkg.",
        "Cards: 0 new questions, 1 changed, 0 removed since the last build.",
    ]


def test_only_what_has_no_key_is_for_the_class() -> None:
    uses = {made.path: made.use for output in OUTPUTS for made in output.export(edition())}
    assert uses == {
        "worksheet/harbour.html": "print",
        "key/harbour.html": "keep",
        "marking/harbour.html": "keep",
        "answer-sheet/harbour.html": "print",
        "answer-sheet/harbour.json": "",
        "answer-sheet/mark.pbm": "",
        "anki/sample-abc123.apkg": "send",
        "anki/banks/unit/harbour.apkg": "",
    }


def test_a_handful_of_files_is_named_and_the_others_counted() -> None:
    many = files("print", *(f"worksheet/{number}.html" for number in range(HANDFUL + 12)))
    lines = told(*many)
    assert lines[:HANDFUL] == [f"  out/worksheet/{number}.html" for number in range(HANDFUL)]
    assert lines[HANDFUL:-4] == ["  … and 12 more in out/worksheet", worksheet.ADVICE]
    assert lines[-3] == f"Print: {HANDFUL + 12} files in out/worksheet for the class."
    assert not any("more" in line for line in told(*many[:HANDFUL]))


def test_a_file_that_lacks_something_is_always_named() -> None:
    many = files("print", *(f"pdf/{number}.pdf" for number in range(9)))
    lines = told(*many, Artifact("pdf/last.pdf", b"", "2 pages", "print", "a picture left out"), output="pdf")
    assert lines[HANDFUL] == "  out/pdf/last.pdf  (2 pages; a picture left out)"
    assert lines[HANDFUL + 1] == "  … and 4 more in out/pdf"


def test_several_files_are_named_by_a_folder_without_files_for_another_use() -> None:
    pages = ("worksheet/a.pdf", "worksheet/unit/b.pdf", "key/a.pdf", "marking/unit/a.pdf", "marking/unit/b.pdf")
    made = [
        *files("print", *(f"pdf/{page}" for page in pages[:2])),
        *files("keep", *(f"pdf/{page}" for page in pages[2:])),
    ]
    assert told(*made, output="pdf")[-3] == (
        "Print: 2 files in out/pdf/worksheet for the class; "
        "out/pdf/key/a.pdf and 2 files in out/pdf/marking/unit for you alone."
    )
    mixed = [*files("print", "answer-sheet/a.html", "answer-sheet/b.html"), *files("", "answer-sheet/a.json")]
    assert told(*mixed, output="answer-sheet")[-3] == "Print: 2 files in out/answer-sheet for the class."


def test_a_new_card_for_a_question_of_another_type_counts_as_changed() -> None:
    lines = told(*files("send", "anki/c.apkg"), output="anki", changes=Changes(("a",), ("b",), ("c",), ("d", "e")))
    assert lines[-5] == "Of another type than before, so students get a new card for: c."
    assert lines[-1] == "Cards: 1 new question, 2 changed, 2 removed since the last build."
