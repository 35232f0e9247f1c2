"""Reads a source for drafting: its sentences, each with its things, and what other things of a sort the text has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from quizgen.anchors import Anchors
from quizgen.drafting import english
from quizgen.drafting.sorts import sorts
from quizgen.drafting.standing import is_prose, stands_alone
from quizgen.drafting.things import Thing, even, things
from quizgen.evidence.facts import Facts, Lexicon
from quizgen.evidence.language import Language
from quizgen.evidence.quoting import quote_from
from quizgen.sentences import Sentence

IN_A_ROW = re.compile(r", (?:and |or )?(?:the )?| (?:and|or) (?:the )?")
"""What stands between the names of a list."""
RIVALS_TRIED = 60
"""So many others are looked at to find a distractor, so that a long text takes no longer for each of its sentences."""
FREQUENT = 4
"""A name that a text has more often than this, and in more than a tenth of its sentences, is easily guessed."""
WHOLE = 14
"""A sentence of so many words is quoted whole."""


@dataclass(frozen=True)
class Line:
    """A sentence of a source, as it stands in one line, with its facts and things."""

    sentence: Sentence
    text: str
    facts: Facts
    things: tuple[Thing, ...]
    stands_alone: bool

    def with_gap(self, thing: Thing, gap: str) -> str:
        """The sentence with something else in a thing's place."""
        return self.text[: thing.start] + gap + self.text[thing.end :]

    def inside(self, word: str) -> str:
        """The sentence's first word as it stands inside another: an article without its capital, if no name has it."""
        is_name = any(thing.kind == "name" and thing.text.startswith(word) for thing in self.things)
        return word if is_name or word.lower() not in {"the", "a", "an"} else word.lower()

    def is_part(self, thing: Thing) -> bool:
        """Does a longer name, or what a person is called by, go on behind a name (Almaty, of its Airport or mayor)?"""
        behind = self.text[thing.end :]
        following = re.match(r"[’']? ([a-z]+)\b", behind)
        is_title = bool(following and following[1] in english.TITLES | english.RANKS - {"of", "the"})
        return is_title or bool(re.match(r" [A-Z]|-\w", behind))

    def is_explained(self, thing: Thing) -> bool:
        """Does another form of a name stand behind it in brackets, or it in brackets behind another?"""
        return self.text[: thing.start].endswith("(") or self.text[thing.end :].startswith(" (")

    def is_listed(self, thing: Thing) -> bool:
        """Is a name one of several in a row, of which any would do?"""
        names = [one for one in self.things if one.kind == "name"]
        return any(
            thing in pair and IN_A_ROW.fullmatch(self.text[pair[0].end : pair[1].start]) for pair in pairwise(names)
        )

    def is_telling(self, thing: Thing) -> bool:
        """Is a fact told of a name, which is the whole name, with no other beside it that would do as well?"""
        beside = self.is_part(thing) or self.is_explained(thing) or self.is_listed(thing)
        return not beside and not self.is_surmise

    @cached_property
    def is_surmise(self) -> bool:
        """Is it a forecast or a judgment rather than a fact?"""
        return not english.SURMISES.isdisjoint(re.findall(r"\w+", self.text.lower()))

    def names_only_once(self, thing: Thing) -> bool:
        """Does a thing stand nowhere else in the sentence, not even in part?"""
        rest = self.with_gap(thing, " ").lower()
        return not any(len(word) > 2 and word in rest for word in re.findall(r"\w+", thing.text.lower()))

    @cached_property
    def richness(self) -> int:
        """How much there is to ask for; more in a sentence that stands alone."""
        telling = sum(2 if thing.kind != "name" else 1 for thing in self.things)
        return telling + 10 * self.stands_alone if telling else 0


