"""Questions in a table: a row names fields of the format, each row below it is a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import TypeAlias

from quizgen.importers import Findings, Imported, Value
from quizgen.importers._markdown import clean, without_pictures
from quizgen.importers._weighted import Feedback, true_false
from quizgen.registry import register
from quizgen.sources import UnreadableError

Cell: TypeAlias = str | Decimal
"""What a cell holds; a Decimal is a number that the course's language writes its own way."""
Row: TypeAlias = Sequence[Cell]
LISTS = {
    "distractor": "distractors",
    "wrong_answer": "distractors",
    "incorrect_answer": "distractors",
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
USUAL = {"correct_answer": "answer", "question_text": "question", "explanation": "explain", "feedback": "explain"}
"""What other programs call our fields."""
NUMBERED = re.compile(rf"({'|'.join(LISTS)})_?\d+")
LETTERED = re.compile(r"(?:option_?)?([a-h])")
"""Columns for the options a, b, …: the answer may then be a letter."""
MOST_ROWS, MOST_COLUMNS = 20_000, 200
MOST_ABOVE = 10
"""So many rows may stand above the one with the names of the columns."""
HELP = (
    "its first row must name the columns by fields of the format: the stem's column is named after the type (choice,"
    " short, …), or `question` beside `type`; then answer, distractors or distractor1, distractor2, …"
)


def read_table(rows: Iterable[Row]) -> Imported:
    """The questions of a table's rows below its heading. Raises UnreadableError where none names a question."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(str(cell).strip() for cell in row)]
    if numbered and numbered[-1][0] > MOST_ROWS:
        raise UnreadableError(f"it has more than {MOST_ROWS} rows; cut it in two")
    types = register("quizgen.questions", "TYPE")
    headings = [[_name(cell) for cell in row[:MOST_COLUMNS]] for _, row in numbered[:MOST_ABOVE]]
    start = next((i for i, names in enumerate(headings) if {*names} & {*types, "question"}), None)
    if start is None:
        raise UnreadableError(HELP)
    findings = Findings()
    for number, row in numbered[:start]:
        words = " ".join(str(cell) for cell in row if cell)
        findings.lose(f"row {number}", f"“{words[:60]}”, which stands above the names of the columns")
    names = _known(headings[start], f"row {numbered[start][0]}", findings)
    for number, row in numbered[start + 1 :]:
        pairs = zip_longest(headings[start], row[:MOST_COLUMNS], fillvalue="")
        if any(str(cell).strip() for name, cell in pairs if not name):
            findings.lose(f"row {number}", "what stands in a column without a name")
        _question(f"row {number}", {name: cell for name, cell in zip(names, row, strict=False) if name}, findings)
    return findings.imported


def _name(cell: Cell) -> str:
    """The name of a column as a field's: “Distractor 2 (Optional)” is distractor_2."""
    words = re.sub(r"\([^()]*\)", "", str(cell).lower().lstrip("\ufeff")).strip()
    name = re.sub(r"[\s-]+", "_", words)
    return USUAL.get(name, name)


def _known(names: Sequence[str], where: str, findings: Findings) -> list[str]:
    """The names of columns that are fields; the others are empty, and said."""
    types = register("quizgen.questions", "TYPE")
    known = {field for module in types.values() for field in module.QUESTION.model_fields} - {"id", "was"}
    known |= {"question", "type"}
    kept: list[str] = []
    for name in names:
        fits = name in known or NUMBERED.fullmatch(name) or LETTERED.fullmatch(name)
        if name and not fits:
            findings.lose(where, f"the column “{name[:60]}”, which is no field of a question")
        elif name in kept and name:
            findings.lose(where, f"the second column “{name[:60]}”")
        kept.append(name if fits and name not in kept else "")
    return kept


def _question(where: str, row: Mapping[str, Cell], findings: Findings) -> None:
    types = register("quizgen.questions", "TYPE")
    cells = {name: clean(cell).strip() if isinstance(cell, str) else cell for name, cell in row.items()}
    given = {name: cell for name, cell in cells.items() if cell != ""}
    kind = re.sub(r"[\s/-]+", "_", str(given.pop("type", "")).strip().lower())
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
    answer = given.get("answer")
    if isinstance(answer, str):
        given["answer"] = _meant(answer, given)
    fields: dict[str, Value] = {}
    for name, cell in given.items():
        shown = without_pictures(cell) if isinstance(cell, str) else cell
        if shown != cell:
            findings.lose(where, "a picture, which a table can't hold")
        _put(fields, name, shown)
    if "true_false" in fields and fields.get("answer") == "false" and "correction" not in fields:
        others = {name: value for name, value in fields.items() if name not in {"true_false", "answer"}}
        fields = true_false(where, str(fields["true_false"]), False, Feedback(), findings) | others
    findings.take(where, fields)


def _likely_type(given: Mapping[str, Cell]) -> str:
    """The type of a row that names none."""
    fields = {_field(name) for name in given}
    if "answers" in fields:
        return "multi"
    return "choice" if fields & {"distractors", "options"} else "short"


def _field(name: str) -> str:
    """The field that a column belongs to."""
    if found := NUMBERED.fullmatch(name):
        return LISTS[found[1]]
    return "options" if LETTERED.fullmatch(name) else name


def _meant(answer: str, given: Mapping[str, Cell]) -> Cell:
    """The answer; where it is the letter of an option, that option."""
    lettered = {found[1]: cell for name, cell in given.items() if (found := LETTERED.fullmatch(name))}
    return answer if answer in lettered.values() else lettered.get(answer.lower().rstrip(".)"), answer)


def _put(fields: dict[str, Value], name: str, cell: Cell) -> None:
    """Put a cell into its field: a list is cut at |, and `left = right | …` makes pairs."""
    field, text = _field(name), str(cell)
    parts = [part.strip() for part in text.split("|") if part.strip()]
    if field == "pairs":
        fields[field] = {
            left.strip(): right.strip()
            for left, _, right in (re.sub("->|:", "=", part, count=1).partition("=") for part in parts)
        }
    elif field != name or (field in LIST_FIELDS and isinstance(cell, Decimal)):
        before = fields.get(field, [])
        fields[field] = [*(before if isinstance(before, list) else []), cell]
    elif field in LIST_FIELDS:
        before = fields.get(field, [])
        fields[field] = [*(before if isinstance(before, list) else []), *parts]
    elif field == "answer" and "multi" in fields:
        fields["answers"] = parts
    else:
        fields[field] = text.lower() if field == "answer" and "true_false" in fields else cell
