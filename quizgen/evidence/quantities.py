"""Reads quantities: a number with its unit, what it is counted by, its hedge, and its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizgen.evidence.language import Language
from quizgen.evidence.numbers import Numeral, read_numeral
from quizgen.evidence.tokens import Token

REACH = 4
"""How many tokens behind its unit a quantity's `per day` may stand (barrels of oil per day)."""
CURRENCIES = frozenset("$€£¥₽₸₹₩₺₴")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text gives it: value (and `high` of a range), unit, `per`, hedge; and the tokens it takes.

    `first` is where the hedge before it begins.
    """

    value: Fraction
    high: Fraction | None
    kind: str
    unit: str
    per: str
    hedge: str
    first: int
    start: int
    end: int

    @property
    def values(self) -> tuple[Fraction, ...]:
        """The value, or both ends of the range."""
        return (self.value,) if self.high is None else (self.value, self.high)


def read_quantity(tokens: Sequence[Token], start: int, lang: Language) -> Quantity | None:
    """The quantity that begins at a token, with its hedge before it."""
    money = tokens[start].text in CURRENCIES and start + 1 < len(tokens)
    number = read_numeral(tokens, start + 1 if money else start, lang)
    if number is None:
        return None
    reader = _Reader(tokens, lang, start)
    high, end = reader.range(number)
    value = _scaled(number, high)
    unit, end = (lang.units.at([tokens[start].low], 0)[0], end) if money else reader.unit(end, number)
    per, per_end = reader.per(end)
    hedge, first, end = reader.hedge(start, end)
    return Quantity(
        -value if reader.is_negative() else value,
        high.value if high else None,
        number.kind,
        unit,
        per,
        hedge,
        first,
        start,
        max(end, per_end),
    )


def _scaled(low: Numeral, high: Numeral | None) -> Fraction:
    """The lower end of a range takes over the scale of the upper (2 to 3 billion)."""
    if high is None or low.value >= 1000 or high.value < 1000 or low.end - low.start > 1:
        return low.value
    scale = Fraction(1)
    while high.value / (scale * 1000) >= 1 and high.end - high.start > 1:
        scale *= 1000
    return low.value * scale


@dataclass
class _Reader:
    tokens: Sequence[Token]
    lang: Language
    start: int

    def low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def lows(self, start: int, count: int = REACH) -> list[str]:
        return [token.low for token in self.tokens[start : start + count]]

    def is_negative(self) -> bool:
        """Is there a minus sign before it, which no word or figure precedes?"""
        if self.low(self.start - 1) != "-" or self.tokens[self.start - 1].end != self.tokens[self.start].start:
            return False
        return self.start < 2 or self.tokens[self.start - 2].end < self.tokens[self.start - 1].start

    def range(self, number: Numeral) -> tuple[Numeral | None, int]:
        """The upper end of a range, and where the numbers end."""
        place = number.end
        if number.kind not in {"cardinal", "fraction"} or place + 1 >= len(self.tokens):
            return None, place
        word, before = self.low(place), self.low(self.start - 1)
        between = before in self.lang.number_list("between") and word in self.lang.number_list("joiners")
        plain = word in self.lang.number_list("range") and before not in self.lang.number_list("from")
        if not (between or plain) or (word == "-" and self._is_compound(place)):
            return None, place
        money = self.tokens[place + 1].text in CURRENCIES and place + 2 < len(self.tokens)
        high = read_numeral(self.tokens, place + 2 if money else place + 1, self.lang)
        if high is None or high.kind != number.kind or high.value <= number.value / 1000:
            return None, place
        return high, high.end

    def _is_compound(self, place: int) -> bool:
        """Is the hyphen part of a word (180-day)?"""
        return self.tokens[place + 1].kind != "figure" or self.tokens[place - 1].kind != "figure"

    def unit(self, place: int, number: Numeral) -> tuple[str, int]:
        """The unit behind the number (a hyphen may stand between), and where it ends."""
        behind_scale = self.low(place - 1) in self.lang.numbers("scales")
        skips = self.low(place) == "-" or (behind_scale and self.low(place) in self.lang.number_list("of"))
        skip = place + 1 if skips else place
        name, end = self.lang.units.at(self.lows(skip), 0)
        if name and not (number.kind == "ordinal" and name == "second"):
            return name, skip + end
        return "", place

    def per(self, place: int) -> tuple[str, int]:
        """What the quantity is counted by (per day, a year, daily), and where that ends."""
        for offset in range(REACH):
            low = self.low(place + offset)
            if not low or low in {",", ";", ".", ":"}:
                break
            if low in self.lang.per_adverbs:
                return self.lang.per_adverbs[low], place
            if low in self.lang.per and (offset == 0 or self._counts_by(place + offset)):
                name, _ = self.lang.units.at(self.lows(place + offset + 1), 0)
                if name:
                    return name, place + offset + 2 if offset == 0 else place
        return "", place

    def _counts_by(self, place: int) -> bool:
        """Does a word some way behind its quantity count it (300 ships a year), and tell no time (a year later)?"""
        low = self.low(place)
        if low not in self.lang.articles:
            return True
        return low in self.lang.number_list("articles") and self.low(place + 2) not in self.lang.per_unless

    def hedge(self, start: int, end: int) -> tuple[str, int, int]:
        """How the number is hedged, before or behind; where the hedge begins, and where the quantity then ends."""
        skipped = self.lang.articles | self.lang.number_list("between")
        last = start - 1 if self.low(start - 1) in skipped or self.low(start - 1) == "'" else start
        words = self.lows(max(0, last - REACH), min(REACH, last))
        name, begin = self.lang.hedges.before(words, len(words))
        if name and not (self.low(last - 1) in self.lang.number_list("range") and len(words) - begin == 1):
            return name, last - len(words) + begin, end
        behind, length = self.lang.hedges_behind.at(self.lows(end), 0)
        return (behind, start, end + length) if behind else ("", start, end)
