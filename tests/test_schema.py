"""The JSON Schema with which editors help to write a bank."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from urllib.parse import quote

import pytest
import yaml
from courses import cli, make_course, read
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from referencing import Registry, Resource
from test_questions import RESPONSES

from quizgen.course import (
    BankFields,
    Blueprint,
    ClaimFields,
    CourseFields,
    DisputeFields,
    PartFields,
    PassageFields,
    SheetFields,
    SourceFields,
)
from quizgen.questions._base import Citation, ImageField, OptionField, RegionField
from quizgen.questions.open import CriterionField
from quizgen.registry import register
from quizgen.schema import MEANINGS, SCHEMAS
from quizgen.yaml_tree import parse

ROOT = Path(__file__).parent.parent
BANKS = ROOT / "tests/banks"
DECKS = [*sorted(ROOT.glob("decks/*.yaml")), *sorted(ROOT.glob("quizgen/starter/decks/*.yaml"))]
FILES = {
    "bank": "quizgen.schema.json",
    "course": "quizgen-course.schema.json",
    "sources": "quizgen-sources.schema.json",
}
"""The committed schemas; `quizgen schema KIND > FILE` renews one."""
MADE = {kind: schema() for kind, schema in SCHEMAS.items()}
SCHEMA = MADE["bank"]
EDITOR = Draft202012Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `no` and dates are texts, figures are numbers, nothing and `~` are null."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, form in {
    "bool": "true|True|TRUE|false|False|FALSE",
    "int": "[-+]?[0-9]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
    "null": "~|null|Null|NULL|",
}.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{form})\Z"), None)


def marks(path: Path, kind: str = "bank") -> list[str]:
    """What an editor marks in a file."""
    document = yaml.load(path.read_bytes(), EditorLoader)
    return [error.message for error in Draft202012Validator(MADE[kind]).iter_errors(document)]


def problems(*lines: str, head: str = "title: T") -> list[str]:
    """What an editor marks in a bank with one question: its fields, one a line."""
    question = "\n  ".join(lines)
    bank = yaml.safe_load(f"{head}\nquestions:\n- {question}\n")
    return [error.message for error in EDITOR.iter_errors(bank)]


@pytest.mark.parametrize("kind", FILES)
def test_it_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(MADE[kind])
    assert MADE[kind]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_shipped_banks_are_right(path: Path) -> None:
    assert marks(path) == []


def test_the_banks_of_the_course_and_the_starter_are_looked_at() -> None:
    assert len(DECKS) == 9


@pytest.mark.parametrize(
    ("kind", "path"),
    [("course", "quizgen.yaml"), ("course", "quizgen/starter/quizgen.yaml"), ("sources", "seeds/sources.yaml")],
)
def test_the_other_shipped_files_are_right(kind: str, path: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text((ROOT / path).read_text(encoding="utf-8").replace("@ID@", "c").replace("@TITLE@", "C"), "utf-8")
    assert marks(copy, kind) == []


@pytest.mark.parametrize("path", [*DECKS[:5], ROOT / "quizgen.yaml", ROOT / "seeds/sources.yaml"], ids=str)
def test_the_files_of_this_course_name_their_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    kind = {"quizgen.yaml": "course", "sources.yaml": "sources"}.get(path.name, "bank")
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found
    assert (path.parent / found[1]).resolve() == ROOT / FILES[kind]


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        ("course", "title: T", "'id' is a required property"),
        ("course", "id: c\ntitle: T\nlanguage: en", "'language' was unexpected"),
        ("course", "id: c\ntitle: T\npaper: a5", "'a5' is not one of"),
        ("course", "id: c\ntitle: T\nrequire: quotes", "'quotes' is not one of"),
        ("course", "id: c\ntitle: T\nsheets: {s: {title: S, parts: {pick: {sort: choice}}}}", "'sort' was unexpected"),
        ("course", "id: c\ntitle: T\ndisputes: [{id: d, about: a, claims: {source: s, value: 1}}]", "'quote' is a req"),
        ("sources", "a: {title: T}", "'file' is a required property"),
        ("sources", "a: {file: a.txt, title: T, show: all}", "'all' is not one of"),
        ("sources", "A b: {file: a.txt, title: T}", "'A b' does not match"),
    ],
)
def test_what_is_wrong_in_the_other_files_is_marked(kind: str, text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert any(problem in found for found in marks(tmp_path / "a.yaml", kind)), marks(tmp_path / "a.yaml", kind)


# ------------------------------------------------------------------------------------ banks, good and bad

NULLS = {"words-that-yaml-misreads": ["None is not of type 'string', 'number', 'boolean'"] * 2}
"""To editors `~` and `null` are a value that was forgotten; to quizgen they are texts."""
CAUGHT = {"Q008", "Q020", "Q021", "Q022", "Q023"}
"""Findings of which a schema catches every case but those below."""
BEYOND = {
    "Q022-unclosed-blank": "braces are counted, formulas aside",
    "Q022-word-for-a-number": "numbers are read by the bank's language",
    **dict.fromkeys(["Q001", "Q003", "Q004", "Q005", "Q006", "Q009", "Q010", "Q011", "Q012", "Q013", "Q014"], "YAML"),
    "Q002": "of two fields with one name YAML readers keep the last",
    "Q007": "a schema does not count characters of a file",
    "Q024": "questions are compared with one another",
    "Q026": "a picture is a file",
    "Q027": "a name is looked up in another place",
    "Q028": "a name is looked up in another place",
    "Q029": "a name is looked up in another place",
    "Q1": "quotes are looked up in texts",
    "Q2": "texts of a question are compared",
    "Q3": "texts of a question are judged",
    "Q4": "questions are compared with one another",
}
"""What a schema can't catch, and why: a bank's name, or how its code begins."""
BAD = sorted((BANKS / "bad").glob("*.yaml"))


def reason(bank: Path) -> str:
    """Why no schema catches the fault of a bank; empty if one does."""
    return next((why for name, why in BEYOND.items() if bank.stem.startswith(name)), "")


@pytest.mark.parametrize("bank", sorted((BANKS / "good").glob("*.yaml")), ids=lambda bank: bank.stem)
def test_good_banks_are_right(bank: Path) -> None:
    assert marks(bank) == NULLS.get(bank.stem, [])


@pytest.mark.parametrize("bank", [bank for bank in BAD if not reason(bank)], ids=lambda bank: bank.stem)
def test_what_a_schema_can_catch_is_marked(bank: Path) -> None:
    assert bank.stem[:4] in CAUGHT, "is this for a schema to catch? Say so in CAUGHT, or why not in BEYOND"
    assert marks(bank)


@pytest.mark.parametrize("bank", [b for b in BAD if reason(b) and b.stem[:4] > "Q014"], ids=lambda bank: bank.stem)
def test_what_a_schema_cannot_catch_is_not_marked(bank: Path) -> None:
    """Whoever teaches the schema more moves the bank from BEYOND to what is caught."""
    assert marks(bank) == []


def test_each_code_that_is_caught_has_a_bank() -> None:
    assert {bank.stem[:4] for bank in BAD if not reason(bank)} == CAUGHT
    assert {name for name in BEYOND if "-" in name} <= {bank.stem for bank in BAD}


# --------------------------------------------------------------------------------------- one question


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
        (("card: a", "short: a", "answer: b"), "'short' does not match any of the regexes"),
        (("card: a",), "'answer' is a required property"),
        (("card: a", "answr: b"), "'answr' does not match any of the regexes"),
        (("card:", "answer: b"), "None is not of type 'string', 'number', 'boolean'"),
        (("card: a", "answer: b", "explain:"), "None is not of type 'string', 'number', 'boolean'"),
        (("card: [a]", "answer: b"), "['a'] is not of type 'string', 'number', 'boolean'"),
        (("card: a", "answer: b", "level: high"), "'high' is not one of ['remember', "),
        (("card: a", "answer: b", "id: Q 1"), "'Q 1' does not match"),
        (("card: a", "answer: b", "cite: {quot: c}"), "('quot' was unexpected)"),
        (("card: a", "answer: b", "cite: [one, {quot: c}]"), "('quot' was unexpected)"),
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


# ------------------------------------------------------------------------- what editors explain and propose


class Described(NamedTuple):
    """A field of a schema, and the JSON pointer to it."""

    kind: str
    pointer: str
    field: dict[str, Any]

    @property
    def name(self) -> str:
        return self.pointer.rpartition("/")[2]


def _walk(kind: str, schema: Any, pointer: str = "") -> Iterator[Described]:
    if isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            if field.keys() != {"$ref"}:  # else described where it leads
                yield Described(kind, f"{pointer}/properties/{name}", field)
        for key, inner in schema.items():
            if key not in {"examples", "body"}:
                yield from _walk(kind, inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    if isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from _walk(kind, inner, f"{pointer}/{number}")


FIELDS = [field for kind, schema in MADE.items() for field in _walk(kind, schema)]
every_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.kind}{field.pointer}")


def test_all_fields_are_looked_at() -> None:
    names = {field.name for field in FIELDS}
    models = [module.QUESTION for module in register("quizgen.questions", "TYPE").values()]
    nested = [Citation, OptionField, ImageField, RegionField, CriterionField, PassageFields, PartFields, Blueprint]
    models += [BankFields, CourseFields, SourceFields, SheetFields, DisputeFields, ClaimFields, *nested]
    assert {name for model in models for name in model.model_fields} | {"questions"} == names


@every_field
def test_every_field_is_described_with_examples_that_are_right(field: Described) -> None:
    assert field.field.get("description", "").strip()
    assert field.field["description"][0].isalnum()
    assert field.field.get("examples")
    whole = Registry().with_resource("urn:whole", Resource.from_contents(MADE[field.kind]))
    this = Draft202012Validator({"$ref": f"urn:whole#{quote(field.pointer)}"}, registry=whole)
    for example in field.field["examples"]:
        assert list(this.iter_errors(example)) == [], example


BESIDE = {"correction": {"answer": False}, "options": {"distractors": None, "answers": "Anna Holt"}}
"""What has to stand beside an example, to be right."""


def _as_read(value: object) -> Any:
    return parse(yaml.safe_dump({"it": value}, allow_unicode=True, sort_keys=False).encode(), "example").root["it"]


@pytest.mark.parametrize(
    "model",
    [*(m.QUESTION for m in register("quizgen.questions", "TYPE").values()), BankFields, CourseFields, SourceFields],
)
def test_quizgen_reads_every_example(model: type[BaseModel]) -> None:
    first = {name: (field.examples or [None])[0] for name, field in model.model_fields.items()}
    needed = {name for name, field in model.model_fields.items() if field.is_required()}
    needed |= {"distractors"} & model.model_fields.keys()
    for name, field in model.model_fields.items():
        for example in field.examples or ():
            fields = {**{need: first[need] for need in needed}, **BESIDE.get(name, {}), name: example}
            fields = {key: _as_read(value) for key, value in fields.items() if value and key in model.model_fields}
            fields |= {"answer": "false"} if name == "correction" else {}
            model.model_validate(fields, context={"lang": "en"})


def test_every_word_of_a_closed_set_is_explained() -> None:
    sets = [field for field in _dicts(list(MADE.values())) if "enum" in field]
    assert len(sets) > 5
    for closed in sets:
        assert len(closed["enumDescriptions"]) == len(closed["enum"])
        assert all(closed["enumDescriptions"]), closed["enum"]
    assert {word for closed in sets for word in closed["enum"]} == set(MEANINGS)


def _dicts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from _dicts(inner)


SNIPPETS = next(schema["defaultSnippets"] for schema in _dicts(SCHEMA) if "defaultSnippets" in schema)


def typed(value: Any, indent: str = "") -> str:
    """What an editor types for a snippet when nobody changes the proposed words."""
    if isinstance(value, dict):
        return "".join(f"\n{indent}{_stop(key)}:{typed(inner, indent + '  ')}" for key, inner in value.items())
    if isinstance(value, list):
        return "".join(f"\n{indent}-{typed(inner, indent + '  ')}" for inner in value)
    return f" {_stop(value)}"


def _stop(text: str) -> str:
    """The words of a place to type at: `${1:words}`."""
    found = re.fullmatch(r"\$\{[0-9]+:((?:[^}\\]|\\.)*)\}", text)
    return re.sub(r"\\(.)", r"\1", found[1]) if found else text


def test_each_type_can_be_typed_at_once(tmp_path: Path) -> None:
    """And what stands there then is a question in which only the quote is still to be found."""
    assert [snippet["label"].split() for snippet in SNIPPETS] == [
        [name, "question"] for name in register("quizgen.questions", "TYPE")
    ]
    for snippet in SNIPPETS:
        name = snippet["label"].split()[0]
        question = typed(snippet["body"], "  ").replace("\n  ", "\n- ", 1)
        folder = make_course(tmp_path / name, {"bank.yaml": f"title: T\nsource: clock\nquestions:{question}\n"})
        course, report = read(folder)
        assert [entry.type for entry in course.entries] == [name]
        assert {d.code for d in report.diagnostics if d.severity == "error"} == {"Q101"}
        assert problems(*typed(snippet["body"]).strip().split("\n")) == []


@pytest.mark.parametrize("kind", FILES)
def test_the_committed_schema_is_that_of_the_types(kind: str) -> None:
    assert json.loads((ROOT / FILES[kind]).read_text(encoding="utf-8")) == MADE[kind]


def test_the_command_prints_each_as_it_is_committed(tmp_path: Path) -> None:
    folder = make_course(tmp_path, {})
    assert FILES.keys() == SCHEMAS.keys()
    for kind, file in FILES.items():
        assert cli(folder, "schema", kind).stdout == (ROOT / file).read_text(encoding="utf-8")
    assert cli(folder, "schema").stdout == cli(folder, "schema", "bank").stdout
    assert cli(folder, "schema", "lock").exit_code == 2
