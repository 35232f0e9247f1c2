"""CSV: a table with commas, semicolons or tabs between its cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from quizgen.importers import Imported, Pictures, UnreadableFileError, glance, text_of
from quizgen.importers._table import read_table

NAME = "a table"
SUFFIXES = (".csv", ".tsv")
SEPARATORS = ",;\t"
MARKS = ("question", "choice", "multi", "true_false", "cloze", "short", "numeric", "match", "order", "open", "card")


def recognises(data: bytes) -> bool:
    """Tell whether the first line names fields, or holds separators other than tabs."""
    first = glance(data).lstrip().partition("\n")[0].lower()
    cells = {cell.strip(' "') for cell in first.replace(";", ",").replace("\t", ",").split(",")}
    return bool(cells & {*MARKS}) or any(separator in first for separator in ",;")


def read(data: bytes, pictures: Pictures) -> Imported:  # noqa: ARG001 - a table has no pictures
    """Read row after row; a cell is a text, whatever a spreadsheet would make of it."""
    return read_table(_rows(text_of(data).lstrip("\n")))


def _rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        yield from csv.reader(text.splitlines(keepends=True), delimiter=separator)
    except csv.Error as error:
        raise UnreadableFileError(f"it can't be read as a table ({error})") from None
