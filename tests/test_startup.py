"""What a command imports before it starts to work. How long that takes is measured in benchmarks/startup.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from courses import cli

import quizgen

CODE = """
import json, sys
before = set(sys.modules)
from quizgen.cli import main
first = sorted(set(sys.modules) - before)
try:
    main(["check"])
except SystemExit as end:
    print(json.dumps({"status": end.code, "help": first, "check": sorted(sys.modules)}), file=sys.stderr)
"""
ELSEWHERE = frozenset(
    "babel genanki weasyprint docx resvg_py ziamath trafilatura lxml charset_normalizer pypdfium2 mammoth openpyxl"
    " zstandard jinja2 sqlite3 subprocess".split()
)
"""What other commands need; `quizgen check` of a course without mistakes and pictures does without."""
OTHER_COMMANDS = ("exporters", "importers", "extracting", "drafting", "report", "adding", "importing", "build")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The modules that are there when `--help` could be printed, and after a check of the course that `init` makes."""
    folder = tmp_path_factory.mktemp("start")
    assert cli(folder, "init", "course").exit_code == 0
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(Path(quizgen.__file__).parents[1])!r}){CODE}",
    ]
    done = subprocess.run(command, cwd=folder / "course", capture_output=True, encoding="utf-8", timeout=60, check=True)
    found = json.loads(done.stderr)
    assert (found["status"], "10 proved" in done.stdout) == (0, True)
    return {name: found[name] for name in ("help", "check")}


def test_help_needs_the_command_line_alone(loaded: dict[str, list[str]]) -> None:
    ours = {name for name in loaded["help"] if name.split(".")[0] == "quizgen"}
    assert {name for name in ours if not name.startswith("quizgen.cli")} == {"quizgen"}
    assert {f"quizgen.cli.{name}" for name in ("add", "draft", "import_", "check", "build")} <= ours
    others = {name.split(".")[0] for name in loaded["help"]} - sys.stdlib_module_names - {"quizgen"}
    assert others <= {"click", "colorama"}
    assert not {"secrets", "subprocess", "sqlite3", "json", "difflib"} & set(loaded["help"])


def test_a_check_imports_nothing_of_other_commands(loaded: dict[str, list[str]]) -> None:
    assert not ELSEWHERE & {name.split(".")[0] for name in loaded["check"]}
    parts = {name.split(".")[1] for name in loaded["check"] if name.startswith("quizgen.")}
    assert not parts & {*OTHER_COMMANDS}
