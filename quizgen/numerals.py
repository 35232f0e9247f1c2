"""Reads numbers as people of a language write them: `7,500.5` in English is `7.500,5` in German."""

from __future__ import annotations

import re
from decimal import Decimal

COMMA_IS_DECIMAL = frozenset(
    [
        "az",
        "be",
        "bg",
        "bs",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "eu",
        "fi",
        "fr",
        "gl",
        "hr",
        "hu",
        "hy",
        "id",
        "is",
        "it",
        "ka",
        "kk",
        "ky",
        "lt",
        "lv",
        "mk",
        "mn",
        "nb",
        "nl",
        "nn",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "tg",
        "tr",
        "uk",
        "uz",
        "vi",
    ]
)
SPACES = "\u00a0\u202f\u2009 '’"
PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?$")


def read_number(text: str, lang: str = "en") -> Decimal | None:
    """The value of a number written in digits, or None if the text is anything else.

    Thousands may be grouped by the language's separator, a space or an apostrophe; a group has three digits.
    """
    decimal = "," if lang.split("-", maxsplit=1)[0].lower() in COMMA_IS_DECIMAL else "."
    group = "." if decimal == "," else ","
    sign_free = text.strip().replace("−", "-")
    whole, _, fraction = sign_free.partition(decimal)
    grouped = re.compile(rf"[+-]?\d{{1,3}}(?:[{re.escape(group + SPACES)}]\d{{3}})+$")
    if grouped.match(whole):
        whole = re.sub(rf"[{re.escape(group + SPACES)}]", "", whole)
    written = f"{whole}.{fraction}" if fraction else whole
    if not PLAIN.match(written) or (decimal in sign_free and not fraction):
        return None
    return Decimal(written)
