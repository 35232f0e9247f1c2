"""Files of other programs become banks: the right questions, and a word about all that is left out."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import zipfile
from collections import Counter
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
import zstandard
from courses import cli, growth, make_course, read

from quizgen import importers, yaml_tree
from quizgen.bank_writing import bank_text
from quizgen.importers import Findings, Imported, Pictures, read_file
from quizgen.importers._html import Html, tame
from quizgen.importers._markdown import block, inline
from quizgen.importing import new_bank
from quizgen.markup import render
from quizgen.sources import UnreadableError

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
AIKEN = """Who made the clock?
A) Anna Holt
B) The Harbour Board
ANSWER: A

What did it cost?
A. 114 pounds
B. 340 pounds
C. 1,020 pounds
ANSWER: B
"""
PLAIN = """Old questions of 2019

1. Who made the clock?
a) The Harbour Board
*b) Anna Holt
c) A railway clerk
   of the town

2) Which two could see it?
(a) Fishermen *
(b) *Clerks
(c) Bishops

3. What bent the hand?
A. a storm
B. a boat
Answer: A

4. What did it cost? 5*3*2 pounds were too little.
Answer: 340

5. The clock was hung in 1872.
Answer: True

6. Why?
"""
GIFT = r"""// question: 1  name: start
$CATEGORY: $course$/Harbour/The clock

::Maker:: Who made the clock? {
  =Anna Holt#She did.
  ~The Board#It bought it.
  ~%50%A clerk
  ####See the town book.
}

// two right ones
Which two? {~%50%Fishermen ~%50%Clerks ~%-100%Bishops}

The clock was {=hung up =hung ~sold} in 1872.

