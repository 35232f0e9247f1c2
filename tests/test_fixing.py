"""`quizgen check --fix` and `--diff`: what can be mended safely, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from courses import COURSE, PRICE, STORM, bank, cli, edit, make_course, process, snapshot
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_check import rule

from quizgen.course import Course, Entry
from quizgen.diagnostics import Edit, Finding, Fix, Span
from quizgen.fixing import ROUNDS

NAMELESS = PRICE.replace("id: price\n", "")


def proposing(*fixes: tuple[tuple[int, int, int, str], ...]) -> object:
    """A rule with some fixes in `decks/a.yaml`: line, columns, new text; gone once the file has “done”."""

    def check_course(course: Course) -> Iterator[Finding]:
        if "done" in course.texts["decks/a.yaml"]:
            return
        for number, parts in enumerate(fixes):
            edits = tuple(Edit("decks/a.yaml", Span(line, start, line, end), text) for line, start, end, text in parts)
            yield Finding(f"finding {number}", course.document.place(), fix=Fix(f"fix {number}", edits))

    return check_course


# ----------------------------------------------------------------------------------------------- --diff


def test_diff_shows_the_change_and_writes_nothing(tmp_path: Path) -> None:
    make_course(
        tmp_path, {"a.yaml": bank(NAMELESS, STORM), "b.yaml": bank(STORM.replace("id: storm", "id: gale") + "-2")}
    )
    before = snapshot(tmp_path)
    shown = cli(tmp_path, "check", "--diff")
    assert snapshot(tmp_path) == before
    assert shown.exit_code == 1
    assert (
        shown.stdout
        == """\
--- decks/a.yaml
+++ decks/a.yaml
@@ -1,7 +1,8 @@
 title: The clock
 source: clock
 questions:
-- numeric: What did the clock cost?
+- id: a-what-did-the-clock
+  numeric: What did the clock cost?
   answer: 340
   unit: pounds
   cite: It cost 340 pounds
"""
    )
    assert shown.stderr == "1 can be mended, in 1 file. Nothing was written; to do it: quizgen check --fix\n"
    assert cli(tmp_path, "check", "--fix", "--diff").stdout == shown.stdout
    assert snapshot(tmp_path) == before


def test_diff_without_a_change_is_a_check(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(PRICE)})
    assert (cli(tmp_path, "check", "--diff").exit_code, cli(tmp_path, "check").exit_code) == (0, 0)
    assert cli(tmp_path, "check", "--diff").stdout == cli(tmp_path, "check").stdout
    edit(tmp_path / "decks/a.yaml", "340\n", "341\n")
    assert cli(tmp_path, "check", "--diff").exit_code == 1


@pytest.mark.skipif(not shutil.which("patch"), reason="needs the program patch")
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["plain", "windows"])
@pytest.mark.parametrize("last", ["", "end"], ids=["no last line end", "last line end"])
def test_the_diff_is_a_patch_that_does_what_fix_does(tmp_path: Path, end: str, last: str) -> None:
    text = (
        "\ufeff# note\u2028 – ünï\t!\n"
        + bank(NAMELESS, STORM + "\nexplain: dear: very dear").rstrip("\n")
        + "\n" * bool(last)
    )
    course, copy = (make_course(tmp_path / name, {"a.yaml": text.replace("\n", end)}) for name in ("one", "two"))
    shown = cli(course, "check", "--diff")
    subprocess.run(["patch", "--binary", "-p0"], cwd=course, input=shown.stdout_bytes, check=True, capture_output=True)
    assert cli(copy, "check", "--fix").exit_code == 0
    assert snapshot(course) == snapshot(copy)
    assert b"dear: very dear" in (course / "decks/a.yaml").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal as Unix has them")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_and_no_control_characters(tmp_path: Path, no_color: str, coloured: bool) -> None:
    import pty

    make_course(tmp_path, {"a.yaml": bank(NAMELESS, head="title: The clock\nsource: clock\n# \u202ehidden\n")})
    ours, theirs = pty.openpty()
    process(tmp_path, "check", "--diff", stdout=theirs, NO_COLOR=no_color)
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        shown = terminal.read1().decode()
    assert ("\x1b[31m-- numeric: What did the clock cost?\x1b[0m" in shown) == coloured
    assert ("\x1b[32m+- id: a-what-did-the-clock\x1b[0m" in shown) == coloured
    assert ("\x1b" in shown) == coloured
    assert "# �hidden" in shown


# ----------------------------------------------------------------------------------------------- rounds


def test_what_a_fix_brings_to_light_is_mended_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def step_by_step(course: Course) -> Iterator[Finding]:
        text, steps = course.texts["decks/a.yaml"], ("# one\n", "# two\n", "# three\n")
        for step in steps:
            if step not in text:
                change = Edit("decks/a.yaml", Span(1, 1, 1, 1), step)
                yield Finding("a step", course.document.place(), fix=Fix(f"add {step.strip()}", (change,)))
                return

    rule(monkeypatch, "Q901", check_course=step_by_step)
    make_course(tmp_path, {"a.yaml": bank(PRICE)})
    shown = cli(tmp_path, "check", "--diff")
    assert "+# three\n+# two\n+# one\n" in shown.stdout
    assert shown.stderr.startswith("3 can be mended, in 1 file.")
    fixed = cli(tmp_path, "check", "--fix")
    assert "0 errors, 0 warnings." in fixed.stdout, "what is printed is the course as it is now"
    assert (tmp_path / "decks/a.yaml").read_text(encoding="utf-8").startswith("# three\n# two\n# one\ntitle: ")


def test_fixes_at_one_place_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fix is done whole or waits; here the second and third wait until the first made them needless."""
    whole = ((1, 8, 11, "done"), (1, 1, 1, "# "))
    same_place, half_of_it = ((1, 1, 1, "wrong"),), ((2, 1, 1, "wrong"), (1, 9, 10, "wrong"))
    rule(monkeypatch, "Q901", check_course=proposing(whole, same_place, half_of_it))
    make_course(tmp_path, {"a.yaml": bank(PRICE)})
    done = cli(tmp_path, "check", "--fix")
    assert (tmp_path / "decks/a.yaml").read_text(encoding="utf-8").startswith("# title: done clock\nsource: ")
    assert done.stderr == "quizgen.yaml: fix 0\n"


