"""CSV: a table with commas, semicolons or tabs between its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from quizgen.importers import Imported, Pictures, glance, text_of
from quizgen.importers._table import read_table
from quizgen.registry import register
from quizgen.sources import UnreadableError

NAME = "a table"
SUFFIXES = (".csv", ".tsv")
SEPARATORS = ",;\t"
NAMED = re.compile(r"sep=([,;|\t])\n")
"""Excel's own line about the separator."""


def recognises(data: bytes) -> bool:
    """Tell whether the first line names fields, or has no tab, as lists of terms and definitions have one."""
    first = glance(data).lstrip().partition("\n")[0].lower()
    cells = {cell.strip(' "') for cell in first.replace(";", ",").replace("\t", ",").split(",")}
    return bool(first) and (bool(cells & {"question", *register("quizgen.questions", "TYPE")}) or "\t" not in first)


def read(data: bytes, pictures: Pictures) -> Imported:  # noqa: ARG001 - a table has no pictures
    """Read row after row; a cell is a text, whatever a spreadsheet would make of it."""
    return read_table(_rows(text_of(data).lstrip("\n")))


def _rows(text: str) -> Iterator[list[str]]:
    named = NAMED.match(text)
    text = text[named.end() :] if named else text
    separator = named[1] if named else max(SEPARATORS, key=text.partition("\n")[0].count)
    try:
        yield from csv.reader(text.splitlines(keepends=True), delimiter=separator)
    except csv.Error as error:
        raise UnreadableError(f"it can't be read as a table ({error})") from None
