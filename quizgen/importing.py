"""Makes a bank of imported questions: each gets an id and is tried out; what no bank can hold is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from quizgen import yaml_tree
from quizgen.bank_writing import Value, bank_text, question_text
from quizgen.i18n import catalogue
from quizgen.importers import Imported, Remark
from quizgen.importers import Value as Found
from quizgen.load.field_errors import path_of
from quizgen.naming import FreeIds, id_of_stem
from quizgen.numerals import decimal_mark
from quizgen.questions._base import Question
from quizgen.registry import register


@dataclass(frozen=True)
class NewBank:
    """A bank to be written: its text, how many questions it has by type, and what is to be said about them."""

    text: str
    types: Mapping[str, int]
    remarks: tuple[Remark, ...]


def new_bank(imported: Imported, name: str, title: str, lang: str, taken: Collection[str]) -> NewBank:
    """Make a bank without citations, which `check --fix` then proposes.

    `name` is the bank's, `lang` the language in which its numbers are written, `taken` the ids of the course.
    """
    ids, types = FreeIds(taken), Counter[str]()
    questions: list[Mapping[str, Value]] = []
    refused = []
    for found in imported.questions:
        kind = next((key for key in found.fields if key in register("quizgen.questions", "TYPE")), "")
        if not kind:
            refused.append(Remark(found.where, "it asks nothing: there are no words before its answers"))
            continue
        fields = {key: _written(value, lang) for key, value in found.fields.items()}
        wanted = id_of_stem(name, str(fields[kind]))
        if reason := _refusal({"id": wanted, **fields}, kind, lang):
            refused.append(Remark(found.where, reason))
            continue
        questions.append({"id": ids.give(wanted), **fields})
        types[kind] += 1
    text = bank_text({"title": title}, questions) if questions else ""
    return NewBank(text, types, (*imported.remarks, *refused))


def _written(value: Found, lang: str) -> Value:
    """A value as the file has it; numbers with the language's own decimal mark, truth in the language's own words."""
    if isinstance(value, bool):
        _ = catalogue(lang).gettext
        return _("True") if value else _("False")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", decimal_mark(lang))
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _written(one, lang) for key, one in value.items()}
    return [_written(one, lang) for one in value]


def _refusal(question: Mapping[str, Value], kind: str, lang: str) -> str:
    """Why a bank can't hold a question, in a teacher's words; empty if it can."""
    model: type[Question] = register("quizgen.questions", "TYPE")[kind].QUESTION
    try:
        model.model_validate(question, context={"lang": lang})
    except ValidationError as error:
        return _reason(error)
    tree = yaml_tree.parse(("questions:\n" + question_text(question)).encode("utf-8", "replace"), "bank.yaml")
    if tree.findings or tree.root != {"questions": [question]}:
        return "one of its texts can't be written in a bank"
    return ""


def _reason(error: ValidationError) -> str:
    detail = error.errors(include_url=False)[0]
    path = path_of(detail)
    field = f"`{path[0]}` " if path else ""
    if detail["type"] == "missing":
        return f"{field}is missing"
    if detail["type"] == "extra_forbidden":
        return f"{field}is no field of its type"
    return f"{field}{detail.get('ctx', {}).get('message', 'can not be read')}"
