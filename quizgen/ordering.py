"""The order in which people see options, right sides and steps: never a hint to the key.

Options that are all numbers or all dates are sorted by value. All others are sorted by a hash of the text
itself, so that the key cannot show in the order and a typo fix moves one option at most.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from quizgen.catch_all import is_catch_all
from quizgen.items import Choose, Item, Text
from quizgen.numerals import in_english

Value = tuple[tuple[float, ...], str]
"""What a text is sorted by, and its unit: texts of different units cannot be compared."""

ALPHABET = "BCDFGHJKMNPQRSTVWXZ23456789"
"""For codes: nothing that looks like something else (0 O, 1 I L), and no vowel, so that none makes a word."""
DATE = re.compile(
    r"(?:(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})([-/.])(?P<second>\d{1,2})\6(?P<last>\d{4}))$"
)
NUMBER = re.compile(
    r"(?P<before>[^\w−-]*)"
    r"(?P<digits>[−-]?(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?)(?!\d|[.,]\d)"
    r"(?:(?:st|nd|rd|th)\b)?\s*(?P<scale>(?:thousand|million|billion|trillion)\b)?"
    r"(?P<after>.*)$"
)
SCALE = {None: 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH_DATE = re.compile(
    rf"(?:(\d{{1,2}})\s+)?({'|'.join(MONTHS)})(?:\s+(\d{{1,2}}))?(?:,?\s+(\d{{4}}))?$", re.IGNORECASE
)


def rank(*parts: str) -> str:
    """Give a stable pseudo-random rank: the hex SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def shuffled(texts: Sequence[Text], *seed: str) -> list[int]:
    """Give the indices of `texts` in an order that hangs on the texts and the seed alone."""
    return sorted(range(len(texts)), key=lambda i: (rank(*seed, texts[i].plain), texts[i].html))


def option_order(choose: Choose, *seed: str, lang: str = "en") -> list[int]:
    """Give the indices of the options in the order to show; numbers are read as the language writes them.

    The author's order where he asked for it; else by value where all are numbers or all are dates; else
    shuffled. "All of the above" and its kin stand at the end.
    """
    if choose.author_order or choose.kind == "true_false":
        return list(range(len(choose.options)))
    order = shuffled([option.text for option in choose.options], *seed)
    last, values = _sorting(choose, lang)
    others = [i for i in order if i not in last]
    if values is not None:
        others.sort(key=values.__getitem__)  # stable: equal values stay in their shuffled order
    return others + [i for i in order if i in last]


def fixed_options(choose: Choose, lang: str = "en") -> frozenset[int]:
    """Give the indices of the options that keep the place `option_order` gave them when the others are shuffled anew.

    All of them where the author or their values decide the order; else "all of the above" and its kin. It never
    hangs on the key.
    """
    every = frozenset(range(len(choose.options)))
    if choose.author_order or choose.kind == "true_false":
        return every
    last, values = _sorting(choose, lang)
    return last if values is None else every


@lru_cache(maxsize=1)  # an output asks for the order, and at once for what is fixed in it
def _sorting(choose: Choose, lang: str) -> tuple[frozenset[int], dict[int, tuple[float, ...]] | None]:
    """The indices of "all of the above" and its kin, and the values of the others if these can be sorted by them."""
    plains = [option.text.plain for option in choose.options]
    last = frozenset(i for i, plain in enumerate(plains) if is_catch_all(plain))
    others = [i for i in range(len(plains)) if i not in last]
    values = sort_values([plains[i] for i in others], lang)
    return last, None if values is None else dict(zip(others, values, strict=True))


def sort_values(plains: Sequence[str], lang: str = "en") -> list[tuple[float, ...]] | None:
    """Give a sortable value for each text when all are dates, or all numbers of one unit; else None.

    Dates in digits are read day first; where that gives no date, month first.
    """
    texts = [in_english(plain, lang).strip() for plain in plains]
    for reader in (read_date, _read_american_date, read_number):
        if (values := _read_all(texts, reader)) is not None:
            return values
    return None


def _read_all(plains: Sequence[str], reader: Callable[[str], Value | None]) -> list[tuple[float, ...]] | None:
    """Read all texts; None if the reader fails at one, or their units differ."""
    found = []
    for plain in plains:
        value = reader(plain)
        if value is None:
            return None
        found.append(value)
    return [value for value, _ in found] if len({unit for _, unit in found}) == 1 else None


def read_date(plain: str, *, month_first: bool = False) -> Value | None:
    """Read `2022-01-05`, `5/1/2022`, `5 January 2022`, `March 2019`, `May`; None for anything else."""
    if found := MONTH_DATE.match(plain):
        day, month, other_day, year = found.groups()
        value = (float(year or 0), MONTHS.index(month.lower()) + 1.0, float(day or other_day or 0))
        return value, "date" if year else "day of a year"
    found = DATE.match(plain)
    if not found:
        return None
    if found["year"]:
        year, month, day = found.group("year", "month", "day")
    else:
        year, day, month = found.group("last", "first", "second")
        if month_first:
            day, month = month, day
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return (float(year), float(month), float(day)), "date"


def _read_american_date(plain: str) -> Value | None:
    return read_date(plain, month_first=True)


def read_number(plain: str) -> Value | None:
    """Read `7,500 km`, `$2.5 million`, `20%`, `5km`, `19th century`; the words around it are the unit."""
    found = NUMBER.match(plain)
    if not found:
        return None
    digits = re.sub(r"[,\u00a0\u202f ]", "", found["digits"]).replace("−", "-")
    unit = found["before"].strip() + "|" + found["after"].strip().lower()
    return (float(digits) * SCALE[found["scale"]],), unit


def sheet_code(course_id: str, sheet: str, items: Sequence[Item], orders: Sequence[Sequence[str]]) -> str:
    """Make the short code that stands on every page and on its key: five letters and digits.

    It is made from the order, so that two sheets in another order have other codes.

    `orders` holds, for each item, the plain texts shown, in the order shown.
    """
    shown = [f"{item.origin}\x1e" + "\x1e".join(order) for item, order in zip(items, orders, strict=True)]
    number = int(rank(course_id, sheet, *shown), 16)
    letters = []
    for _ in range(5):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)
