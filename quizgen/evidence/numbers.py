"""Reads numbers in digits and words: 7,500; eighteen; 10 thousand; 2.7m; four score and seven; two-thirds; hundreds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from quizgen.evidence.language import Language
from quizgen.evidence.tokens import Token
from quizgen.numerals import read_number

CENTURIES = range(10, 21)
"""Two numbers below a hundred in a row make a year when the first is one of these: eighteen sixty-three."""

LONGEST_COMPOUND = 80
"""Longer words are no number; 777,777 has 64 letters in German."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that was read: its value, and the tokens it takes.

    `kind` is "cardinal", "ordinal", "fraction", or "plural" for hundreds and thousands, which are no exact number.
    """

    value: Fraction
    kind: str
    start: int
    end: int


def read_numeral(tokens: Sequence[Token], start: int, lang: Language) -> Numeral | None:
    """The number that begins at a token, the longest there is."""
    token = tokens[start]
    if token.kind == "figure":
        return _figure(tokens, start, lang)
    if token.kind == "word":
        return _Words(tokens, lang).read(start)
    return None


def figure_value(text: str, lang: Language) -> Fraction:
    """The value of digits as the language writes them; as English does where that can't be."""
    value = read_number(text, lang.code)
    if value is None:
        value = read_number(text, "en")
    return Fraction(Decimal(re.sub(r"\D", "", text)) if value is None else value)


def _figure(tokens: Sequence[Token], start: int, lang: Language) -> Numeral:
    value, end = figure_value(tokens[start].text, lang), start + 1
    ordinal_end = _ordinal_end(tokens, end, lang)
    if ordinal_end:
        return Numeral(value, "ordinal", start, ordinal_end)
    factor, end = _scales_behind(tokens, end, lang)
    value *= factor
    if end == start + 1 and _low(tokens, end) == "/":
        return _over(tokens, value, start, lang)
    while factor > 1 and end < len(tokens) and tokens[end].kind == "figure":
        smaller, after = _scales_behind(tokens, end + 1, lang)
        rest = figure_value(tokens[end].text, lang) * smaller
        if smaller == 1 or not _has_room(value, rest):
            break
        value, factor, end = value + rest, smaller, after
    value, end = _Words(tokens, lang).with_share(value, end, factor)
    return Numeral(value, "cardinal", start, end)


def _ordinal_end(tokens: Sequence[Token], place: int, lang: Language) -> int:
    """Where an ending behind a figure ends (5th, 5-й), which nothing parts from it; 0 if there is none."""
    behind = place + 1 if _low(tokens, place) == "-" else place
    if _low(tokens, behind) not in lang.date_list("ordinal_endings"):
        return 0
    glued = all(tokens[i].start == tokens[i - 1].end for i in range(place, behind + 1))
    return behind + 1 if glued else 0


def _scales_behind(tokens: Sequence[Token], place: int, lang: Language) -> tuple[int, int]:
    """What the words behind a figure multiply it by (10 thousand, 2,7 Mio.), and where they end."""
    short = lang.numbers("abbreviations")
    scales, factor = {**short, **lang.numbers("scales")}, 1
    while _low(tokens, place) in scales and _is_scale(tokens, place, lang):
        factor, place = factor * scales[tokens[place].low], place + 1
        if _low(tokens, place) == "." and tokens[place - 1].low in short:
            place += 1
    return factor, place


def _is_scale(tokens: Sequence[Token], place: int, lang: Language) -> bool:
    """Is a word behind a figure a scale rather than a unit (5 m is five metres, 50 cents is money in French)?

    Glued to its figure it is; with a space it is if a unit follows, or if it is no unit itself.
    """
    token = tokens[place]
    names_unit = bool(lang.units.at([token.low], 0)[0])
    words = [token.low for token in tokens[place + 1 : place + 4]]
    return not names_unit or token.start == tokens[place - 1].end or bool(lang.units.at(words, 0)[0])


def _over(tokens: Sequence[Token], value: Fraction, start: int, lang: Language) -> Numeral:
    """A fraction in digits: 1/3; anything else is the figure itself."""
    if start + 2 < len(tokens) and tokens[start + 2].kind == "figure":
        below = figure_value(tokens[start + 2].text, lang)
        if below and value < below <= 100 and _low(tokens, start + 3) != "/":
            return Numeral(value / below, "fraction", start, start + 3)
    return Numeral(value, "cardinal", start, start + 1)


def _low(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].low if place < len(tokens) else ""


def _has_room(above: Fraction | int, below: Fraction | int) -> bool:
    """May a number be said behind another: do its digits fall on zeros (twenty and one, not two and three)?"""
    power = 10
    while power <= below:
        power *= 10
    return bool(above % power == 0)


