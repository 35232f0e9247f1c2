"""The hook for pre-commit and the action for GitHub: their scripts run here, with the inputs that people give."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from courses import PRICE, STORM, bank, cli, make_course

import quizgen

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS = {step.get("name", step.get("id")): step for step in ACTION["runs"]["steps"]}
WRONG = PRICE.replace("It cost 340 pounds", "It cost 350 pounds")


def test_the_hook_runs_a_command_of_quizgen_without_file_names(tmp_path: Path) -> None:
    program, *arguments = shlex.split(HOOK["entry"])
    assert (program, HOOK["language"], HOOK["pass_filenames"]) == ("quizgen", "python", False)
    make_course(tmp_path, {"a.yaml": bank(PRICE)})
    assert cli(tmp_path, *arguments).exit_code == 0
    (tmp_path / "decks/a.yaml").write_text(bank(WRONG), encoding="utf-8")
    assert cli(tmp_path, *arguments).exit_code == 1


@pytest.mark.parametrize(
    ("file", "runs"),
    [("quizgen.yaml", True), ("decks/unit/a.yaml", True), ("seeds/sources.yaml", True), ("seeds/clock.txt", True),
     ("README.md", False), ("old/decks/a.yaml", False), ("decks.md", False), ("my-quizgen.yaml", False)],
)  # fmt: skip
def test_the_hook_runs_when_something_that_is_checked_changes(file: str, runs: bool) -> None:
    assert bool(re.search(HOOK["files"], file)) == runs


def test_no_input_becomes_part_of_a_script() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)
    given = " ".join(value for step in STEPS.values() for value in step.get("env", {}).values())
    assert set(re.findall(r"inputs\.(\w+)", given)) == set(ACTION["inputs"])
    assert all({"description", "default"} <= fields.keys() for fields in ACTION["inputs"].values())


def act(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step as GitHub does, with the inputs given and the defaults of the others."""
    step = STEPS[name]
    values = {key: str(field["default"]) for key, field in ACTION["inputs"].items()} | inputs
    variables = {
        key: values[found[1]] if (found := re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value)) else value
        for key, value in step["env"].items()
    }
    python = {"PYTHON": sys.executable} | ({"PYTHON": inputs["python"]} if "python" in inputs else {})
    given = {"GITHUB_WORKSPACE": str(folder), "GITHUB_ACTION_PATH": str(ROOT), "QUIZGEN_SOURCES": ""}
    package = {"PYTHONPATH": str(Path(quizgen.__file__).parents[1])}
    bash = shutil.which("bash")
    assert bash
    return subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **variables, **python, **given, **package},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@needs_bash
@pytest.mark.parametrize("path", [".", "courses/my clock", "-odd; touch owned"])
def test_the_action_annotates_a_bad_bank(tmp_path: Path, path: str) -> None:
    make_course(tmp_path / path, {"a.yaml": bank(WRONG)})
    (tmp_path / path / "yaml.py").write_text("open('owned', 'w')", encoding="utf-8")
    done = act("quizgen check", tmp_path, path=path)
    prefix = "" if path == "." else f"{path}/"
    assert done.stdout.startswith(f"::error file={prefix}decks/a.yaml,line=8,endLine=8,col=9,endColumn=27,title=Q101")
    assert done.returncode == 1
    assert not list(tmp_path.rglob("owned"))


@needs_bash
def test_the_action_fails_for_warnings_only_if_it_is_told(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(STORM, "id: free\nopen: What do you think?\nanswer: Much.")})
    assert act("quizgen check", tmp_path).returncode == 0
    for strict, status in (("true", 1), ("false", 0), ("$(touch owned)", 0)):
        done = act("quizgen check", tmp_path, strict=strict)
        assert (done.returncode, done.stdout.startswith("::warning file=")) == (status, True)
    assert not (tmp_path / "owned").exists()


@needs_bash
def test_the_action_takes_texts_from_the_top_of_the_repository(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", {"a.yaml": bank(PRICE)})
    (tmp_path / "my texts").mkdir()
    (course / "seeds/clock.txt").rename(tmp_path / "my texts/clock.txt")
    (course / "seeds/sources.yaml").write_text("clock: {file: clock.txt, title: The harbour}\n", encoding="utf-8")
    assert act("quizgen check", tmp_path, path="course").returncode == 1
    done = act("quizgen check", tmp_path, path="course", sources="my texts")
    assert (done.returncode, done.stdout) == (0, "1 question: 1 proved. 0 errors, 0 warnings.\n")
    assert act("quizgen check", tmp_path, path="course", sources="nowhere").returncode != 0


@needs_bash
@pytest.mark.parametrize(
    ("version", "asked"), [("", str(ROOT)), ("1.2", "quizgen==1.2"), ("1; touch owned", "quizgen==1; touch owned")]
)
def test_the_action_installs_what_it_is_told(tmp_path: Path, version: str, asked: str) -> None:
    fake = tmp_path / "python"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    done = act("Install quizgen", tmp_path, version=version, python=str(fake))
    assert done.stdout.splitlines() == ["-P", "-m", "pip", "install", "--quiet", asked]
    assert not (tmp_path / "owned").exists()
