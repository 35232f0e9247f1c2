"""What a text says, taken apart once: its dates, quantities, names, other telling words, and clauses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from quizgen.anchors import fold
from quizgen.evidence.dates import Date, read_date
from quizgen.evidence.language import SHORTEST_STEM, Language, bare_word
from quizgen.evidence.quantities import Quantity, read_quantity
from quizgen.evidence.tokens import Token, tokenize

LONG_NAME = 4
"""So many words with capitals in a row are one name, whatever else they mean."""
SHORT_ANSWER = 5
"""An answer of so many words, such as a name, begins with a capital only if that is its own."""
CLAUSE_SIGNS = frozenset(",;:()")


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word: its stem, as it stands, which token it is, and whether it is a name."""

    stem: str
    text: str
    place: int
    name: bool


@dataclass(frozen=True)
class Lexicon:
    """What the sources show of their words: which are names, which are written small too."""

    names: Set[str] = frozenset()
    common: Set[str] = frozenset()

    @classmethod
    def of(cls, sentences: Iterable[str], lang: Language) -> Lexicon:
        """Learn from sentences: what has a capital inside one is a name, unless it is written small elsewhere."""
        names, common = set(), set()
        for sentence in sentences:
            for place, token in enumerate(tokenize(fold(sentence), lang.decimal, lang.elisions)):
                if token.kind == "word":
                    bare = bare_word(token.low)
                    if not token.text[0].isupper():
                        common.add(bare)
                    elif place:
                        names.add(bare)
        return cls(frozenset(names - common), frozenset(common))


