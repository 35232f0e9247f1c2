"""Describes the files of a course to editors: JSON Schemas made from the types.

The YAML extension of Visual Studio Code, and others that use yaml-language-server, complete and explain with them.
Beside JSON Schema's own words they know `enumDescriptions`, `errorMessage` and `defaultSnippets`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from quizgen.course import BankFields, CourseFields, SourceFields
from quizgen.fields import ID
from quizgen.questions._base import Common, Question
from quizgen.registry import register

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
OWN_FIELDS = {"^x-": {"description": "Your own: kept, not interpreted.", "examples": ["seen by the other teachers"]}}
MEANINGS = {
    "remember": "Bloom 1: say again what the text says.",
    "understand": "Bloom 2: say it in other words, explain, sum up.",
    "apply": "Bloom 3: use it in a case that the text does not treat.",
    "analyze": "Bloom 4: take it apart, compare, find what hangs on what.",
    "evaluate": "Bloom 5: judge, with reasons.",
    "create": "Bloom 6: make something new of it.",
    "analyse": "Bloom 4, in British spelling.",
    "easy": "Most students get it right.",
    "medium": "About half of the students get it right.",
    "hard": "Few students get it right.",
    "all": "The points are for all parts together: one mistake, no point.",
    "each": "Each part that is right has its share of the points.",
    "draft": "Not finished: in no output yet.",
    "ready": "In use.",
    "retired": "Withdrawn: off the sheets; in Anki the card stays, and is marked.",
    "sentence": "Outputs print the whole sentence around a quote.",
    "quote": "Outputs print the quote alone.",
    "dmy": "Day, month, year: 5.1.2022.",
    "mdy": "Month, day, year: 1/5/2022.",
    "ymd": "Year, month, day: 2022-01-05.",
    "a4": "210 mm by 297 mm.",
    "letter": "8.5 by 11 inches.",
    "written": "As they are picked.",
    "type": "Those of one type together, under a heading.",
    "source": "As the source tells them: by the place of what they cite.",
    "cite": "A question without a citation is an error.",
}
"""What the words of the closed sets mean."""


class _ForEditors(GenerateJsonSchema):
    """A field that is not needed is left out, never empty; defaults are for the descriptions to tell."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the library's name
        return False


def bank_schema() -> Schema:
    """The JSON Schema (2020-12) of a bank."""
    types: dict[str, type[Question]] = {
        name: module.QUESTION for name, module in register("quizgen.questions", "TYPE").items()
    }
    (head, *names), defs = _described(BankFields, *types.values())
    bank = defs.pop(head)
    questions = {name: _typed(name, defs[definition], bank) for name, definition in zip(types, names, strict=True)}
    listed = {
        "type": "array",
        "description": "The questions, in order.",
        "examples": [[_example(questions["short"])]],
        "items": _any_question(dict(zip(types, names, strict=True)), questions),
    }
    bank["required"].append("questions")
    return {
        "$schema": DIALECT,
        **bank,
        "title": "A quizgen bank",
        "description": "Questions for one deck, and what is said once for all of them.",
        "properties": {**bank["properties"], "questions": listed},
        "patternProperties": OWN_FIELDS,
        "$defs": defs,
    }


def course_schema() -> Schema:
    """The JSON Schema (2020-12) of the course file, `quizgen.yaml`."""
    (course,), defs = _described(CourseFields)
    return {"$schema": DIALECT, **defs.pop(course), "title": "A quizgen course", "$defs": defs}


def sources_schema() -> Schema:
    """The JSON Schema (2020-12) of `seeds/sources.yaml`."""
    (source,), defs = _described(SourceFields)
    return {
        "$schema": DIALECT,
        "type": "object",
        "title": "The sources of a quizgen course",
        "description": "What the texts in `seeds/` are, by an id of yours.",
        "patternProperties": {f"^{ID.pattern}$": {"$ref": f"#/$defs/{source}"}},
        "additionalProperties": False,
        "$defs": defs,
    }


SCHEMAS: dict[str, Callable[[], Schema]] = {"bank": bank_schema, "course": course_schema, "sources": sources_schema}
"""The schema of each kind of file."""


# ------------------------------------------------------------------------------------------ from types to schemas


