"""Describes a bank to editors: a JSON Schema made from the types."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from quizgen.course import BankFields
from quizgen.questions._base import Question
from quizgen.registry import register

OWN_FIELDS = {"^x-": {"description": "Your own: kept, not interpreted."}}


class _ForEditors(GenerateJsonSchema):
    """A field that is not needed is left out, never empty; defaults are for the descriptions to tell."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the library's name
        return False


def bank_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a bank."""
    types: dict[str, type[Question]] = {
        name: module.QUESTION for name, module in register("quizgen.questions", "TYPE").items()
    }
    models: list[type[BaseModel]] = [BankFields, *types.values()]
    refs, definitions = models_json_schema([(model, "validation") for model in models], schema_generator=_ForEditors)
    defs: dict[str, Any] = definitions["$defs"]
    named = {name: refs[(model, "validation")] for name, model in types.items()}
    for reference in named.values():
        question = defs[_name(reference)]
        question["required"].remove("id")  # quizgen writes a missing one
        question["patternProperties"] = OWN_FIELDS
    bank = defs.pop(_name(refs[(BankFields, "validation")]))
    questions = {"type": "array", "description": "The questions, in order.", "items": _question(named, defs)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **bank,
        "title": "A quizgen bank",
        "description": "Questions for one deck, and what is said once for all of them.",
        "properties": {**bank["properties"], "questions": questions},
        "patternProperties": OWN_FIELDS,
        "required": [*bank["required"], "questions"],
        "$defs": defs,
    }


def _question(named: dict[str, dict[str, Any]], defs: dict[str, Any]) -> dict[str, Any]:
    """A question of any type. The type's key decides what else it has, so that an editor names the wrong field."""
    keys = {name: {"description": defs[_name(reference)]["description"]} for name, reference in named.items()}
    return {
        "type": "object",
        "properties": keys,
        "oneOf": [{"required": [name]} for name in named],
        "allOf": [{"if": {"required": [name]}, "then": reference} for name, reference in named.items()],
    }


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]
