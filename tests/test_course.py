"""The course that ships with quizgen: it builds without the texts, and a real Anki takes it."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from courses import cli, edit, snapshot
from exporters.anki_client import Client, back

from quizgen.anchors import fold, quote_parts, word_count
from quizgen.course import Course
from quizgen.items import Fill
from quizgen.load import load
from quizgen.questions._base import Question
from quizgen.registry import register

ROOT = Path(__file__).parent.parent
TEXTS = os.environ.get("QUIZGEN_SOURCES", "")
with_texts = pytest.mark.skipif(not TEXTS, reason="the articles' texts are not here: set QUIZGEN_SOURCES")
FILES = ("quizgen.yaml", "quizgen.lock", "decks", "seeds")
MONTH_LATER = 1_900_000_000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the course without any text."""
    folder = tmp_path / "course"
    folder.mkdir()
    for name in FILES:
        kind = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        kind(ROOT / name, folder / name)
    return folder


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Client]:
    """A student's Anki."""
    client = Client(tmp_path / "anki")
    yield client
    client.close()


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


def _reversed(question: Question) -> bool:
    return bool(getattr(question, "reversed", False))


# ----------------------------------------------------------------------------------------------- in Anki


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
    student.import_package(built(copy)[f"anki/{course_id}.apkg"])
    entry = next(entry for entry in load(copy).entries if entry.type == "open" and entry.item.explain)
    (card,) = student.cards(entry.id)
    student.review(card)
    number, due = card.id, card.due
    edit(copy / entry.document.file, entry.question.explain or "", "A corrected explanation.")
    later = built(copy, SOURCE_DATE_EPOCH=str(MONTH_LATER))[f"anki/{course_id}.apkg"]
    found = student.import_package(later)
    assert (found["new"], found["updated"]) == (0, 1)
    (card,) = student.cards(entry.id)
    assert "A corrected explanation." in back(card).words
    assert (card.id, card.due, card.reps, student.history(card)) == (number, due, 1, 1)


@with_texts
def test_a_corrected_key_is_proved_and_updates_one_note(copy: Path, student: Client) -> None:
    course = load(copy)
    name = f"anki/{course.fields.id}.apkg"
    student.import_package(built(copy)[name])
    entry = next(e for e in course.entries if e.type == "choice" and e.question.answer.text in e.question.cite[0].quote)
    answer = entry.question.answer.text
    file = copy / entry.document.file
    block = file.read_text(encoding="utf-8").split(f"- id: {entry.id}\n")[1].split("- id: ")[0]
    edit(file, block, block.replace(f"answer: {answer}", f'answer: "**{answer}**"'))
    assert cli(copy, "build").exit_code == 1, "without the texts a changed key has no proof"
    found = student.import_package(built(copy, SOURCE_DATE_EPOCH=str(MONTH_LATER), QUIZGEN_SOURCES=TEXTS)[name])
    assert (found["new"], found["updated"]) == (0, 1)


def test_a_course_retitled_a_bank_renamed_and_a_folder_moved_add_no_note(copy: Path, student: Client) -> None:
    name = f"anki/{load(copy).fields.id}.apkg"
    student.import_package(built(copy)[name])
    before = {note.guid: note.id for note in student.notes()}
    edit(copy / "quizgen.yaml", "title: Kazakhstan, January 2022", "title: Central Asia")
    (copy / "decks/unit").mkdir()
    (copy / "decks/trenin.yaml").rename(copy / "decks/unit/moscow.yaml")
    moved = copy.rename(copy.parent / "another name")
    found = student.import_package(built(moved, SOURCE_DATE_EPOCH=str(MONTH_LATER))[name])
    assert found["new"] == 0
    assert {note.guid: note.id for note in student.notes()} == before


def test_a_renamed_question_is_the_same_note(copy: Path, student: Client) -> None:
    course = load(copy)
    name = f"anki/{course.fields.id}.apkg"
    student.import_package(built(copy)[name])
    entry = next(course.entries)
    edit(copy / entry.document.file, f"- id: {entry.id}\n", f"- id: another-name\n    was: {entry.id}\n")
    found = student.import_package(built(copy, SOURCE_DATE_EPOCH=str(MONTH_LATER))[name])
    assert (found["new"], found["updated"]) == (0, 1)
    assert student.note("another-name")["Id"] == "another-name"


# ----------------------------------------------------------------------------------------------- what it is


def test_every_bank_is_large_enough_and_all_types_are_used() -> None:
    course = load(ROOT)
    sizes = {bank.name: sum(entry.question.status == "ready" for entry in bank.entries) for bank in course.banks}
    assert len(sizes) == 5
    assert min(sizes.values()) >= 15, sizes
    assert {entry.type for entry in course.entries} == set(register("quizgen.questions", "TYPE"))


def test_quotes_are_short() -> None:
    course = load(ROOT)
    quotes = [cited.quote for entry in course.entries for cited in entry.citations]
    quotes += [cited.quote for claims in course.disputes.values() for cited in claims]
    assert quotes
    assert [quote for quote in quotes if word_count(quote) > 25] == []


@with_texts
def test_every_question_is_proved_afresh_and_the_lock_does_not_change(copy: Path) -> None:
    checked = cli(copy, "check", "--format", "json", QUIZGEN_SOURCES=TEXTS)
    assert checked.exit_code == 0, checked.stdout
    assert '"locked": 0' in checked.stdout
    assert cli(copy, "lock", "--frozen", QUIZGEN_SOURCES=TEXTS).exit_code == 0


RUN = 8
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@with_texts
def test_no_stretch_of_an_article_stands_outside_a_quote() -> None:
    """Names and titles aside, which `seeds/sources.yaml` and the aliases give."""
    course = load(ROOT, [Path(TEXTS)])
    runs: set[tuple[str, ...]] = set()
    for source in course.sources.values():
        assert source.anchors
        for sentence in source.anchors.sentences:
            runs |= set(_runs(sentence.text))
        about = source.fields
        for name in (about.title, about.author or "", about.publisher or "", *about.names):
            runs -= set(_runs(name))
    quotes = [cited.quote for entry in course.entries for cited in entry.citations]
    quotes += [cited.quote for claims in course.disputes.values() for cited in claims]
    allowed = Counter(run for quote in quotes for part in quote_parts(quote) for run in _runs(part))
    written = Counter(
        run for file in ("quizgen.yaml", *_banks()) for run in _runs((ROOT / file).read_text(encoding="utf-8"))
    )
    copied = {run: count for run, count in written.items() if run in runs and count > allowed[run]}
    assert copied == {}


def _banks() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "decks").rglob("*.yaml"))]


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = WORD.findall(fold(text).lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
