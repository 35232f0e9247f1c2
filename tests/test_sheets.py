"""Which questions stand on a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import COURSE, PRICE, STORM, bank, make_course, read

from quizgen.edition import Paragraph
from quizgen.lowering import with_proofs
from quizgen.sheets import sheets

HARD = "id: hard-{0}\nshort: What bent hand {0}?\nanswer: storm {0}\nuncited: an example\ndifficulty: hard"
PIECE = "{bank: a, type: short, difficulty: hard, number: %s}"


def course_file(*parts: str) -> str:
    """A course with one sheet, given the picks of its parts."""
    return (
        COURSE + "sheets:\n  unit:\n    title: A unit\n    parts:\n" + "".join(f"    - {{pick: {p}}}\n" for p in parts)
    )


def picked(folder: Path, *parts: str, banks: list[str] | None = None) -> list[list[str]]:
    """The ids on the sheet, part by part; [] if it is not made."""
    hard = [HARD.format(number) for number in (1, 2, 3)]
    out = [PRICE.replace("price", "draft") + "\nstatus: draft", PRICE.replace("price", "old") + "\nstatus: retired"]
    head = "title: The clock\nsource: clock\ntags: [metal]\n"
    make_course(folder, {"a.yaml": bank(STORM, *hard, *out), "b/c.yaml": bank(PRICE, head=head)}, course_file(*parts))
    course, report = read(folder)
    assert not report.errors
    selected = tuple(bank for bank in course.banks if banks is None or bank.name in banks)
    items = {entry.id: entry.item for entry in course.entries if entry.question.status == "ready"}
    made = sheets(course, selected, items)
    return [[item.id for item in part.items] for sheet in made for part in sheet.parts]


def test_picks_by_id_stand_in_the_order_given(tmp_path: Path) -> None:
    assert picked(tmp_path, "[storm, hard-1]", "[price]") == [["storm", "hard-1"], ["price"]]


def test_a_question_stands_once_on_a_sheet(tmp_path: Path) -> None:
    assert picked(tmp_path, "[storm]", "[storm, price]") == [["storm"], ["price"]]


def test_a_blueprint_takes_all_that_fit_in_the_order_of_the_bank(tmp_path: Path) -> None:
    assert picked(tmp_path, "{type: short, difficulty: hard}") == [["hard-1", "hard-2", "hard-3"]]
    assert picked(tmp_path, "{tag: metal}", "[storm]") == [["price"], ["storm"]]


def test_a_number_is_chosen_by_a_hash_that_others_do_not_move(tmp_path: Path) -> None:
    two = picked(tmp_path / "two", PIECE % 2)[0]
    assert len(two) == 2
    assert picked(tmp_path / "again", PIECE % 2)[0] == two
    assert set(picked(tmp_path / "one", PIECE % 1)[0]) < set(two), "a smaller sheet has the first of the same order"


def test_a_question_that_another_part_names_is_kept_for_it(tmp_path: Path) -> None:
    assert picked(tmp_path, "{type: short, difficulty: hard}", "[hard-2]") == [["hard-1", "hard-3"], ["hard-2"]]


def test_drafts_and_retired_questions_are_on_no_sheet(tmp_path: Path) -> None:
    assert picked(tmp_path, "[draft, price, old]") == [["price"]]
    assert picked(tmp_path / "by-kind", "{bank: a}")[0] == ["storm", "hard-1", "hard-2", "hard-3"]


def test_a_sheet_is_made_only_where_all_its_banks_are(tmp_path: Path) -> None:
    assert picked(tmp_path, "[price]", banks=["b/c"]) == [["price"]]
    assert picked(tmp_path / "both", "[price, storm]", banks=["b/c"]) == []


def test_without_sheets_each_bank_is_one(tmp_path: Path) -> None:
    make_course(
        tmp_path,
        {
            "a.yaml": bank(STORM),
            "b/c.yaml": bank(PRICE),
            "d.yaml": bank(STORM.replace("storm\n", "d\nstatus: draft\n", 1)),
        },
    )
    course, _ = read(tmp_path)
    items = {entry.id: entry.item for entry in course.entries if entry.question.status == "ready"}
    assert [sheet.name for sheet in sheets(course, course.banks, items)] == ["a", "b/c"], "none for drafts alone"


@pytest.mark.parametrize(
    ("pick", "column"),
    [("[storm, {type: open, number: 1}]", 22), ("{type: numeric, number: 2}", 14), ("{tag: nobody-has-it}", 20)],
)
def test_a_shortage_is_an_error_with_a_place(tmp_path: Path, pick: str, column: int) -> None:
    make_course(tmp_path, {"a.yaml": bank(STORM, PRICE)}, course_file(pick))
    _, report = read(tmp_path)
    (found,) = report.errors
    assert (found.code, found.finding.place.file) == ("Q028", "quizgen.yaml")
    assert found.finding.place.span is not None
    assert found.finding.place.span[:2] == (7, column), found.finding.message


def test_no_shortage_is_reported_where_questions_could_not_be_read(tmp_path: Path) -> None:
    broken = PRICE.replace("answer", "anwser")
    make_course(tmp_path, {"a.yaml": bank(STORM, broken)}, course_file("{type: numeric, number: 1}"))
    _, report = read(tmp_path)
    assert "Q028" not in {diagnostic.code for diagnostic in report.errors}


def test_a_sheet_takes_its_reading_from_the_seeds_paragraph_by_paragraph(tmp_path: Path) -> None:
    text = "The pier\n\nMiller built it. It stood.\n\nThe storm of 1894\n\nThen it fell.\n"
    course = course_file("[price]").replace("    parts:", "    reading: pier\n    parts:")
    make_course(tmp_path, {"a.yaml": bank(PRICE)}, course)
    (tmp_path / "seeds/pier.txt").write_text(text, encoding="utf-8")
    course_read, report = read(tmp_path)
    assert not report.errors
    (sheet,) = sheets(course_read, course_read.banks, {entry.id: entry.item for entry in course_read.entries})
    assert sheet.reading
    assert sheet.reading.source.title == "The pier"
    assert sheet.reading.paragraphs == (
        Paragraph(2, "Miller built it. It stood."),
        Paragraph(3, "The storm of 1894", is_heading=True),
        Paragraph(4, "Then it fell."),
    )


CHOICE = "id: where\nchoice: What was bent?\nanswer: a hand\ndistractors:\n  - a leg\ncite: bent the black hand"


@pytest.mark.parametrize(
    ("order", "parts"),
    [
        ("written", [("", ["storm", "price", "where"])]),
        ("source", [("", ["price", "storm", "where"])]),
        ("type", [("Multiple choice", ["where"]), ("Short answers", ["storm"]), ("Numbers", ["price"])]),
    ],
)
def test_questions_stand_as_written_or_as_in_the_source_or_by_type(
    tmp_path: Path, order: str, parts: list[tuple[str, list[str]]]
) -> None:
    make_course(tmp_path, {"a.yaml": bank(STORM, PRICE, CHOICE)}, COURSE + f"order: {order}\n")
    course, report = read(tmp_path)
    assert not report.errors
    items = {entry.id: with_proofs(entry.item, entry.citations, None) for entry in course.entries}
    (sheet,) = sheets(course, course.banks, items)
    assert [(part.title.plain, [item.id for item in part.items]) for part in sheet.parts] == parts
