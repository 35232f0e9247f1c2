"""From a course to files: all or nothing, drafts, partial builds, missing ids, the same bytes for everybody."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from courses import PRICE, STORM, TEXT, TRAINS, WHEN, bank, cli, edit, lock_of, make_course, process, read, snapshot

from quizgen.build import good
from quizgen.diagnostics import Diagnostic, Finding

WRONG = PRICE.replace("id: price", "id: wrong").replace("340\nunit", "999\nunit")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two banks."""
    return make_course(tmp_path / "c", {"a.yaml": bank(PRICE, STORM), "unit/b.yaml": bank(TRAINS)})


OUTPUTS = {
    *("anki/test-course.apkg", "anki/banks/a.apkg", "anki/banks/unit/b.apkg"),
    *("worksheet/a.html", "worksheet/unit/b.html", "key/a.html", "key/unit/b.html"),
    *("marking/a.html", "marking/unit/b.html", "manifest.json"),
}


def test_a_build_makes_what_it_says(course: Path) -> None:
    built = cli(course, "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert set(snapshot(course / "build")) == OUTPUTS
    for path in OUTPUTS - {"manifest.json"}:
        assert f"build/{path}" in built.stdout
    assert "3 new questions, 0 changed, 0 removed" in built.stdout


def test_a_second_build_later_gives_the_same_bytes(course: Path) -> None:
    cli(course, "build")
    before = snapshot(course)
    assert cli(course, "build", now=WHEN + 10**6).exit_code == 0
    assert snapshot(course) == before


def test_an_error_means_no_output_and_leaves_the_old_ones(course: Path) -> None:
    cli(course, "build")
    (course / "decks/a.yaml").write_text(bank(PRICE, STORM, WRONG), encoding="utf-8")
    before = snapshot(course)
    refused = cli(course, "build")
    assert refused.exit_code == 1
    assert "Nothing was built" in refused.stderr
    assert snapshot(course) == before


def test_an_error_in_a_bank_that_is_not_built_is_no_hindrance(course: Path) -> None:
    (course / "decks/a.yaml").write_text(bank(WRONG), encoding="utf-8")
    assert cli(course, "build", "unit/b").exit_code == 0
    assert cli(course, "build", "decks/a.yaml").exit_code == 1


def test_a_build_of_one_bank_touches_only_its_outputs(course: Path) -> None:
    cli(course, "build")
    before = snapshot(course / "build")
    for file in course.glob("decks/**/*.yaml"):
        file.write_text(
            file.read_text(encoding="utf-8").replace("cite:", "explain: New words.\n  cite:"), encoding="utf-8"
        )
    assert cli(course, "build", "a", now=WHEN + 9).exit_code == 0
    after = snapshot(course / "build")
    assert {path for path in after if after[path] != before[path]} == {
        "anki/banks/a.apkg",
        "key/a.html",
        "manifest.json",
    }
    assert after.keys() == before.keys()


# ----------------------------------------------------------------------------------------------- drafts


def test_unfinished_drafts_change_no_byte_of_the_outputs(course: Path) -> None:
    cli(course, "build")
    before = snapshot(course / "build")
    with (course / "decks/a.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: later\n  choice: Who?\n  answer:\n  status: draft\n")
    (course / "decks/next.yaml").write_text("title: Next\nquestions:\n", encoding="utf-8")
    built = cli(course, "build")
    assert built.exit_code == 0
    assert built.stderr.count("info Q039") == 2
    assert snapshot(course / "build") == before


def test_draft_leaves_out_and_names_the_questions_in_error(course: Path) -> None:
    broken = "id: unreadable\nshort: Who?\nanswr: me\n"
    (course / "decks/a.yaml").write_text(bank(PRICE, WRONG, broken), encoding="utf-8")
    built = cli(course, "build", "--draft")
    assert built.exit_code == 0
    assert "Left out, because of errors: unreadable, wrong." in built.stdout
    key = (course / "build/key/a.html").read_text(encoding="utf-8")
    assert "unreadable" in key
    assert "wrong" in key
    worksheet = (course / "build/worksheet/a.html").read_text(encoding="utf-8")
    assert worksheet.count('class="question') == 1
    other = cli(course, "build", "unit/b", "--draft")
    assert "Left out" not in other.stdout, "the questions of other banks are not left out of this one"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: The clock\n", ""),
        ("title: The clock\n", "title: The clock\nlang: [x, y]\n"),
        ("source: clock\n", "source: clock\ntitle: Two\n"),
    ],
    ids=["no title", "wrong language", "two titles"],
)
def test_an_error_in_the_head_concerns_the_whole_bank(course: Path, old: str, new: str) -> None:
    edit(course / "decks/a.yaml", old, new)
    built = cli(course, "build", "--draft")
    assert "Left out, because of errors: price, storm." in built.stdout
    assert "anki/banks/a.apkg" not in built.stdout


