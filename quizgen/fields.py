"""The kinds of value that a field of a bank or course file can hold.

A file gives text, lists and mappings, never numbers or booleans: the field decides what a text means. Each
kind refuses a value with a sentence for the teacher, and says to editors what it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from quizgen.naming import closest, did_you_mean, id_from

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CODE = re.compile(r"Q[0-9]{3}|[a-z][a-z0-9-]+")
VERSION = re.compile("[A-Z]")
FONT_NAME = re.compile(r"\w(?:[\w -]{0,62}\w)?")
FIGURE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
SCALAR = {"type": ["string", "number", "boolean"]}
"""What an editor takes a text for: `1863`, `no` and `1.10` look like other things to it."""


class Model(BaseModel):
    """A mapping of a file: every field is known, nothing is changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def refuse(message: str, hint: str = "", **where: Any) -> PydanticCustomError:
    """A refusal in a teacher's words. `at` (a path below the model) says where, if not at the value."""
    return PydanticCustomError("teacher", "{message}", {"message": message, "hint": hint, **where})


def missing(field: str) -> PydanticCustomError:
    """A refusal for a field that is needed only beside others, and is not there."""
    return PydanticCustomError("missing", "", {"at": (field,)})


def words(value: object) -> str:
    """The text that a field holds. Raises a refusal if it is empty, or no text."""
    if isinstance(value, dict):
        raise refuse("has fields below it, but a text is expected", _quote_hint(value))
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
    if isinstance(value, dict):
        return 'if the text holds a colon, put it between quotes: "…"'
    return "write it on the line of the field's name"


Words = Annotated[str, BeforeValidator(words), WithJsonSchema(SCALAR)]
"""Any text that is not empty."""


def _pattern(pattern: re.Pattern[str], what: str, propose: Callable[[str], str] = lambda _: "") -> BeforeValidator:
    """A validator for texts of one form; `what` says which, `propose` may give a hint."""

    def check(value: object) -> str:
        text = words(value)
        if not pattern.fullmatch(text):
            raise refuse(f"can't be “{text}”: {what}", propose(text))
        return text

    return BeforeValidator(check)


Id = Annotated[
    str,
    _pattern(
        ID,
        "an id has 1 to 64 small letters (a to z), digits and hyphens, no hyphen first",
        lambda text: f"write it so: {id_from(text)}",
    ),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{ID.pattern}$"}),
]
Lang = Annotated[
    str,
    _pattern(LANG, "a language is given by its code, such as en, kk or pt-BR"),
    WithJsonSchema({"type": "string", "pattern": f"^{LANG.pattern}$"}),
]
RuleName = Annotated[
    str,
    _pattern(CODE, "a rule is named by its code, such as Q105"),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{CODE.pattern})$"}),
]

Version = Annotated[
    str,
    _pattern(
        VERSION, "a version is named by a capital letter, A to Z", lambda text: f"write it so: {text[:1].upper()}"
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{VERSION.pattern}$"}),
]
FontName = Annotated[
    str,
    _pattern(FONT_NAME, "the name of a font has letters, digits, spaces and hyphens"),
    WithJsonSchema({"type": "string", "pattern": f"^{FONT_NAME.pattern}$"}),
]


def _day(value: object) -> date:
    text = words(value).strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuse(f"is “{text}”, but must be a day as year, month and day, such as 2026-11-24") from None


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


def _truth(value: object) -> bool:
    text = words(value).lower()
    if text not in {"true", "false"}:
        raise refuse(f"is “{text}”, but must be true or false")
    return text == "true"


Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]


def _decimal(value: object) -> Decimal:
    """A figure of the file itself; unlike a numeric answer it is read alike in all languages, and never grouped."""
    text = words(value).strip()
    if not FIGURE.fullmatch(text):
        raise refuse(f"is “{text}”, but must be a number, such as 2 or 1.5")
    return Decimal(text.replace(",", "."))


def _at_least_zero(value: object) -> Decimal:
    number = _decimal(value)
    if number < 0:
        raise refuse("is below zero")
    return number


def _percent(value: object) -> Decimal:
    number = _decimal(value)
    if not 0 <= number <= 100:
        raise refuse("must be from 0 to 100, in percent of the picture's side")
    return number


def _count(value: object) -> int:
    text = words(value).strip()
    if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= 1000:
        raise refuse(f"is “{text}”, but must be a whole number from 1 to 1000")
    return int(text)


YOUNGEST = 5
"""The age in years at which children begin to read."""


def _age(value: object) -> int:
    text = words(value).strip()
    if not re.fullmatch("[0-9]{1,2}", text) or int(text) < YOUNGEST:
        raise refuse(f"is “{text}”, but must be an age in years, from {YOUNGEST} to 99")
    return int(text)


NUMBER = WithJsonSchema({"type": ["number", "string"]})
Points = Annotated[Decimal, BeforeValidator(_at_least_zero), NUMBER]
Percent = Annotated[Decimal, BeforeValidator(_percent), NUMBER]
Age = Annotated[int, BeforeValidator(_age), WithJsonSchema({"type": "integer", "minimum": YOUNGEST, "maximum": 99})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 1000})]


def _list(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise refuse("is empty", "list at least one, each on a line that begins with “- ”")
    return tuple(value) if isinstance(value, list) else (value,)


@dataclass(frozen=True)
class _OneOrMany:
    """Lets a list of one be written without its dash."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        described = handler(schema)
        return {"anyOf": [described["items"], described]}


Many = _OneOrMany()
"""One value or a list of them; use as `Annotated[tuple[Words, ...], Many]`."""
ManyWords = Annotated[tuple[Words, ...], Many]


@dataclass(frozen=True, eq=False)  # a mapping can't be hashed, but members of a union must be
class _OneOf:
    """A closed set of words; `spelt` maps other spellings to them."""

    values: tuple[str, ...]
    spelt: Mapping[str, str]

    def read(self, value: object) -> str:
        text = words(value).strip().lower()
        text = self.spelt.get(text, text)
        if text not in self.values:
            expected = f"one of: {', '.join(self.values)}" if len(self.values) > 1 else self.values[0]
            raise refuse(f"is “{text}”, but must be {expected}", did_you_mean(text, self.values))
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"enum": [*self.values, *self.spelt]}


def one_of(*values: str, spelt: Mapping[str, str] | None = None) -> _OneOf:
    """An annotation for a closed set of words, in small or capital letters; `spelt` maps other spellings to them."""
    return _OneOf(values, spelt or {})


def text_or_fields(value: Any, model: type[BaseModel], bare: str) -> Any:
    """What to read as a model that may be written as a bare text: that text is its field `bare`."""
    if isinstance(value, model) or (isinstance(value, dict) and any(closest(key, model.model_fields) for key in value)):
        return value
    return {bare: words(value)}
