"""Tells which fields of a draft are still to come, so that a teacher may write a question down in parts."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from quizgen.load.field_errors import path_of
from quizgen.questions._base import Question
from quizgen.registry import register

ID = "unnamed"
"""Stands for the id, which an unfinished draft needs no more than the rest."""


def to_come(value: object, defaults: Mapping[str, object], lang: str) -> list[str]:
    """What is empty or missing in a draft, in words; nothing if it is finished, or something else is wrong with it.

    `defaults` are the fields that its bank sets, `lang` its language.
    """
    given = {} if _is_empty(value) else value
    if not isinstance(given, Mapping) or (given.get("status") or defaults.get("status")) != "draft":
        return []
    given = {key: inner for key, inner in given.items() if not key.startswith("x-")}
    filled = {key: inner for key, inner in given.items() if not _is_empty(inner)}
    types = register("quizgen.questions", "TYPE")
    named = [key for key in given if key in types]
    if len(named) > 1:
        return []
    if not named:
        return [] if filled.keys() - Question.model_fields.keys() else ["the question itself"]
    lacking = _lacking(types[named[0]].QUESTION, {**defaults, "id": ID, **filled}, lang)
    empty = [key for key in given if key not in filled]
    return [] if lacking is None else [f"`{name}`" for name in dict.fromkeys([*empty, *lacking])]


def _lacking(model: type[Question], fields: Mapping[str, object], lang: str) -> list[str] | None:
    """The fields that are needed and not there; None if another thing is wrong."""
    try:
        model.model_validate(fields, context={"lang": lang})
    except ValidationError as error:
        details = error.errors(include_url=False)
        if any(detail["type"] != "missing" for detail in details):
            return None
        return [str(path_of(detail)[-1]) for detail in details]
    return []


def _is_empty(value: object) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())
