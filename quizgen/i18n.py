"""The words that outputs say to people, by language, from gettext catalogues in `quizgen/locale`."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# CLDR, the world's data on languages, comes with Babel, which is imported where it is used: `quizgen --help` is not to
# wait for it.

LOCALE = Path(__file__).parent / "locale"
RIGHT_TO_LEFT = frozenset("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split())
"""The scripts in use today that run from right to left (ISO 15924), as the Unicode Standard lists them."""


@lru_cache(maxsize=64)
def catalogue(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language (`en`, `pt-BR`); English where there is none."""
    names = [lang.replace("-", "_"), lang.split("-", maxsplit=1)[0]]
    return gettext.translation("quizgen", LOCALE, languages=names, fallback=True)


@lru_cache(maxsize=64)
def direction(lang: str) -> str:
    """The value of `dir` for a language: `rtl` or `ltr`."""
    return "rtl" if _script(lang) in RIGHT_TO_LEFT else "ltr"


def words_direction(lang: str) -> str:
    """The value of `dir` for the words of the catalogue of a language: `ltr` where they are English for want of one."""
    return direction(lang) if isinstance(catalogue(lang), gettext.GNUTranslations) else "ltr"


@lru_cache(maxsize=256)
def decimal(number: Decimal, lang: str) -> str:
    """A number in a language's way, in digits 0 to 9, neither grouped nor padded with zeros: 1.5 is `1,5` in German."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(number, locale=_locale(lang), decimal_quantization=False, group_separator=False)


def date_in_words(day: date, lang: str) -> str:
    """A date with the month's name, in CLDR's long form: `24. November 2026`; `November 24, 2026` in `en`."""
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, "long", _locale(lang))


def points_in_words(points: Decimal, lang: str) -> str:
    """Say "1 point", "2 points" or "1.5 points"."""
    words, whole = catalogue(lang), int(points)
    if points == whole:
        form = words.ngettext("{number} point", "{number} points", whole)
    else:  # many languages have another form here, as Russian: 1 балл, 2 балла, 5 баллов, but always 1,5 балла
        form = words.npgettext("not a whole number", "{number} points", "{number} points", whole)
    return form.format(number=decimal(points, lang))


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's tools know it
    """Mark a message that a variable brings to the translation later; gives it back."""
    return message


# fmt: off
VALUES = (
    N_("remember"), N_("understand"), N_("apply"), N_("analyze"), N_("evaluate"), N_("create"),
    N_("easy"), N_("medium"), N_("hard"),
    N_("draft"), N_("ready"), N_("retired"),
    N_("proved"), N_("reviewed"), N_("locked"), N_("unproved"), N_("wrong"), N_("uncited"),
    N_("error"), N_("warning"), N_("info"),
    N_("accepted"), N_("void"), N_("silences nothing"), N_("not judged without the text"),
    N_("choice"), N_("multi"), N_("true or false"), N_("cloze"), N_("short"), N_("numeric"), N_("match"), N_("order"),
    N_("open"), N_("card"),
)
# fmt: on
"""What questions and findings may be by quizgen's own lists; outputs translate it as it comes, so it is marked here."""


@lru_cache(maxsize=64)
def _locale(lang: str) -> Locale:
    """What CLDR knows of a language, or else of the nearest that its code names; of English if it knows none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    parts = lang.split("-")
    for end in range(len(parts), 0, -1):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse("_".join(parts[:end]))
    return Locale("en")


def _script(lang: str) -> str:
    """The script of a language (ISO 15924): the one its code names, else CLDR's likeliest; empty if nobody knows."""
    from babel.core import get_global  # noqa: PLC0415

    first, *rest = lang.split("-")
    if named := [part.title() for part in rest if len(part) == 4 and part.isalpha()]:
        return named[0]
    language = get_global("language_aliases").get(first.lower(), first.lower()).split("_")[0]
    likely: Mapping[str, str] = get_global("likely_subtags")
    for tag in (*(f"{language}_{part.upper()}" for part in rest), language):
        if tag in likely:
            return likely[tag].split("_")[1]
    return ""
