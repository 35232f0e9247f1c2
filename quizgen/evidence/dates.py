"""Reads dates in the order of their source: 6 January 2022, Jan. 6, 5/1/2022, 2022-01-05, summer of 2020, Friday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.evidence.language import Language
from quizgen.evidence.tokens import Token

SHORT_NAME = 3
"""Short forms of months have this many letters at most, or a full stop behind them."""
YEARS = range(1000, 2100)
"""Four digits in this range are a year, unless a unit follows."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is told (0 for what is not), and the tokens it takes; `weekday` counts from Monday, 1."""

    year: int
    month: int
    day: int
    weekday: int
    start: int
    end: int

    def agrees(self, other: Date) -> bool:
        """Does the other date tell all that this one tells, and the same?"""
        return all(
            not mine or mine == theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
                (self.weekday, other.weekday),
            )
        )

    def conflicts(self, other: Date) -> bool:
        """Do both tell something, and not the same?"""
        return any(
            mine and theirs and mine != theirs
            for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        )


def read_date(tokens: Sequence[Token], start: int, lang: Language, order: str) -> Date | None:
    """The date that begins at a token; `order` is dmy, mdy or ymd, for dates in digits alone."""
    token = tokens[start]
    if token.kind == "figure":
        return _digits(tokens, start, order) or _day_first(tokens, start, lang) or _year(tokens, start, lang)
    if token.kind == "word":
        return _month_first(tokens, start, lang) or _weekday(tokens, start, lang)
    return None


def _number(token: Token) -> int:
    """The value of up to four digits, which may be a day or a year; 0 for anything else."""
    short = token.kind == "figure" and len(token.text) <= 4
    return int(token.text) if short and token.text.isdecimal() and token.text.isascii() else 0


def _digits(tokens: Sequence[Token], start: int, order: str) -> Date | None:
    """5/1/2022, 2022-01-05, 5.1.2022."""
    text, end = tokens[start].text, start + 1
    if text.count(".") == 2:
        parts = text.split(".")
    else:
        if start + 4 >= len(tokens) or tokens[start + 1].text not in {"/", "-"}:
            return None
        marks = {tokens[start + 1].text, tokens[start + 3].text}
        parts = [tokens[start + i].text for i in (0, 2, 4)]
        end = start + 5
        if len(marks) != 1 or tokens[end - 1].end - tokens[start].start != sum(map(len, parts)) + 2:
            return None
    if not all(part.isdecimal() and part.isascii() and len(part) <= 4 for part in parts):
        return None
    year, month, day = _arranged([int(part) for part in parts], len(parts[0]) == 4, order)
    if 1 <= month <= 12 and 1 <= day <= 31:
        return Date(year + (2000 if year < 100 else 0), month, day, 0, start, end)
    return None


def _arranged(parts: list[int], year_first: bool, order: str) -> tuple[int, int, int]:
    if year_first or order == "ymd":
        return parts[0], parts[1], parts[2]
    first, second, year = parts
    if (order == "mdy" and first <= 12) or second > 12:
        return year, first, second
    return year, second, first


def _day_first(tokens: Sequence[Token], start: int, lang: Language) -> Date | None:
    """6 January 2022; 5th of January 2021; 6. Januar; 5 de enero de 2022."""
    day, place = _number(tokens[start]), start + 1
    if not 1 <= day <= 31:
        return None
    if _low(tokens, place) in lang.date_list("ordinal_endings"):
        place += 1
    while _low(tokens, place) in lang.date_list("before_day"):
        place += 1
    month = lang.months.get(_low(tokens, place))
    if not month or not (tokens[place].text[0].isupper() or lang.decimal == ","):
        return None
    year, end = _year_behind(tokens, place + 1, lang)
    return Date(year, month, day, 0, start, end)


def _month_first(tokens: Sequence[Token], start: int, lang: Language) -> Date | None:
    """January 6; Jan. 6, 2022; January 2022; March."""
    month = lang.months.get(tokens[start].low)
    if not month or not (tokens[start].text[0].isupper() or lang.decimal == ","):
        return None
    place = start + 1
    if _low(tokens, place) == "." and len(tokens[start].text) <= 4:
        place += 1
    after = place
    if _low(tokens, after) in lang.date_list("before_day"):
        after += 1
    day = _number(tokens[after]) if after < len(tokens) else 0
    if 1 <= day <= 31 and not _is_share(tokens, after + 1, lang):
        end = after + 1
        if _low(tokens, end) in lang.date_list("ordinal_endings"):
            end += 1
        year, end = _year_behind(tokens, end, lang)
        return Date(year, month, day, 0, start, end)
    year, end = _year_behind(tokens, place, lang)
    if year:
        return Date(year, month, 0, 0, start, end)
    alone = place > start + 1 or not _is_short(tokens[start].low, lang)
    return Date(0, month, 0, 0, start, start + 1) if alone and _is_name(tokens, start) else None


def _is_short(word: str, lang: Language) -> bool:
    """Is a month's name a short form, which a longer one of the same month begins with (Jan, but not May)?"""
    month = lang.months[word]
    longer = (name for name, number in lang.months.items() if number == month and name != word)
    return len(word) <= SHORT_NAME and any(name.startswith(word) for name in longer)


def _is_share(tokens: Sequence[Token], place: int, lang: Language) -> bool:
    """Does a percent sign or word stand there (in May 5 percent voted)?"""
    return lang.units.at([token.low for token in tokens[place : place + 3]], 0)[0] == "%"


def _is_name(tokens: Sequence[Token], start: int) -> bool:
    """Does a capital tell a month's name from a common word (May, March)? Not where a sentence begins with it."""
    inside = start > 0 and tokens[start - 1].kind != "sign"
    return inside or start + 1 == len(tokens) or tokens[start + 1].kind == "sign"


def _year_behind(tokens: Sequence[Token], place: int, lang: Language) -> tuple[int, int]:
    """The year behind a month or day, and where it ends; 0 if there is none."""
    after = place
    while after < place + 2 and (_low(tokens, after) == "," or _low(tokens, after) in lang.date_list("before_day")):
        after += 1
    year = _number(tokens[after]) if after < len(tokens) else 0
    return (year, after + 1) if year in YEARS else (0, place)


def _year(tokens: Sequence[Token], start: int, lang: Language) -> Date | None:
    """A year by itself, unless it counts something (1200 km), is money, or a decade (1990s)."""
    year = _number(tokens[start])
    if year not in YEARS or len(tokens[start].text) != 4:
        return None
    if start and tokens[start - 1].text in {"$", "€", "£", "¥"}:
        return None
    behind = [token.low for token in tokens[start + 1 : start + 4]]
    if behind and (lang.units.at(behind, 0)[0] or behind[0] in lang.numbers("scales") or _glued(tokens, start)):
        return None
    return Date(year, 0, 0, 0, start, start + 1)


def _glued(tokens: Sequence[Token], start: int) -> bool:
    """Does a letter follow at once (1990s, 2000m)?"""
    return tokens[start + 1].kind == "word" and tokens[start + 1].start == tokens[start].end


def _weekday(tokens: Sequence[Token], start: int, lang: Language) -> Date | None:
    day = lang.weekdays.get(tokens[start].low)
    if day and len(tokens[start].low) > 3 and (tokens[start].text[0].isupper() or lang.decimal == ","):
        return Date(0, 0, 0, day, start, start + 1)
    return None


def _low(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].low if place < len(tokens) else ""
