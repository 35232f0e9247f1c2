"""Files as teachers have them: spreadsheets with titles and formats, lists of Anki, old Moodle, explanations."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from courses import cli, make_course, read
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_importers import NOTES, PNG, XML, imported, kinds, left_out, package, workbook

from quizgen import importers, media
from quizgen.importers import Pictures
from quizgen.importing import new_bank
from quizgen.load import load
from quizgen.sources import UnreadableError


def fields(name: str, data: str | bytes) -> list[dict[str, Any]]:
    """The fields of the questions in a file."""
    return [dict(draft.fields) for draft in imported(name, data)[0].questions]


def losses(name: str, data: str | bytes) -> list[str]:
    """What is said about a file."""
    return [f"{remark.where}: {remark.what}" for remark in imported(name, data)[0].remarks]


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    """An Excel file, filled in some way."""
    made = openpyxl.Workbook()
    fill(made)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_question_without_a_key_leaves_nothing_behind() -> None:
    found, _ = imported("old.gift", "Who? {=%50%a ~b####See the book.}\n\n{=a ~b}\n")
    bank = new_bank(found, "old", "Old", "en", ())
    assert not bank.text
    assert [(remark.where, remark.what.partition(":")[0]) for remark in bank.remarks] == [
        ("line 1", "no answer is wholly right"),
        ("line 3", "it asks nothing"),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("old.txt", "1. It is red.\nAnswer: False\nExplanation: So.\n"),
        ("old.csv", "true_false,answer,explain\nIt is red.,FALSE,So.\n"),
        ("old.gift", "It is red.{F####So.}"),
    ],
)
def test_a_false_statement_is_a_choice_wherever_it_comes_from(name: str, data: str) -> None:
    assert fields(name, data) == [{"choice": "It is red.", "options": [True, False], "answer": False, "explain": "So."}]


def test_words_after_an_answer_are_its_explanation() -> None:
    text = "1. Who?\na) Holt\nb) Board\nAnswer: a\nExplanation: Holt made it\nin 1871.\n\n2. Where?\nAnswer: here\n"
    assert fields("old.txt", text) == [
        {"choice": "Who?", "answer": "Holt", "distractors": ["Board"], "explain": "Holt made it in 1871."},
        {"short": "Where?", "answer": "here"},
    ]


def test_numbers_are_as_they_are_shown() -> None:
    """As in the spreadsheet: no marks between thousands, but decimals, percent and the course's own decimal mark."""

    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.worksheets[0]
        sheet.append(["question", "answer", "distractor1", "distractor2", "tolerance", "type"])
        for row in ([7500, 2700.0, "3,800"], [0.5, 0.25, 0.1], [3.5, 0.1 + 0.2, 1e20]):
            sheet.append(["How much?", *row])
        sheet.append(["How many?", 1.5, None, None, 0.25, "numeric"])
        sheet["B2"].number_format, sheet["B3"].number_format, sheet["C3"].number_format = "#,##0", "0%", "0%"
        sheet["B4"].number_format = '0.00 "€"'

    bank = new_bank(imported("old.xlsx", book(fill))[0], "old", "Old", "de", ()).text
    values = [line.split(": ")[-1].strip(" -") for line in bank.split("\n") if line.strip("- ")[:1].isdecimal()]
    answers = [line.split(": ")[1] for line in bank.split("\n") if "answer:" in line or "tolerance:" in line]
    assert values == ["2700", "3,800", "25%", "0,1", "0,3", "100000000000000000000"]
    assert answers == ["7500", "50%", "3,50", "1,5", "0,25"]


def test_the_first_sheet_with_words_that_is_not_hidden() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        made.worksheets[0].append(["question", "answer"])
        made.worksheets[0].sheet_state = "hidden"
        for title in ("This", "That"):
            sheet = made.create_sheet(title)
            sheet.append([f"{title} of the class"])
            sheet.merge_cells("A1:C1")
            sheet.append([])
            sheet.append([" Question", "ANSWER", "Answer", "Remark"])
            sheet.append([])
            sheet.append([title, "yes"])

    made = book(fill)
    assert fields("old.xlsx", made) == [{"short": "This", "answer": "yes"}]
    assert losses("old.xlsx", made) == [
        "row 1: “This of the class”, which stands above the names of the columns",
        "row 3: the second column “answer”",
        "row 3: the column “remark”, which is no field of a question",
        "sheet “That”: all of it: only the first sheet is read; save it as a file of its own",
    ]
    with pytest.raises(UnreadableError, match="no sheet with words"):
        imported("old.xlsx", workbook())


