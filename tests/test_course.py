"""The course that ships with quizgen: it builds without the texts, and a real Anki takes it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from courses import cli, edit, snapshot
from exporters.anki_client import Client, back

from quizgen.course import Course, Entry
from quizgen.items import Fill
from quizgen.load import load
from quizgen.questions._base import Question

ROOT = Path(__file__).parent.parent
TEXTS = os.environ.get("QUIZGEN_SOURCES", "")
with_texts = pytest.mark.skipif(not TEXTS, reason="the articles' texts are not here: set QUIZGEN_SOURCES")
FILES = ("quizgen.yaml", "quizgen.lock", "decks", "seeds")
MONTH_LATER = 1_900_000_000
DECKS = ("--to", "anki")
"""What students import; sheets of the whole course take longer to make."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the course without any text."""
    folder = tmp_path / "course"
    folder.mkdir()
    for name in FILES:
        kind = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        kind(ROOT / name, folder / name)
    return folder


def built(course: Path, *arguments: str, **environment: str) -> dict[str, bytes]:
    """The outputs of a build that must go well."""
    done = cli(course, "build", *arguments, **environment)
    assert done.exit_code == 0, done.stderr
    return snapshot(course / "build")


def expected(course: Course, bank: str | None = None) -> tuple[int, int]:
    """How many notes and cards the banks say, counted from the questions themselves."""
    notes = cards = 0
    for entry in course.entries:
        item = entry.item
        if item.status == "draft" or (bank and not entry.document.file.endswith(f"decks/{bank}.yaml")):
            continue
        regions = len(item.image.regions) if item.image else 0
        is_cloze = isinstance(item.response, Fill) and item.response.inline
        notes += 1 + bool(regions)
        cards += regions + (len({b.card for b in item.response.blanks}) if is_cloze else 1 + _reversed(entry.question))
    return notes, cards


def is_on_one_line(entry: Entry, folder: Path) -> bool:
    """Does the explanation stand in the file as it is read?"""
    return (folder / entry.document.file).read_text(encoding="utf-8").count(entry.question.explain or "?") == 1


def _reversed(question: Question) -> bool:
    return bool(getattr(question, "reversed", False))


def test_anki_takes_every_package_whole_and_a_second_time_adds_nothing(copy: Path, tmp_path: Path) -> None:
    packages = {path: data for path, data in built(copy, "--frozen").items() if path.endswith(".apkg")}
    course = load(copy)
    assert set(packages) == {
        f"anki/{course.fields.id}.apkg",
        *(f"anki/banks/{bank.name}.apkg" for bank in course.banks),
    }
    for number, (path, data) in enumerate(packages.items()):
        client = Client(tmp_path / str(number))
        bank = Path(path).stem if "/banks/" in path else None
        notes, cards = expected(course, bank)
        assert client.import_package(data) == {"new": notes}, path
        assert len(client.col.find_cards("")) == cards, path
        assert client.empty_cards() == [], path
        assert client.col.media.check().missing == [], path
        again = client.import_package(data)
        assert (again["new"], again["updated"]) == (0, 0), path
        assert len(client.notes()) == notes
        client.close()


def test_a_corrected_answer_updates_one_note_and_keeps_its_history(copy: Path, student: Client) -> None:
    course_id = load(copy).fields.id
    student.import_package(built(copy, *DECKS)[f"anki/{course_id}.apkg"])
    entry = next(entry for entry in load(copy).entries if entry.type == "open" and is_on_one_line(entry, copy))
    (card,) = student.cards(entry.id)
    student.review(card)
    number, due = card.id, card.due
    edit(copy / entry.document.file, entry.question.explain or "", "A corrected explanation.")
    later = built(copy, *DECKS, SOURCE_DATE_EPOCH=str(MONTH_LATER))[f"anki/{course_id}.apkg"]
    found = student.import_package(later)
    assert (found["new"], found["updated"]) == (0, 1)
    (card,) = student.cards(entry.id)
    assert "A corrected explanation." in back(card).words
    assert (card.id, card.due, card.reps, student.history(card)) == (number, due, 1, 1)


@with_texts
def test_a_corrected_key_is_proved_and_updates_one_note(copy: Path, student: Client) -> None:
    course = load(copy)
    name = f"anki/{course.fields.id}.apkg"
    student.import_package(built(copy, *DECKS)[name])
    entry = next(e for e in course.entries if e.type == "choice" and e.question.answer.text in e.question.cite[0].quote)
    answer = entry.question.answer.text
    file = copy / entry.document.file
    block = file.read_text(encoding="utf-8").split(f"- id: {entry.id}\n")[1].split("- id: ")[0]
    edit(file, block, block.replace(f"answer: {answer}", f'answer: "**{answer}**"'))
    assert cli(copy, "build", *DECKS).exit_code == 1, "without the texts a changed key has no proof"
    found = student.import_package(built(copy, *DECKS, SOURCE_DATE_EPOCH=str(MONTH_LATER), QUIZGEN_SOURCES=TEXTS)[name])
    assert (found["new"], found["updated"]) == (0, 1)


def test_a_course_retitled_a_bank_renamed_and_a_folder_moved_add_no_note(copy: Path, student: Client) -> None:
    name = f"anki/{load(copy).fields.id}.apkg"
    student.import_package(built(copy, *DECKS)[name])
    before = {note.guid: note.id for note in student.notes()}
    edit(copy / "quizgen.yaml", "title: Kazakhstan, January 2022", "title: Central Asia")
    (copy / "decks/unit").mkdir()
    (copy / "decks/trenin.yaml").rename(copy / "decks/unit/moscow.yaml")
    course = (copy / "quizgen.yaml").read_text(encoding="utf-8")
    course = course.replace("bank: trenin\n", "bank: unit/moscow\n").replace(" trenin: 2\n", " unit/moscow: 2\n")
    (copy / "quizgen.yaml").write_text(course, encoding="utf-8")
    moved = copy.rename(copy.parent / "another name")
    found = student.import_package(built(moved, *DECKS, SOURCE_DATE_EPOCH=str(MONTH_LATER))[name])
    assert found["new"] == 0
    assert {note.guid: note.id for note in student.notes()} == before


def test_a_renamed_question_is_the_same_note(copy: Path, student: Client) -> None:
    course = load(copy)
    name = f"anki/{course.fields.id}.apkg"
    student.import_package(built(copy, *DECKS)[name])
    entry = next(course.entries)
    edit(copy / entry.document.file, f"- id: {entry.id}\n", f"- id: another-name\n    was: {entry.id}\n")
    found = student.import_package(built(copy, *DECKS, SOURCE_DATE_EPOCH=str(MONTH_LATER))[name])
    assert (found["new"], found["updated"]) == (0, 1)
    assert student.note("another-name")["Id"] == "another-name"


@with_texts
def test_every_question_is_proved_afresh_and_the_lock_does_not_change(copy: Path) -> None:
    checked = cli(copy, "check", "--format", "json", QUIZGEN_SOURCES=TEXTS)
    assert checked.exit_code == 0, checked.stdout
    assert '"locked": 0' in checked.stdout
    assert cli(copy, "lock", "--frozen", QUIZGEN_SOURCES=TEXTS).exit_code == 0