def test_fixes_side_by_side_are_all_done_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart = [((1, 1, 2, "X"),), ((2, 3, 4, "Y"),), ((1, 4, 5, "Z"), (2, 1, 1, "# done ")), ((3, 1, 1, "# "),)]
    rule(monkeypatch, "Q901", check_course=proposing(*apart))
    make_course(tmp_path, {"a.yaml": bank(PRICE)})
    done = cli(tmp_path, "check", "--fix")
    assert (
        (tmp_path / "decks/a.yaml")
        .read_text(encoding="utf-8")
        .startswith("XitZe: The clock\n# done soYrce: clock\n# qu")
    )
    assert len(done.stderr.splitlines()) == 4


@pytest.mark.parametrize(("text", "rounds"), [("#", ROUNDS), ("", 0)], ids=["grows", "changes nothing"])
def test_a_fix_that_mends_nothing_comes_to_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, rounds: int
) -> None:
    def again(entry: Entry, course: Course) -> Iterator[Finding]:
        change = Edit(entry.document.file, Span(1, 1, 1, 1), text)
        yield Finding("never right", entry.home, fix=Fix("try", (change,)))

    rule(monkeypatch, "Q901", check=again)
    make_course(tmp_path, {"a.yaml": "# x\n" + bank(PRICE)})
    done = cli(tmp_path, "check", "--fix")
    assert (tmp_path / "decks/a.yaml").read_text(encoding="utf-8").startswith("#" * (rounds + 1) + " x\n")
    assert "never right" in done.stdout
    assert done.stderr.count("decks/a.yaml: try\n") == rounds, "nothing is called mended that is not"


def test_a_bank_with_two_names_is_mended_once(tmp_path: Path) -> None:
    make_course(tmp_path, {"b.yaml": bank(NAMELESS)})
    (tmp_path / "decks/a.yaml").symlink_to("b.yaml")
    cli(tmp_path, "check", "--fix")
    assert (tmp_path / "decks/a.yaml").is_symlink()
    assert (tmp_path / "decks/b.yaml").read_text(encoding="utf-8").count("id: ") == 1


