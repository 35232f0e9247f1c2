"""A text of a question, cut into words once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from quizgen.evidence.language import Language

MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
)
"""Accents and vowel signs that stand by themselves; they belong to the word."""
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*(?:['’‑-][^\W_](?:[^\W_]|[{MARKS}])*)*")
QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‹[^‹›]*›|\"[^\"]*\"|(?<!\w)[‘'][^‘’']{2,}[’'](?!\w)")
SENTENCE_END = re.compile(r"(?<=[.?!…])[\"'”’»)]*\s+(?=\W*[A-ZÀ-ÖØ-ÞА-ЯЁ0-9])|\n+")
DIGIT = re.compile(r"\d")
SHORTEST_TELLING = 4
"""A word of fewer letters tells nothing, unless it has a digit."""
ALIKE = 6
"""Words with so many first letters in common sound alike."""
APOSTROPHES = str.maketrans({"’": "'", "‑": "-"})


class Phrase:
    """A stem, option or statement: its plain text, and its words as they stand."""

    __slots__ = ("__dict__", "lang", "lows", "plain", "words")

    def __init__(self, plain: str, lang: Language) -> None:
        """Take a plain text, without Markdown."""
        self.plain, self.lang = plain, lang
        self.words = WORD.findall(plain)
        small = plain.lower()
        if not small.isascii():
            small = small.translate(APOSTROPHES)
        self.lows = WORD.findall(small)
        if len(self.lows) != len(self.words):  # a letter that is two in small letters, one of them a mark
            self.lows = [word.lower().translate(APOSTROPHES) for word in self.words]

    @cached_property
    def has_figure(self) -> bool:
        """Is there a number or a date in it, in digits or words?"""
        words = self.lang.figure_words
        if DIGIT.search(self.plain) or not words.isdisjoint(self.lows):
            return True
        return "-" in self.plain and any(low.partition("-")[0] in words for low in self.lows)

    @cached_property
    def own(self) -> list[str]:
        """The words that the author says himself, in small letters.

        Words in quotation marks are others', and a capital inside a sentence makes a name or title of a word, as it
        does at the start where the next word has one too. Words in capitals throughout are meant.
        """
        if self.lang.nouns_have_capitals:
            return [low for low, _ in self._unquoted()]
        return [low for low, named in self._unquoted() if not named]

    def _unquoted(self) -> Iterator[tuple[str, bool]]:
        """The words outside quotation marks, each with whether it belongs to a name."""
        text = QUOTED.sub(lambda found: " " * len(found[0]), self.plain) if QUOTED.search(self.plain) else self.plain
        found = [(match[0], self._begins(text, match.start())) for match in WORD.finditer(text)]
        for place, (word, begins) in enumerate(found):
            capital = word[0].isupper() and not (word.isupper() and len(word) > 1)
            following = found[place + 1][0] if place + 1 < len(found) else ""
            in_title = following[:1].isupper() and not following.isupper()
            yield word.lower().translate(APOSTROPHES), capital and (not begins or in_title)

    @staticmethod
    def _begins(text: str, start: int) -> bool:
        """Does a sentence begin here?"""
        before = text[:start].rstrip(" \u00a0\"'“‘«(")
        return not before or before[-1] in ".:?!;\n"

    @cached_property
    def telling(self) -> dict[str, str]:
        """The stems of the words that tell something, each with the word as it stands."""
        found: dict[str, str] = {}
        for word, low in zip(self.words, self.lows, strict=True):
            if len(low) >= SHORTEST_TELLING:
                stem = low if low.isdigit() else self.lang.look_up(low)[1]
                if stem and stem not in self.lang.frame:
                    found.setdefault(stem, word)
        return found

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences, roughly: what ends in a full stop before a capital."""
        return [part for part in SENTENCE_END.split(self.plain) if part.strip()]

    def may_have(self, kind: str) -> bool:
        """May a phrase of a list of the language's `[writing]` stand in it? Quick, and never wrongly no."""
        return not self.lang.first_words(kind).isdisjoint(self.lows)

    @cached_property
    def asking(self) -> str:
        """The sentence that asks: the last with a question mark, else the last."""
        asking = [part for part in self.sentences if "?" in part]
        return (asking or self.sentences or [self.plain])[-1]

    def has(self, stem: str) -> bool:
        """Is there a word with that stem, or another form of it?"""
        if stem in self.telling:
            return True
        return any(other[:3] == stem[:3] and self.lang.akin(stem, other) for other in self.telling)

    def sounds(self, stem: str) -> bool:
        """Is there a word with that stem, another form of it, or one that begins alike: volcano, volcanic?"""
        return self.has(stem) or any(other[:ALIKE] == stem[:ALIKE] for other in self.telling if len(stem) >= ALIKE)