What did it cost? {#340:5}

How long? {#1.5..2.5}

It cost 340 pounds.{T}

[html]It cost <b>114</b> pounds.{FALSE#No, 340.}

Match. {=black hand -> the sun =red hand -> the railway = -> the tide}

What does 2\=2 \{mean\}? {=it \= holds ~it \~ fails}

Why? {}

A text with no question.

Broken {=one

lines}

First? {=a ~b}
Second? {=a ~b}
"""
XML = """<?xml version="1.0"?><quiz>
<question type="category"><category><text>$course$/Top/Harbour</text></category></question>
<question type="description"><name><text>Intro</text></name><questiontext><text>Read.</text></questiontext></question>
<question type="multichoice"><name><text>Maker</text></name>
 <questiontext format="html"><text><![CDATA[<p>Who <b>made</b> <img src="@@PLUGINFILE@@/a.png" alt="it"> H<sub>2</sub>O?
</p>]]></text><file name="a.png" encoding="base64">iVBORw0KGgoAAAAAAAAAAAAAAAAAAAAAAAAAAA==</file></questiontext>
 <generalfeedback format="html"><text><![CDATA[<p>See:</p><ul><li>one</li><li>two</li></ul>]]></text></generalfeedback>
 <defaultgrade>2.0</defaultgrade><single>true</single>
 <answer fraction="100"><text>Holt</text><feedback><text>Yes.</text></feedback></answer>
 <answer fraction="0"><text>1 * 2 * 3</text></answer><tags><tag><text>Top Tag</text></tag></tags></question>
<question type="truefalse"><questiontext><text>Wrong.</text></questiontext>
 <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
<question type="shortanswer"><questiontext><text>Where?</text></questiontext><usecase>1</usecase>
 <answer fraction="100"><text>market</text></answer><answer fraction="100"><text>fish market</text></answer>
 <answer fraction="0"><text>*</text></answer></question>
<question type="numerical"><questiontext><text>Cost?</text></questiontext>
 <answer fraction="100"><text>340.50</text><tolerance>0.5</tolerance></answer>
 <units><unit><multiplier>1</multiplier><unit_name>pounds</unit_name></unit></units></question>
<question type="matching"><questiontext><text>Match</text></questiontext>
 <subquestion><text>black</text><answer><text>sun</text></answer></subquestion>
 <subquestion><text>red</text><answer><text>rail</text></answer></subquestion>
 <subquestion><text></text><answer><text>tide</text></answer></subquestion></question>
<question type="cloze"><questiontext><text><![CDATA[In {1:SHORTANSWER:=1871~%100%eighteen seventy-one} the
 {1:MCV:=Board#yes~Clerk} paid {2:NUMERICAL:=340:5}.]]></text></questiontext></question>
<question type="essay"><questiontext><text>Why?</text></questiontext>
 <graderinfo><text>Boats.</text></graderinfo></question>
<question type="ddwtos"><questiontext><text>The [[1]] and the [[2]].</text></questiontext>
 <dragbox><text>sun</text></dragbox><dragbox><text>sea</text></dragbox><dragbox><text>fog</text></dragbox></question>
<question type="calculated"><name><text>Sum</text></name><questiontext><text>{a}+{b}</text></questiontext></question>
</quiz>"""
CSV = """choice;short;true_false;match;answer;distractors;correction;pairs;tags;Remark
Who made it?;;;;Anna Holt;Board|Clerk;;;a|b;old
;Where?;;;=market;;;;;
;;It is red.;;FALSE;;It is black.;;;
;;;Match;;;;black = sun|red = rail;;
;;;;nothing;;;;;
"""
TSV = "#separator:tab\n#html:true\nclock\tit <b>tells</b> time\nboat\tit sails\nlost\n"


def imported(name: str, data: str | bytes) -> tuple[Imported, Pictures]:
    """What a file holds."""
    pictures = Pictures("images/old")
    return read_file(name, data.encode() if isinstance(data, str) else data, pictures), pictures


def kinds(found: Imported) -> dict[str, int]:
    """How many questions there are by type, as a bank would hold them."""
    return dict(new_bank(found, "old", "Old", "en", ()).types)


def left_out(found: Imported) -> list[str]:
    """Where the questions stand that were left out."""
    return [remark.where for remark in found.remarks if remark.kind == "left out"]


def workbook(*rows: list[object]) -> bytes:
    """An Excel file with a first sheet that is empty."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Questions")
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def package(notes: list[tuple[str, str, int]], *, newest: bool = False) -> bytes:
    """An Anki package of notes: their fields, tags and numbers of cards."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        if newest:
            packed.writestr("collection.anki21b", zstandard.compress(_collection(notes)))
            entry = b"\x0a\x05c.png\x10\x14"
            packed.writestr("media", zstandard.compress(b"\x0a" + bytes([len(entry)]) + entry))
            packed.writestr("0", zstandard.compress(PNG))
            notes = [("Please update to the latest Anki version\x1f", "", 1)]
        else:
            packed.writestr("media", json.dumps({"0": "c.png"}))
            packed.writestr("0", PNG)
        packed.writestr("collection.anki2", _collection(notes))
    return stream.getvalue()


def _collection(notes: list[tuple[str, str, int]]) -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, flds TEXT, tags TEXT)")
    database.execute("CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER)")
    for number, (fields, tags, cards) in enumerate(notes, 1):
        database.execute("INSERT INTO notes VALUES (?, ?, ?)", (number, fields, tags))
        database.executemany("INSERT INTO cards (nid) VALUES (?)", [(number,)] * cards)
    return database.serialize()


NOTES = [
    ('Who?<br><img src="c.png">\x1f<div>Anna</div><div>Holt</div>', " harbour old ", 1),
    ("sun\x1fsoleil", "", 2),
    ("The {{c1::clock::thing}} cost {{c2::<b>340</b> pounds}}.\x1fSee the book.", "", 2),
    ("one side\x1f", "", 1),
]
TABLE = [["question", "answer", "distractor1", "distractor2"], ["Cost?", 340, 114.0, "=1+1"], ["Where?", "market"]]
SAMPLES: dict[str, str | bytes] = {
    "aiken.txt": AIKEN,
    "plain.txt": PLAIN,
    "moodle.gift": GIFT,
    "moodle.xml": XML,
    "table.csv": CSV,
    "quizlet.txt": TSV,
    "table.xlsx": workbook(*TABLE),
    "older.apkg": package(NOTES),
    "newest.apkg": package(NOTES, newest=True),
}


def test_aiken() -> None:
    found, _ = imported("old.txt", AIKEN)
    assert [draft.fields for draft in found.questions] == [
        {"choice": "Who made the clock?", "answer": "Anna Holt", "distractors": ["The Harbour Board"]},
        {"choice": "What did it cost?", "answer": "340 pounds", "distractors": ["114 pounds", "1,020 pounds"]},
    ]


def test_aiken_that_moodle_refuses() -> None:
    broken = "One\nA) a\nANSWER: A\n\nTwo\nlines\nA) a\nB) b\nANSWER: C\n\nLast\nA) a\nB) b\n"
    found, _ = imported("old.txt", broken + AIKEN[:0])
    assert not found.questions
    assert left_out(found) == ["line 1", "line 5", "line 6", "line 11"]


def test_plain_text() -> None:
    found, _ = imported("old.txt", PLAIN)
    assert [draft.fields for draft in found.questions] == [
        {
            "choice": "Who made the clock?",
            "answer": "Anna Holt",
            "distractors": ["The Harbour Board", "A railway clerk of the town"],
        },
        {"multi": "Which two could see it?", "answers": ["Fishermen", "Clerks"], "distractors": ["Bishops"]},
        {"choice": "What bent the hand?", "answer": "a storm", "distractors": ["a boat"]},
        {"short": r"What did it cost? 5\*3\*2 pounds were too little.", "answer": "340"},
        {"true_false": "The clock was hung in 1872.", "answer": "true"},
    ]
    assert [(remark.where, remark.kind) for remark in found.remarks] == [
        ("line 1", "not carried over"),
        ("line 25", "left out"),
    ]


def test_gift() -> None:
    found, _ = imported("old.txt", GIFT)
    fields = [dict(draft.fields) for draft in found.questions]
    assert all(one.pop("tags") == ("the-clock",) for one in fields)
    assert fields[0] == {
        "choice": "Who made the clock?",
        "answer": {"text": "Anna Holt", "why": "She did."},
        "distractors": [{"text": "The Board", "why": "It bought it."}, "A clerk"],
        "explain": "See the town book.",
    }
    assert fields[1] == {"multi": "Which two?", "answers": ["Fishermen", "Clerks"], "distractors": ["Bishops"]}
    assert fields[2] == {"cloze": "The clock was {{hung up|hung}} in 1872.", "distractors": ["sold"]}
    assert [str(fields[3][name]) for name in ("answer", "tolerance")] == ["340", "5"]
    assert [str(fields[4][name]) for name in ("answer", "tolerance")] == ["2", "0.5"]
    assert fields[5] == {"true_false": "It cost 340 pounds.", "answer": "true"}
    assert fields[6] == {
        "choice": "It cost **114** pounds.",
        "options": [{"text": True, "why": "No, 340."}, False],
        "answer": False,
    }
    assert fields[7]["pairs"] == {"black hand": "the sun", "red hand": "the railway"}
    assert fields[7]["extra"] == ["the tide"]
    assert fields[8] == {"choice": "What does 2=2 {mean}?", "answer": "it = holds", "distractors": ["it ~ fails"]}
    assert fields[9]["status"] == "draft"
    assert len(fields) == 10
    assert left_out(found) == ["line 30", "line 32", "line 34", "line 36"]


def test_moodle_xml() -> None:
    found, pictures = imported("old.xml", XML)
    fields = [dict(draft.fields) for draft in found.questions]
    assert fields[0] == {
        "choice": "Who **made** ![it](images/old/1.png) H~2~O?",
        "answer": {"text": "Holt", "why": "Yes."},
        "distractors": ["1 * 2 * 3"],
        "explain": "See:\n\n- one\n- two",
        "tags": ["harbour", "top-tag"],
        "points": fields[0]["points"],
    }
    assert str(fields[0]["points"]) == "2.0"
    assert [*pictures.files] == ["images/old/1.png"]
    assert fields[2]["accept"] == ["fish market"]
    assert fields[2]["exact"] == "true"
    assert (str(fields[3]["answer"]), str(fields[3]["tolerance"]), fields[3]["unit"]) == ("340.5", "0.5", "pounds")
    assert fields[5]["cloze"] == "In {{1871|eighteen seventy-one}} the {{Board}} paid {{340}}."
    assert fields[5]["distractors"] == ["Clerk"]
    assert fields[7]["cloze"] == "The {{sun}} and the {{sea}}."
    assert kinds(found) == {"choice": 2, "short": 1, "numeric": 1, "match": 1, "cloze": 2, "open": 1}
    assert left_out(found) == ["question 1 “Intro”", "question 10 “Sum”"]


def test_a_number_is_written_as_the_course_writes_numbers() -> None:
    bank = new_bank(imported("old.xml", XML)[0], "old", "Old", "de", ())
    assert "answer: 340,5\n" in bank.text
    assert "- Falsch\n" in bank.text


def test_xml_fetches_and_resolves_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hunter2")
    entity = f'<!DOCTYPE quiz [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}"><!ENTITY y "yyyy">]>'
    body = '<quiz><question type="shortanswer"><questiontext><text>Q &x;&y;</text></questiontext>'
    data = entity + body + '<answer fraction="100"><text>a &x;</text></answer></question></quiz>'
    assert "hunter2" not in str(imported("old.xml", data)[0])


def test_csv() -> None:
    found, _ = imported("old.csv", CSV)
    assert [draft.fields for draft in found.questions] == [
        {"choice": "Who made it?", "answer": "Anna Holt", "distractors": ["Board", "Clerk"], "tags": ["a", "b"]},
        {"short": "Where?", "answer": "=market"},
        {"true_false": "It is red.", "answer": "false", "correction": "It is black."},
        {"match": "Match", "pairs": {"black": "sun", "red": "rail"}},
    ]
    assert [(remark.where, remark.kind) for remark in found.remarks] == [
        ("row 1", "not carried over"),
        ("row 6", "left out"),
    ]


def test_a_table_without_names_of_fields() -> None:
    with pytest.raises(UnreadableError, match="first row must name"):
        imported("old.csv", "Frage,Antwort\nWer?,Anna\n")


def test_xlsx() -> None:
    """A formula that Excel never worked out has no value; nothing is computed here."""
    found, _ = imported("old.xlsx", workbook(*TABLE, ["When?", "=HYPERLINK(1)", "a"]))
    assert [draft.fields for draft in found.questions] == [
        {"choice": "Cost?", "answer": Decimal(340), "distractors": [Decimal(114)]},
        {"short": "Where?", "answer": "market"},
        {"choice": "When?", "distractors": ["a"]},
    ]
    assert kinds(found) == {"choice": 1, "short": 1}


def test_quizlet() -> None:
    found, _ = imported("old.txt", TSV)
    assert [draft.fields for draft in found.questions] == [
        {"card": "clock", "answer": "it **tells** time"},
        {"card": "boat", "answer": "it sails"},
    ]
    assert left_out(found) == ["line 5"]


def test_braces_of_a_formula_make_no_gift() -> None:
    found, _ = imported("old.txt", "1 x 2 =\t2\nroot \\(\\sqrt{x}\\)\tback\n")
    assert kinds(found) == {"card": 2}


@pytest.mark.parametrize("newest", [False, True])
def test_apkg(newest: bool) -> None:
    found, pictures = imported("old.apkg", package(NOTES, newest=newest))
    assert [draft.fields for draft in found.questions] == [
        {"card": "Who? ![](images/old/1.png)", "answer": "Anna\n\nHolt", "tags": ["harbour", "old"]},
        {"card": "sun", "answer": "soleil", "reversed": "true"},
        {"cloze": "The {{c1::clock::thing}} cost {{c2::**340** pounds}}.", "explain": "See the book."},
    ]
    assert pictures.files == {"images/old/1.png": PNG}
    assert left_out(found) == ["note 4"]


def test_a_real_deck_of_ours_comes_back(tmp_path: Path) -> None:
    """genanki's packages are older ones; every card and cloze of them is read."""
    card = "title: T\nquestions:\n- id: a\n  card: sun\n  answer: soleil\n  uncited: b\n"
    folder = make_course(tmp_path, {"c.yaml": card})
    assert cli(folder, "build", "--to", "anki").exit_code == 0
    (package,) = (folder / "build" / "anki").glob("*.apkg")
    found, _ = imported("old.apkg", package.read_bytes())
    assert [draft.fields["card"] for draft in found.questions] == ["sun"]


@pytest.mark.parametrize("legacy", [False, True])
def test_packages_of_anki_itself(legacy: bool, tmp_path: Path) -> None:
    from anki.collection import Collection, ExportAnkiPackageOptions  # takes its time

    collection = Collection(str(tmp_path / "a.anki2"))
    (tmp_path / "c.png").write_bytes(PNG)
    picture = collection.media.add_file(str(tmp_path / "c.png"))
    notes = {
        "Basic": ["Who?", f'Anna<img src="{picture}">'],
        "Basic (and reversed card)": ["sun", "soleil"],
        "Cloze": ["The {{c1::sun}} is {{c2::hot}}.", ""],
    }
    for kind, fields in notes.items():
        note = collection.new_note(collection.models.by_name(kind))
        note.fields = fields
        collection.add_note(note, 1)
    options = ExportAnkiPackageOptions(with_media=True, legacy=legacy)
    collection.export_anki_package(out_path=str(tmp_path / "a.apkg"), options=options, limit=None)
    collection.close()
    found, pictures = imported("a.apkg", (tmp_path / "a.apkg").read_bytes())
    assert [draft.fields for draft in found.questions] == [
        {"card": "Who?", "answer": "Anna![](images/old/1.png)"},
        {"card": "sun", "answer": "soleil", "reversed": "true"},
        {"cloze": "The {{c1::sun}} is {{c2::hot}}."},
    ]
    assert pictures.files == {"images/old/1.png": PNG}


@pytest.mark.parametrize(
    ("html", "line", "lines"),
    [
        ("a <b>bold </b>word", "a **bold** word", "a **bold** word"),
        ("x<sup>2</sup> y<sub>a b</sub>", "x^2^ ya b", "x^2^ ya b"),
        ("<p>one</p><p>two &amp; 2*3*4</p>", r"one two & 2\*3\*4", "one\n\ntwo & 2\\*3\\*4"),
        ("<ol><li>a</li><li>b</li></ol>c", "1. a 2. b c", "1. a\n2. b\n\nc"),
        ("<p>- no list</p>", "- no list", "\\- no list"),
        ("<i>a<br>b</i>", "*a* *b*", "*a*\n\n*b*"),
        (r"<p>\(a_1*b*\) and $$x$$</p>", r"\(a_1*b*\) and \(x\)", r"\(a_1*b*\) and \(x\)"),
        ("<script>alert(1)</script><p onclick=x>a</p>", "a", "a"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_html(html: str, line: str, lines: str) -> None:
    reader = Html("here", Findings(), Pictures("p"))
    assert (reader.line(html), reader.lines(html)) == (line, lines)


@pytest.mark.parametrize("words", ["a*b*c", "`x`", "2^3^4", "![a](b)", r"\* \\", "x ~y~ z", "plain", r"\(a*b*c\)"])
def test_plain_words_stay_what_they_are(words: str) -> None:
    assert render(inline(words)).plain == words


@pytest.mark.parametrize("words", ["- a", "1. a", "> a", "# a", "+ a", "1863. The house is built."])
def test_plain_lines_are_no_lists(words: str) -> None:
    assert render(block(words), block=True).plain == words


def test_the_hand_in_which_banks_are_written() -> None:
    long = "word " * 60 + "end"
    quotes = ["it's", '"', "\\", "a 'b' \"c\""]
    texts = ["a: b", "# x", *quotes, "- x", "~", "no", "1.10", "a #b", "@a", "x\n\ny", long, "{{a}}"]
    question = {
        "id": "a",
        "card": "x",
        "list": texts,
        "pairs": {"a: b": "c", "#": "d"},
        "option": [{"text": "a", "why": "b"}],
    }
    tree = yaml_tree.parse(bank_text({"title": "T: 1"}, [question, {"id": "b", "card": "y"}]).encode(), "bank.yaml")
    assert not tree.findings
    assert tree.root == {"title": "T: 1", "questions": [question, {"id": "b", "card": "y"}]}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_bank_loads_and_builds(name: str, tmp_path: Path) -> None:
    folder = make_course(tmp_path / "course", {})
    data = SAMPLES[name]
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    result = cli(folder, "import", str(tmp_path / name))
    assert result.exit_code == 0, result.output
    assert "check --fix" in result.output
    course, report = read(folder)
    assert not [diagnostic for diagnostic in report.diagnostics if diagnostic.code.startswith("Q0")]
    count = sum(kinds(imported(name, data)[0]).values())
    assert len([*course.entries]) == count > 0
    assert f": {count} questions" in result.output
    before = (folder / "decks").rglob("*")
    kept = {path: path.read_bytes() for path in before if path.is_file()}
    again = cli(folder, "import", str(tmp_path / name))
    assert again.exit_code == 2
    assert "already there" in again.output
    assert kept == {path: path.read_bytes() for path in (folder / "decks").rglob("*") if path.is_file()}


def test_ids_are_new_in_the_course(tmp_path: Path) -> None:
    taken = "title: T\nquestions:\n- id: old-who-made-the-clock\n  card: x\n  answer: y\n  uncited: b\n"
    folder = make_course(tmp_path / "course", {"t.yaml": taken})
    (tmp_path / "old.txt").write_text(AIKEN + AIKEN)
    assert cli(folder, "import", str(tmp_path / "old.txt")).exit_code == 0
    ids = [entry.id for entry in read(folder)[0].entries]
    assert ids == [
        "old-who-made-the-clock-2",
        "old-what-did-cost",
        "old-who-made-the-clock-3",
        "old-what-did-cost-2",
        "old-who-made-the-clock",
    ]


def test_citations_are_then_proposed(tmp_path: Path) -> None:
    folder = make_course(tmp_path / "course", {})
    (tmp_path / "old.txt").write_text("1. What did the clock cost, in pounds?\nAnswer: 340 pounds\n")
    assert cli(folder, "import", str(tmp_path / "old.txt")).exit_code == 0
    cli(folder, "check", "--fix", "old")
    assert "340 pounds" in (folder / "decks" / "old.yaml").read_text().partition("cite:")[2]


def test_a_text_in_which_a_number_is_missing_or_two_keys_are_marked_makes_no_wrong_question() -> None:
    text = """1. Where was it hung?
A) fish market
B) church
Answer: A
What bent the hand?
a. a boat
b. *a storm

Frage 2: Who made it?
a) Anna Holt*
b) a *railway* clerk

3. Who bought it?
*a) the Board
b) Anna Holt
Answer: b
"""
    found, _ = imported("old.txt", text)
    assert [dict(question.fields) for question in found.questions] == [
        {"choice": "Who made it?", "answer": "Anna Holt", "distractors": [r"a \*railway\* clerk"]}
    ]
    assert [(remark.where, remark.what.partition(":")[0]) for remark in found.remarks] == [
        ("line 1", "two of its options have the letter a"),
        ("line 13", "the * marks another option than its answer names"),
    ]


def test_what_excel_saves_as_csv_in_a_german_windows_is_read_and_said_to_be_guessed(tmp_path: Path) -> None:
    folder = make_course(tmp_path / "course", {})
    for name, stem, columns in (
        ("alt", "Wie heißt der größte Fluß in Köln?", "distractors"),
        ("short", "Who made the clock für uns?", "distractor1;distractor2"),  # one letter to guess by
    ):
        wrong = columns.replace("distractor", "Mosel")
        table = f"question;answer;{columns}\r\n{stem};Anna Holt;{wrong}\r\n"
        (tmp_path / f"{name}.csv").write_bytes(table.encode("cp1252"))
        result = cli(folder, "import", str(tmp_path / f"{name}.csv"))
        assert result.exit_code == 0
        assert "its letters were guessed" in result.stderr
        assert stem in (folder / f"decks/{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("old.zip", b"x", "can't be imported; .aiken"),
        ("old.docx", b"x", "save a copy as plain text (.txt)"),
        ("old.txt", b"", "is empty"),
        ("old.txt", b"Just a letter to a friend.", "its content is not"),
        ("old.txt", b"1. \xff\0\1\0\xfe\xdb?", "it is no text"),
        ("old.xlsx", b"PK\3\4", "no Excel workbook"),
        ("old.apkg", b"PK\3\4", "no Anki package"),
        ("old.xml", b"<quiz><question></quiz>", "line 1 is not XML"),
        ("old.xml", b"<html></html>", "its content is not Moodle XML"),
    ],
)
def test_what_can_not_be_read_is_refused_in_a_sentence(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    folder = make_course(tmp_path / "course", {})
    (tmp_path / name).write_bytes(data)
    result = cli(folder, "import", str(tmp_path / name))
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())
    assert not [*(folder / "decks").iterdir()]


@pytest.mark.parametrize("signs", ["<!--", "<a ", "<![x", "<b>", "<", "</", "<b>x<br>", "&", "<?", "<script>"])
def test_endless_html_is_read_once(signs: str) -> None:
    """Twice as much is twice the work, and the parser gets nothing whose end it would look for again and again."""

    def work(number: int) -> str:
        return Html("here", Findings(), Pictures("p")).lines("<b>a</b>" + signs * number)

    assert growth(work, 100) < 2.2
    given = tame("<b>a</b>" + signs * 9)
    assert given.rindex(">") > given.rfind("<")
    assert not re.search(r"<[!?]", given)


@pytest.mark.parametrize("name", ["older.apkg", "newest.apkg", "table.xlsx"])
def test_what_unpacks_to_more_than_a_file_may_be_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers, "MAX_BYTES", len(SAMPLES[name]))
    with pytest.raises(UnreadableError, match="unpacked, it is larger"):
        imported(name, SAMPLES[name])


MUTATIONS = int(os.environ.get("QUIZGEN_MUTATIONS", "40"))
"""How many broken files of each kind are tried."""
SIGNS = (*(bytes([sign]) for sign in b'{}=~\\<>&\0\xff\n"|%#'), b"::", b"]]>", b"{{")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A text with some bytes changed, taken out, doubled, moved, or replaced by signs that mean something.

    Bytes by chance are rare: one of them, and it is no text.
    """
    broken = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place, size = chance.randrange(len(broken) + 1), chance.randint(1, 30)
        change = chance.randrange(5) if chance.random() < 0.1 else chance.randrange(4)
        if change == 0:
            broken[place : place + size] = b""
        elif change == 1:
            broken[place:place] = bytes(broken[place : place + size])
        elif change == 2:
            broken[place : place + 1] = chance.choice(SIGNS)
        elif change == 3:
            other = chance.randrange(len(broken) + 1)
            broken[place:place] = broken[other : other + size]
        else:
            broken[place : place + size] = chance.randbytes(size)
    return bytes(broken)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_broken_file_is_read_or_refused(name: str, hostile: ModuleType) -> None:
    """No exception but the one with a sentence, and every bank can be read again."""
    data, chance, ends = SAMPLES[name], random.Random(name), Counter[str]()
    if isinstance(data, bytes):
        broken = hostile.mutants(data, MUTATIONS)
    else:
        broken = (mutated(data.encode(), chance) for _ in range(MUTATIONS))
    for one in broken:
        try:
            found, _ = imported(name, one)
        except UnreadableError:
            ends["refused"] += 1
        else:
            bank = new_bank(found, "old", "Old", "en", ())
            tree = yaml_tree.parse(bank.text.encode(), "bank.yaml")
            assert not bank.text or (not tree.findings and tree.root is not None)
            ends["read"] += 1
    assert ends.keys() == {"read", "refused"}
