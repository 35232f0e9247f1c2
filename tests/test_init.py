"""`quizgen init` makes a course that builds at once."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import pytest
from courses import PRICE, STORM, TRAINS, WHEN, bank, cli, edit, lock_of, make_course, snapshot
from sample import PNG

from quizgen.registry import register
from quizgen.relock import NEW
from quizgen.templating import SHIPPED


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


# ------------------------------------------------------------------------------------- a course for a new class

DIAL = """\
id: dial
image: {file: ../../pictures/dial.png, alt: A dial}
open: What do you see?
answer: Much.
uncited: seen
"""
OTHERS = ("quizgen.yaml", "quizgen.lock")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that was built from a text elsewhere. It has pictures and a template, and a file not its own."""
    folder = tmp_path_factory.mktemp("old")
    course = make_course(
        folder / "2026",
        {"a.yaml": bank(PRICE, TRAINS), "unit/b.yaml": bank(STORM, DIAL)},
        "\ufeff# ours\r\nid:  'test-course'   # for ever\r\ntitle: A test course\r\nlogo: logo.png\r\n",
        {"sources.yaml": "clock: {file: clock.txt, title: The harbour}\n"},
    )
    for name in ("pictures/dial.png", "logo.png", "notes/own.png", "templates/paper/styles/loud.css"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_bytes(PNG)
    texts = make_course(folder / "texts", {}) / "seeds"
    assert cli(course, "build", "--sources", str(texts)).exit_code == 0
    return course


@pytest.fixture
def old(built: Path, tmp_path: Path) -> Path:
    """The same course in the folder of the test."""
    return shutil.copytree(built, tmp_path / "2026")


def test_a_course_for_a_new_class_has_all_but_id_and_history(old: Path, tmp_path: Path) -> None:
    before = snapshot(old)
    made = cli(tmp_path, "init", "2027", "--from", "2026")
    assert (made.exit_code, made.stderr) == (0, "")
    assert (
        "Next: cd 2027, then give the course its new title and dates in quizgen.yaml, then quizgen build."
        in made.stdout
    )
    new = tmp_path / "2027"
    after = snapshot(new)
    kept = {name for name in before if name.partition("/")[0] not in {"build", "notes"}}
    assert after.keys() == kept | {".gitignore"}
    assert {name: after[name] for name in kept if name not in OTHERS} == {
        name: before[name] for name in kept if name not in OTHERS
    }
    head, _, tail = after["quizgen.yaml"].partition(b"id:  2027-")
    assert (head, tail[6:]) == (
        b"\xef\xbb\xbf# ours\r\n",
        b"   # for ever\r\ntitle: A test course\r\nlogo: logo.png\r\n",
    )
    assert snapshot(old) == before
    was, now = lock_of(old), lock_of(new)
    assert (now.sources, now.segmenter, now.models, now.removed) == (was.sources, was.segmenter, {}, {})
    assert {name: (r.proof, r.blanks, r.sentences) for name, r in now.questions.items()} == {
        name: (r.proof, r.blanks, r.sentences) for name, r in was.questions.items()
    }
    assert {record.stamp for record in now.questions.values()} == {NEW}


def test_it_builds_without_the_texts_and_is_new_to_anki(old: Path, tmp_path: Path) -> None:
    cli(tmp_path, "init", "2027", "--from", "2026")
    new = tmp_path / "2027"
    assert "3 locked" in cli(new, "check").stdout
    built = cli(new, "build", now=WHEN + 9)
    assert built.stdout.splitlines()[-1] == "Cards: 4 new questions, 0 changed, 0 removed since the last build."
    assert cli(new, "build", "--frozen").exit_code == 0
    assert not _ids(old, tmp_path / "x") & _ids(new, tmp_path / "y")


def _ids(course: Path, folder: Path) -> set[str]:
    """The ids of notes and decks (but Anki's own first one) in the package of a course."""
    (package,) = (course / "build/anki").glob("*.apkg")
    file = ZipFile(package).extract("collection.anki2", folder)
    with sqlite3.connect(file) as collection:
        notes = {guid for (guid,) in collection.execute("select guid from notes")}
        decks = {str(deck) for (deck,) in collection.execute("select did from cards")}
    collection.close()
    assert len(notes) == 4
    return notes | decks


def test_last_years_changes_are_no_concern_of_the_new_class(old: Path, tmp_path: Path) -> None:
    edit(old / "decks/a.yaml", "- " + PRICE.replace("\n", "\n  ") + "\n", "")
    cli(old, "build")
    assert lock_of(old).removed
    cli(tmp_path, "init", "2027", "--from", "2026")
    cli(old, "check", "--strict")
    assert "0 errors, 0 warnings" in cli(tmp_path / "2027", "check").stdout


@pytest.mark.parametrize(
    ("folder", "course", "words"),
    [
        (
            "2026/next",
            "2026",
            "2026/next and 2026 lie one in the other: make the new course in a folder beside the old",
        ),
        (".", "2026", "lie one in the other"),
        ("2026", "2026", "lie one in the other"),
        ("2027", "texts", "There is no quizgen.yaml in texts: give --from the folder of a course."),
        ("2027", "nowhere", "Directory 'nowhere' does not exist."),
        ("2027", "2026/quizgen.yaml", "is a file"),
    ],
)
def test_no_course_is_made_where_it_can_not_be(old: Path, tmp_path: Path, folder: str, course: str, words: str) -> None:
    (tmp_path / "texts").mkdir()
    before = snapshot(tmp_path)
    refused = cli(tmp_path, "init", folder, "--from", course)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert words in refused.stderr
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("there", ["decks", "seeds", "templates", "quizgen.yaml", "quizgen.lock", "logo.png"])
def test_nothing_of_another_course_is_in_the_way(old: Path, tmp_path: Path, there: str) -> None:
    (tmp_path / "2027" / there).mkdir(parents=True)
    refused = cli(tmp_path, "init", "2027", "--from", "2026")
    assert (refused.exit_code, f"{there} is already there" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("quizgen.yaml", "title: no id\n"),
        ("quizgen.yaml", "id:\ntitle: no id\n"),
        ("quizgen.yaml", "id: [\n"),
        ("quizgen.lock", "<<<<<<< ours\n"),
        ("quizgen.lock", "{"),
    ],
)
def test_a_course_that_cannot_be_read_is_mended_first(old: Path, tmp_path: Path, file: str, text: str) -> None:
    (old / file).write_text(text, encoding="utf-8")
    refused = cli(tmp_path, "init", "2027", "--from", "2026")
    assert refused.exit_code == 2
    assert f"{file} can't be read. Run quizgen check there, and mend it first." in refused.stderr
    assert not (tmp_path / "2027").exists()


