"""Turns what the field reader refuses into findings that a teacher understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from quizgen.diagnostics import Edit, Finding, Fix, Place

UNKNOWN_FIELD, MISSING_FIELD, WRONG_VALUE = "Q020", "Q021", "Q022"
Path = tuple[str | int, ...]
Locate = Callable[[Path, bool], Place]
"""Gives the place of a path; True asks for the key's own place."""


def findings(
    error: ValidationError, model: type[BaseModel], locate: Locate, what: str, question: str | None = None
) -> Iterator[Finding]:
    """One finding an error. `what` names the thing that was read: “a choice question”, “the course file”."""
    seen = set()
    for detail in error.errors(include_url=False):
        finding = _finding(detail, model, locate, what, question)
        mark = (finding.code, finding.place, finding.message)
        if mark not in seen:
            seen.add(mark)
            yield finding


def _finding(detail: ErrorDetails, model: type[BaseModel], locate: Locate, what: str, question: str | None) -> Finding:
    context = detail.get("ctx", {})
    path: Path = (*detail["loc"], *context.get("at", ()))
    name = _shown(path)
    if detail["type"] == "missing":
        return Finding(
            f"{what} needs `{name}`",
            locate(path[:-1], False),
            _describe(model, path),
            question,
            code=MISSING_FIELD,
        )
    if detail["type"] == "extra_forbidden":
        return _unknown(path, model, locate, what, question)
    message = context.get("message") or "can't be read"
    place = locate(path, False)
    return Finding(f"`{name}` {message}", place, context.get("hint", ""), question, code=WRONG_VALUE)


def _shown(path: Path) -> str:
    """A path as people write it: the field, and which entry of a list."""
    names = [str(part) for part in path if isinstance(part, str) and part != "[key]"]
    number = next((part for part in reversed(path) if isinstance(part, int)), None)
    inner = names[-1] if names else "value"
    if number is None:
        return inner
    outer = next((str(p) for p in path[: path.index(number)][::-1] if isinstance(p, str)), inner)
    return f"{outer} {number + 1}" if inner == outer else f"{inner} of {outer} {number + 1}"


def _fields_at(model: type[BaseModel], path: Path) -> Iterable[str]:
    """The fields known where an unknown one stands."""
    return model.model_fields if len(path) == 1 else _nested_fields(model, path)


def _nested_fields(model: type[BaseModel], path: Path) -> list[str]:
    """The fields of the models nested under a field, all that are reachable."""
    names: list[str] = []
    field = model.model_fields.get(str(path[0]))
    for nested in _models_in(field.annotation) if field else ():
        names += nested.model_fields
        for inner in nested.model_fields.values():
            names += [n for m in _models_in(inner.annotation) for n in m.model_fields]
    return names


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def _unknown(path: Path, model: type[BaseModel], locate: Locate, what: str, question: str | None) -> Finding:
    name = str(path[-1])
    place = locate(path, True)
    known = sorted(_fields_at(model, path))
    close = process.extractOne(name, known, score_cutoff=65)
    hint, fix = f"its fields are: {', '.join(known)}", None
    if close:
        hint = f"did you mean `{close[0]}`?"
        if place.file and place.span:
            fix = Fix(f"write `{close[0]}`", (Edit(place.file, place.span, close[0]),), safe=False)
    return Finding(f"`{name}` is not a field of {what}", place, hint, question, fix=fix, code=UNKNOWN_FIELD)


def _describe(model: type[BaseModel], path: Path) -> str:
    field = model.model_fields.get(str(path[-1])) if len(path) == 1 else None
    return (field.description or "").strip() if field else ""
