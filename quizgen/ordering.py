"""The order in which people see questions, options, right sides and steps: never a hint to the key.

Numeric and dated options are sorted by value. All others are sorted by a hash of the text itself, so that
the key cannot show in the order and a typo fix moves one option at most.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from quizgen.items import Choose, Item, Text

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LAST = re.compile(r"(all|none|neither|both|any) of (the above|these|those|them)\W*$", re.IGNORECASE)
DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$")
NUMBER = re.compile(
    r"[^\w−-]*([−-]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|[−-]?\d+(?:\.\d+)?)"
    r"(?!\w|[.,]\d)\s*(million\b|billion\b|trillion\b|thousand\b)?"
)
SCALE = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
MONTHS = (
    "january february march april may june july august september october november december".split()
)
MONTH_DATE = re.compile(
    rf"(?:(\d{{1,2}})\s+)?({'|'.join(MONTHS)})(?:\s+(\d{{1,2}}))?(?:,?\s+(\d{{4}}))?$", re.IGNORECASE
)


def rank(*parts: str) -> str:
    """A stable pseudo-random rank: the hex SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def shuffled(texts: Sequence[Text], *seed: str) -> list[int]:
    """The indices of `texts` in an order that hangs on the texts and the seed alone."""
    return sorted(range(len(texts)), key=lambda i: (rank(*seed, texts[i].plain), texts[i].html))


def option_order(choose: Choose, *seed: str) -> list[int]:
    """The indices of the options in the order to show.

    The author's order where he asked for it; else by value where all are numbers or all are dates; else
    shuffled, with "all of the above" and its kin at the end.
    """
    if choose.author_order or choose.kind == "true_false":
        return list(range(len(choose.options)))
    texts = [option.text for option in choose.options]
    values = sort_values([text.plain for text in texts])
    if values is not None:
        return sorted(range(len(texts)), key=lambda i: (values[i], texts[i].plain))
    order = shuffled(texts, *seed)
    return sorted(order, key=lambda i: bool(LAST.match(texts[i].plain)))


def sort_values(plains: Sequence[str]) -> list[tuple[float, ...]] | None:
    """A sortable value for each text when all are dates, or all numbers of one unit; else None."""
    for reader in (read_date, read_number):
        values = [reader(plain.strip()) for plain in plains]
        if values and all(value is not None for value in values):
            kept = [value for value in values if value is not None]
            if len({len(value) for value in kept}) == 1 and len({value[1] for value in kept}) == 1:
                return [value[0] for value in kept]
    return None


def read_date(plain: str) -> tuple[tuple[float, ...], str] | None:
    """Read `2022-01-05`, `5/1/2022`, `5 January 2022`, `March 2019`; None for anything else."""
    if found := MONTH_DATE.match(plain):
        day, month, other_day, year = found.groups()
        number = MONTHS.index(month.lower()) + 1
        return (float(year or 0), float(number), float(day or other_day or 0)), "date"
    if (found := DATE.match(plain)) and (len(found[1]) == 4 or len(found[4]) == 4):
        first, _, middle, last = found.groups()
        parts = (first, middle, last) if len(first) == 4 else (last, middle, first)
        return tuple(float(part) for part in parts), "date"
    return None


def read_number(plain: str) -> tuple[tuple[float, ...], str] | None:
    """Read `7,500 km`, `$2.5 million`, `20%`: the value, and the words around it as the unit."""
    found = NUMBER.match(plain)
    if not found:
        return None
    digits = re.sub(r"[,\u00a0\u202f ]", "", found[1]).replace("−", "-")
    unit = plain[: found.start(1)].strip() + "|" + plain[found.end() :].strip().lower()
    return (float(digits) * SCALE[found[2] or ""],), unit


def sheet_code(course_id: str, sheet: str, items: Sequence[Item], orders: Sequence[Sequence[str]]) -> str:
    """A short code that stands on every page and on its key: five letters made from the order.

    `orders` holds, for each item, the plain texts shown, in the order shown.
    """
    shown = [f"{item.origin}\x1e" + "\x1e".join(order) for item, order in zip(items, orders, strict=True)]
    number = int(rank(course_id, sheet, *shown), 16)
    letters = []
    for _ in range(5):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)
