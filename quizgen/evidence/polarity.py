"""Compares what is denied: a “not” too many or too few, and words that mean the opposite."""

from __future__ import annotations

from collections.abc import Iterator, Set

from quizgen.evidence.doubts import Claimed, Doubt, Ground, listed
from quizgen.evidence.facts import Facts

SCOPE = 3
"""A negator governs this many telling words behind it, in its clause."""
WHOLE_SCOPE = 8
"""So many words behind it may still belong to it."""
NEAR_COPY = 0.75
"""A statement with this share of its words in one sentence says what the sentence says, or its opposite."""
HALF = 0.5
"""With less of its words in the sentence, nothing is said of what a claim denies."""
CHECK_IT = "read both again: do they say the same?"


def check(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """Compare negators and opposites with those of the sentence that is nearest to the claim."""
    if claimed.role == "model":
        return
    words = _stems(claimed)
    nearest = max(ground.sentences, key=lambda facts: sum(facts.means(stem) for stem in words), default=None)
    if nearest is None or not words:
        return
    share = _share(words, nearest)
    opposites = list(_opposites(claimed.facts, claimed.whole, ground))
    clauses = ground.quoted_clauses[ground.sentences.index(nearest)] if claimed.is_part else None
    spoken = words | claimed.facts.stems  # also the words that frame a statement may be what is denied
    denied = list(_denied(claimed, nearest, spoken, clauses))
    if opposites and denied:
        return  # “did not rise” and “fell” agree
    sure = claimed.is_statement and share >= NEAR_COPY
    if opposites:
        kind = "negation" if sure or claimed.is_part else "negation?"
        yield claimed.doubt(kind, f"“{claimed.shown}” says the opposite: {listed(opposites)}", CHECK_IT)
    elif stem_opposites := list(_opposites(claimed.whole, claimed.facts, ground)) if claimed.is_part else []:
        yield claimed.doubt("negation?", f"the stem says the opposite: {listed(stem_opposites)}", CHECK_IT)
    elif denied and (share >= HALF or _repeats(claimed, nearest, ground)):
        certain, message = denied[0]
        yield claimed.doubt("negation" if sure and certain else "negation?", message, CHECK_IT)


def _repeats(claimed: Claimed, nearest: Facts, ground: Ground) -> bool:
    """Is a statement, its context aside, or a long answer to a stem without “not”, made of the sentence's words?"""
    answer = claimed.facts.stems
    if claimed.is_statement:
        return _share(_own(answer - claimed.facts.lang.frame, nearest, ground), nearest) >= HALF
    open_stem = claimed.facts.negators or not claimed.whole.negators
    whole = claimed.is_part and len(answer) >= SCOPE and open_stem
    return whole and _share(answer, nearest) >= HALF


def _own(words: Set[str], nearest: Facts, ground: Ground) -> Set[str]:
    """The words that the cited sentence would have to have: not those of the source's name or the sentence before."""
    context = (ground.about, *ground.before)
    return {stem for stem in words if nearest.means(stem) or not any(facts.has(stem) for facts in context)}


def _share(words: Set[str], nearest: Facts) -> float:
    return sum(nearest.means(stem) for stem in words) / len(words) if words else 0.0


def _stems(claimed: Claimed) -> set[str]:
    frame = claimed.facts.lang.frame
    whole = claimed.whole.stems if claimed.is_part else set()
    return (claimed.facts.stems | whole) - frame


def is_opposed(stem: str, claim: Facts, ground: Ground) -> bool:
    """Has a cited sentence the opposite of a word, and the claim has not?"""
    opposites = claim.lang.antonyms.get(stem)
    if not opposites:
        return False
    return any(opposites & facts.opposable.keys() - claim.opposable.keys() for facts in ground.sentences)


def _opposites(claim: Facts, rest: Facts, ground: Ground) -> Iterator[str]:
    """Words of a claim that no sentence has, while one has the opposite."""
    for stem, place in sorted(claim.opposable.items(), key=lambda item: item[1]):
        opposites, low = claim.lang.antonyms[stem], claim.lows[place]
        if rest.has(stem) or any(stem in facts.opposable for facts in ground.sentences):
            continue
        for facts in ground.sentences:
            found = [there for other, there in facts.opposable.items() if other in opposites]
            if not found or facts.all_stems[found[0]] in claim.opposable:
                continue
            if low not in claim.lang.common or _same_follows(claim, place, facts, found[0]):
                yield f"{claim.tokens[place].text} / {facts.tokens[found[0]].text}"


def _same_follows(one: Facts, place: int, other: Facts, there: int) -> bool:
    """Is the next telling word behind two places the same (before New Year, after New Year)?"""
    first = next((word.stem for word in one.words if word.place > place), "")
    second = next((word.stem for word in other.words if word.place > there), "")
    return bool(first) and first == second


def _denied(claimed: Claimed, nearest: Facts, words: set[str], clauses: Set[int] | None) -> Iterator[tuple[bool, str]]:
    """Negators that one of the two has over the same words, and the other has not.

    Of the sentence only those in some `clauses` count, if these are given. Gives whether it is certain, and a message.
    """
    whole = [claimed.whole] if claimed.is_part else []
    own = frozenset[str]().union(*(facts.denials for facts in (claimed.facts, *whole)))
    if own - nearest.denials:
        return
    denies = bool(nearest.denials - own)
    mine = [negator for facts in (claimed.facts, *whole) for negator in _governed(facts)]
    theirs = _governed(nearest, clauses)
    if mine and mine[0][0].isupper() and len(mine[0][0]) > 1:
        return  # the NOT of a stem that asks for the exception
    if mine and not theirs:
        if not denies:
            yield True, f"“{mine[0][0]}” is not in the cited sentence"
        return
    further = _governed(nearest, clauses, WHOLE_SCOPE)
    if mine and not denies and not any(_meet(governed, further, nearest) for _, governed in mine):
        yield False, f"“{mine[0][0]}” stands elsewhere in the cited sentence"
        return
    shared = [(negator, governed) for negator, governed in theirs if _is_shared(governed, words, nearest)]
    if len(shared) > len(mine):
        negator, governed = shared[0]
        yield True, f"the cited sentence has “{negator}” before {listed(governed)}, the question has not"


def _is_shared(governed: list[str], words: set[str], nearest: Facts) -> bool:
    """Is the first word that a negator governs, or are most of them, in the claim?"""
    known = [any(nearest.lang.akin(stem, word) for word in words) for stem in governed]
    return bool(governed) and (known[0] or sum(known) * 2 > len(governed))


def _governed(facts: Facts, clauses: Set[int] | None = None, scope: int = SCOPE) -> list[tuple[str, list[str]]]:
    """Each negator with the stems of the words it governs."""
    found = []
    for place in facts.negators:
        clause = facts.clause(place)
        if clauses is not None and clause not in clauses:
            continue
        words = [w.stem for w in facts.words if w.place > place and facts.clause(w.place) <= clause + 1][:scope]
        if not words:  # “gave it not up”, as other languages put it
            words = [w.stem for w in facts.words if w.place < place and facts.clause(w.place) == clause][-SCOPE:]
        found.append((facts.tokens[place].text, words))
    return found


def _meet(governed: list[str], others: list[tuple[str, list[str]]], nearest: Facts) -> bool:
    """Does some negator of the sentence govern one of the same words?"""
    if not governed:
        return True
    return any(nearest.lang.akin(stem, word) for _, other in others for stem in governed for word in other)
