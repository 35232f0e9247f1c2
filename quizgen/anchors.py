"""Finds a quote in its source: verbatim, up to what typesetters change.

White space, quotation marks, dashes, hyphenation, ligatures and Unicode form may differ; letters, case, figures and
punctuation may not. This is the text quote anchor of the W3C's Web Annotation model, without its context:
a quote that stands in two different sentences is ambiguous, and the author lengthens it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quizgen.sentences import Sentence

TABLE = str.maketrans(
    {
        **dict.fromkeys('“”„‟«»‹›‘’‚‛′″"`´', "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
)
LONG_DASH = re.compile(r"\s*[–—―]\s*|\s+[-‐‑‒−]\s+")
SPACE = re.compile(r"\s+")
HYPHEN = re.compile(r"(?<=[^\W\d_])- ?(?=[^\W\d_])")
DOTS = r"(?:…|\.\.\.)"
ELLIPSIS = re.compile(rf"\s*(?:\[{DOTS}\]|\({DOTS}\)|{DOTS})\s*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Letters of scripts that put no space between words; a quote may begin and end at any of them."""
CUT_FIGURE = re.compile(r"[0-9][.,]\|[0-9]|[0-9]\|[.,][0-9]")
SIGNS, AROUND = ".,;:!?'()", ".,;:!?'\"“”‘’«»()"
"""Signs around a word, folded and as typed."""
MOST_SLIPS, SLIP = 2, 2
"""A quote with so many wrong words, each wrong in so many letters, was meant as it should be."""
CLOSE_ENOUGH = 60.0
"""Similarity (0 to 100) from which a sentence is worth proposing."""


def fold(text: str) -> str:
    """The text as it is compared: what typesetters change made alike."""
    text = LONG_DASH.sub("-", SPACE.sub(" ", unicodedata.normalize("NFC", text)))
    return SPACE.sub(" ", text.translate(TABLE)).strip()


def fold_hyphens(text: str) -> str:
    """Folded text without the hyphens inside words, for a word that was cut at a line's end."""
    return HYPHEN.sub("", text)


@lru_cache(maxsize=1 << 12)
def quote_parts(quote: str) -> Sequence[str]:
    """The stretches of a quote that are quoted, folded; `…` stands between them."""
    return [part for part in (fold(piece) for piece in ELLIPSIS.split(SPACE.sub(" ", quote))) if part]


def word_count(quote: str) -> int:
    """How many words of the source a quote takes over."""
    return sum(len(part.split()) for part in quote_parts(quote))