def test_an_error_that_names_no_question_concerns_the_one_it_is_in(course: Path) -> None:
    read_course, report = read(course)
    entry = next(read_course.entries)
    error = Diagnostic("Q002", "duplicate-key", "error", Finding("twice", entry.place(("answer",))))
    assert good(report) == {"price", "storm", "trains"}
    assert good(replace(report, diagnostics=(error,))) == {"storm", "trains"}


@pytest.mark.parametrize(
    "broken",
    [
        '- id: torn\n  short: "Who?\n  answer: me\n',
        '- short: "Who?\n  answer: me\n',
        "- {short: Who?, answer: me}\n",
    ],
)
def test_what_cannot_be_read_takes_no_neighbour_with_it(course: Path, broken: str) -> None:
    file = course / "decks/a.yaml"
    file.write_text(file.read_text(encoding="utf-8") + broken, encoding="utf-8")
    built = cli(course, "build", "--draft")
    assert built.exit_code == 0
    assert ("Left out" in built.stdout) == ("torn" in broken), built.stderr
    assert (course / "build/worksheet/a.html").read_text(encoding="utf-8").count('class="question') == 2


def test_draft_needs_a_question_and_a_sound_course_file(course: Path) -> None:
    for file in course.glob("decks/**/*.yaml"):
        file.write_text(bank(WRONG.replace("wrong", file.stem)), encoding="utf-8")
    assert "No question is without an error" in cli(course, "build", "--draft").stderr
    edit(course / "quizgen.yaml", "title:", "tilte:")
    refused = cli(course, "build", "--draft")
    assert (refused.exit_code, "outside the banks" in refused.stderr) == (1, True)
    assert not (course / "build").exists()
    assert not (course / "quizgen.lock").exists()


@pytest.mark.parametrize("banks", [{}, {"a.yaml": "title: A\nquestions: []\n"}])
def test_nothing_to_build_is_said(tmp_path: Path, banks: dict[str, str]) -> None:
    course = make_course(tmp_path, banks)
    refused = cli(course, "build")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "Nothing was built" in refused.stderr


# ----------------------------------------------------------------------------------------------- where it goes


def test_out_is_relative_to_the_current_folder_and_commands_work_below_the_course(course: Path) -> None:
    assert cli(course / "decks/unit", "build", "--out", "../../print", "--to", "key", "--to", "key").exit_code == 0
    assert set(snapshot(course / "print")) == {"key/a.html", "key/unit/b.html", "manifest.json"}
    assert cli(course / "decks/unit", "check", "b.yaml").exit_code == 0
    assert cli(course / "seeds", "lock", "--frozen").exit_code == 0
    assert not (course / "build").exists()


def test_what_is_no_longer_made_is_removed_and_nothing_else(course: Path) -> None:
    cli(course, "build")
    own = course / "build/worksheet/my-own.html"
    own.write_text("a teacher's", encoding="utf-8")
    (course / "decks/a.yaml").rename(course / "decks/z.yaml")
    built = cli(course, "build", "--to", "worksheet")
    assert "Removed build/worksheet/a.html" in built.stdout
    names = snapshot(course / "build").keys()
    assert "worksheet/a.html" not in names
    assert {"worksheet/z.html", "worksheet/my-own.html", "key/a.html"} <= names


def test_a_sheet_that_is_gone_is_removed(course: Path) -> None:
    sheets = "sheets:\n  {0}:\n    title: A\n    parts: [{{pick: [price]}}]\n"
    before = (course / "quizgen.yaml").read_text(encoding="utf-8")
    (course / "quizgen.yaml").write_text(before + sheets.format("one"), encoding="utf-8")
    cli(course, "build", "--to", "key")
    (course / "quizgen.yaml").write_text(before + sheets.format("two"), encoding="utf-8")
    cli(course, "build", "--to", "key")
    assert set(snapshot(course / "build")) == {"key/two.html", "manifest.json"}


def test_a_folder_in_the_way_is_one_sentence_and_nothing_is_written(course: Path) -> None:
    (course / "build/key/a.html").mkdir(parents=True)
    refused = cli(course, "build")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "key/a.html" in refused.stderr
    assert not snapshot(course / "build")
    assert not (course / "quizgen.lock").exists()


@pytest.mark.parametrize(("one", "other"), [("a.yml", "a.yaml"), ("A.yaml", "a.yaml")])
def test_two_banks_whose_outputs_would_share_a_name(tmp_path: Path, one: str, other: str) -> None:
    course = make_course(tmp_path, {one: bank(PRICE), other: bank(STORM)})
    refused = cli(course, "build")
    assert (refused.exit_code, "Q030" in refused.stderr) == (1, True)


def test_a_broken_template_of_the_course_is_one_sentence(course: Path) -> None:
    (course / "templates/worksheet").mkdir(parents=True)
    for name in ("page.html", "sheet.html"):
        (course / "templates/worksheet" / name).write_text("{% if %}", encoding="utf-8")
    refused = cli(course, "build")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error: templates/worksheet/")
    assert not (course / "build").exists()


# ----------------------------------------------------------------------------------------------- sheets to print