@dataclass(frozen=True)
class Reading:
    """A source that was read for drafting: its lines, and what quotes are cut with.

    Drafts are made from the `most_lines` richest lines alone, so that a book takes no longer than a long article.
    """

    anchors: Anchors
    lang: Language
    lines: tuple[Line, ...]
    most_words: int
    most_lines: int

    @cached_property
    def pool(self) -> tuple[Line, ...]:
        """The lines to make drafts from, in the order of the text."""
        richest = sorted(range(len(self.lines)), key=lambda place: -self.lines[place].richness)[: self.most_lines]
        return tuple(self.lines[place] for place in sorted(richest))

    @cached_property
    def usable(self) -> tuple[Line, ...]:
        """Those that can stand alone."""
        return tuple(line for line in self.pool if line.stands_alone)

    def is_everywhere(self, thing: Thing) -> bool:
        """Does the text have a name so often that it is easily guessed?"""
        return self.frequency[thing.text] > max(FREQUENT, len(self.lines) // 10)

    @property
    def tells_sorts(self) -> bool:
        """Is the language one in which persons, places and bodies are told apart? English alone."""
        return self.lang.is_english

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where in the text each sentence stands, by its digest."""
        return {line.sentence.digest: place for place, line in reversed([*enumerate(self.lines)])}

    @cached_property
    def frequency(self) -> Counter[str]:
        """How often the text has each thing."""
        return Counter(thing.text for line in self.lines for thing in line.things)

    @cached_property
    def _others(self) -> Mapping[tuple[str, str], Sequence[Thing]]:
        """Things by kind and sort: the most frequent names, the first figures and dates."""
        found: dict[tuple[str, str], dict[str, Thing]] = {}
        for line in self.lines:
            for thing in line.things:
                found.setdefault((thing.kind, thing.sort), {}).setdefault(thing.text, thing)
        return {
            (kind, sort): sorted(
                by_text.values(), key=lambda thing: -self.frequency[thing.text] if thing.kind == "name" else 0
            )[:RIVALS_TRIED]
            for (kind, sort), by_text in found.items()
        }

    @cached_property
    def _with_article(self) -> frozenset[str]:
        """The names before which the text has “the”."""
        return frozenset(
            thing.text for line in self.lines for thing in line.things if line.text[: thing.start].endswith(" the ")
        )

    def rivals(self, thing: Thing, line: Line, most: int, *, in_place: bool = False) -> list[str]:
        """Other things of the same sort in the text, none of which the sentence has, nearest in value first.

        To stand `in_place` of a name, another takes an article if the name does.
        """
        alike = [one for one in self._others.get((thing.kind, thing.sort), ()) if thing.resembles(one)]
        if in_place:
            has_article = thing.text in self._with_article
            alike = [one for one in alike if (one.text in self._with_article) == has_article]
        if thing.kind == "name":
            others: Iterable[Thing] = alike if thing.sort else ()
        else:
            others = sorted(alike, key=lambda one: (thing.distance(one), one.text))
        taken = set(re.findall(r"\w{2,}", line.text.lower())) | set(re.findall(r"\w+", thing.text.lower()))
        found: list[str] = []
        for other in others:
            low = other.text.lower()
            words = set(re.findall(r"\w+", low)) if thing.kind == "name" else {low}
            if len(found) < most and low not in line.text.lower() and words.isdisjoint(taken):
                found.append(other.text)
                taken |= words
        return found

    def quote(self, line: Line, *claims: str) -> str:
        """A quote of the sentence around what is claimed; empty if none is found in this sentence alone."""
        if len(line.sentence.text.split()) <= min(WHOLE, self.most_words):
            return line.text if self.anchors.find(line.text) == [line.sentence] else ""
        facts = [Facts(even(claim), self.lang, line.facts.order, line.facts.lexicon) for claim in claims]
        return quote_from(line.sentence, facts, line.facts, self.anchors, self.most_words)


def read(anchors: Anchors, lang: Language, order: str, most_words: int, most_lines: int) -> Reading:
    """Read the sentences of a source; `order` is that of its dates in digits, `most_words` the longest quote."""
    typed = [_typed(sentence.text, lang) for sentence in anchors.sentences]
    lexicon = Lexicon.of(typed, lang)
    lines = []
    for sentence, text in zip(anchors.sentences, typed, strict=True):
        if is_prose(text):
            facts = Facts(even(text), lang, order, lexicon)
            found = things(text, facts)
            lines.append(Line(sentence, text, facts, found, stands_alone(text, found, lang)))
    return Reading(anchors, lang, _sorted_out(lines), most_words, most_lines)


def _typed(text: str, lang: Language) -> str:
    """A sentence in one line, without what nobody sees, and without a first word that ties it to the one before."""
    seen = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    typed = " ".join(seen.split())
    tie = english.TIES.match(typed) if lang.is_english else None
    return typed[tie.end()].upper() + typed[tie.end() + 1 :] if tie and tie.end() < len(typed) else typed


def _sorted_out(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with the sort of each name as the whole text shows it."""
    known = sorts((line.text, thing) for line in lines for thing in line.things)
    return tuple(
        replace(
            line,
            things=tuple(
                replace(thing, sort=known[thing.text]) if thing.kind == "name" else thing for thing in line.things
            ),
        )
        for line in lines
    )
