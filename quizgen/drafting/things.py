"""Finds what a question may ask for in a sentence: figures, dates, names and terms, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizgen.anchors import TABLE
from quizgen.drafting import english
from quizgen.evidence.dates import Date
from quizgen.evidence.facts import Facts
from quizgen.evidence.language import Language
from quizgen.evidence.numbers import read_numeral
from quizgen.evidence.quantities import CURRENCIES

Kind = Literal["figure", "date", "name", "term"]
ONE_TO_ONE = {code: sign for code, sign in TABLE.items() if isinstance(sign, str) and len(sign) == 1}
"""What folding makes alike without moving a letter."""
GLUE = re.compile(r"[-.’' ]{1,2}$")

REFERENCE = re.compile(r"\([^()]*[A-Z][^()]*\d\)[^()]{0,3}$")
"""Where a sentence was taken from, with a date, in brackets at its end."""

FIRST_HALF = re.compile(r"\b[A-Z]\w+-$")
"""What belongs to a name behind its hyphen: Jean-."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A figure, date, name or term: its words as they stand, where (in characters), and its sort.

    The sort of a figure is its unit, of a date how exact it is, of a name `person`, `body`, `place` or `country`, of a
    term `one` or `many`; empty where that is not known. `value` sorts figures and dates among themselves.
    """

    kind: Kind
    text: str
    start: int
    end: int
    sort: str
    value: tuple[int, ...]

    def resembles(self, other: Thing) -> bool:
        """May one stand for the other: are figures of a size, yet well apart, and both in digits or in words?"""
        if self.kind != "figure":
            return True
        if self.text[0].isdigit() != other.text[0].isdigit():
            return False
        low, high = sorted((self.value[0], other.value[0]))
        return low * 20 >= high and low * 11 <= high * 10

    def distance(self, other: Thing) -> tuple[int, ...]:
        """How far their values are apart."""
        return tuple(abs(mine - theirs) for mine, theirs in zip(self.value, other.value, strict=True))


def even(text: str) -> str:
    """The text for comparison, each letter in its place."""
    return text.translate(ONE_TO_ONE)


def things(text: str, facts: Facts) -> tuple[Thing, ...]:
    """All things of a sentence in their order; `facts` are those of its `even` text. Sorts of names come later."""
    found = [*_figures(text, facts), *_dates(text, facts), *_names(text, facts)]
    terms = _terms(text, facts) if facts.lang.is_english else ()
    found += [term for term in terms if not any(term.start < one.end and one.start < term.end for one in found)]
    reference = REFERENCE.search(text)
    end = reference.start() if reference else len(text)
    return tuple(sorted((one for one in found if one.end <= end), key=lambda thing: thing.start))


def _terms(text: str, facts: Facts) -> Iterator[Thing]:
    """What an English sentence defines (“A harbour is a place …”), or what it says something is called."""
    called = ((match["term"], match["verb"] or "", *match.span("term")) for match in english.CALLED.finditer(text))
    defined = ((match[1], match[2], *match.span(1)) for match in english.DEFINES.finditer(text))
    for words, verb, start, end in (*defined, *called):
        lows = words.lower().split()
        if not (english.FUNCTION_WORDS | english.VAGUE | english.OPENERS).isdisjoint(lows):
            continue
        if len(words) > 2 and not any(facts.tokens[place].start == start for place in facts.names):
            yield Thing("term", words, start, end, "many" if verb.startswith("are") else "one", ())


def _figures(text: str, facts: Facts) -> Iterator[Thing]:
    """Exact numbers that count or measure something; a share in words (half) and a lone “one” are too easy to miss."""
    for quantity in facts.quantities:
        begin = quantity.start + (facts.tokens[quantity.start].text in CURRENCIES)
        numeral = read_numeral(facts.tokens, begin, facts.lang)
        if numeral is None or quantity.kind != "cardinal" or quantity.high is not None or quantity.value <= 2:
            continue
        start, end = facts.tokens[numeral.start].start, facts.tokens[numeral.end - 1].end
        if not _is_glued(text, start, end) and numeral.value.denominator <= 1000:
            yield Thing("figure", text[start:end], start, end, quantity.unit, (int(numeral.value * 1000),))


def _dates(text: str, facts: Facts) -> Iterator[Thing]:
    for date in facts.dates:
        start, end = facts.tokens[date.start].start, facts.tokens[date.end - 1].end
        if (date.year or (date.day and date.month)) and not _is_glued(text, start, end):
            yield Thing("date", text[start:end], start, end, exactness(date), (date.year, date.month, date.day))


def exactness(date: Date) -> str:
    """How exact a date is, by what it tells: `ymd`, `y`, `md` …"""
    return "y" * bool(date.year) + "m" * bool(date.month) + "d" * bool(date.day)


def _is_glued(text: str, start: int, end: int) -> bool:
    """Is a figure part of something larger: 180-day, 6/1/2022), Route-5, H2O?"""
    return (
        text[start - 1 : start].isalpha()
        or text[start - 1 : start] in set("-–/.#")
        or text[end : end + 1] in set("-–/°")
    )


def _names(text: str, facts: Facts) -> Iterator[Thing]:
    """Names, in runs of words with capitals; titles before them and adjectives are left out."""
    run: list[int] = []
    for place in [*sorted(facts.names.keys() | _capitals(facts)), -1]:
        if run and (place < 0 or not _goes_on(text, facts, run[-1], place)):
            yield from _name(text, facts, run)
            run = []
        run.append(place)


def _capitals(facts: Facts) -> set[int]:
    """The words with a capital beside a name that are not known to be names themselves: Margarita (Simonyan)."""
    if facts.lang.nouns_have_capitals:
        return set()
    return {
        place
        for place, token in enumerate(facts.tokens)
        if token.kind == "word"
        and token.text[0].isupper()
        and {place - 1, place + 1} & facts.names.keys()
        and (facts.tokens[place - 1].kind == "word" if place else _may_be_forename(token.low, facts))
    }


def _may_be_forename(low: str, facts: Facts) -> bool:
    """May the first word of a sentence be the first of a name? Not if it is known as another word."""
    return not _is_adjective(low) and low not in facts.lang.common | facts.lexicon.common | english.TITLES


def _goes_on(text: str, facts: Facts, last: int, place: int) -> bool:
    between = text[facts.tokens[last].end : facts.tokens[place].start]
    if facts.lows[last].endswith("'s"):
        return False
    return bool(GLUE.fullmatch(between)) and (not between.startswith(("’ ", "' ", ". ")) or facts.lows[last] == "st")


def _name(text: str, facts: Facts, run: list[int]) -> Iterator[Thing]:
    lows = [facts.lows[place].removesuffix("'s") for place in run]
    if lows[0] == "state" and text[: facts.tokens[run[0]].start].endswith("ecretary of "):
        run, lows = run[1:], lows[1:]
        titles = [-1]
    else:
        titles = [number for number, low in enumerate(lows) if low in english.TITLES]
    kept = run[titles[-1] + 1 :] if titles and lows and lows[-1] not in english.BODIES else run
    while len(kept) > 1 and _is_adjective(facts.lows[kept[0]]) and facts.lows[kept[-1]] not in english.BODIES:
        kept = kept[1:]
    if not kept or (len(kept) == 1 and _is_adjective(facts.lows[kept[0]])):
        return
    start, end = facts.tokens[kept[0]].start, facts.tokens[kept[-1]].end
    if first_half := FIRST_HALF.search(text[:start]):
        start = first_half.start()
    words = re.sub(r"['’]s$", "", text[start:end])
    if len(words) > 1 and not _is_common(words, facts.lang):
        before = re.findall(r"\w+", text[:start].lower())[-1:]
        called = titles or (before and before[0] in english.TITLES)
        sort = "person" if called and not english.BODIES & set(lows) else ""
        yield Thing("name", words, start, start + len(words), sort, ())


def _is_adjective(low: str) -> bool:
    return low.endswith(english.ADJECTIVE_ENDINGS) and not low.endswith("stan")


def _is_common(words: str, lang: Language) -> bool:
    return words.lower() in lang.common | english.OPENERS | english.BODIES | english.TITLES | english.RANKS