class _Part(NamedTuple):
    """What a word, or a piece of a compound, does in a number: a unit adds, a scale multiplies, an ordinal ends it."""

    value: int
    kind: str


class _Words:
    """Reads a number in words, by what each adds or multiplies.

    `current` is what was read since the last scale of a thousand or more, `total` what was read before. `scale` is the
    last word's factor, 1 for a unit.
    """

    def __init__(self, tokens: Sequence[Token], lang: Language) -> None:
        self.tokens, self.lang = tokens, lang
        self.total = self.current = 0
        self.scale = 1
        self.kind = "cardinal"

    def read(self, start: int) -> Numeral | None:
        """The number that begins at a word. An article counts only before a scale or a fraction: a dozen, a third."""
        begin = start
        if self._low(start) in self.lang.number_list("articles"):
            begin = start + 1
            if self._low(begin) not in self.lang.numbers("scales") and self._low(begin) not in self.lang.fractions:
                return None
        return self._special(start, begin) or self._cardinal(start, begin)

    def with_share(self, value: Fraction, end: int, scale: int) -> tuple[Fraction, int]:
        """A number with the fraction behind it (two and a half million, two million and a half), and where it ends.

        `scale` is the factor of the last word: of a million in the second case.
        """
        if self._low(end) not in self.lang.number_list("joiners"):
            return value, end
        place = end + 2 if self._low(end + 1) in self.lang.number_list("articles") else end + 1
        share = self.lang.fractions.get(self._low(place), Fraction(1))
        if share >= 1 or (place == end + 1 and self._low(place) in self.lang.numbers("ordinals")):
            return value, end
        factor, after = self._scale_at(place + 1)
        if after > place + 1:
            return (value + share) * factor, after
        return value + share * scale, after

    def _low(self, place: int) -> str:
        return _low(self.tokens, place)

    def _scale_at(self, place: int) -> tuple[int, int]:
        """The factor of a scale at a place, and where it ends."""
        factor = self.lang.numbers("scales").get(self._low(place))
        return (factor, place + 1) if factor else (1, place)

    def _special(self, start: int, begin: int) -> Numeral | None:
        """Hundreds; a third; half a million."""
        low = self._low(begin)
        if low in self.lang.numbers("plurals") and begin == start:
            return self._plural(start)
        if low in self.lang.fractions and (begin > start or low not in self.lang.numbers("ordinals")):
            return self._fraction(self.lang.fractions[low], start, begin + 1)
        return None

    def _plural(self, start: int) -> Numeral:
        """Hundreds, hundreds of thousands."""
        plurals = self.lang.numbers("plurals")
        value, end = 1, start
        following = start
        while self._low(following) in plurals:
            value, end = value * plurals[self._low(following)], following + 1
            following = end + 1 if self._low(end) in self.lang.number_list("of") else end
        return Numeral(Fraction(value), "plural", start, end)

    def _fraction(self, value: Fraction, start: int, end: int) -> Numeral:
        """A fraction, of a scale perhaps: half a million, un demi-million."""
        skipped = end + 1 if self._low(end) in self.lang.number_list("articles") | {"-"} else end
        factor, after = self._scale_at(skipped)
        if after > skipped:
            return Numeral(value * factor, "cardinal", start, after)
        return Numeral(value, "fraction", start, end)

    def _cardinal(self, start: int, begin: int) -> Numeral | None:
        end = self._take_all(begin)
        return self._behind(Fraction(self.total + self.current), start, end) if end > begin else None

    def _take_all(self, begin: int) -> int:
        """Take in the words of the number that begins at a place; where it ends, `begin` if there is none."""
        place = end = begin
        before_and: tuple[int, int, int, int] | None = None
        while place < len(self.tokens) and self.kind == "cardinal":
            if not self._stands_apart(begin, end, place) and self._take(self._parts(self._low(place))):
                place = end = place + 1
            elif place == end > begin and self._link(place):
                if self._low(place) != "-":
                    before_and = self.total, self.current, self.scale, end
                place = self._link(place)
            else:
                break
        if before_and and self._number_goes_on(end):
            self.total, self.current, self.scale, end = before_and
            self.kind = "cardinal"
        return end

    def _stands_apart(self, begin: int, end: int, place: int) -> bool:
        """Is it an ordinal behind a number that it is no part of: `les vingt premiers`, but `двадцать первый`?

        In most languages a hyphen, a joiner or a compound ties them.
        """
        tied = place > end or place == begin or "ordinal_last" in self.lang.number_flags
        return not tied and self._low(place) in self.lang.numbers("ordinals")

    def _number_goes_on(self, place: int) -> bool:
        """Does a number word follow that did not fit (one hundred and two | hundred: these are two numbers)?"""
        return bool(self._parts(self._low(place + 1 if self._low(place) == "-" else place)))

    def _behind(self, value: Fraction, start: int, end: int) -> Numeral:
        """What the words behind the number make of it: a year, a fraction."""
        if self.kind == "ordinal":
            return Numeral(value, "ordinal", start, end)
        if value in CENTURIES and self._is_tens(end):
            rest = _Words(self.tokens, self.lang)
            year_end = rest._take_all(end)
            if rest.total + rest.current < 100 and not self._is_tens(year_end):
                return Numeral(value * 100 + rest.current, "cardinal", start, year_end)
        place = end + 1 if self._low(end) == "-" else end
        share = self.lang.fractions.get(self._low(place))
        half_of_a_word = share == Fraction(1, 2) and self._low(place + 1) == "-"  # deux demi-finales
        if share and value < 20 and not half_of_a_word:
            return Numeral(value * share, "fraction", start, place + 1)
        value, end = self.with_share(value, end, self.scale)
        return Numeral(value, "cardinal", start, end)

    def _is_tens(self, place: int) -> bool:
        """Is it a word that may be the second half of a year: ten to ninety?"""
        return self.lang.numbers("units").get(self._low(place), 0) in range(10, 100)

    def _link(self, place: int) -> int:
        """Where a number goes on behind a hyphen, or behind `and` before a word that adds; 0 if it does not."""
        hyphen = self._low(place) == "-"
        joiner = place + 1 if hyphen else place
        if self._low(joiner) not in self.lang.number_list("joiners"):
            return joiner if hyphen else 0
        after = joiner + 2 if self._low(joiner + 1) == "-" else joiner + 1
        parts = self._parts(self._low(after))
        adds = self.total + self.current >= 20 and bool(parts) and parts[0].kind != "scale"
        return after if adds and "joined" in self.lang.number_flags else 0

    def _take(self, parts: Sequence[_Part]) -> bool:
        """Take in the parts of a word; False, with nothing changed, if it has none or they do not fit."""
        before = self.total, self.current, self.scale
        for part in parts:
            if not (self._multiply(part.value) if part.kind == "scale" else self._add(part.value, len(parts) > 1)):
                self.total, self.current, self.scale = before
                return False
            self.scale = part.value if part.kind == "scale" else 1
        if parts and parts[-1].kind == "ordinal":
            self.kind = "ordinal"
        return bool(parts)

    def _add(self, value: int, in_compound: bool) -> bool:
        flags, ones = self.lang.number_flags, self.current % 100
        if "vigesimal" in flags and value == 20 and ones == 4:
            self.current += 80 - ones
            return True
        vigesimal = "vigesimal" in flags and ones in {60, 80} and value < 20
        ones_first = in_compound and "ones_first" in flags and 0 < ones < 10 and value in range(20, 100, 10)
        if not (vigesimal or ones_first or _has_room(self.total + self.current, value)):
            return False
        self.current += value
        return True

    def _multiply(self, scale: int) -> bool:
        """A hundred multiplies what stands since the last thousand; a million, all that is smaller than itself."""
        if scale < 1000:
            if self.current >= 100:
                return False
            self.current = max(self.current, 1) * scale
            return True
        below = self.total % scale + self.current
        above = self.total - self.total % scale
        if scale == self.scale and not below:
            self.total *= scale  # a million million
            return True
        if above and not _has_room(above, below * scale):
            return False
        self.total, self.current = above + max(below, 1) * scale, 0
        return True

    def _parts(self, word: str) -> tuple[_Part, ...]:
        """What a word does in a number; a compound does several things."""
        if "compound" in self.lang.number_flags and len(word) <= LONGEST_COMPOUND:
            return _split_compound(word, self.lang)
        return _piece(word, self.lang)


def _piece(word: str, lang: Language) -> tuple[_Part, ...]:
    """A word that is no compound; none if it is no number."""
    for kind in ("unit", "scale", "ordinal"):
        value = lang.numbers(f"{kind}s").get(word)
        if value is not None:
            return (_Part(value, kind),)
    return ()


def _split_compound(word: str, lang: Language) -> tuple[_Part, ...]:
    """The parts of a number written as one word, each as long as can be; none if it is no number."""
    if piece := _piece(word, lang):
        return piece
    for length in range(len(word) - 1, 1, -1):
        value, kind = lang.cardinals.get(word[:length]), "scale" if word[:length] in lang.numbers("scales") else "unit"
        if value is None:
            continue
        behind = [word[length:].removeprefix(joiner) for joiner in lang.number_list("joiners")]
        for rest in dict.fromkeys([word[length:], *behind]):
            parts = _split_compound(rest, lang)
            if parts:
                return (_Part(value, kind), *parts)
    return ()