def test_fix_of_one_bank_leaves_the_others_alone(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(NAMELESS), "b.yaml": bank(NAMELESS)}, COURSE)
    assert cli(tmp_path, "check", "--fix", "b").exit_code == 0
    assert "id: " not in (tmp_path / "decks/a.yaml").read_text(encoding="utf-8")
    assert "- id: b-what-did" in (tmp_path / "decks/b.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["plain", "windows"])
def test_fix_keeps_comments_layout_line_ends_and_byte_order_mark(tmp_path: Path, end: str) -> None:
    before = (
        "\ufeff# The clock\n\ntitle:   The clock  # short\nsource: clock\nquestions:\n\n"
        "  -   numeric: What did the clock cost?   # dear\n      answer: 340\n\n      unit: pounds\n"
        "      cite: It cost 340 pounds\n# end"
    )
    make_course(tmp_path, {"a.yaml": before.replace("\n", end)})
    assert cli(tmp_path, "check", "--fix").exit_code == 0
    after = before.replace("-   numeric", "-   id: a-what-did-the-clock\n      numeric").replace("\n", end)
    assert (tmp_path / "decks/a.yaml").read_bytes() == after.encode()


# ----------------------------------------------------------------------------------------------- slips of the keyboard

SLIPPED = """\
# The the clock , a draft
title:   The clock  # two  spaces here
source: clock
questions:

  -   id:   storm   # of  of
      short:  >-
        What bent  the black hand
        of the the clock ?
      answer: 'a  storm'   # the the storm
      accept: [ "a storm , of of course",   it ]
      cite: a storm bent the black hand
# end  of of it
"""
MENDED = (
    SLIPPED.replace("What bent  the", "What bent the")
    .replace("of the the clock ?\n", "of the clock?\n")
    .replace("'a  storm'", "'a storm'")
    .replace("a storm , of of course", "a storm, of course")
)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["plain", "windows"])
def test_fix_mends_slips_and_nothing_around_them(tmp_path: Path, end: str) -> None:
    make_course(tmp_path, {"a.yaml": SLIPPED.replace("\n", end)})
    assert cli(tmp_path, "check", "--fix").exit_code == 0
    assert (tmp_path / "decks/a.yaml").read_bytes() == MENDED.replace("\n", end).encode()
    assert "Q322" not in cli(tmp_path, "check").stdout


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A text of words, and the same text typed with slips."""
    words: list[str] = draw(
        st.lists(st.sampled_from(["the", "of", "and", "clock", "Anna", "Zürich", "часы", "1871", "“hand”"]), min_size=2)
    )
    words = [word for place, word in enumerate(words) if word not in words[max(0, place - 1) : place]]
    right, typed = "", ""
    for place, word in enumerate(words):
        sign = draw(st.sampled_from(["", "", ",", ";", "?"])) if word[-1].isalnum() else ""
        again = draw(st.integers(0, 2)) if word in {"the", "of", "and"} else 0
        right += f"{word}{sign}"
        typed += " ".join([word] * (again + 1)) + (" " * draw(st.integers(0, 2)) if sign else "") + sign
        if place < len(words) - 1:
            right += " "
            typed += " " * (1 if sign == "?" else draw(st.integers(1, 3)))
    return right, typed


@settings(max_examples=40, deadline=None)
@given(slips())
@example(("the clock, of", "the  the the clock  ,  of of"))
def test_after_the_fix_no_slip_is_left_and_the_words_are_the_same(texts: tuple[str, str]) -> None:
    right, typed = texts
    with TemporaryDirectory() as folder:
        file = make_course(Path(folder), {"a.yaml": bank(f"{STORM}\nexplain: '{typed}'  # a  note ,")}) / "decks/a.yaml"
        cli(Path(folder), "check", "--fix")
        assert file.read_text(encoding="utf-8") == bank(f"{STORM}\nexplain: '{right}'  # a  note ,")
        assert "Q322" not in cli(Path(folder), "check").stdout


# ------------------------------------------------------------------------------------------ a quote with a slip


@pytest.mark.parametrize(
    ("quote", "mended"),
    [
        ("it cots 340 pounds # as the ledger says", '"It cost 340 pounds" # as the ledger says'),
        ("'It cost 340 ponds'", '"It cost 340 pounds"'),
    ],
)
def test_a_quote_with_slips_gets_the_words_of_its_source(tmp_path: Path, quote: str, mended: str) -> None:
    question = PRICE.replace("It cost 340 pounds", quote)
    make_course(tmp_path, {"a.yaml": bank(question)})
    done = cli(tmp_path, "check", "--fix")
    assert done.exit_code == 0, done.stdout
    assert (tmp_path / "decks/a.yaml").read_text(encoding="utf-8") == bank(question).replace(quote, mended)


@pytest.mark.parametrize("quote", ["It cost 341 pounds", "It cost pounds", "It cost 340 dollars", "It … 340 ponds"])
def test_a_quote_that_says_something_else_is_left_to_its_author(tmp_path: Path, quote: str) -> None:
    text = bank(PRICE.replace("It cost 340 pounds", quote))
    make_course(tmp_path, {"a.yaml": text})
    assert cli(tmp_path, "check", "--fix").exit_code == 1
    assert (tmp_path / "decks/a.yaml").read_text(encoding="utf-8") == text