def test_links_are_followed_inside_the_course_alone(old: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("mine", encoding="utf-8")
    (old / "decks/leak.yaml").symlink_to(secret)
    (old / "decks/folder").symlink_to(tmp_path)
    (old / "decks/same.txt").symlink_to("a.yaml")
    made = cli(tmp_path, "init", "2027", "--from", "2026")
    assert "Left out, as links to folders or out of the course: decks/folder, decks/leak.yaml." in made.stdout
    after = snapshot(tmp_path / "2027")
    assert after["decks/same.txt"] == after["decks/a.yaml"]
    assert not any(name.startswith(("decks/leak", "decks/folder")) for name in after)


def test_the_files_that_quizgen_ships_are_no_templates_of_a_course(old: Path, tmp_path: Path) -> None:
    shutil.rmtree(old / "templates")
    (old / "templates").symlink_to(SHIPPED)
    assert "Left out" not in cli(tmp_path, "init", "2027", "--from", "2026").stdout
    assert not (tmp_path / "2027/templates").exists()


def test_a_file_that_cannot_be_opened_leaves_nothing_behind(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "loud.css":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    refused = cli(tmp_path, "init", "2027", "--from", "2026")
    assert (refused.exit_code, "loud.css: Permission denied." in refused.stderr) == (2, True)
    assert not (tmp_path / "2027").exists()
