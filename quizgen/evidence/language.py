"""What the checks know of a language: one data file each, `languages/en.toml`.

A language without a file has no word lists; its words are compared letter by letter, and `known` is False.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import snowballstemmer

from quizgen.numerals import decimal_mark

HEDGES = ("over", "least", "most", "under", "about", "exact")
"""What a figure may be hedged with: more than, at least, at most, less than, about, exactly."""
BOUNDS = ("over", "least", "most", "under")
"""Those that make a range of a figure."""
LIST_SIGNS = frozenset(",;/&")
"""Signs between the members of a list, in any language."""
SHORTEST_STEM = 4
"""Words that share fewer letters than this are never forms of one word."""


@dataclass(frozen=True)
class Language:
    """The word lists of a language, ready to be looked up; all words in small letters."""

    code: str
    data: Mapping[str, Any] = field(repr=False)
    stems: dict[str, str] = field(default_factory=dict, repr=False)
    telling: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    lists: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False)
    patterns: dict[str, re.Pattern[str] | None] = field(default_factory=dict, repr=False)

    @property
    def known(self) -> bool:
        """Does the language have a file?"""
        return bool(self.data)

    @property
    def is_english(self) -> bool:
        """Is it English, of whatever country?"""
        return self.code.split("-")[0].lower() == "en"

    @cached_property
    def decimal(self) -> str:
        """What stands before decimals: a comma or a full stop."""
        return decimal_mark(self.code)

    @cached_property
    def elisions(self) -> tuple[str, ...]:
        """Words that lose their last vowel before another, without their apostrophe: l, d, qu."""
        return tuple(self.data.get("elisions", ()))

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that claim nothing."""
        return frozenset(str(self.data.get("common", "")).split())

    @cached_property
    def frame(self) -> frozenset[str]:
        """The stems of words that a stem adds around what it asks."""
        return frozenset(map(self.stem, str(self.data.get("frame", "")).split()))

    @cached_property
    def articles(self) -> frozenset[str]:
        """The, a, an."""
        return frozenset(self.data.get("articles", ()))

    @cached_property
    def nouns_have_capitals(self) -> bool:
        """Does a capital tell nothing of a name, as in German?"""
        return bool(self.data.get("nouns_have_capitals", False))

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Words that stand for somebody named before."""
        return frozenset(self.data.get("pronouns", ()))

    @cached_property
    def clauses(self) -> frozenset[str]:
        """Words at which a new clause begins."""
        return frozenset(self.data.get("clauses", ()))

    @cached_property
    def agents(self) -> frozenset[str]:
        """Words before the one who does what a passive tells: by."""
        return frozenset(self.data.get("agents", ()))

    @cached_property
    def separators(self) -> frozenset[str]:
        """Signs and words between the members of a list."""
        return LIST_SIGNS.union(self.data.get("listing", ()))

    @cached_property
    def groups(self) -> Mapping[str, frozenset[int]]:
        """The groups of synonyms that a stem belongs to."""
        found: dict[str, set[int]] = {}
        for number, words in enumerate(self.data.get("synonyms", ())):
            for word in words.split():
                found.setdefault(self.stem(word), set()).add(number)
        return {stem: frozenset(numbers) for stem, numbers in found.items()}

    # numbers

    def numbers(self, name: str) -> Mapping[str, Any]:
        """A table of `[numbers]`: units, scales, plurals, abbreviations, ordinals, fractions."""
        table: Mapping[str, Any] = self.data.get("numbers", {}).get(name, {})
        return table

    @cached_property
    def cardinals(self) -> Mapping[str, int]:
        """The number words that add up, and those that multiply."""
        return {**self.numbers("units"), **self.numbers("scales")}

    @cached_property
    def fractions(self) -> Mapping[str, Fraction]:
        """Half, third, quarter."""
        return {word: Fraction(value) for word, value in self.numbers("fractions").items()}

    def number_list(self, name: str) -> frozenset[str]:
        """A list of `[numbers]`: joiners, articles, range, between, from."""
        return self._list("numbers", name)

    def _list(self, table: str, name: str) -> frozenset[str]:
        """A list of a table, made a set once."""
        known = self.lists.get((table, name))
        if known is None:
            known = self.lists[table, name] = frozenset(self.data.get(table, {}).get(name, ()))
        return known

    @cached_property
    def number_flags(self) -> frozenset[str]:
        """How the language builds number words: `compound`, `ones_first`, `vigesimal`."""
        return self.number_list("flags")

    @cached_property
    def number_starts(self) -> frozenset[str]:
        """Every word with which a number may begin."""
        names = ("units", "scales", "plurals", "ordinals", "fractions")
        return frozenset(word for name in names for word in self.numbers(name))

    @cached_property
    def range_ends(self) -> frozenset[str]:
        """Words with which a stem asks for one end of a range: lowest, at most."""
        return frozenset(self.data.get("range_ends", ()))

    # phrases

    @cached_property
    def hedges(self) -> Phrases:
        """Phrases before a figure, by what they do to it."""
        return Phrases({name: self.data.get("hedges", {}).get(name, ()) for name in HEDGES})

    @cached_property
    def hedges_behind(self) -> Phrases:
        """Phrases behind a figure."""
        return Phrases({name: self.data.get("hedges_behind", {}).get(name, ()) for name in HEDGES})

    @cached_property
    def range_words(self) -> frozenset[str]:
        """Words with which a phrase begins that makes a range of a figure: more than, up to, between, before."""
        tables = (self.data.get(table, {}) for table in ("hedges", "hedges_behind"))
        hedges = {phrase.split()[0] for table in tables for name in BOUNDS for phrase in table.get(name, ())}
        years = self.first_words("ends_before") | self.first_words("begins_after")
        return self.number_list("range") | self.number_list("between") | years | hedges

    @cached_property
    def units(self) -> Phrases:
        """Forms of units, by canonical name."""
        return Phrases(self.data.get("units", {}))

    @cached_property
    def per(self) -> frozenset[str]:
        """Words between a quantity and what it is counted by."""
        return frozenset(self.data.get("per", {}).get("words", ()))

    @cached_property
    def per_unless(self) -> frozenset[str]:
        """Words behind a unit that make a time of it: a year later."""
        return self._list("per", "unless")

    @cached_property
    def per_adverbs(self) -> Mapping[str, str]:
        """Daily: per day."""
        found: Mapping[str, str] = self.data.get("per", {}).get("adverbs", {})
        return found

    # dates

    def date_list(self, name: str) -> frozenset[str]:
        """A list of `[dates]`: before_day, ordinal_endings, eras."""
        return self._list("dates", name)

    @cached_property
    def months(self) -> Mapping[str, int]:
        """Month names and their short forms, 1 to 12."""
        return _numbered(self.data.get("dates", {}).get("months", ()))

    @cached_property
    def weekdays(self) -> Mapping[str, int]:
        """Names of the days of the week, Monday is 1."""
        return _numbered(self.data.get("dates", {}).get("weekdays", ()))

    # what changes a meaning

    def polarity(self, name: str) -> frozenset[str]:
        """A list of `[polarity]`: negators, harmless."""
        return self._list("polarity", name)

    @cached_property
    def denials(self) -> frozenset[str]:
        """The stems of words that deny by their meaning."""
        return frozenset(map(self.stem, self.data.get("polarity", {}).get("denials", ())))

    @cached_property
    def harmless(self) -> re.Pattern[str] | None:
        """Phrases with a negator that deny nothing."""
        return _any_of(self.polarity("harmless"))

    @cached_property
    def antonyms(self) -> Mapping[str, frozenset[str]]:
        """The stems of the opposites of a stem."""
        found: dict[str, set[str]] = {}
        for pair in self.data.get("antonyms", {}).get("pairs", ()):
            one, other = map(self.stem, pair.split())
            if one != other:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
        return {stem: frozenset(others) for stem, others in found.items()}

    @cached_property
    def reservations(self) -> re.Pattern[str] | None:
        """What shows that a source does not vouch for what it tells."""
        return _any_of(self.data.get("reporting", {}).get("hedges", ()))

    @cached_property
    def softeners(self) -> frozenset[str]:
        """Words that take something back: largely, nearly, some."""
        return frozenset(self.data.get("reporting", {}).get("softeners", ()))

    @cached_property
    def keeps_reservation(self) -> re.Pattern[str] | None:
        """What keeps such a reservation."""
        return _any_of(self.data.get("reporting", {}).get("keeps", ()))

    @cached_property
    def according(self) -> re.Pattern[str] | None:
        """What names the speaker first: according to."""
        return _any_of(self.data.get("reporting", {}).get("according", ()))

    @cached_property
    def saying(self) -> re.Pattern[str] | None:
        """Verbs that make a sentence somebody's words."""
        return _any_of(self.data.get("reporting", {}).get("verbs", ()))

    # what the rules of item writing look for

    def writing(self, name: str) -> frozenset[str]:
        """A list of `[writing]`: negatives, absolutes, vague, asks."""
        return self._list("writing", name)

    def first_words(self, name: str) -> frozenset[str]:
        """The words with which the phrases of a list of `[writing]` begin."""
        known = self.lists.get(("first", name))
        if known is None:
            words = (phrase.split()[0] for phrase in self.writing(name))
            known = self.lists["first", name] = frozenset(words)
        return known

    def writing_form(self, name: str) -> str:
        """A pattern or ending of `[writing]`: vowel_sound, gerund; empty where the language has none."""
        return str(self.data.get("writing", {}).get(name, ""))

    def any_of(self, name: str) -> re.Pattern[str] | None:
        """A pattern for any phrase of a list of `[writing]`, as whole words; None where the list is empty."""
        if name not in self.patterns:
            self.patterns[name] = _any_of(self.writing(name))
        return self.patterns[name]

    def without(self, name: str, text: str) -> str:
        """A text without the phrases of a list of `[writing]`, a space in place of each."""
        pattern = self.any_of(name)
        return pattern.sub(" ", text) if pattern else text

    # forms of words

    def look_up(self, low: str) -> tuple[str, str]:
        """A word in small letters without its possessive ending, and its stem; no stem if it claims nothing."""
        known = self.telling.get(low)
        if known is None:
            bare = bare_word(low)
            empty = bare in self.common or bare in self.polarity("negators")
            claims = not empty and (len(bare) > 1 or not bare.isascii())
            known = self.telling[low] = (bare, self.stem(bare.replace(".", "")) if claims else "")
        return known

    @cached_property
    def figure_words(self) -> frozenset[str]:
        """Every word that is a number or part of a date."""
        return self.number_starts | self.months.keys() | self.weekdays.keys()

    @cached_property
    def figure_starts(self) -> frozenset[str]:
        """Every word with which a number or a date may begin."""
        return self.figure_words | self.number_list("articles")

    def stem(self, word: str) -> str:
        """The stem of a word, spellings made alike; the word itself where no stemmer is known."""
        known = self.stems.get(word)
        if known is None:
            known = self.stems[word] = self._stem(word)
        return known

    def _stem(self, word: str) -> str:
        name = self.data.get("stemmer")
        if not name:
            return word
        word = self._irregular.get(word, word)
        for pattern, replacement in self.data.get("spelling", ()):
            word = re.sub(pattern, replacement, word)
        return str(_stemmer(name).stemWord(word))

    @cached_property
    def _irregular(self) -> Mapping[str, str]:
        """Forms that no ending tells, and the word they are a form of."""
        lines = (line.split() for line in self.data.get("irregular", ()))
        return {form: forms[0] for forms in lines for form in forms}

    @cached_property
    def endings(self) -> frozenset[str]:
        """In what two forms of one word may differ."""
        return frozenset(["", *str(self.data.get("endings", "")).split()])

    def akin(self, one: str, other: str) -> bool:
        """Are two stems the same, or forms of one word (Kazakh, Kazakhstan)?

        Forms share a beginning and differ in endings alone.
        """
        if one == other:
            return True
        shared = 0
        for left, right in zip(one, other, strict=False):
            if left != right:
                break
            shared += 1
        return shared >= SHORTEST_STEM and one[shared:] in self.endings and other[shared:] in self.endings


