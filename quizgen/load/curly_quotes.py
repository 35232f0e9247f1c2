"""Curly quotation marks, as word processors make them, that were meant as straight ones: `answer: “1863”`.

In a text they may be a real quotation, so it is left alone. But a number, an id or a word such as `true` has none: a
value that is refused with the marks and would be right without was only meant to be protected by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pydantic import ValidationError

from quizgen.course import Document
from quizgen.diagnostics import Edit, Finding, Fix
from quizgen.load.field_errors import WRONG_VALUE, Path, path_of, shown
from quizgen.yaml_tree.surprises import quoted

MARKS = "“”„‟«»‹›‘’‚‛\"'"
BETWEEN_MARKS = re.compile(rf"[{MARKS}]\s*([^{MARKS}]*[^{MARKS}\s])\s*[{MARKS}]")
PLAIN = re.compile(r"\w[\w.%-]*")
"""A value that YAML takes as it stands, also between brackets."""


def needless(
    error: ValidationError, value: Mapping[str, object], validate: Callable[[object], object]
) -> dict[Path, str]:
    """Find the refused values that are right without the marks around them; gives them without, by their paths.

    `validate` reads fields as it read `value`, and raises ValidationError.
    """
    refused = _refused(error)
    bare = {
        path: found[1] for path, text in _texts(value) if path in refused and (found := BETWEEN_MARKS.fullmatch(text))
    }
    try:
        validate(_replaced(value, bare))
    except ValidationError as still:
        refused = _refused(still)
        return {path: text for path, text in bare.items() if path not in refused}
    return bare


def finding(document: Document, path: Path, below: Path, bare: str, question: str | None) -> Finding:
    """Say it of the value at `below`, under `path` of a document, which is `bare` without the marks."""
    place = document.place(path + below)
    new = bare if PLAIN.fullmatch(bare) else quoted(bare)
    return Finding(
        f"the quotation marks around {shown(below)} count as part of it",
        place,
        f"write {new}; only straight quotation marks protect a value",
        question,
        fix=Fix(f"write {new}", (Edit(document.file, place.span, new),)) if place.span else None,
        code=WRONG_VALUE,
    )


def _refused(error: ValidationError) -> set[Path]:
    return {path_of(detail) for detail in error.errors(include_url=False)}


def _texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each text in fields and lists, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping | list):
        for step, inner in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _texts(inner, (*path, step))


def _replaced(value: object, texts: Mapping[Path, str], path: Path = ()) -> object:
    """Copy fields and lists, with other texts at some paths."""
    if isinstance(value, Mapping):
        return {name: _replaced(inner, texts, (*path, name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, texts, (*path, number)) for number, inner in enumerate(value)]
    return texts.get(path, value)
