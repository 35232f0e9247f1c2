"""Pages with transcripts, played: their commands are typed, their files written, their edits made.

What a fenced block is stands after its fence: `text FILE` and `yaml FILE` are files to write; `diff FILE` is an edit
of a file, and `diff FILE 10 times` is ten of them; `console` shows commands, after `$ `, and what they print. They end
with status 0; the last one of `console 1` ends with 1.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
import subprocess
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from courses import WHEN
from markdown_it import MarkdownIt

from quizgen.cli import main

PROGRAMS = {"cp", "git", "mkdir", "mv", "rm"}
"""What pages type besides quizgen and cd; PowerShell knows them too."""
HOUR = 3600
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "LC_ALL": "C",
}
"""Git as it comes, for somebody who has told it a name and an address."""


class Block(NamedTuple):
    """A fenced block: its kind, what else is said of it, its text, and its first and last line in the page."""

    kind: str
    name: str
    text: str
    lines: tuple[int, int]


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page."""
    made = []
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and token.map:
            kind, name = (*token.info.split(maxsplit=1), "", "")[:2]
            made.append(Block(kind, name, token.content, (token.map[0] + 1, token.map[1] - 1)))
    return made


def commands(transcript: str) -> list[str]:
    """What is typed in a transcript."""
    return re.findall(r"^\$ (.+)", transcript, flags=re.MULTILINE)


class Terminal:
    """A terminal in a folder, where each quizgen takes an hour, and new courses get the same ids each time."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch, self._now = monkeypatch, WHEN
        letters = cycle("kqzvwamxrtbn")
        monkeypatch.setattr(secrets, "choice", lambda _: next(letters))
        monkeypatch.delenv("QUIZGEN_SOURCES", raising=False)
        monkeypatch.chdir(folder)

    def play(self, page: Path) -> str:
        """Do all that a page shows; gives the page as it should read. Fails if a step does not end as the page says."""
        lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
        for block in reversed([*map(self._done, blocks(page))]):  # from the end, so that the lines before keep theirs
            lines[slice(*block.lines)] = [block.text]
        return "".join(lines)

    def _done(self, block: Block) -> Block:
        """Do what a block shows; gives it as it should read."""
        if block.kind == "console":
            printed, statuses = self.type(block.text)
            expected = [0] * (len(statuses) - 1) + [int(block.name or 0)]
            assert statuses == expected, printed
            return block._replace(text=printed)
        if block.kind == "diff":
            file, _, times = block.name.partition(" ")
            _edit(Path(file), block.text.splitlines(keepends=True), int(times.removesuffix(" times") or 1))
        elif block.name:
            Path(block.name).parent.mkdir(exist_ok=True)
            Path(block.name).write_text(block.text, encoding="utf-8")
        return block

    def type(self, transcript: str) -> tuple[str, list[int]]:
        """Type the commands of a transcript; gives it as it should read, and the status with which each ended."""
        ended = [self._run(*shlex.split(line)) for line in commands(transcript)]
        shown = (f"$ {line}\n{printed}" for line, (printed, _) in zip(commands(transcript), ended, strict=True))
        return "".join(shown), [status for _, status in ended]

    def _run(self, program: str, *arguments: str) -> tuple[str, int]:
        """Run a command; gives what it prints and its status."""
        if program == "cd":
            self._monkeypatch.chdir(arguments[0])
            return "", 0
        if program == "quizgen":
            self._now += HOUR
            environment = {"SOURCE_DATE_EPOCH": str(self._now)}
            result = CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)
            return result.output, result.exit_code
        assert program in PROGRAMS, program
        ran = subprocess.run(
            [program, *arguments],
            env={**os.environ, **GIT},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=20,
            check=False,
        )
        return ran.stdout, ran.returncode


def _edit(file: Path, change: Sequence[str], times: int) -> None:
    """Make a change that is shown as lines that begin with a minus, a plus or a space; it must fit so many times."""
    old = "".join(line[1:] for line in change if line[0] in "- ")
    new = "".join(line[1:] for line in change if line[0] in "+ ")
    text = file.read_text(encoding="utf-8")
    found = text.count(old)
    assert found == 1 if times == 1 else found >= times, f"{file} has {found} times\n{old}"
    file.write_text(text.replace(old, new, times), encoding="utf-8")