def test_one_sheet_alone_is_printed_and_the_others_are_left_as_they_are(course: Path) -> None:
    cli(course, "build")
    before = snapshot(course / "build")
    edit(course / "decks/a.yaml", "What bent the black hand?", "What bent the hand?")
    built = cli(course, "build", "--sheet", "a")
    assert (built.exit_code, built.stderr) == (0, "")
    after = snapshot(course / "build")
    assert after.keys() == before.keys()
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {"worksheet/a.html", "key/a.html", "manifest.json"}


def test_versions_have_a_sheet_and_a_key_each_and_one_page_for_marking(course: Path) -> None:
    built = cli(course, "build", "--sheet", "a", "--versions", "A,B")
    assert (built.exit_code, built.stderr) == (0, "")
    names = {f"{output}/a-{version}.html" for output in ("worksheet", "key") for version in "AB"}
    assert set(snapshot(course / "build")) == {*names, "marking/a.html", "manifest.json"}


def test_more_versions_than_orders_are_refused_with_their_number(course: Path) -> None:
    refused = cli(course, "build", "--sheet", "a", "--versions", "A,B,C")
    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1
    assert "“a” has but 2 different orders: versions A to B" in refused.stderr
    assert not (course / "build").exists()


def test_styles_are_copies_beside_the_plain_one(course: Path) -> None:
    assert cli(course, "build", "--sheet", "a", "--style", "large-print", "--to", "worksheet").exit_code == 0
    assert set(snapshot(course / "build")) == {"worksheet/a.html", "worksheet/a.large-print.html", "manifest.json"}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--sheet", "b", "There is no sheet “b”. Did you mean “unit/b”?"),
        ("--versions", "A,b", "“b” can't name a version"),
        ("--style", "large", "There is no style “large”. Did you mean “large-print”?"),
    ],
)
def test_what_cannot_be_printed_is_refused(course: Path, option: str, value: str, said: str) -> None:
    refused = cli(course, "build", option, value)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert not (course / "build").exists()


# ----------------------------------------------------------------------------------------------- missing ids

HEAD = "# my bank\ntitle: The clock   # its title\nsource: clock\nquestions:\n"
FIRST = (
    "  # the dear clock\n  -   numeric: What did the clock cost?   # in pounds\n"
    "      answer: 340\n      cite: It cost 340 pounds\n\n"
)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte order mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_missing_ids_are_written_into_the_bank_and_the_build_goes_on(course: Path, newline: str, mark: str) -> None:
    text = (mark + HEAD + FIRST).replace("\n", newline)
    file = course / "decks/a.yaml"
    file.write_bytes(text.encode())
    built = cli(course, "build")
    assert built.exit_code == 0, built.stderr
    assert "add `id: a-what-did-the-clock`" in built.stderr
    wanted = text.replace("-   numeric", f"-   id: a-what-did-the-clock{newline}      numeric")
    assert file.read_bytes().decode() == wanted
    assert "a-what-did-the-clock" in lock_of(course).questions
    assert cli(course, "build", "--frozen").exit_code == 0


def test_missing_ids_of_other_banks_are_left_alone(course: Path) -> None:
    file = course / "decks/unit/b.yaml"
    edit(file, "- id: trains\n  cloze", "- cloze")
    before = file.read_bytes()
    assert cli(course, "build", "a").exit_code == 0
    assert file.read_bytes() == before


def test_an_id_that_cannot_be_added_is_asked_for(course: Path) -> None:
    line = "questions:\n- {numeric: What did it cost?, answer: 340, cite: It cost 340 pounds}\n"
    (course / "decks/a.yaml").write_text(HEAD.replace("questions:\n", line), encoding="utf-8")
    refused = cli(course, "build")
    assert (refused.exit_code, "Q025" in refused.stderr) == (1, True)
    assert "--fix" not in refused.stderr


# ----------------------------------------------------------------------------------------------- two people


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def test_two_people_get_the_same_bytes_and_clean_work_trees(course: Path, tmp_path: Path) -> None:
    (course / "seeds/clock.txt").unlink()
    (course / "seeds/sources.yaml").write_text("clock:\n  file: clock.txt\n  title: The clock\n", encoding="utf-8")
    (course / ".gitignore").write_text("/build/\n", encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "clock.txt").write_text(TEXT, encoding="utf-8")
    assert cli(course, "build", QUIZGEN_SOURCES=str(texts)).exit_code == 0
    git(course, "init", "-q")
    git(course, "add", "-A")
    git(course, "commit", "-qm", "A course")
    made = []
    for name, extra in (("ann", {"QUIZGEN_SOURCES": str(texts), "TZ": "Asia/Almaty"}), ("ben", {"LC_ALL": "C"})):
        clone = tmp_path / name / "somewhere else"
        git(tmp_path, "clone", "-q", str(course), str(clone))
        built = process(clone, "build", PYTHONHASHSEED=str(len(made)), SOURCE_DATE_EPOCH="", **extra)
        assert (built.returncode, built.stderr) == (0, b"")
        assert git(clone, "status", "--porcelain") == ""
        made.append(snapshot(clone / "build"))
    assert made[0] == made[1] == snapshot(course / "build")