def excerpt(text: str, first: int = 0, last: int = 0, most: int = 25) -> str:
    """At most so many words of a sentence, those from the `first` to the `last` (from 0) among them."""
    words = text.split()
    room = max(0, most - (last - first + 1))
    start = max(0, min(first - room // 2, len(words) - most))
    shown = words[start : start + most]
    return "… " * (start > 0) + " ".join(shown) + " …" * (start + most < len(words))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that resembles a quote, and how much (0 to 100)."""

    sentence: Sentence
    score: float

    def excerpt(self, quote: str) -> str:
        """The words of the sentence that resemble the quote, with those around them."""
        found = fuzz.partial_ratio_alignment(" ".join(quote_parts(quote)), fold(self.sentence.text))
        first = fold(self.sentence.text)[: found.dest_start].count(" ") if found else 0
        last = fold(self.sentence.text)[: found.dest_end].count(" ") if found else 0
        return excerpt(self.sentence.text, first, last)

    def meant(self, quote: str) -> str:
        """The words of the sentence that a quote gives with slips of the keyboard; empty if it differs in more.

        Words left out or added, and figures, are no slip.
        """
        parts, words = quote_parts(quote), self.sentence.text.split()
        given = parts[0].split() if len(parts) == 1 else []
        if not given or len(given) > len(words):
            return ""
        folded = [fold(word).strip(SIGNS) for word in words]
        given = [word.strip(SIGNS) for word in given]
        windows = range(len(words) - len(given) + 1)
        slips, start = min((_slips(given, folded[at : at + len(given)]), at) for at in windows)
        meant = " ".join(words[start : start + len(given)])
        return meant.strip(AROUND) if slips <= MOST_SLIPS else ""


def _slips(given: Sequence[str], words: Sequence[str]) -> int:
    """How many of the words given are slips of other words; too many where one is another word altogether."""
    slips = 0
    for mine, theirs in zip(given, words, strict=True):
        if mine != theirs:
            far = Levenshtein.distance(mine.lower(), theirs.lower(), score_cutoff=SLIP) > SLIP
            short = min(len(mine), len(theirs)) <= SLIP and mine.lower() != theirs.lower()
            if far or short or any(map(str.isdigit, mine + theirs)):
                return MOST_SLIPS + 1
            slips += mine.lower() != theirs.lower()
    return slips


class Anchors:
    """The sentences of one source, ready to be searched."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Fold all sentences once."""
        self.sentences = tuple(sentences)

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(fold(sentence.text) for sentence in self.sentences)

    @cached_property
    def _exact(self) -> tuple[str, list[int]]:
        return _joined(self._folded)

    @cached_property
    def _without_hyphens(self) -> tuple[str, list[int]]:
        return _joined([fold_hyphens(text) for text in self._folded])

    def find(self, quote: str) -> list[Sentence]:
        """The sentences that hold the quote; of identical sentences only the first."""
        parts = quote_parts(quote)
        if not parts:
            return []
        found = self._search(parts, *self._exact)
        if not found:
            found = self._search([fold_hyphens(part) for part in parts], *self._without_hyphens)
        return list({self._folded[i]: self.sentences[i] for i in reversed(found)}.values())[::-1]

    def spans_sentences(self, quote: str) -> bool:
        """Tell whether the quote is in the text, but runs over the end of a sentence."""
        text = " ".join(self._folded)
        parts = quote_parts(quote)
        return bool(parts) and all(any(True for _ in _occurrences(part, text)) for part in parts)

    def closest(self, quote: str, most: int = 1) -> list[Proposal]:
        """The sentences that resemble a quote most, best first; none that is too far off."""
        wanted = " ".join(quote_parts(quote)).lower()
        scored = [
            Proposal(sentence, fuzz.partial_ratio(wanted, folded.lower(), score_cutoff=CLOSE_ENOUGH))
            for sentence, folded in zip(self.sentences, self._folded, strict=True)
            if len(folded) * 2 > len(wanted)
        ]
        scored.sort(key=lambda proposal: -proposal.score)
        return [proposal for proposal in scored[:most] if proposal.score]

    def _search(self, parts: Sequence[str], text: str, starts: list[int]) -> list[int]:
        """The numbers of the sentences that hold all parts in order."""
        found: list[int] = []
        for start in _occurrences(parts[0], text):
            number = bisect_right(starts, start) - 1
            end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
            if _in_order(parts[1:], text, start + len(parts[0]), end):
                found.append(number)
        return found


def _joined(folded: Sequence[str]) -> tuple[str, list[int]]:
    """All sentences in one text, a line each, and where each begins."""
    starts, position = [], 0
    for text in folded:
        starts.append(position)
        position += len(text) + 1
    return "\n".join(folded), starts


def _occurrences(part: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a stretch stands in the text as whole words."""
    stop = len(text) if end is None else end
    position = text.find(part, start, stop)
    while position >= 0:
        if not _is_cut(text, position) and not _is_cut(text, position + len(part)):
            yield position
        position = text.find(part, position + 1, stop)


def _is_cut(text: str, position: int) -> bool:
    """Tell whether a word or a figure goes on over this place."""
    before, after = text[max(0, position - 2) : position], text[position : position + 2]
    if not before or not after:
        return False
    left, right = before[-1], after[0]
    if left.isalnum() and right.isalnum():
        return not UNSPACED.match(left) and not UNSPACED.match(right)
    return bool(CUT_FIGURE.search(f"{before}|{after}"))


def _in_order(parts: Sequence[str], text: str, start: int, end: int) -> bool:
    for part in parts:
        position = next(_occurrences(part, text, start, end), None)
        if position is None:
            return False
        start = position + len(part)
    return True
