"""The kinds of value that a field of a bank or course file can hold.

A file gives text, lists and mappings, never numbers or booleans: the field decides what a text means. Each
kind refuses a value with a sentence for the teacher, and says to editors what it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError
from rapidfuzz import process

from quizgen.numerals import read_number

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}$")
LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
CODE = re.compile(r"Q\d{3}$|[a-z][a-z0-9-]+$")
SCALAR = ["string", "number", "boolean"]
"""What an editor takes a text for: `1863`, `no` and `1.10` look like other things to it."""


class Model(BaseModel):
    """A mapping of a file: every field is known, nothing is changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def refuse(message: str, hint: str = "", **where: Any) -> PydanticCustomError:
    """A refusal in a teacher's words. `at` (a path below the model) says where, if not at the value."""
    return PydanticCustomError("teacher", "{message}", {"message": message, "hint": hint, **where})


def _words(value: object) -> str:
    if isinstance(value, dict):
        raise refuse("is a mapping, but a text is expected", _quote_hint(value))
    if isinstance(value, list):
        raise refuse("is a list, but a single text is expected", _quote_hint(value))
    if not isinstance(value, str):
        raise refuse("is not a text")
    if not value.strip():
        raise refuse("is empty", "fill it in, or take the line out")
    return value


def _quote_hint(value: dict[Any, Any] | list[Any]) -> str:
    if getattr(value, "flow", False):
        return 'YAML reads [ ] and { } at the start of a value in its own way; put the text between quotes: "…"'
    return "write it on the line of the field's name"


Words = Annotated[str, BeforeValidator(_words), WithJsonSchema({"type": SCALAR})]
"""Any text that is not empty."""


def _pattern(pattern: re.Pattern[str], what: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        text = _words(value)
        if not pattern.match(text):
            raise refuse(f"“{text}” {what}")
        return text

    return check


Id = Annotated[
    str,
    BeforeValidator(
        _pattern(
            ID,
            "can't be an id: an id has 1 to 64 small letters (a to z), digits and hyphens, no hyphen first",
        )
    ),
    WithJsonSchema({"type": ["string", "integer"], "pattern": ID.pattern[:-1] + "$"}),
]
Lang = Annotated[
    str,
    BeforeValidator(_pattern(LANG, "is not a language code such as en, kk or pt-BR")),
    WithJsonSchema({"type": "string", "pattern": "^" + LANG.pattern}),
]
RuleName = Annotated[
    str,
    BeforeValidator(_pattern(CODE, "is not the code of a rule, such as Q105")),
    WithJsonSchema({"type": "string", "pattern": "^Q[0-9]{3}$|^[a-z][a-z0-9-]+$"}),
]


def _truth(value: object) -> bool:
    text = _words(value).lower()
    if text not in {"true", "false"}:
        raise refuse(f"is “{text}”, but must be true or false")
    return text == "true"


Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]


def _decimal(value: object, info: ValidationInfo) -> Decimal:
    text = _words(value)
    lang = (info.context or {}).get("lang", "en")
    number = read_number(text, lang)
    if number is None:
        raise refuse(f"is “{text}”, but must be a number")
    return number


def _not_negative(value: object, info: ValidationInfo) -> Decimal:
    number = _decimal(value, info)
    if number < 0:
        raise refuse("is below zero")
    return number


def _count(value: object, info: ValidationInfo) -> int:
    number = _decimal(value, info)
    if number != int(number) or not 1 <= number <= 1000:
        raise refuse("must be a whole number from 1 to 1000")
    return int(number)


Points = Annotated[Decimal, BeforeValidator(_not_negative), WithJsonSchema({"type": ["number", "string"]})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]


def _list(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise refuse("is empty", "list at least one, each on a line that begins with “- ”")
    return tuple(value) if isinstance(value, list) else (value,)


Many = BeforeValidator(_list)
"""One value or a list of them; use as `Annotated[tuple[Words, ...], Many]`."""
ManyWords = Annotated[tuple[Words, ...], Many]


def one_of(*values: str, spelt: dict[str, str] | None = None) -> BeforeValidator:
    """A validator for a closed set of words; `spelt` maps other spellings to them."""

    def check(value: object) -> str:
        text = _words(value).lower()
        text = (spelt or {}).get(text, text)
        if text not in values:
            raise refuse(f"is “{text}”, but must be one of: {', '.join(values)}", _closest(text, values))
        return text

    return BeforeValidator(check)


def _closest(text: str, values: tuple[str, ...]) -> str:
    found = process.extractOne(text, values, score_cutoff=70)
    return f"did you mean {found[0]}?" if found else ""


def from_text(field: str) -> Callable[[Any], Any]:
    """For a model that may be written as a bare text: the text becomes its field `field`."""

    def wrap(value: Any) -> Any:
        if isinstance(value, str):
            return {field: value}
        if not isinstance(value, dict | BaseModel):
            raise refuse("must be a text, or a mapping of fields")
        return value

    return wrap
