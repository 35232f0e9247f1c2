"""The JSON Schema with which editors help to write a bank."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from test_questions import RESPONSES

from quizgen.registry import register
from quizgen.schema import bank_schema

DECKS = sorted(Path(__file__).parent.parent.glob("decks/*.yaml"))
SCHEMA = bank_schema()
EDITOR = Draft202012Validator(SCHEMA)


def problems(*lines: str, head: str = "title: T") -> list[str]:
    """What an editor marks in a bank with one question: its fields, one a line."""
    question = "\n  ".join(lines)
    bank = yaml.safe_load(f"{head}\nquestions:\n- {question}\n")
    return [error.message for error in EDITOR.iter_errors(bank)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_shipped_banks_are_right(path: Path) -> None:
    assert list(EDITOR.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


def test_there_are_five_of_them() -> None:
    assert len(DECKS) == 5


@pytest.mark.parametrize("name", RESPONSES)
def test_what_quizgen_reads_is_right(name: str) -> None:
    assert problems("id: q", *RESPONSES[name][0].split("\n")) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("card: a", "answer: 1863", "cite: one", "tags: one", "x-mine: [1]"),
        ("card: a", "answer: b", "cite: [one, {quote: two, source: s}]", "level: analyse", "points: 1.5"),
        ("card: a", "answer: b", "image: a.png", "allow: {Q105: because}"),
        ("card: a", "answer: b", "image: {file: a.png, regions: {label: a, left: 1, top: 2, width: 3, height: 4.5}}"),
    ],
)
def test_every_way_to_write_a_field_is_right(lines: tuple[str, ...]) -> None:
    assert problems(*lines) == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (("id: q", "answer: b"), "is not valid under any of the given schemas"),
        (("card: a", "short: a", "answer: b"), "is valid under each of"),
        (("card: a",), "'answer' is a required property"),
        (("card: a", "answr: b"), "'answr' does not match any of the regexes"),
        (("card:", "answer: b"), "None is not of type 'string', 'number', 'boolean'"),
        (("card: a", "answer: b", "explain:"), "None is not of type 'string', 'number', 'boolean'"),
        (("card: [a]", "answer: b"), "['a'] is not of type 'string', 'number', 'boolean'"),
        (("card: a", "answer: b", "level: high"), "'high' is not one of ['remember', "),
        (("card: a", "answer: b", "id: Q 1"), "'Q 1' does not match"),
        (("card: a", "answer: b", "cite: {quot: c}"), "is not valid under any of the given schemas"),
        (("choice: a", "answer: b"), "is not valid under any of the given schemas"),
        (("choice: a", "answer: b", "options: [b, c]", "distractors: c"), "is valid under each of"),
        (("true_false: a", "answer: perhaps"), "'perhaps' is not of type 'boolean'"),
        (("cloze: a {b}",), "does not match '\\\\{\\\\{'"),
        (("match: a", "pairs: [a, b]"), "['a', 'b'] is not of type 'object'"),
        (("match: a", "pairs: {a: b}"), "does not have enough properties"),
        (("open: a", "answer: b", "lines: 0"), "0 is less than the minimum of 1"),
    ],
)
def test_what_is_obviously_wrong_is_marked(lines: tuple[str, ...], problem: str) -> None:
    assert any(problem in found for found in problems(*lines)), problems(*lines)


@pytest.mark.parametrize("head", ["source: s", "title: T\ntitel: T", "title: T\npassages: {m: {txt: a}}"])
def test_a_wrong_head_is_marked(head: str) -> None:
    assert problems("card: a", "answer: b", head=head)


def fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of the schema, wherever it is."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from fields(inner)


def test_every_field_is_described() -> None:
    names = [name for name, _ in fields(SCHEMA)]
    assert {*register("quizgen.questions", "TYPE"), "regions", "why", "passages", "explain"} <= set(names)
    assert [name for name, field in fields(SCHEMA) if not field.get("description")] == []


def test_the_committed_schema_is_that_of_the_types() -> None:
    """The banks name it for editors; `quizgen schema > quizgen.schema.json` renews it."""
    committed = Path(__file__).parent.parent / "quizgen.schema.json"
    assert json.loads(committed.read_text(encoding="utf-8")) == SCHEMA
