"""Excel's .xlsx: the first sheet that is neither hidden nor empty. openpyxl, of the extra `quizgen[import]`, reads it.

Formulas are taken as the values last worked out, macros and links are never touched.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from quizgen.extras import to_install
from quizgen.importers import Imported, Pictures, Remark, refuse_larger
from quizgen.importers._table import MOST_COLUMNS, MOST_ROWS, Cell, read_table
from quizgen.sources import UnreadableError

NAME = "an Excel workbook"
SUFFIXES = (".xlsx", ".xlsm")
NEEDS = f"Excel files need openpyxl: {to_install('import')}"
SHOWN = re.compile(r"0(?:\.(0+))?(%?)(?!.*[Ee/?])")
"""How a number's format shows it: with so many decimals, in percent."""
BROKEN = "it is no Excel workbook, or it is damaged or has a password; save it again, or as CSV in UTF-8"


def recognises(data: bytes) -> bool:  # noqa: ARG001 - what it is not, reading tells
    """Tell by the ending alone."""
    return True


def read(data: bytes, pictures: Pictures) -> Imported:  # noqa: ARG001 - pictures of a workbook have no cell
    """Read row after row; say which sheets are not read."""
    _refuse_bombs(data)
    sheets = _sheets(data)
    if not sheets:
        raise UnreadableError("it has no sheet with words that is not hidden")
    found = read_table(sheets[0][1])
    left = "all of it: only the first sheet is read; save it as a file of its own"
    others = [Remark(f"sheet “{name}”", left, "not carried over") for name, _ in sheets[1:]]
    return Imported(found.questions, (*found.remarks, *others))


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableError(BROKEN) from None
    refuse_larger(size)


def _sheets(data: bytes) -> list[tuple[str, list[list[Cell]]]]:
    """The name and the rows of each sheet that is neither hidden nor empty."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise UnreadableError(NEEDS) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl says of drop-down lists and the like is not for a teacher
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            sheets = [(sheet.title, _rows(sheet)) for sheet in shown]
    except Exception:  # noqa: BLE001 - a damaged workbook makes openpyxl raise nearly anything
        raise UnreadableError(BROKEN) from None
    return [(name, rows) for name, rows in sheets if any(map(any, rows))]


def _rows(sheet: Any) -> list[list[Cell]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    return [[_shown(cell.value, cell.number_format or "", cell.data_type) for cell in row] for row in rows]


def _shown(value: object, form: str, kind: str) -> Cell:
    """A cell as it is shown, but numbers without marks between the thousands, and dates as year, month, day."""
    if value is None or kind == "e":  # what Excel could not work out
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _number(Decimal(f"{value:.15g}"), SHOWN.search(form.partition(";")[0]))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, datetime | time):
        unit = "seconds" if value.second else "minutes"
        return value.isoformat(" ", unit) if isinstance(value, datetime) else value.isoformat(unit)
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(number: Decimal, shown: re.Match[str] | None) -> Cell:
    if shown is None or number.adjusted() > 15:
        return number
    number = number * 100 if shown[2] else number
    number = number.quantize(Decimal(1).scaleb(-len(shown[1] or "")), ROUND_HALF_UP)
    return f"{number:f}%" if shown[2] else number
