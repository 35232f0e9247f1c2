"""Reads a source for drafting: the sentences that can stand alone, each with its things, and the names of the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from babel import Locale

from quizgen.anchors import Anchors
from quizgen.drafting import english
from quizgen.drafting.things import Thing, even, things
from quizgen.drafting.verbs import is_finite
from quizgen.evidence.facts import Facts, Lexicon
from quizgen.evidence.language import Language
from quizgen.evidence.quoting import quote_from
from quizgen.sentences import Sentence

FEWEST_WORDS, MOST_WORDS = 6, 50
RIVALS_TRIED = 60
"""So many others are looked at to find a distractor, so that a long text takes no longer for each of its sentences."""
FREQUENT = 4
"""A name that a text has more often than this, and in more than a tenth of its sentences, is easily guessed."""
WHOLE = 14
"""A sentence of so many words is quoted whole."""
CAPTION = re.compile(r"^\S*[A-Z]{2,}/| - |^\(?\w{1,2}[.)-]\s|^(?i:photo|image|source|copyright|©)\b")
ENDED = re.compile(r"[.!](?:\s?[”\"'’»)])?$")
BEFORE_PLACES = (" in ", " at ", " of ")
PAIRS = (("“", "”"), ("(", ")"), ("«", "»"), ("„", "“"), ("[", "]"))
MARKUP = re.compile(r"[{}<>*_`|\\^~]|https?:|www\.")
"""What the format would read as more than text."""


@dataclass(frozen=True)
class Line:
    """A sentence of a source, as it stands in one line, with its facts and things."""

    sentence: Sentence
    text: str
    facts: Facts
    things: tuple[Thing, ...]
    is_prose: bool
    stands_alone: bool

    def with_gap(self, thing: Thing, gap: str) -> str:
        """The sentence with something else in a thing's place."""
        return self.text[: thing.start] + gap + self.text[thing.end :]

    def is_part(self, thing: Thing) -> bool:
        """Does a longer name go on behind a name (Almaty International, of its Airport)?"""
        return bool(re.match(r" [A-Z]", self.text[thing.end :]))

    def names_only_once(self, thing: Thing) -> bool:
        """Does a thing stand nowhere else in the sentence, not even in part?"""
        rest = self.with_gap(thing, " ").lower()
        return not any(len(word) > 2 and word in rest for word in re.findall(r"\w+", thing.text.lower()))


