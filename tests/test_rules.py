"""Rules are tested as documents: `tests/rules/Q….md`.

Each heading is a test. A block with a path after its kind is that file; a `yaml` block without one is the bank, a
`text NAME` block a source (else those of `courses.py`). A `before NAME` block is the source, or the YAML file, as it
was when the lock was written; a `link PATH` block makes a link to a file outside the course. `# error: Q101` at the end
of a line says that this must be found there, and nothing else; an `expect FILE` block lists what is found about a file
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from courses import WHEN, make_course, read

from quizgen import lock
from quizgen.build import renew_lock
from quizgen.check import rules

FOLDER = Path(__file__).parent / "rules"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
MARK = re.compile(r" *# ((?:error|warning|info): Q\d{3}(?:, (?:error|warning|info): Q\d{3})*)$", re.MULTILINE)


ITEM_WRITING = {"Q3", "Q4"}


Found = tuple[str | None, int, str]
"""File, line, `severity: code`."""


class Case(NamedTuple):
    """One heading of a document, and the code of its rule."""

    code: str
    name: str
    blocks: list[tuple[str, str, str]]


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("Q*.md")):
        for section in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, body = section.partition("\n")
            yield Case(path.stem, f"{path.stem}: {title}", [(m[1], m[2] or "", m[3]) for m in BLOCK.finditer(body)])


def expected(file: str, text: str) -> tuple[str, set[Found]]:
    """The text without the marks, and what they ask for."""
    wanted: set[Found] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if found := MARK.search(line):
            wanted |= {(file, number, mark) for mark in found[1].split(", ")}
    return MARK.sub("", text), wanted


def write(folder: Path, blocks: list[tuple[str, str, str]]) -> set[Found]:
    """Write the course of a case; gives what must be found in it."""
    wanted: set[Found] = set()
    files: dict[str, str] = {}
    befores: dict[str, str] = {}
    for kind, name, body in blocks:
        if kind == "before":
            befores[name if name.endswith(".yaml") else f"seeds/{name}"] = body
        elif kind == "link":
            target = folder.parent / f"{folder.name}-outside.yaml"
            target.write_text(body, encoding="utf-8")
            (folder / name).symlink_to(target)
        elif kind == "expect":
            wanted |= {(name, 0, line) for line in body.splitlines()}
        else:
            file = f"seeds/{name}" if kind == "text" else name or "decks/bank.yaml"
            files[file], marks = expected(file, body)
            wanted |= marks
    if any(file.startswith("seeds/") and file.endswith((".txt", ".md")) for file in files):
        (folder / "seeds/clock.txt").unlink()
    for file, text in {**files, **befores}.items():
        (folder / file).write_text(text, encoding="utf-8")
    if befores:
        write_lock(folder)
        for file in befores:
            (folder / file).unlink()
        for file in befores.keys() & files:
            (folder / file).write_text(files[file], encoding="utf-8")
    return wanted


def write_lock(folder: Path) -> None:
    """Lock the course as it is, as if it had been built."""
    _, report = read(folder)
    assert not report.errors
    (folder / "quizgen.lock").write_text(lock.write(renew_lock(report, WHEN)[0]), encoding="utf-8")


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_rule(case: Case, tmp_path: Path) -> None:
    folder = make_course(tmp_path / "course", {})
    wanted = write(folder, case.blocks)
    _, report = read(folder)
    found = set()
    for diagnostic in report.diagnostics:
        if diagnostic.code[:2] in ITEM_WRITING and diagnostic.code not in {case.code, "Q401"}:
            continue
        place = diagnostic.finding.place
        found.add((place.file, place.span.line if place.span else 0, f"{diagnostic.severity}: {diagnostic.code}"))
    assert found == wanted, [d.finding.message for d in report.diagnostics]


def test_every_rule_has_its_document_and_its_manual() -> None:
    documents = {path.stem for path in FOLDER.glob("Q*.md")}
    assert documents == set(rules()) - {"Q999"}, "one document a rule; a rule that crashes is tested in test_check.py"
    for rule in rules().values():
        manual = rule.__doc__ or ""
        for heading in ("Why:", "Bad:", "Good:"):
            assert heading in manual, f"{rule.CODE} does not say {heading}"


def test_every_rule_of_item_writing_has_a_source_and_three_cases_of_each_kind() -> None:
    """Three questions or courses that it finds, and three near misses."""
    for code, rule in rules().items():
        if code[:2] not in {"Q2", "Q3", "Q4"} or code == "Q401":
            continue
        assert "\nSource: " in (rule.__doc__ or ""), code
        document = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
        sections = document.split("\n## ")[1:]
        blocks = [block for section in sections for block in re.split(r"\n *- (?=id:|\{id:)", section)[1:]]
        assert max(sum(code in part for part in parts) for parts in (sections, blocks)) >= 3, code
        assert max(sum(code not in part for part in parts) for parts in (sections, blocks)) >= 3, code


EXAMPLE = re.compile(r"^(Bad|Good):\n\n((?:    .*\n|\n)+)", re.MULTILINE)
COMPARED = [
    "Q104",
    "Q105",
    *(f"Q{number}" for number in range(111, 127)),
    *(f"Q{number}" for number in (*range(201, 204), *range(301, 310))),
    *(f"Q{number}" for number in range(310, 323)),
    "Q402",
    "Q403",
]
"""The rules whose examples are questions that the document of the rule has too."""


@pytest.mark.parametrize("code", COMPARED)
def test_the_examples_of_a_manual_are_among_the_cases(code: str) -> None:
    cases = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    questions = [
        q for kind, name, body in BLOCK.findall(cases) if kind == "yaml" and not name for q in _questions(body)
    ]
    examples = dict(EXAMPLE.findall(rules()[code].__doc__ or ""))
    assert set(examples) == {"Bad", "Good"}
    for kind, text in examples.items():
        example = yaml.safe_load(text)
        wanted = [
            {name: value for name, value in fields.items() if name != "id"}
            for fields in (example if isinstance(example, list) else [example])
        ]
        found = [[code in marks for fields, marks in questions if fields == one] for one in wanted]
        assert all(found), f"no case is the example below {kind}"
        assert any(map(any, found)) if kind == "Bad" else not any(map(all, found)), f"the example is not {kind}"


def _questions(bank: str) -> Iterator[tuple[dict[str, object], str]]:
    """Each question of a bank without its id, and what is marked in it."""
    for block in bank.partition("questions:\n")[2].split("  - id: ")[1:]:
        fields = "    " + block.partition("\n    ")[2]
        yield yaml.safe_load(MARK.sub("", fields)), " ".join(MARK.findall(block))
