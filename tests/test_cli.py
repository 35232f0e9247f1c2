"""The command line: clear sentences, exit status 0, 1 or 2, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import jsonschema
import pytest
from courses import COURSE, PRICE, STORM, bank, cli, edit, make_course, process, snapshot

import quizgen
from quizgen.check import rules
from quizgen.cli import main

WARNED = "id: free\nopen: What do you think?\nanswer: Much."


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return make_course(tmp_path / "c", {"a.yaml": bank(PRICE), "unit/b.yaml": bank(STORM)})


def test_exit_status_of_check(course: Path) -> None:
    assert cli(course, "check").exit_code == 0
    (course / "decks/a.yaml").write_text(bank(WARNED), encoding="utf-8")
    assert cli(course, "check").exit_code == 0
    assert cli(course, "check", "--strict").exit_code == 1
    assert cli(course, "check", "unit/b", "--strict").exit_code == 0
    (course / "decks/a.yaml").write_text(bank("short: x"), encoding="utf-8")
    assert cli(course, "check").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "unit/c"], "There is no bank “unit/c”. Did you mean “unit/b”?"),
        (["build", "--to", "word"], "There is no output “word”. For Word: --to docx."),
        (["build", "decks/c.yaml"], "There is no bank “decks/c.yaml”."),
        (
            ["build", "--to", "scroll"],
            "There is no output “scroll”. There are: anki, answer-sheet, docx, key, marking, pdf, worksheet.",
        ),
        (["explain", "Q1010"], "There is no finding “Q1010”. Did you mean"),
        (["explain", "xyz"], "There is no finding “xyz”. See them all: quizgen explain"),
        (["check", "--format", "xml"], "There is no format “xml”. There are: github, json, sarif, text."),
        (["check", "--watch", "--fix"], "--watch changes no file; use it without --fix and --diff."),
        (["check", "--watch", "--diff"], "--watch changes no file; use it without --fix and --diff."),
        (["check", "--watch", "--format", "json"], "--watch is for people; use it without --format."),
        (["check", "--diff", "--format", "sarif"], "--diff is for people; use it without --format."),
        (["check", "--watch", "unit/c"], "There is no bank “unit/c”. Did you mean “unit/b”?"),
        (["lock", "--accept", "nobody"], "There is no question “nobody” in the course."),
        (["check", "--sources", "nowhere"], "Directory 'nowhere' does not exist."),
        (["build", "--out", "quizgen.yaml"], "Directory 'quizgen.yaml' is a file."),
        (["chekc"], "No such command"),
        (["check", "--strickt"], "No such option"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_clear_sentence(course: Path, arguments: list[str], words: str) -> None:
    refused = cli(course, *arguments)
    assert refused.exit_code == 2
    assert words in refused.stderr
    assert refused.stderr.splitlines()[-1].startswith("Error: ")
    assert refused.stdout == ""
    assert "build" not in {path.parts[0] for path in map(Path, snapshot(course))}


@pytest.mark.parametrize("command", ["check", "build", "lock"])
def test_where_there_is_no_course(tmp_path: Path, command: str) -> None:
    refused = cli(tmp_path, command)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error: There is no quizgen.yaml in ")
    assert "quizgen init" in refused.stderr


def test_texts_that_are_not_where_the_environment_says(course: Path) -> None:
    refused = cli(course, "check", QUIZGEN_SOURCES="/nowhere/at-all")
    assert (refused.exit_code, "/nowhere/at-all, which is not there" in refused.stderr) == (2, True)


def test_a_file_that_cannot_be_opened(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(self: Path, *arguments: object, **options: object) -> object:
        if self.name == "a.yaml":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    refused = cli(course, "check")
    assert refused.exit_code == 2
    assert refused.stderr.endswith("decks/a.yaml: Permission denied.\n")


ODD = [
    "",
    " ",
    "-",
    "--",
    "..",
    "/",
    "~",
    "*",
    "%s",
    "{}",
    "\x1b[31m",
    "é" * 300,
    "x" * 5000,
    "a\nb",
    "🏔️",
    "-x",
    "=",
    "C:\\x",
]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_words_anywhere_are_refused_without_a_traceback(course: Path, odd: str) -> None:
    forms = [
        *([command, odd] for command in ("check", "build", "lock", "explain", "schema", "nope")),
        *([command, "--sources", odd] for command in ("check", "build", "lock")),
        *(["build", option, odd] for option in ("--to", "--nope")),
        *(["check", option, odd] for option in ("--format", "--strict")),
        *(["lock", "--accept", odd], [odd], ["build", "a", "--to", "anki", odd, odd]),
    ]
    for form in forms:
        done = cli(course, *form)  # an exception that is no refusal would come through
        assert done.exit_code in {0, 1, 2}, form
        assert "\x1b" not in done.stdout


# ----------------------------------------------------------------------------------------------- what is shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal as Unix has them")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals_and_honour_no_color(course: Path, no_color: str, coloured: bool) -> None:
    import pty

    (course / "decks/a.yaml").write_text(bank(WARNED), encoding="utf-8")
    ours, theirs = pty.openpty()
    process(course, "check", stdout=theirs, NO_COLOR=no_color)
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        shown = terminal.read1().decode()
    assert ("\x1b[1;33mwarning Q106\x1b[0m" in shown) == coloured
    assert ("\x1b" in shown) == coloured
    assert "\x1b" not in cli(course, "check").stdout


def test_a_terminal_that_knows_few_letters(course: Path) -> None:
    edit(course / "decks/a.yaml", "It cost 340 pounds", "“Қанша” — 中国")
    for command in (
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "github"],
        ["explain"],
        ["schema"],
        ["build"],
        ["--help"],
    ):
        done = process(course, *command, PYTHONIOENCODING="cp1252:strict")
        assert b"Traceback" not in done.stderr, command
        assert done.returncode in {0, 1}, command


def test_every_finding_is_explained(course: Path) -> None:
    listed = cli(course, "explain").stdout
    for rule in rules().values():
        assert f"{rule.CODE}  " in listed
        for name in (rule.CODE, rule.CODE.lower(), rule.NAME):
            explained = cli(course, "explain", name)
            assert explained.exit_code == 0
            assert explained.stdout.startswith(f"{rule.CODE} {rule.NAME} ({rule.SEVERITY})\n\n")
            assert "Why:" in explained.stdout


def test_schema_prints_a_json_schema(course: Path) -> None:
    schema = json.loads(cli(course, "schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_help_has_examples_that_are_commands(course: Path, name: str) -> None:
    shown = cli(course, name, "--help").stdout
    _, _, examples = shown.partition("Example")
    lines = [line.strip() for line in examples.splitlines() if line.strip().startswith("quizgen ")]
    assert lines
    for line in lines:
        words = line.split(" > ")[0].split()[1:]
        command = main.commands[words[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line
    assert name in cli(course, "--help").stdout
    assert cli(course, name, "-h").stdout == shown


def test_fix_adds_missing_ids_and_says_so(course: Path) -> None:
    edit(course / "decks/a.yaml", "- id: price\n  numeric", "- numeric")
    fixed = cli(course, "check", "--fix", "--format", "json")
    assert fixed.exit_code == 0
    assert json.loads(fixed.stdout)["summary"]["questions"] == 2
    assert "decks/a.yaml: add `id: a-what-did-the-clock`" in fixed.stderr
    before = snapshot(course)
    assert cli(course, "check", "--fix").stderr == ""
    assert snapshot(course) == before


def test_fix_quotes_what_yaml_would_cut(course: Path) -> None:
    edit(course / "decks/a.yaml", "unit: pounds", "unit: pounds\n  explain: dear: very dear")
    assert cli(course, "check").exit_code == 1
    assert cli(course, "check", "--fix").exit_code == 0
    assert "dear: very dear" in (course / "decks/a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("status", [0, 1])
def test_open_shows_the_folder_of_the_outputs(course: Path, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    if status:
        (course / "decks/a.yaml").write_text(bank("short: x"), encoding="utf-8")
    assert cli(course, "build", "--open", "--out", "here").exit_code == status
    assert opened == ([] if status else [str(course / "here")])


def test_the_course_is_found_from_a_process_of_its_own(course: Path) -> None:
    done = process(course / "decks/unit", "check")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"2 questions: 2 proved. 0 errors, 0 warnings.\n")


def test_help_starts_without_the_libraries_of_the_work(course: Path) -> None:
    """The time itself is measured in benchmarks/startup.py."""
    code = "import sys; from quizgen.cli import main; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(quizgen.__file__).parents[1],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    heavy = {
        "pydantic",
        "yaml",
        "jinja2",
        "genanki",
        "markdown_it",
        "sentencex",
        "rapidfuzz",
        "snowballstemmer",
        "babel",
    }
    assert not heavy & set(done.stdout.split())


def test_a_course_file_without_fields(course: Path) -> None:
    for text in ("", "just words", "\x00", "title: [", "id: Bad ID\ntitle: x\n"):
        (course / "quizgen.yaml").write_text(text, encoding="utf-8")
        assert cli(course, "check").exit_code == 1
        refused = cli(course, "build", "--draft")
        assert (refused.exit_code, refused.stdout) == (1, "")
    (course / "quizgen.yaml").write_text(COURSE, encoding="utf-8")
    assert cli(course, "build").exit_code == 0


def test_a_mistake_of_quizgen_itself_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_course(tmp_path, {})
    monkeypatch.setattr("quizgen.load.load", lambda *_: 1 / 0)
    done = cli(folder, "check", QUIZGEN_TRACEBACK="")
    assert done.exit_code == 2
    assert "quizgen itself failed (ZeroDivisionError: division by zero)" in done.stderr
    assert "Traceback" not in done.stderr