def test_names_of_columns_that_other_programs_give() -> None:
    lettered = "sep=;\nQuestion;Option A;Option B;Correct Answer\nWho?;Holt;Board;B\nWhat?;a;b;A\n"
    assert fields("old.csv", lettered) == [
        {"choice": "Who?", "options": ["Holt", "Board"], "answer": "Board"},
        {"choice": "What?", "options": ["a", "b"], "answer": "a"},
    ]
    numbered = "Old questions,,\nQuestion,Correct Answer,Incorrect Answer 1 (Optional)\nWho?,Holt,![a](b),more\n"
    assert fields("old.csv", numbered) == [{"choice": "Who?", "answer": "Holt", "distractors": [r"\![a](b)"]}]
    assert losses("old.csv", numbered)[1:] == [
        "row 3: what stands in a column without a name",
        "row 3: a picture, which a table can't hold",
    ]


def test_a_comma_makes_no_table_of_a_list() -> None:
    assert fields("old.tsv", "Hello, world\tHallo\n") == [{"card": "Hello, world", "answer": "Hallo"}]


def test_a_list_of_anki() -> None:
    text = (
        "#separator:semicolon\n#html:true\n#notetype column:1\n#tags column:4\n"
        'Basic;"Who ""made"" it;\n<b>really</b>?";Holt;old harbour::clock\nCloze;The {{c1::clock}}.;;\n'
    )
    assert fields("old.txt", text) == [
        {"card": 'Who "made" it; **really**?', "answer": "Holt", "tags": ["old", "harbour-clock"]},
        {"cloze": "The {{c1::clock}}."},
    ]


@pytest.mark.parametrize(
    ("name", "data", "tags"),
    [
        (
            "old.gift",
            "$CATEGORY: $course$/Порт/Old Town\n\n// [tag:Über uns]\nWho? {=a ~b}\n",
            ("old-town", "über-uns"),
        ),
        ("old.gift", "$CATEGORY: $course$/\n\nWho? {=a ~b}\n", None),
        ("old.txt", "#separator:tab\n#tags column:3\nsun\tsoleil\tЛето harbour::clock\n", ["лето", "harbour-clock"]),
    ],
)
def test_tags_in_any_script(name: str, data: str, tags: object) -> None:
    assert [one.get("tags") for one in fields(name, data)] == [tags]


def test_formulas_and_covered_pictures_of_anki() -> None:
    notes = [
        ("[latex]$\\frac{1}{2}$[/latex] [$]x^2[/$]\x1f[$$]y[/$$]", "", 3),
        ("Half is {{c1::\\(\\frac{a}{b}\\)}} [blank 0].\x1f", "", 1),
        ('{{c1::image-occlusion:rect:left=.1}}\x1f<img src="c.png">', "", 1),
    ]
    found, _ = imported("old.apkg", package(notes))
    assert [draft.fields for draft in found.questions] == [
        {"card": r"\(\frac{1}{2}\) \(x^2\)", "answer": r"\[y\]"},
        {"cloze": r"Half is {{c1::\(\frac{a}{b}\)}} [ blank 0 ]."},
    ]
    assert kinds(found) == {"card": 1, "cloze": 1}
    assert left_out(found) == ["note 3"]
    assert ("note 1", "that it asks in 3 ways") in [(remark.where, remark.what) for remark in found.remarks]


def test_a_package_that_can_not_be_unpacked() -> None:
    """The list of files is whole, but what is packed has the mark of no way of packing."""
    data = bytearray(package(NOTES))
    start = data.index(b"collection.anki2") + len("collection.anki2")
    data[start : start + 8] = b"\xff" * 8
    with pytest.raises(UnreadableError, match="damaged"):
        imported("old.apkg", bytes(data))