class Facts:
    """The facts of a text in a language; its dates are read in the order of its source."""

    def __init__(self, text: str, lang: Language, order: str, lexicon: Lexicon) -> None:
        """Take a folded text, in which names have their first form."""
        self.text, self.lang, self.order, self.lexicon = text, lang, order, lexicon
        self.tokens: Sequence[Token] = tokenize(text, lang.decimal, lang.elisions)
        self.lows = [token.low for token in self.tokens]
        self.dates: list[Date] = []
        self.quantities: list[Quantity] = []
        self._taken: set[int] = set()
        self._read_figures()
        self.words = list(self._read_words())
        self._has: dict[str, bool] = {}
        self.stems = {word.stem for word in self.words}
        self.spoken = self.stems | {
            lang.stem(bare_word(self.lows[place])) for place in self._taken if self.tokens[place].kind == "word"
        }

    def _read_figures(self) -> None:
        place, end = 0, len(self.tokens)
        starts = self.lang.figure_starts
        compound = "compound" in self.lang.number_flags
        while place < end:
            token = self.tokens[place]
            if token.kind == "word" and token.low not in starts and not (compound and len(token.low) > SHORTEST_STEM):
                place += 1
                continue
            date = read_date(self.tokens, place, self.lang, self.order)
            quantity = None if date else read_quantity(self.tokens, place, self.lang)
            if date:
                self.dates.append(date)
                place = date.end
                if date.year and self.lang.units.at(self.lows[place : place + 1], 0)[0] == "year":
                    place += 1  # the word for “year” that some languages put behind it
                self._taken.update(range(date.start, place))
            elif quantity:
                self.quantities.append(quantity)
                self._taken.update(range(quantity.first, quantity.end))
                place = quantity.end
            else:
                place += 1

    def _read_words(self) -> Iterable[Word]:
        first = True
        look_up = self.lang.look_up
        for place, token in enumerate(self.tokens):
            if token.kind != "word":
                first = first or token.text in ".:;?!'("
                continue
            starts, first = first, False
            bare, stem = look_up(token.low)
            if stem and place not in self._taken:
                yield Word(stem, token.text, place, token.text[0].isupper() and self._is_name(place, bare, starts))

    def _is_name(self, place: int, bare: str, starts: bool) -> bool:
        """Is a word with a capital a name: it does not owe it to the place where it stands?

        In a short answer the first word is one if another word with a capital follows.
        """
        token = self.tokens[place]
        if self.lang.nouns_have_capitals:
            return False
        if bare in self.lexicon.common:
            return self._is_in_long_name(place)
        if bare in self.lexicon.names or (token.text.isupper() and len(token.text) > 1):
            return True
        if not starts:
            return True
        following = self.tokens[place + 1].text if place + 1 < len(self.tokens) <= SHORT_ANSWER else ""
        return following[:1].isupper() and bare_word(following.lower()) not in self.lexicon.common

    def _is_in_long_name(self, place: int) -> bool:
        """Is a word one of several in a row that have capitals (Collective Security Treaty Organization)?"""
        first = last = place
        while first > 0 and self._has_capital(first - 1):
            first -= 1
        while last + 1 < len(self.tokens) and self._has_capital(last + 1):
            last += 1
        return last - first + 1 >= LONG_NAME

    def _has_capital(self, place: int) -> bool:
        return self.tokens[place].text[0].isupper()

    @cached_property
    def clauses(self) -> list[int]:
        """Where clauses begin, as token numbers."""
        return [0] + [
            place
            for place, token in enumerate(self.tokens)
            if token.text in CLAUSE_SIGNS or token.low in self.lang.clauses
        ]

    def clause(self, place: int) -> int:
        """The number of the clause that a token is in."""
        return bisect_right(self.clauses, place)

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for stem in sorted(self.spoken):
            found.setdefault(stem[:SHORTEST_STEM], []).append(stem)
        return found

    @cached_property
    def all_stems(self) -> list[str]:
        """The stem of each token, common words and signs included."""
        return [self.lang.stem(low) for low in self.lows]

    @cached_property
    def opposable(self) -> dict[str, int]:
        """Where words that have an opposite stand, by their stems."""
        antonyms = self.lang.antonyms
        return {stem: place for place, stem in reversed([*enumerate(self.all_stems)]) if stem in antonyms}

    @cached_property
    def names(self) -> dict[int, Word]:
        """The names, by the token at which each stands."""
        return {word.place: word for word in self.words if word.name}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for word in self.words:
            found.setdefault(word.stem, []).append(word.place)
        return found

    def places(self, stem: str) -> list[int]:
        """Where a word stands, in any form."""
        exact = self._places.get(stem)
        if exact:
            return exact
        forms = self._by_beginning.get(stem[:SHORTEST_STEM], ())
        return [place for form in forms if self.lang.akin(stem, form) for place in self._places.get(form, ())]

    @cached_property
    def _groups(self) -> frozenset[int]:
        groups = self.lang.groups
        return frozenset(group for stem in self.spoken for group in groups.get(stem, ()))

    def has(self, stem: str) -> bool:
        """Does the text have a word with that stem, or another form of it?"""
        known = self._has.get(stem)
        if known is None:
            known = self._has[stem] = self._finds(stem)
        return known

    def _finds(self, stem: str) -> bool:
        if stem in self.spoken:
            return True
        return any(self.lang.akin(stem, other) for other in self._by_beginning.get(stem[:SHORTEST_STEM], ()))

    def means(self, stem: str) -> bool:
        """Does the text have a word with that stem, another form of it, or a synonym?"""
        return self.has(stem) or not self._groups.isdisjoint(self.lang.groups.get(stem, ()))

    @cached_property
    def units(self) -> frozenset[str]:
        """The units that the text speaks of, with or without a figure."""
        found = {quantity.unit for quantity in self.quantities} | {quantity.per for quantity in self.quantities}
        for place in range(len(self.lows)):
            name, _ = self.lang.units.at(self.lows[place : place + 4], 0)
            found.add(name)
            found.add(self.lang.per_adverbs.get(self.lows[place], ""))
        return frozenset(found - {""})

    @cached_property
    def hedges(self) -> frozenset[str]:
        """The hedges that the text has anywhere."""
        names = {self.lang.hedges.at(self.lows, place)[0] for place in range(len(self.lows))}
        return frozenset(names - {""})

    @cached_property
    def negators(self) -> list[int]:
        """The tokens that deny something; `not only` does not."""
        lang = self.lang
        words = lang.polarity("negators")
        spans = [found.span() for found in lang.harmless.finditer(self.text)] if lang.harmless else []
        return [
            place
            for place, token in enumerate(self.tokens)
            if (token.low in words or ("n't" in words and token.low.endswith("n't")))
            and not any(start <= token.start < end for start, end in spans)
        ]

    @cached_property
    def denials(self) -> frozenset[str]:
        """The words that deny by their meaning (fail, lack), by their stems."""
        return self.lang.denials & self.stems

    def stands_in(self, other: Facts) -> bool:
        """Does the text stand in the other as it is, in whole words?"""
        wanted, text = self.text.strip(" .,;:!?'\"").lower(), other.text.lower()
        start = text.find(wanted)
        while wanted and start >= 0:
            end = start + len(wanted)
            before, after = text[start - 1 : start], text[end : end + 1]
            if not (before.isalnum() and wanted[0].isalnum()) and not (after.isalnum() and wanted[-1].isalnum()):
                return True
            start = text.find(wanted, start + 1)
        return False
