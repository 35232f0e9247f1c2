"""Rules are tested as documents: `tests/rules/Q….md`.

Each heading is a test. Its `yaml` block is the bank (`yaml quizgen.yaml` the course file, `text NAME` a source; else
those of `courses.py`). `# error: Q101` at the end of a line says that this must be found there, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from courses import COURSE, make_course, read

from quizgen.check import rules

FOLDER = Path(__file__).parent / "rules"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
MARK = re.compile(r" *# ((?:error|warning|info): Q\d{3}(?:, (?:error|warning|info): Q\d{3})*)$", re.MULTILINE)


class Case(NamedTuple):
    """One heading of a document."""

    name: str
    blocks: list[tuple[str, str, str]]


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("Q*.md")):
        for section in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, body = section.partition("\n")
            yield Case(f"{path.stem}: {title}", [(m[1], m[2] or "", m[3]) for m in BLOCK.finditer(body)])


def expected(file: str, text: str) -> tuple[str, set[tuple[str, int, str]]]:
    """The text without the marks, and what they ask for: file, line, `severity: code`."""
    wanted = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if found := MARK.search(line):
            wanted |= {(file, number, mark) for mark in found[1].split(", ")}
    return MARK.sub("", text), wanted


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_rule(case: Case, tmp_path: Path) -> None:
    banks: dict[str, str] = {}
    texts: dict[str, str] = {}
    others: dict[str, str] = {}
    course, wanted = COURSE, set()
    for kind, name, body in case.blocks:
        file = {"text": f"seeds/{name}"}.get(kind, name or "decks/bank.yaml")
        text, marks = expected(file, body)
        wanted |= marks
        if kind == "text":
            texts[name] = text
        elif name == "quizgen.yaml":
            course = text
        elif name:
            others[name] = text
        else:
            banks[file.removeprefix("decks/")] = text
    make_course(tmp_path, banks, course, texts or None)
    for name, text in others.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    _, report = read(tmp_path)
    found = set()
    for diagnostic in report.diagnostics:
        place = diagnostic.finding.place
        line = place.span.line if place.span else 0
        found.add((place.file, line, f"{diagnostic.severity}: {diagnostic.code}"))
    assert found == wanted, [d.finding.message for d in report.diagnostics]


def test_every_rule_has_its_document_and_its_manual() -> None:
    documents = {path.stem for path in FOLDER.glob("Q*.md")}
    assert documents == set(rules()) - {"Q999"}, "one document a rule; a rule that crashes is tested in test_check.py"
    for rule in rules().values():
        manual = rule.__doc__ or ""
        for heading in ("Why:", "Bad:", "Good:"):
            assert heading in manual, f"{rule.CODE} does not say {heading}"
