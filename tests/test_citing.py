"""`check --fix` cites the one sentence that bears out a question, and offers the best ones where there are more."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import bank, cli, make_course, read

TOWN = """\
The town

The mill was built in 1812 by Tom Reed. The ferry was built in 1840, and Tom Reed paid for the ferry.

On market days the ferry crosses the river twelve times: it carries carts, cattle and guests.
"""
TEXTS = {"town.txt": TOWN}
HEAD = "title: The town\nsource: town\n"
MILL = "id: mill\nnumeric: In which year was the mill built?\nanswer: 1812"


def fixed(folder: Path, *questions: str, head: str = HEAD) -> str:
    """The bank after `check --fix`."""
    make_course(folder, {"b.yaml": bank(*questions, head=head)}, texts=TEXTS)
    cli(folder, "check", "--fix")
    return (folder / "decks/b.yaml").read_text(encoding="utf-8")


def test_the_one_sentence_that_fits_is_cited(tmp_path: Path) -> None:
    text = fixed(tmp_path, MILL)
    assert text.endswith('  answer: 1812\n  cite: "The mill was built in 1812 by Tom Reed."\n')
    _, report = read(tmp_path)
    assert report.verdicts == {"mill": "proved"}


@pytest.mark.parametrize(
    "ending",
    [
        "explain: >-\n  A mill\n  on the river.",
        "explain: |\n  A mill\n\n  on the river.\n",
        "tags:\n  - mill\n  - river",
        "points: 2 # for the year",
        "explain: a text that goes on\n  on a second line",
    ],
)
def test_whatever_the_question_ends_with(tmp_path: Path, ending: str) -> None:
    fixed(tmp_path, f"{MILL}\n{ending}", "id: ferry\nnumeric: In which year was the ferry built?\nanswer: 1840")
    course, report = read(tmp_path)
    assert report.verdicts == {"mill": "proved", "ferry": "proved"}
    assert not report.diagnostics
    assert [entry.citations[0].quote.startswith("The ") for entry in course.entries] == [True, True]


def test_without_a_default_source_the_citation_names_it(tmp_path: Path) -> None:
    text = fixed(tmp_path, MILL, head="title: The town\n")
    assert '  cite:\n    source: town\n    quote: "The mill was built in 1812 by Tom Reed."\n' in text
    assert read(tmp_path)[1].verdicts == {"mill": "proved"}


def test_a_quote_of_a_long_sentence_is_short_and_holds_the_key(tmp_path: Path) -> None:
    text = (
        "It was on a bright and windy morning, with flags on every roof, that the new bell of the town, which weighs"
        " 412 pounds and took nine horses to move, was hung in the tower while the whole school stood by and sang."
    )
    course = "id: c\ntitle: C\nmax_quote_words: 12\n"
    question = "id: bell\nnumeric: How many pounds does the new bell weigh?\nanswer: 412\nunit: pounds"
    make_course(
        tmp_path, {"b.yaml": bank(question, head=HEAD)}, course=course, texts={"town.txt": f"The bell\n\n{text}\n"}
    )
    cli(tmp_path, "check", "--fix")
    entry = next(read(tmp_path)[0].entries)
    assert "412 pounds" in entry.citations[0].quote
    assert len(entry.citations[0].quote.split()) <= 12


def test_where_several_fit_the_best_are_offered_and_nothing_is_written(tmp_path: Path) -> None:
    question = "id: reed\nshort: Who paid for or built something?\nanswer: Tom Reed"
    before = bank(question, head=HEAD)
    assert fixed(tmp_path, question) == before
    hint = next(d.finding.hint for d in read(tmp_path)[1].diagnostics if d.code == "Q106")
    assert "The mill was built in 1812 by Tom Reed." in hint
    assert "The ferry was built in 1840" in hint


def test_where_none_fits_the_best_are_offered(tmp_path: Path) -> None:
    question = "id: mill\nnumeric: In which year was the mill built?\nanswer: 1813"
    assert fixed(tmp_path, question) == bank(question, head=HEAD)
    hint = next(d.finding.hint for d in read(tmp_path)[1].diagnostics if d.code == "Q106")
    assert "The mill was built in 1812 by Tom Reed." in hint


def test_a_reason_not_to_cite_is_respected(tmp_path: Path) -> None:
    question = f"{MILL}\nuncited: everybody knows"
    assert fixed(tmp_path, question) == bank(question, head=HEAD)
