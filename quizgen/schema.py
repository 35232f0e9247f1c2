"""Describes a bank to editors: a JSON Schema made from the types."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from quizgen.course import BankFields
from quizgen.questions._base import Question
from quizgen.registry import register

REF = "#/$defs/{model}"
OWN_FIELDS = {"^x-": {"description": "Your own: kept, not interpreted."}}


def bank_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a bank."""
    models: list[type[Question]] = [module.QUESTION for module in register("quizgen.questions", "TYPE").values()]
    refs, definitions = models_json_schema([(model, "validation") for model in (BankFields, *models)], ref_template=REF)
    defs: dict[str, Any] = definitions["$defs"]
    for model in models:
        _open_to_own_fields(defs[_name(refs[(model, "validation")])])
    bank = defs.pop(_name(refs[(BankFields, "validation")]))
    _open_to_own_fields(bank)
    bank["properties"]["questions"] = {
        "type": "array",
        "description": "The questions, in order.",
        "items": {"oneOf": [refs[(model, "validation")] for model in models]},
    }
    bank["required"] = [*bank.get("required", []), "questions"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A quizgen bank",
        **{key: value for key, value in bank.items() if key != "title"},
        "$defs": defs,
    }


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _open_to_own_fields(schema: dict[str, Any]) -> None:
    schema["patternProperties"] = OWN_FIELDS