def _described(*models: type[BaseModel]) -> tuple[list[str], dict[str, Schema]]:
    """The names of the models' definitions, and all definitions."""
    refs, made = models_json_schema([(model, "validation") for model in models], schema_generator=_ForEditors)
    defs: dict[str, Schema] = made["$defs"]
    for definition in defs.values():
        definition.pop("title", None)  # the name of a class
    names = [str(refs[(model, "validation")]["$ref"]).rpartition("/")[2] for model in models]
    return names, {name: _for_editors(definition) for name, definition in defs.items()}


def _for_editors(schema: Any) -> Any:
    """Explain the words of closed sets, and decide between alternatives, all the way down."""
    if isinstance(schema, list):
        return [_for_editors(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: value if key in {"examples", "enum"} else _for_editors(value) for key, value in schema.items()}
    if isinstance(made.get("enum"), list):
        made["enumDescriptions"] = [MEANINGS.get(word, "") for word in made["enum"]]
    for key in ("anyOf", "oneOf"):
        if len(made.get(key, ())) == 2 and any("type" in alternative for alternative in made[key]):
            made |= _decided(*made.pop(key))
    return made


def _decided(one: Schema, other: Schema) -> Schema:
    """Two alternatives as a decision by form, so that an editor says what is wrong in the one that was meant.

    One is a value and the other a list of them, or one is a text and the other has fields.
    """
    if other.get("type") == "array":
        one, other = other, one
    return {"if": {"type": one["type"]}, "then": one, "else": other}


# -------------------------------------------------------------------------------------------------- the questions


def _typed(name: str, question: Schema, bank: Schema) -> Schema:
    """Make a type's definition that of a question in a bank; fields that the bank has too refer to those."""
    question["title"] = f"{name} question"
    question["patternProperties"] = OWN_FIELDS
    # Apart from the fields, or editors would propose to fill in the required ones, besides our own proposals.
    needed = [field for field in question.pop("required") if field != "id"]  # quizgen writes a missing id
    question["allOf"] = [{"required": needed}]
    for field in Common.model_fields:
        if question["properties"][field] == bank["properties"][field]:
            question["properties"][field] = {"$ref": f"#/properties/{field}"}
    return question


def _any_question(named: dict[str, str], questions: dict[str, Schema]) -> Schema:
    """A question of any type. The type's key decides what else it has, so that an editor names the wrong field."""
    hint = f"A question has one of: {', '.join(named)}."
    start = {field: schema for question in questions.values() for field, schema in question["properties"].items()}
    first = {field: start[field] for field in (*named, *Question.model_fields)}
    return {
        "type": "object",
        "errorMessage": "A question begins with “- id: …”, and its other fields stand below.",
        "if": {"type": "object", "anyOf": [{"required": [name]} for name in named]},
        "else": {
            "type": "object",
            "properties": first,
            "anyOf": [{"required": [name], "errorMessage": hint} for name in named],
            "defaultSnippets": [_snippet(name, question) for name, question in questions.items()],
        },
        "allOf": [
            {"if": {"type": "object", "required": [name]}, "then": {"$ref": f"#/$defs/{definition}"}}
            for name, definition in named.items()
        ],
    }


def _snippet(name: str, question: Schema) -> Schema:
    """What an editor writes for a new question of the type: what it must have, filled with examples to type over."""
    count = itertools.count(1)

    def stop(value: Any) -> Any:
        """The value as places to type at, one after the other."""
        if isinstance(value, dict):
            return {stop(key): stop(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [stop(inner) for inner in value]
        text = "true" if value is True else str(value)
        for sign in "$}":  # which mean something to editors
            text = text.replace(sign, f"\\{sign}")
        return f"${{{next(count)}:{text}}}"

    body = {field: stop(value) for field, value in _example(question).items()}
    return {"label": f"{name} question", "description": question["description"], "body": body}


def _example(question: Schema) -> Schema:
    """A question of the type, made of its fields' examples: its id, what it must have, and a citation."""
    needed = list(question["allOf"][0]["required"])
    for alternative in question.get("oneOf", [])[:1]:
        needed += alternative["required"]
    fields = {"id": "short-name-for-it", **{name: question["properties"][name]["examples"][0] for name in needed}}
    return {**fields, "cite": "the words of the source that prove it"}