def test_pictures_are_no_larger_together_than_a_file_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them may be within its limit, and packed to next to nothing."""
    monkeypatch.setattr(importers, "MAX_BYTES", 2 * len(PNG))
    pictures = Pictures("images/old")
    assert [pictures.take(PNG), pictures.take(PNG[:-1] + b"1")] == ["images/old/1.png", "images/old/2.png"]
    with pytest.raises(UnreadableError, match="larger than"):
        pictures.take(PNG[:-1] + b"2")
    monkeypatch.setattr(media, "MAX_BYTES", len(PNG) - 1)
    assert not pictures.take(PNG[:-1] + b"3"), "no bank could use it"


def test_what_moodle_has_and_banks_have_not_is_said() -> None:
    text = """<quiz>
    <question type="truefalse"><questiontext><text>True.</text></questiontext>
     <answer fraction="100"><text>true</text></answer>
     <answer fraction="0"><text>false</text><feedback><text>Look up.</text></feedback></answer></question>
    <question type="truefalse"><questiontext><text>Right.</text></questiontext>
     <answer fraction="100"><text>true</text><feedback><text>Yes.</text></feedback></answer>
     <answer fraction="0"><text>false</text><feedback><text>No.</text></feedback></answer></question>
    <question type="multichoiceset"><questiontext><text>Both.</text></questiontext><image_base64>aa</image_base64>
     <answer fraction="100"><text>a</text></answer><answer fraction="100"><text>b</text></answer>
     <answer fraction="0"><text>c</text></answer></question>
    <question type="numerical"><questiontext><text>Long?</text></questiontext>
     <answer fraction="100"><text>3</text></answer>
     <units><unit><unit_name>m</unit_name></unit><unit><unit_name>cm</unit_name></unit></units></question>
    <question type="essay"><questiontext><text>Why?</text></questiontext><graderinfo><text>So.</text></graderinfo>
     <responsetemplate><text>Dear</text></responsetemplate></question></quiz>"""
    found = fields("old.xml", text)
    assert [one.get("explain") for one in found[:2]] == ["Look up.", "Yes."]
    assert found[2] == {"multi": "Both.", "answers": ["a", "b"], "distractors": ["c"]}
    assert found[3]["unit"] == "m"
    assert losses("old.xml", text) == [
        "question 2: what is said to the wrong answer",
        "question 3: the picture beside its text, as Moodle had it before 2.0",
        "question 4: the further units cm",
        "question 5: the text that an answer begins with",
    ]


@pytest.mark.parametrize(
    ("module", "name", "data"),
    [
        ("openpyxl", "old.xlsx", workbook(["question", "answer"])),
        ("lxml", "old.xml", XML),
        ("zstandard", "old.apkg", package(NOTES, newest=True)),
    ],
)
def test_without_the_extra_one_line_says_what_to_install(
    module: str, name: str, data: str | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnreadableError, match="its extra “import”"):
        imported(name, data)


def test_all_answers_that_a_source_has_are_then_proved(tmp_path: Path) -> None:
    """From a file to proved questions in two commands, in a folder without `decks`."""
    folder = make_course(tmp_path / "course", {})
    (folder / "decks").rmdir()
    (tmp_path / "Old Test.gift").write_text(
        "Who sold the clock to the Harbour Board? {=Anna Holt ~A clerk}\n\nWhat did the clock cost? {#340}\n\n"
        "What bent the black hand? {=a storm}\n\nThe clock was hung in May 1872.{T}\n\n"
        "Skippers missed {=trains ~tides}, the text says.\n",
        encoding="utf-8",
    )
    assert cli(folder, "import", str(tmp_path / "Old Test.gift")).exit_code == 0
    cli(folder, "check", "--fix", "old-test")
    report = read(folder)[1]
    assert report.tally == {"proved": 5}
    assert not report.errors


SIGNS = (*"{}=~#:|%<>'\"-*!\\\ufeff", *r"{{ }} :: -> \( \) &lt; ![a](b) 1. Who? 7,5 $$".split())
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=8))
def test_what_was_imported_has_no_error_of_form(folder: Path, rows: list[tuple[str, str, str]]) -> None:
    """Whatever the words are: what no bank can hold is left out, and the rest is read without a Q0 error."""
    table = StringIO()
    csv.writer(table).writerows([("question", "answer", "distractor1"), *rows])
    files = {
        "old.gift": "\n\n".join(f"{stem} {{={key} ~{wrong}}}" for stem, key, wrong in rows),
        "old.csv": table.getvalue(),
        "old.tsv": "\n".join("\t".join(row[:2]) for row in rows),
        "old.txt": "1. Who?\nAnswer: I\n" + "\n".join(f"2. {a}\na) {b}\nb) {c}\nAnswer: a" for a, b, c in rows),
    }
    for number, (name, text) in enumerate(files.items()):
        path = folder / "decks" / f"bank{number}.yaml"
        path.write_text("", encoding="utf-8")
        try:
            found, _ = imported(name, text)
        except UnreadableError:
            path.unlink()
            continue
        bank = new_bank(found, f"bank{number}", "Old", "en", ())
        path.write_bytes(bank.text.encode()) if bank.text else path.unlink()
    assert [finding.message for finding in load(folder, ()).findings if finding.code.startswith("Q0")] == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course to write banks into."""
    return make_course(tmp_path_factory.mktemp("course"), {})
