"""Turns what the field reader refuses into findings that a teacher understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizgen.diagnostics import Edit, Finding, Fix, Place
from quizgen.naming import closest

UNKNOWN_FIELD, MISSING_FIELD, WRONG_VALUE = "Q020", "Q021", "Q022"
Path = tuple[str | int, ...]
Locate = Callable[[Path, bool], Place]
"""Gives the place of a path; True asks for the key's own place."""
KEY = "[key]"
"""What the reader adds to the path of a mapping's key; names like this are its own, not the author's."""


def findings(
    error: ValidationError, model: type[BaseModel], locate: Locate, what: str, question: str | None = None
) -> Iterator[Finding]:
    """One finding an error. `what` names the thing that was read: “a choice question”, “the course file”."""
    reader = _Reader(model, locate, what, question)
    details = [(path_of(detail), detail) for detail in error.errors(include_url=False)]
    strangers = [path for path, detail in details if detail["type"] == "extra_forbidden"]
    # A misspelt field is not reported as missing, too.
    meant = {(*path[:-1], reader.meant(path)) for path in strangers}
    found = [
        reader.finding(path, detail) for path, detail in details if detail["type"] != "missing" or path not in meant
    ]
    yield from dict.fromkeys(found)


def path_of(detail: ErrorDetails) -> Path:
    """Where the error is, in the author's own names and numbers."""
    path = (*detail["loc"], *detail.get("ctx", {}).get("at", ()))
    return tuple(part for part in path if part == KEY or not (isinstance(part, str) and part.startswith("[")))


@dataclass(frozen=True)
class _Reader:
    """Words the errors of one reading."""

    model: type[BaseModel]
    locate: Locate
    what: str
    question: str | None

    def finding(self, path: Path, detail: ErrorDetails) -> Finding:
        """The finding for one error."""
        if detail["type"] == "missing":
            return self._missing(path)
        if detail["type"] == "extra_forbidden":
            return self._unknown(path)
        if path[-1:] == (KEY,):
            name, place = f"a name in {shown(path[:-2])}", self.locate(path[:-1], True)
        else:
            name, place = shown(path), self.locate(path, False)
        context: Mapping[str, str] = detail.get("ctx") or {}
        if "message" in context:
            message, hint = context["message"], context.get("hint", "")
        else:
            message, hint = "needs fields below it", self._example(path, detail["type"])
        return Finding(f"{name} {message}", place, hint, self.question, code=WRONG_VALUE)

    def meant(self, path: Path) -> str:
        """The field that a misspelt one may mean; empty if none is near."""
        return closest(str(path[-1]), self._known(path))

    def _missing(self, path: Path) -> Finding:
        hint = self._known(path).get(str(path[-1]), "")
        message = f"{self._owner(path)} needs `{path[-1]}`"
        return Finding(message, self.locate(path[:-1], False), hint, self.question, code=MISSING_FIELD)

    def _unknown(self, path: Path) -> Finding:
        place, known, fix = self.locate(path, True), sorted(self._known(path)), None
        hint = f"its fields are: {', '.join(known)}"
        if meant := self.meant(path):
            hint = f"did you mean `{meant}`?"
            if place.file and place.span:
                fix = Fix(f"write `{meant}`", (Edit(place.file, place.span, meant),), safe=False)
        message = f"`{path[-1]}` is not a field of {self._owner(path)}"
        return Finding(message, place, hint, self.question, fix=fix, code=UNKNOWN_FIELD)

    def _owner(self, path: Path) -> str:
        """The thing that a field belongs to."""
        return shown(path[:-1]) if path[:-1] else self.what

    def _example(self, path: Path, kind: str) -> str:
        names = ["name"] if kind == "dict_type" else [*self._known((*path, ""))][:2]
        example = " and ".join(f"`{name}: …`" for name in names)
        return f"write them below it, each on a line of its own, further in: {example}"

    def _known(self, path: Path) -> Mapping[str, str]:
        """The fields that may stand beside the last of a path, with their descriptions."""
        models = [self.model]
        for part in path[:-1]:
            fields = [
                model.model_fields[part] for model in models if isinstance(part, str) and part in model.model_fields
            ]
            if fields:
                models = [inner for field in fields for inner in _models_in(field.annotation)]
        return {name: f.description or "" for model in models for name, f in model.model_fields.items()}


def shown(path: Path) -> str:
    """Say a path as people say it: the field, and where it stands: “`why` in `distractors 2`”."""
    steps: list[str] = []
    for part in path:
        if isinstance(part, int) and steps:
            steps[-1] += f" {part + 1}"
        else:
            steps.append(str(part))
    return " in ".join(f"`{step}`" for step in steps[:-3:-1])


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)
