"""Questions in a table: the first row names fields of the format, each further row is a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quizgen.importers import Findings, Imported, UnreadableFileError, Value
from quizgen.importers._markdown import clean
from quizgen.questions._base import Question
from quizgen.registry import register

LISTS = {
    "distractor": "distractors",
    "option": "options",
    "answer": "answers",
    "accept": "accept",
    "tag": "tags",
    "step": "sequence",
    "extra": "extra",
    "rubric": "rubric",
}
"""Columns such as distractor1, distractor2 make one list."""
LIST_FIELDS = frozenset(LISTS.values()) | {"cite"}
NUMBERED = re.compile(rf"({'|'.join(LISTS)})[ _-]?\d+")
MOST_ROWS, MOST_COLUMNS = 20_000, 200
HELP = (
    "its first row must name the columns by fields of the format: the stem's column is named after the type (choice,"
    " short, …), or `question` beside `type`; then answer, distractors or distractor1, distractor2, …"
)


def read_table(rows: Iterable[Sequence[str]]) -> Imported:
    """The questions of a table's rows, the heading first. Raises UnreadableFileError where that names no question."""
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    first = next(numbered, None)
    if first is None:
        raise UnreadableFileError("it is empty")
    names = [re.sub(r"\s+", "_", cell.strip().lower().lstrip("\ufeff")) for cell in first[1][:MOST_COLUMNS]]
    types = register("quizgen.questions", "TYPE")
    if not any(name in types or name == "question" for name in names):
        raise UnreadableFileError(HELP)
    findings = Findings()
    known = {field for module in types.values() for field in _fields(module.QUESTION)} - {"id", "was"}
    kept = [name in known or name in {"question", "type"} or bool(NUMBERED.fullmatch(name)) for name in names]
    for name, keep in zip(names, kept, strict=True):
        if name and not keep:
            findings.lose("row 1", f"the column “{name[:60]}”, which is no field of a question")
    for number, row in numbered:
        if number > MOST_ROWS:
            raise UnreadableFileError(f"it has more than {MOST_ROWS} rows; cut it in two")
        cells = [(name, clean(cell).strip()) for name, cell, keep in zip(names, row, kept, strict=False) if keep]
        _question(f"row {number}", [(name, cell) for name, cell in cells if cell], set(types), findings)
    return findings.imported


def _fields(model: type[Question]) -> Iterator[str]:
    yield from model.model_fields


def _question(where: str, cells: Sequence[tuple[str, str]], types: set[str], findings: Findings) -> None:
    given = dict(cells)
    kind = given.pop("type", "").strip().lower().replace(" ", "_").replace("/", "_")
    stem = given.pop("question", "")
    named = [name for name in given if name in types]
    if stem and not named:
        kind = kind or _likely_type(given)
        if kind not in types:
            findings.drop(where, f"“{kind}” is no type; the types are {', '.join(sorted(types))}")
            return
        given = {kind: stem, **given}
    elif len(named) != 1:
        findings.drop(where, "it asks nothing" if not named else f"it has both {named[0]} and {named[1]}")
        return
    fields: dict[str, Value] = {}
    for name, cell in given.items():
        _put(fields, name, cell)
    findings.take(where, fields)


def _likely_type(given: dict[str, str]) -> str:
    """The type of a row that names none."""
    names = {name.rstrip("0123456789 _-") for name in given}
    if "answers" in given or {"answer1", "answer_1"} & given.keys():
        return "multi"
    return "choice" if names & {"distractor", "distractors", "option", "options"} else "short"


def _put(fields: dict[str, Value], name: str, cell: str) -> None:
    """Put a cell into its field: a list is cut at |, and `left = right | …` makes pairs."""
    found = NUMBERED.fullmatch(name)
    name = LISTS[found[1]] if found else name
    parts = [part.strip() for part in cell.split("|") if part.strip()]
    if name == "pairs":
        fields[name] = {
            left.strip(): right.strip()
            for left, _, right in (re.sub("->|:", "=", part, count=1).partition("=") for part in parts)
        }
    elif found or name in LIST_FIELDS:
        before = fields.get(name, [])
        fields[name] = [*(before if isinstance(before, list) else []), *([cell] if found else parts)]
    elif name == "answer" and fields.keys() & {"multi"}:
        fields["answers"] = parts
    else:
        fields[name] = cell.lower() if name == "answer" and "true_false" in fields else cell
