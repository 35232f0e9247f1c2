"""Excel's .xlsx: the first sheet that is not empty. openpyxl, of the extra `quizgen[import]`, reads it.

Formulas are taken as the values last worked out, macros and links are never touched.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from quizgen.importers import MAX_BYTES, Imported, Pictures, UnreadableFileError
from quizgen.importers._table import MOST_COLUMNS, MOST_ROWS, read_table

NAME = "an Excel workbook"
SUFFIXES = (".xlsx", ".xlsm")
NEEDS = 'Excel files need openpyxl: pip install "quizgen[import]"'
BROKEN = "it is no Excel workbook, or it is damaged or has a password; save it again, or as CSV in UTF-8"


def recognises(data: bytes) -> bool:  # noqa: ARG001 - what it is not, reading tells
    """Tell by the ending alone."""
    return True


def read(data: bytes, pictures: Pictures) -> Imported:  # noqa: ARG001 - pictures of a workbook have no cell
    """Read row after row."""
    _refuse_bombs(data)
    return read_table(_rows(data))


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableFileError(BROKEN) from None
    if size > MAX_BYTES:
        raise UnreadableFileError(f"unpacked, it is larger than {MAX_BYTES // 1_000_000} MB")


def _rows(data: bytes) -> Iterator[list[str]]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise UnreadableFileError(NEEDS) from None
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = [
                [_text(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
            ]
            if any(map(any, rows)):
                yield from rows
                return
    except Exception:  # noqa: BLE001 - a damaged workbook makes openpyxl raise nearly anything
        raise UnreadableFileError(BROKEN) from None


def _text(value: object) -> str:
    """A cell as it is shown: a whole number without a point, a date as year, month, day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)