class Phrases:
    """Phrases of one or more words, found at a place in a list of words; the longest wins."""

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        """Take phrases by what they stand for."""
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, phrases in named.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                self.by_first.setdefault(words[0], []).append((words, name))
                self.by_last.setdefault(words[-1], []).append((words, name))
        for table in (self.by_first, self.by_last):
            for listed in table.values():
                listed.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: list[str], start: int) -> tuple[str, int]:
        """What a phrase that begins at `start` stands for, and where it ends; ("", start) if there is none."""
        if start < len(words):
            for phrase, name in self.by_first.get(words[start], ()):
                if tuple(words[start : start + len(phrase)]) == phrase:
                    return name, start + len(phrase)
        return "", start

    def before(self, words: list[str], end: int) -> tuple[str, int]:
        """What a phrase that ends before `end` stands for, and where it begins; ("", end) if there is none."""
        if end > 0:
            for phrase, name in self.by_last.get(words[end - 1], ()):
                if len(phrase) <= end and tuple(words[end - len(phrase) : end]) == phrase:
                    return name, end - len(phrase)
        return "", end


def bare_word(low: str) -> str:
    """A word in small letters without its possessive ending."""
    return low.removesuffix("'s").removesuffix("'")


def _numbered(lines: Iterable[str]) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines, start=1) for word in line.split()}


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of some phrases, as whole words; a star at the end stands for any ending."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    listed = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if listed else None


@cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


@cache
def language(code: str) -> Language:
    """The language of a code such as `en` or `de-CH`."""
    path = files("quizgen.evidence") / "languages" / f"{code.split('-', maxsplit=1)[0].lower()}.toml"
    return Language(code, tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {})


def languages() -> list[str]:
    """The codes of the languages that have a file."""
    folder = files("quizgen.evidence") / "languages"
    return sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml"))
