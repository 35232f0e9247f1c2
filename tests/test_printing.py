"""Printing as a teacher asks for it: what the course file says of sheets, and the options of `quizgen build`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from courses import cli, edit, make_course, snapshot

BANK = """title: The harbour
uncited: an example
passages:
  fees:
    text: A boat paid 2 pounds.
questions:
  - id: pier-story
    open: Tell the story of the pier.
    answer: A storm broke it.
    rubric:
      - text: the storm
        points: 2
      - the year
  - id: pier-builder
    short: Who built the pier?
    answer: The fishermen
  - id: pier-material
    choice: What is the pier made of?
    answer: Oak
    distractors:
      - Granite
      - Iron
  - id: pier-storm
    cloze: A {{storm}} broke it.
  - id: pier-length
    choice: How long is the pier?
    answer: 340 m
    distractors:
      - 200 m
      - 900 m
    about: fees
"""
SHEETS = """id: test-course
title: A test course
school: School of Lower Ness & Upper Ness
logo: logo.svg
fields:
  - Name
  - Seat
sheets:
  one:
    title: One
    time: 20 min
    date: 2026-11-24
    order: type
    word_bank: true
    marks: true
    parts:
      - title: Part A
        instructions: Read first.
        pick:
          bank: bank
  two:
    title: Two
    fields: Name
    parts:
      - pick: [pier-length, pier-builder]
"""


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = make_course(tmp_path / "course", {"bank.yaml": BANK}, SHEETS, texts={})
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    return folder


def page(course: Path, path: str) -> str:
    return (course / "build" / path).read_text(encoding="utf-8")


def words(html: str) -> str:
    """The words of a page without its mark-up."""
    body = html.split("<body>")[1]
    return " ".join(re.sub(r"<[^>]*>", " ", body).replace("&nbsp;", " ").split())


def order(html: str) -> list[str]:
    """The stems of a worksheet, or what begins a cloze, from top to bottom."""
    found = re.findall(r'<div class="(?:stem|cloze)">\s*(.*?)(?:<|</div>)', html)
    return [stem.strip() for stem in found]


def files(course: Path) -> set[str]:
    return set(snapshot(course / "build")) - {"manifest.json"}


def test_the_head_says_what_the_course_file_says(course: Path) -> None:
    assert cli(course, "build", "--to", "worksheet").exit_code == 0
    one, two = words(page(course, "worksheet/one.html")), words(page(course, "worksheet/two.html"))
    assert one.startswith("School of Lower Ness &amp; Upper Ness A test course")
    assert "Name Seat Date November 24, 2026 Score / 6" in one
    assert "5 questions · 6 points · 20 min" in one
    assert "Seat" not in two, "a sheet's own fields go before those of the course"
    assert 'src="data:image/svg+xml;base64,' in page(course, "worksheet/two.html").split("<h1>")[0]


def test_a_table_for_marks_and_places_for_the_rubrics_points_stand_where_they_are_asked_for(course: Path) -> None:
    cli(course, "build", "--to", "worksheet")
    one, two = page(course, "worksheet/one.html"), page(course, "worksheet/two.html")
    assert '<table class="marks">' in one
    assert '<table class="marks">' not in two
    assert "For marking: / 2" in words(one)


def test_questions_by_type_stand_under_headings_what_is_ticked_first(course: Path) -> None:
    cli(course, "build", "--to", "worksheet")
    html = page(course, "worksheet/one.html")
    assert re.findall("<h2>(.*?)</h2>", html.split("</header>")[1]) == [
        "Part A · Multiple choice",
        "Part A · Short answers",
        "Part A · Fill in the blanks",
        "Part A · In your own words",
    ]
    assert html.count("Read first.") == 1
    assert order(html)[-1] == "Tell the story of the pier."


@pytest.mark.parametrize(("wanted", "banks"), [("true", 1), ("false", 0)])
def test_a_word_bank_is_on_or_off_for_a_whole_sheet(course: Path, wanted: str, banks: int) -> None:
    edit(course / "quizgen.yaml", "word_bank: true", f"word_bank: {wanted}")
    cli(course, "build", "--to", "worksheet")
    assert page(course, "worksheet/one.html").count('class="bank"') == banks


def test_questions_can_stand_in_the_order_of_the_source(tmp_path: Path) -> None:
    bank = """title: The clock
