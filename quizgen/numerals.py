"""Reads numbers as people of a language write them: `7,500.5` in English is `7.500,5` in German."""

from __future__ import annotations

import re
from decimal import Decimal

COMMA_IS_DECIMAL = frozenset(
    "az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk ky lt lv mk mn nb nl nn no pl pt ro ru sk sl"
    " sq sr sv tg tr uk uz vi".split()
)
POINT_IS_DECIMAL = frozenset({"de-ch", "de-li", "es-419", "es-mx", "es-us", "it-ch"})
"""Where people write otherwise than their language's other speakers."""
SPACES = "\u00a0\u202f\u2009 '’"
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\.?\d)")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
SIGNS = str.maketrans({"−": "-", "\u2011": "-"})


def decimal_mark(lang: str) -> str:
    """What stands before a language's decimals: a comma or a full stop."""
    comma = lang.split("-", maxsplit=1)[0].lower() in COMMA_IS_DECIMAL and lang.lower() not in POINT_IS_DECIMAL
    return "," if comma else "."


def in_english(text: str, lang: str) -> str:
    """The text with its numbers as English writes them: 1.500,5 km in German is 1500.5 km."""
    if decimal_mark(lang) == ".":
        return text
    return DECIMAL_COMMA.sub(".", GROUPED.sub(lambda found: found[0].replace(".", ""), text))


def read_number(text: str, lang: str = "en") -> Decimal | None:
    """The value of a number written in digits, or None if the text is anything else.

    Thousands may be grouped, by the language's separator, spaces or apostrophes; a group has three digits. What the
    language does not write (`1.5` in German, where `1.500` is a thousand and a half) is refused, never guessed.
    """
    decimal = decimal_mark(lang)
    group = "." if decimal == "," else ","
    found = re.fullmatch(
        rf"(?P<whole>[+-]?(?:\d+|\d{{1,3}}(?P<mark>[{group}{SPACES}])\d{{3}}(?:(?P=mark)\d{{3}})*))"
        rf"(?:[{decimal}](?P<fraction>\d+))?",
        text.strip().translate(SIGNS),
    )
    if not found:
        return None
    whole = re.sub(r"[^\d+-]", "", found["whole"])
    return Decimal(f"{whole}.{found['fraction']}" if found["fraction"] else whole)