@dataclass(frozen=True)
class Reading:
    """A source that was read for drafting: its lines, and what quotes are cut with."""

    anchors: Anchors
    lang: Language
    lines: tuple[Line, ...]
    most_words: int

    @property
    def usable(self) -> tuple[Line, ...]:
        """The lines that can stand alone."""
        return tuple(line for line in self.lines if line.stands_alone)

    def is_everywhere(self, thing: Thing) -> bool:
        """Does the text have a name so often that it is easily guessed?"""
        return self.frequency[thing.text] > max(FREQUENT, len(self.lines) // 10)

    @property
    def tells_sorts(self) -> bool:
        """Is the language one in which persons, places and bodies are told apart? English alone."""
        return self.lang.code.split("-")[0] == "en"

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where in the text each sentence stands, by its digest."""
        return {line.sentence.digest: place for place, line in reversed([*enumerate(self.lines)])}

    @cached_property
    def frequency(self) -> Counter[str]:
        """How often the text has each thing."""
        return Counter(thing.text for line in self.lines for thing in line.things)

    @cached_property
    def names(self) -> Mapping[str, Sequence[str]]:
        """The names of the text by sort, the most frequent first."""
        return self._texts("name")

    @cached_property
    def _others(self) -> Mapping[tuple[str, str], Sequence[Thing]]:
        found: dict[tuple[str, str], dict[str, Thing]] = {}
        for line in self.lines:
            for thing in line.things:
                found.setdefault((thing.kind, thing.sort), {}).setdefault(thing.text, thing)
        return {key: tuple(by_text.values())[:RIVALS_TRIED] for key, by_text in found.items()}

    def _texts(self, kind: str) -> Mapping[str, Sequence[str]]:
        counted: dict[str, Counter[str]] = {}
        for line in self.lines:
            for thing in line.things:
                if thing.kind == kind:
                    counted.setdefault(thing.sort, Counter())[thing.text] += 1
        return {sort: [text for text, _ in counts.most_common(RIVALS_TRIED)] for sort, counts in counted.items()}

    def rivals(self, thing: Thing, line: Line, most: int) -> list[str]:
        """Other things of the same sort in the text, none of which the sentence has, nearest in value first."""
        if thing.kind == "name":
            others: Iterable[str] = self.names.get(thing.sort, ()) if thing.sort else ()
        else:
            alike = [one for one in self._others[thing.kind, thing.sort] if _is_near(one, thing)]
            others = [one.text for one in sorted(alike, key=lambda one: (_distance(one, thing), one.text))]
        taken = set(re.findall(r"\w{2,}", line.text.lower())) | set(re.findall(r"\w+", thing.text.lower()))
        found: list[str] = []
        for other in others:
            words = set(re.findall(r"\w+", other.lower())) if thing.kind == "name" else {other.lower()}
            is_new = other.lower() not in line.text.lower() and words.isdisjoint(taken)
            if is_new and len(found) < most:
                found.append(other)
                taken |= words
        return found

    def quote(self, line: Line, *claims: str) -> str:
        """A quote of the sentence around what is claimed; empty if none is found in this sentence alone."""
        if len(line.sentence.text.split()) <= min(WHOLE, self.most_words):
            return line.text if self.anchors.find(line.text) == [line.sentence] else ""
        facts = [Facts(even(claim), self.lang, line.facts.order, line.facts.lexicon) for claim in claims]
        return quote_from(line.sentence, facts, line.facts, self.anchors, self.most_words)


def read(anchors: Anchors, lang: Language, order: str, most_words: int) -> Reading:
    """Read the sentences of a source; `order` is that of its dates in digits, `most_words` the longest quote."""
    typed = [_typed(sentence.text, lang) for sentence in anchors.sentences]
    lexicon = Lexicon.of(typed, lang)
    lines = []
    for sentence, text in zip(anchors.sentences, typed, strict=True):
        facts = Facts(even(text), lang, order, lexicon)
        found, is_prose = things(text, facts), _is_prose(text)
        lines.append(Line(sentence, text, facts, found, is_prose, is_prose and _stands_alone(text, found, lang)))
    return Reading(anchors, lang, tuple(line for line in _sorted_out(lines) if line.is_prose), most_words)


def _typed(text: str, lang: Language) -> str:
    """A sentence in one line, without what nobody sees, and without a first word that ties it to the one before."""
    seen = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    typed = " ".join(seen.split())
    tie = english.TIES.match(typed) if lang.code.startswith("en") else None
    return typed[tie.end()].upper() + typed[tie.end() + 1 :] if tie and tie.end() < len(typed) else typed


def _is_prose(text: str) -> bool:
    """Is it a sentence, and no caption, heading or item of a list?"""
    return bool(ENDED.search(text)) and text.isprintable() and not CAPTION.search(text) and not MARKUP.search(text)


def _stands_alone(text: str, found: Sequence[Thing], lang: Language) -> bool:
    """Is it a whole statement that needs no other sentence, and no half of a quotation?"""
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    if any(text.count(left) != text.count(right) for left, right in PAIRS) or text.count('"') % 2:
        return False
    return lang.code.split("-")[0] != "en" or _stands_alone_in_english(text, found, lang)


def _stands_alone_in_english(text: str, found: Sequence[Thing], lang: Language) -> bool:
    lows = re.findall(r"[\w'’-]+", text.lower())
    if lows[0] in english.OPENERS or lows[0].endswith("ly") or text.lower().startswith(english.LEANING):
        return False
    if lows[0] == "the" and lows[1] in english.MENTIONED:
        return False
    dated = any(thing.kind == "date" for thing in found)
    if lows[0] == "the" and not dated and (is_finite(lows[2], lang) or lows[2] in {"then", "also"}):
        return False  # “the country has”: which one, the sentence before tells
    if not english.POINTERS.isdisjoint(lows) or any(moment in text.lower() for moment in english.MOMENTS):
        return False
    if "later" in lows[:5] or not {"they", "it", "their", "its", "them"}.isdisjoint(lows[:4]):
        return False
    personal = english.PERSONAL.search(text)
    return personal is None or any(thing.kind == "name" and thing.start < personal.start() for thing in found)


def _sorted_out(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with the sort of each name as the whole text shows it."""
    seen: dict[str, Counter[str]] = {}
    titled, full = set[str](), set[str]()
    alone = Counter(thing.text for line in lines for thing in line.things if " " not in thing.text)
    for line in lines:
        for thing in line.things:
            if thing.kind == "name":
                seen.setdefault(thing.text, Counter())[_sort_here(thing, line)] += 1
                if thing.sort == "person":
                    titled.add(thing.text.split()[-1])
                elif _is_full_name(thing.text, alone) and not line.text[: thing.start].endswith(BEFORE_PLACES):
                    full.add(thing.text.split()[-1])
    sorts = {text: _sort(text, counts, titled, full) for text, counts in seen.items()}
    return tuple(
        replace(
            line,
            things=tuple(
                replace(thing, sort=sorts[thing.text]) if thing.kind == "name" else thing for thing in line.things
            ),
        )
        for line in lines
    )


def _is_full_name(text: str, alone: Counter[str]) -> bool:
    """Is a name of two words a person's: does the last stand alone elsewhere (Anna Holt, Holt), the first never?"""
    first, _, last = text.partition(" ")
    is_body = not english.BODIES.isdisjoint(text.lower().split())
    return bool(last) and alone[last] > 0 and not alone[first] and not last.isupper() and not is_body


def _sort_here(thing: Thing, line: Line) -> str:
    before = re.findall(r"\w+", line.text[: thing.start].lower())[-1:]
    if english.TOWN_OF.search(line.text[: thing.start]):
        return "place"
    behind = re.findall(r"\w+", line.text[thing.end :].lower())[:1]
    if behind and behind[0] in english.SAID:
        return "person"
    return "place" if before and before[0] in english.PLACED else thing.sort


def _sort(text: str, counts: Counter[str], titled: set[str], full: set[str]) -> str:
    """What a name is the name of."""
    words, last = text.lower().split(), text.rpartition(" ")[2]
    if not english.BODIES.isdisjoint(words) or (text.isupper() and " " not in text):
        return "body"
    if text in _countries():
        return "country"
    if last in titled or last in full:
        return "person"
    if counts["place"] * 2 >= counts.total() and not counts["person"]:
        return "place"
    return "person" if counts["person"] else ""


@cache
def _countries() -> frozenset[str]:
    """The English names of the countries of the world."""
    return frozenset(Locale("en").territories.values()) | english.COUNTRIES


def _is_near(one: Thing, other: Thing) -> bool:
    """May one figure stand for the other: are both of a size? Dates may, if both are years or days."""
    if one.kind == "date":
        return True
    low, high = sorted((one.value[0], other.value[0]))
    return low * 20 >= high


def _distance(one: Thing, other: Thing) -> tuple[int, ...]:
    return tuple(abs(mine - theirs) for mine, theirs in zip(one.value, other.value, strict=True))