source: clock
questions:
  - id: hand
    short: What bent the black hand?
    answer: a storm
    cite: a storm bent the black hand
  - id: maker
    short: Who sold the clock?
    answer: Anna Holt
    cite: bought a clock from Anna Holt
  - id: guess
    open: What do you think of it?
    answer: Nothing.
    uncited: an opinion
  - id: price
    numeric: What did it cost?
    answer: 340
    unit: pounds
    cite: It cost 340 pounds
"""
    course = make_course(tmp_path, {"bank.yaml": bank}, "id: test-course\ntitle: A course\norder: source\n")
    assert cli(course, "build", "--to", "worksheet").exit_code == 0
    assert order(page(course, "worksheet/bank.html")) == [
        "Who sold the clock?",
        "What did it cost?",
        "What bent the black hand?",
        "What do you think of it?",
    ]


def test_a_sheet_in_one_language_speaks_it_whatever_the_course_speaks(course: Path) -> None:
    edit(course / "decks/bank.yaml", "title: The harbour", "lang: de\ntitle: The harbour")
    cli(course, "build", "--to", "worksheet")
    html = page(course, "worksheet/two.html")
    assert '<html lang="de" dir="ltr">' in html
    assert "Punkte" in words(html)


def test_one_sheet_alone_in_versions_leaves_the_others(course: Path) -> None:
    cli(course, "build")
    before = snapshot(course / "build")
    done = cli(course, "build", "--sheet", "one", "--versions", "A, C")
    assert (done.exit_code, done.stderr) == (0, "")
    after = snapshot(course / "build")
    new = {f"{kind}/one-{letter}.html" for kind in ("worksheet", "key") for letter in "AC"}
    assert set(after) == set(before) | new
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {"manifest.json", "marking/one.html"}, "neither another sheet nor a deck"
    marking = words(page(course, "marking/one.html"))
    for letter in "AC":
        code = re.search('class="code">(.*?)<', page(course, f"worksheet/one-{letter}.html"))[1]  # type: ignore[index]
        assert f"Version {letter} {code}" in marking
        assert f"Version {letter} {code}" in words(page(course, f"key/one-{letter}.html"))


OTHER = "title: Other\nquestions:\n- id: other\n  short: What?\n  answer: this\n"
PICKED = "sheets:\n  some:\n    title: Some\n    parts:\n      - pick: "


@pytest.mark.parametrize(
    ("sheet", "pick", "banks"),
    [
        ("bank", "", {"bank"}),
        ("some", "[pier-length, pier-builder]", {"bank"}),
        ("some", "{bank: bank, number: 2}", {"bank"}),
        ("some", "{bank: {bank: 1}, number: 2}", {"bank", "other"}),
        ("some", "{type: short, number: 2}", {"bank", "other"}),
    ],
)
def test_a_sheet_takes_no_other_banks_along(tmp_path: Path, sheet: str, pick: str, banks: set[str]) -> None:
    head = "id: test-course\ntitle: A test course\n" + (PICKED + pick if pick else "")
    course = make_course(tmp_path / "course", {"bank.yaml": BANK, "other.yaml": OTHER}, head, texts={})
    done = cli(course, "build", "--sheet", sheet, "--to", "worksheet", "--to", "anki")
    assert done.exit_code == 0, done.stderr
    assert files(course) == {f"worksheet/{sheet}.html", *(f"anki/banks/{name}.apkg" for name in banks)}
    edit(course / "decks" / "other.yaml", "  answer: this\n", "")
    assert cli(course, "build", "--sheet", sheet).exit_code == int("other" in banks)


def test_a_sheet_with_a_question_that_cannot_be_found_may_need_any_bank(course: Path) -> None:
    (course / "decks" / "other.yaml").write_text("title: Other\nquestions: [\n", encoding="utf-8")
    assert cli(course, "build", "--sheet", "two").exit_code == 0
    edit(course / "quizgen.yaml", "pick: [pier-length, ", "pick: [other, ")
    refused = cli(course, "build", "--sheet", "two")
    assert (refused.exit_code, "decks/other.yaml" in refused.stderr) == (1, True)


def test_a_whole_build_removes_versions_that_are_no_longer_made(course: Path) -> None:
    edit(course / "quizgen.yaml", "    title: One\n", "    title: One\n    versions: [A, B, C]\n")
    cli(course, "build", "--to", "worksheet")
    edit(course / "quizgen.yaml", "versions: [A, B, C]", "versions: [A, B]")
    cli(course, "build", "--to", "worksheet")
    assert files(course) == {"worksheet/one-A.html", "worksheet/one-B.html", "worksheet/two.html"}


def test_a_style_is_a_further_copy_with_the_same_numbers_and_code(course: Path) -> None:
    done = cli(course, "build", "--sheet", "one", "--versions", "B", "--style", "large-print", "--style", "dyslexia")
    assert done.exit_code == 0
    plain, large, wide = (page(course, f"worksheet/one-B{style}.html") for style in ("", ".large-print", ".dyslexia"))
    assert words(plain) == words(large) == words(wide)
    assert "font-size: 18pt" in large
    assert "font-size: 18pt" not in plain
    assert files(course) == {
        *("worksheet/one-B.html", "worksheet/one-B.large-print.html", "worksheet/one-B.dyslexia.html"),
        *("key/one-B.html", "marking/one.html"),
    }


def test_what_is_asked_for_twice_is_made_once(course: Path) -> None:
    edit(course / "quizgen.yaml", "    title: One\n", "    title: One\n    versions: [A, A, B]\n")
    assert cli(course, "build", "--sheet", "one", *["--style", "dyslexia"] * 2, "--to", "worksheet").exit_code == 0
    assert files(course) == {f"worksheet/one-{letter}{style}.html" for letter in "AB" for style in ("", ".dyslexia")}


def test_a_style_of_the_course_is_one_file(course: Path) -> None:
    (course / "templates/paper/styles").mkdir(parents=True)
    (course / "templates/paper/styles/pale.css").write_text("html { color: #333 }", encoding="utf-8")
    assert cli(course, "build", "--sheet", "one", "--style", "pale").exit_code == 0
    assert "html { color: #333 }" in page(course, "worksheet/one.pale.html")


def test_a_font_is_named_before_those_of_quizgen(course: Path) -> None:
    edit(course / "quizgen.yaml", "school:", "font: Andika\nschool:")
    cli(course, "build", "--to", "worksheet")
    assert '--face: "Andika", var(--serif)' in page(course, "worksheet/one.html")
    edit(course / "quizgen.yaml", "font: Andika", 'font: "x; } body { display: none"')
    refused = cli(course, "check")
    assert "the name of a font has letters, digits, spaces and hyphens" in refused.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sheet", "ones"], "There is no sheet “ones”. Did you mean “one”?"),
        (["--versions", "a"], "“a” can't name a version: give capital letters, as in --versions A,B,C"),
        (["--versions", "A,AB"], "“AB” can't name a version"),
        (["--style", "large"], "There is no style “large”. Did you mean “large-print”?"),
        (
            ["--sheet", "two", "--versions", "A,B,C"],
            "The sheet “two” has but 2 different orders: versions A to B. Ask for fewer.",
        ),
        (["--paper", "a5"], "'a5' is not one of 'a4', 'letter'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_printed_is_one_sentence_and_nothing_is_written(
    course: Path, options: list[str], said: str
) -> None:
    refused = cli(course, "build", *options)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert not (course / "build").exists()


def test_two_sheets_that_want_one_file_are_refused(course: Path) -> None:
    edit(course / "quizgen.yaml", "  two:\n", "  one-a:\n")
    refused = cli(course, "build", "--versions", "A", "--to", "worksheet")
    assert refused.exit_code == 0, "their files are one-A.html and one-a-A.html"
    edit(course / "quizgen.yaml", "    title: One\n", "    title: One\n    versions: A\n")
    refused = cli(course, "build", "--to", "worksheet", "--out", "new")
    assert refused.exit_code == 2
    assert "Two sheets would both be written to “worksheet/one-a.html”; rename one of them." in refused.stderr
    assert not (course / "new").exists()


def test_a_logo_that_is_not_there_is_a_finding_with_its_place(course: Path) -> None:
    (course / "logo.svg").unlink()
    found = cli(course, "check").stdout
    assert "quizgen.yaml:4:7: error Q026 the logo can't be used: there is no picture “logo.svg”" in found


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own needs Unix")
def test_a_bar_is_shown_on_a_terminal_alone(course: Path) -> None:
    import pty

    command = [sys.executable, "-m", "quizgen", "build", "--to", "worksheet"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the terminal is closed
                break
        running.wait(60)
    os.close(ours)
    assert b"Making" in shown
    assert b"100%" in shown
    assert cli(course, "build", "--to", "worksheet").stderr == ""
