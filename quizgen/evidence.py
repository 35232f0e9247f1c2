"""Judges whether cited sentences support a claim: by numbers, names and words, never by meaning.

Three answers: supported, not decidable (a person must look), or contradicted by what is absent. The judge is
careful: it calls a claim wrong only when a figure is missing, or when nothing of it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import snowballstemmer

from quizgen.anchors import fold
from quizgen.markup import plain
from quizgen.numerals import read_number
from quizgen.questions._base import Claim

WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
FIGURE = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")
SCALES = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "m": Decimal(10**6),
    "bn": Decimal(10**9),
}
SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"  # noqa: SIM905
        " seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
UNITS = "one|two|three|four|five|six|seven|eight|nine"
NUMBER_WORDS = re.compile(
    rf"\b(?:{'|'.join(sorted(SMALL, key=len, reverse=True))})(?:[- ](?:{UNITS})\b)?"
    r"(?: hundred)?\b",
    re.IGNORECASE,
)
ATTRIBUTION = re.compile(r"^According to [^,]{1,60}, ", re.IGNORECASE)
"""Who says so is the stem's affair; the sentence need not repeat it."""
COMMON = frozenset(
    "a about after all also although an and any are as at be because been before being both but by can could did do"  # noqa: SIM905
    " does during each for from had has have he her his if in into is it its just later made make many more most near"
    " nor not of on one only or other out over own people per same she since so some such than that the their them"
    " then there these they this those through to too under until up very was were what when where whether which while"
    " who whom whose why will with within would you your himself herself itself themselves".split()
)
NEGATORS = re.compile(r"\b(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot)\b|n't\b", re.IGNORECASE)
SIMILAR = 5
"""Words that share this many first letters, and at least three in four of the shorter one, count as kin."""


def needed_coverage(words: int) -> float:
    """The share of a claim's words that must be in the sentences, by their number."""
    if words <= 2:
        return 1.0
    return 0.75 if words <= 5 else 0.7


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is missing: figures make a claim wrong, words make it a matter for a person.

    `nothing` is True when not a single word of the claim is in the sentences, `named` when it has a name in it.
    """

    figures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    nothing: bool = False
    named: bool = False

    @property
    def wrong(self) -> bool:
        """Is the claim without support?"""
        return bool(self.figures) or (self.nothing and self.named)

    @property
    def review(self) -> bool:
        """Must a person decide?"""
        return not self.wrong and bool(self.words)


class Aliases:
    """Names that mean the same: every form becomes the first."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Take the course's `aliases`."""
        self.first = {fold(form).lower(): name.lower() for name, forms in groups.items() for form in forms}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = sorted(self.first, key=len, reverse=True)
        joined = "|".join(map(re.escape, forms))
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if forms else None

    def unify(self, text: str) -> str:
        """The folded text with each known form replaced by the first."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self.first[found[0].lower()], text)

    def used(self, texts: Iterable[str]) -> list[str]:
        """The names, of all groups, that stand in the texts."""
        whole = " ".join(fold(text).lower() for text in texts)
        return sorted({f"{form}={name}" for form, name in self.first.items() if form in whole or name in whole})


@dataclass(frozen=True)
class Facts:
    """The figures and words of a text, comparable."""

    text: str
    lang: str

    @cached_property
    def figures(self) -> dict[Decimal, str]:
        """The value of each number, in digits or words, and how it is written."""
        found: dict[Decimal, str] = {}
        for match in FIGURE.finditer(self.text):
            value = read_number(match[0], self.lang)
            if value is None:
                value = Decimal(re.sub(r"[^\d]", "", match[0]))
            scale = re.match(r"\s*([a-z]+)\b", self.text[match.end() :], re.IGNORECASE)
            factor = SCALES.get(scale[1].lower(), Decimal(1)) if scale else Decimal(1)
            found[(value * factor).normalize()] = match[0] + (f" {scale[1]}" if scale and factor != 1 else "")
        if self.lang.startswith("en"):
            for match in NUMBER_WORDS.finditer(self.text):
                if match[0].lower() != "one" or match[0] == self.text:  # “one of them” counts nothing
                    found.setdefault(_spelt(match[0]).normalize(), match[0])
        return found

    @cached_property
    def words(self) -> dict[str, str]:
        """The stem of each telling word, and the word; numbers are left to `figures`."""
        text = NUMBER_WORDS.sub(" ", FIGURE.sub(" ", self.text)) if self.lang.startswith("en") else self.text
        found: dict[str, str] = {}
        for word in WORD.findall(text):
            bare = word.lower().removesuffix("'s").rstrip("'")
            if bare not in COMMON and not bare.isdigit() and len(bare) > 1:
                found.setdefault(stem(bare, self.lang), word)
        return found


def _spelt(words: str) -> Decimal:
    parts = re.split(r"[- ]", words.lower())
    factor = 100 if parts[-1] == "hundred" else 1
    return Decimal(sum(SMALL.get(part, 0) for part in parts) * factor)


def _stemmer_name(lang: str) -> str:
    names = {
        "en": "english",
        "de": "german",
        "fr": "french",
        "es": "spanish",
        "ru": "russian",
        "it": "italian",
    }
    return names.get(lang.split("-", maxsplit=1)[0], "")


@lru_cache(maxsize=1 << 16)
def stem(word: str, lang: str) -> str:
    """The stem of a word, British and American spelling made alike; the word itself in other languages."""
    name = _stemmer_name(lang)
    if not name:
        return word
    if name == "english":
        word = re.sub(r"is(e[ds]?|ing|ation|ations)$", r"iz\1", word)
        word = re.sub(r"our(s|ed|ing)?$", r"or\1", word).replace("defence", "defense")
    return str(_stemmer(name).stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


@lru_cache(maxsize=1 << 14)
def _facts(text: str, lang: str) -> Facts:
    return Facts(text, lang)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a claim is judged by: the cited sentences, and what names their sources (title, author)."""

    sentences: tuple[str, ...]
    about: str
    aliases: Aliases
    lang: str

    def facts(self, text: str) -> Facts:
        """The facts of a text, with all names in their first form."""
        return _facts(self.aliases.unify(fold(text)), self.lang)


def judge(claim: Claim, cited: Cited) -> Judgement:
    """Judge a claim against the cited sentences.

    A pair must have both its sides in one sentence; of a model answer only the figures are judged. Words of the
    stem, and of the sources' titles and authors, may be in the claim without being in the sentences.
    """
    if claim.beside:
        judgements = [_judge(claim, [sentence], cited) for sentence in cited.sentences]
        return min(judgements, key=lambda j: (len(j.figures), j.nothing, len(j.words)), default=Judgement())
    return _judge(claim, cited.sentences, cited)


def _judge(claim: Claim, sentences: Sequence[str], cited: Cited) -> Judgement:
    claimed = cited.facts(ATTRIBUTION.sub("", plain(f"{claim.beside} {claim.text}".strip())))
    found = [cited.facts(sentence) for sentence in sentences]
    figures = {value for facts in found for value in facts.figures}
    missing_figures = tuple(text for value, text in claimed.figures.items() if value not in figures)
    if claim.role == "model":
        return Judgement(missing_figures)
    stems = {word for facts in found for word in facts.words}
    missing = {key: word for key, word in claimed.words.items() if not _among(key, stems)}
    excused = set(cited.facts(cited.about).words)
    if claim.role == "key":
        excused |= cited.facts(plain(claim.whole)).words.keys()
    unexcused = tuple(word for key, word in missing.items() if not _among(key, excused))
    total = len(claimed.words)
    if not total and not claimed.figures:
        return Judgement(words=() if _stands_in(claimed.text, found) else (claimed.text,))
    denied = _denied(claimed, found)
    if not denied and total - len(unexcused) >= needed_coverage(total) * total:
        return Judgement(missing_figures)
    nothing = claim.role in {"key", "blank"} and len(missing) == total and not claimed.figures
    return Judgement(missing_figures, unexcused + denied, nothing, _has_name(claim, claimed.text))


def _denied(claimed: Facts, found: Sequence[Facts]) -> tuple[str, ...]:
    """The “not” of a claim, where no cited sentence has any word of that kind."""
    if not claimed.lang.startswith("en") or any(NEGATORS.search(facts.text) for facts in found):
        return ()
    negator = NEGATORS.search(claimed.text)
    return (negator[0],) if negator else ()


def _stands_in(text: str, found: Sequence[Facts]) -> bool:
    """Does a text of common words stand in a sentence as it is?"""
    whole_words = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
    return any(whole_words.search(facts.text) for facts in found)


def _has_name(claim: Claim, text: str) -> bool:
    """Is there a word with a capital that does not owe it to being the first of an answer?"""
    words = text.split()
    return any(word[0].isupper() for word in (words if claim.role == "blank" else words[1:]))


def _among(word: str, words: Iterable[str]) -> bool:
    return word in words or any(_kin(word, other) for other in words)


def _kin(one: str, other: str) -> bool:
    """Do two stems share enough letters to be forms of one word (Kazakh, Kazakhstan)?"""
    shorter = min(len(one), len(other))
    share = max(SIMILAR, -(-3 * shorter // 4))
    return shorter >= SIMILAR and one[:share] == other[:share]


def share_words(claims: Iterable[str], sentence: str, cited: Cited) -> bool:
    """Does a sentence share a figure or a telling word with any of some texts?"""
    facts = cited.facts(sentence)
    for text in claims:
        claimed = cited.facts(plain(text))
        if claimed.figures.keys() & facts.figures.keys():
            return True
        if any(_among(word, facts.words) for word in claimed.words):
            return True
    return False
