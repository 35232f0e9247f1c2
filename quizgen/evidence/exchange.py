"""Finds names, numbers and phrases that a near copy of a sentence has in each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise
from typing import NamedTuple

from quizgen.evidence.doubts import Claimed, Doubt, Ground, listed
from quizgen.evidence.facts import Facts, Word
from quizgen.evidence.figures import same_value
from quizgen.evidence.language import Language

NEEDED = 5
"""So many words of a statement must be found in a sentence before their order means anything."""
REACH = 10
"""Names up to this many tokens from a word may be who does it, or whom it is done to."""
SHORTLY = 4
"""A name up to so many tokens before a word, in its clause, may do what it says."""
BESIDE = 1
"""A name so many tokens before a verb does what the verb says."""
Sides = tuple[list[Word], list[Word]]
"""The names before a word, and those behind it."""
READ_AGAIN = "read both again: who does what to whom, and which number is whose?"


class Placed(NamedTuple):
    """A word of a claim: its place in the sentence, the word, is it a name or number, is it a blank, its own place."""

    place: int
    text: str
    named: bool
    blank: bool
    own: int


def check(claimed: Claimed, ground: Ground, blanks: Set[str] | None = None) -> Iterator[Doubt]:
    """Compare the order of a statement's words with that of the sentence.

    Two `blanks` (their stems; numbers are blanks then) are exchanged even where nothing stands between them.
    """
    if not claimed.is_statement and claimed.role != "key":
        return
    for facts in ground.sentences:
        swapped = _reversed(claimed, facts) or _swapped(_places(claimed.facts, facts, blanks), claimed.facts, facts)
        if swapped:
            message = f"in the cited sentence {listed(list(swapped))} stand the other way round"
            yield claimed.doubt("exchange", message, READ_AGAIN)
            return


def _reversed(claimed: Claimed, sentence: Facts) -> tuple[str, str] | None:
    """Two names around a word that have changed sides; None if there are none. A passive changes them rightly."""
    claim = claimed.facts
    for word in claim.words:
        there = [w.place for w in sentence.words if w.stem == word.stem]
        if word.text[0].isupper() or len(there) != 1:
            continue
        mine, theirs = _beside(claim, word.place), _around(sentence, there[0])
        turned = _is_passive(claim, word.place) != _is_passive(sentence, there[0])
        found = _changed_sides(mine, theirs[::-1] if turned else theirs, claim.lang)
        if not found and not turned and claimed.is_statement:
            found = _subject(word, mine, theirs, claim.lang)
        if found:
            return found
    return None


def _changed_sides(mine: Sides, theirs: Sides, lang: Language) -> tuple[str, str] | None:
    """Two names that each stand on the other side of a word."""
    left, right = theirs
    before = next((w for w in reversed(mine[0]) if _among(w, right, lang) and not _among(w, left, lang)), None)
    after = next((w for w in mine[1] if _among(w, left, lang) and not _among(w, right, lang)), None)
    return (before.text, after.text) if before and after else None


def _subject(word: Word, mine: Sides, theirs: Sides, lang: Language) -> tuple[str, str] | None:
    """A name right before a word, where another belongs."""
    left, right = theirs
    subject = mine[0][-1] if mine[0] and word.place - mine[0][-1].place <= BESIDE else None
    if subject is None or not left or mine[1] or any(_among(w, left, lang) for w in mine[0]):
        return None
    return (subject.text, left[-1].text) if _among(subject, right, lang) else None


def _among(name: Word, names: list[Word], lang: Language) -> bool:
    """Is a name, in any form, among others?"""
    return any(lang.akin(name.stem, other.stem) for other in names)


def _beside(facts: Facts, place: int) -> Sides:
    """The names that a word of a claim may join: in its clause, the first shortly before it."""
    clause = facts.clause(place)
    before, after = _around(facts, place)
    before = [w for w in before if place - w.place <= SHORTLY and facts.clause(w.place) == clause]
    return before, [w for w in after if facts.clause(w.place) == clause]


def _around(facts: Facts, place: int) -> Sides:
    """The names before a word and those behind it, near it."""
    names = [w for w in facts.words if w.name and abs(w.place - place) <= REACH]
    return [w for w in names if w.place < place], [w for w in names if w.place > place]


def _is_passive(facts: Facts, place: int) -> bool:
    """Does a word follow that tells who does it (written by)?"""
    return not facts.lang.agents.isdisjoint(facts.lows[place + 1 : place + 5])


def _has_passive(facts: Facts) -> bool:
    return not facts.lang.agents.isdisjoint(facts.lows)


def _places(claim: Facts, sentence: Facts, blanks: Set[str] | None) -> list[Placed]:
    """The words and numbers of a claim that stand exactly once in the sentence, in the order of the claim."""
    found: list[tuple[int, Placed]] = []
    for word in claim.words:
        there = [w.place for w in sentence.words if w.stem == word.stem]
        if len(there) == 1:
            found.append((word.place, Placed(there[0], word.text, word.name, word.stem in (blanks or ()), word.place)))
    for quantity in claim.quantities:
        same = [q for q in sentence.quantities if same_value(quantity, q)]
        if len(same) == 1:
            text = " ".join(token.text for token in claim.tokens[quantity.start : quantity.end])
            found.append((quantity.start, Placed(same[0].start, text, True, blanks is not None, quantity.start)))
    return [placed for _, placed in sorted(found)]


def _swapped(placed: list[Placed], claim: Facts, sentence: Facts) -> tuple[str, str] | None:
    """Two stretches that have changed places around a third; None if there are none.

    To move a stretch makes another word order; to exchange two around what stays between them makes another meaning.
    """
    if len(placed) < NEEDED or _has_passive(claim) != _has_passive(sentence):
        return None
    if exchanged := _opposite_blanks(placed, claim):
        return exchanged
    runs = _moved_runs(placed)
    if len(runs) != 3 or not runs[0][0].place > runs[1][0].place > runs[2][0].place:
        return None
    first, between, last = runs[0][0], runs[1], runs[2][0]
    telling = len(between) > 1 or all(any(word.named for word in run) for run in (runs[0], runs[2]))
    if telling and _have_traded(first, last, claim, sentence):
        return first.text, last.text
    return None


def _have_traded(one: Placed, other: Placed, claim: Facts, sentence: Facts) -> bool:
    """Does each of two words stand behind what the other stands behind in the sentence (such as X … such as Y)?"""
    mine = _before(claim, one.own), _before(claim, other.own)
    theirs = _before(sentence, one.place), _before(sentence, other.place)
    return mine == theirs[::-1]


def _before(facts: Facts, place: int) -> str:
    """The token before a place, articles aside; empty at the beginning of a clause."""
    for low in reversed(facts.lows[max(0, place - 2) : place]):
        if low not in facts.lang.articles:
            return low if low.isalnum() else ""
    return ""


def _opposite_blanks(placed: list[Placed], claim: Facts) -> tuple[str, str] | None:
    """Two blanks in a row that are opposites, or both numbers, in the opposite order."""
    antonyms = claim.lang.antonyms
    for one, other in pairwise([word for word in placed if word.blank]):
        contrary = claim.lang.stem(other.text.lower()) in antonyms.get(claim.lang.stem(one.text.lower()), ())
        if one.place > other.place and (contrary or (one.named and other.named)):
            return one.text, other.text
    return None


def _moved_runs(placed: list[Placed]) -> list[list[Placed]]:
    """The stretches that are in order in themselves, without those at both ends that kept their place."""
    ordered = sorted(placed)
    kept = [one == other for one, other in zip(placed, ordered, strict=True)]
    if all(kept):
        return []
    start, end = kept.index(False), len(kept) - kept[::-1].index(False)
    rank = {word: number for number, word in enumerate(ordered)}
    runs: list[list[Placed]] = []
    for word in placed[start:end]:
        if runs and rank[word] == rank[runs[-1][-1]] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs
