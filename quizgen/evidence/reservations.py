"""Finds reservations of a source that a statement loses: reportedly, allegedly, is said to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from quizgen.evidence.doubts import Claimed, Doubt, Ground
from quizgen.evidence.facts import Facts

KEEP = "keep it in the stem or the statement, or say why not: allow: {Q121: why}"
SHORTEST = 3
"""A claim of fewer telling words than this is a term; what stands before it is the stem's."""
REACH = 6
"""So many telling words behind a reservation count as what it is about."""


def check(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """Look for what the cited sentence holds back, and the claim and its stem do not."""
    if claimed.role in {"model", "step"}:
        return
    lost = next(filter(None, (_softener(facts, claimed) for facts in ground.sentences)), "")
    if not lost and claimed.role != "pair":
        lost = _reservation(claimed, ground)
    if lost:
        yield claimed.doubt("hedge", f"the cited sentence says “{lost}”, the question does not", KEEP)


def _reservation(claimed: Claimed, ground: Ground) -> str:
    """The reservation in the clause that a claim rests on, if neither the claim nor its stem keeps one."""
    pattern, keeps = claimed.facts.lang.reservations, claimed.facts.lang.keeps_reservation
    own = f"{claimed.whole.text} {claimed.facts.text}"
    if pattern is None or pattern.search(own) or (keeps and keeps.search(own)):
        return ""
    for facts in ground.sentences:
        for found in pattern.finditer(facts.text):
            if _governs(facts, found.start(), claimed):
                return found[0]
    return ""


def _softener(facts: Facts, claimed: Claimed) -> str:
    """A word that takes something back before a word of the claim, where the claim has none."""
    softeners = facts.lang.softeners
    kept = softeners & {*claimed.facts.lows, *claimed.whole.lows}
    if kept or len(claimed.facts.words) < SHORTEST:
        return ""
    for word, following in zip_longest(facts.words, facts.words[1:]):
        low = facts.lows[word.place - 1] if word.place else ""
        goes_on = following and following.place == word.place + 1
        phrase = {word.stem, following.stem} if following and goes_on else {word.stem}
        if low in softeners and phrase <= claimed.facts.stems:
            return f"{low} {word.text}"
    return ""


def _governs(facts: Facts, start: int, claimed: Claimed) -> bool:
    """Are most of the words behind the reservation, in its clause, words of the claim?"""
    place = next((n for n, token in enumerate(facts.tokens) if token.start >= start), 0)
    clause = facts.clause(place)
    words = [w for w in facts.words if w.place > place and facts.clause(w.place) == clause][:REACH]
    figures = [q for q in facts.quantities if q.start > place and facts.clause(q.start) == clause]
    shared = sum(claimed.facts.means(word.stem) or claimed.whole.means(word.stem) for word in words)
    shared += sum(any(q.value == own.value for own in claimed.facts.quantities) for q in figures)
    total = len(words) + len(figures)
    return shared >= min(2, total) and shared * 2 > total
