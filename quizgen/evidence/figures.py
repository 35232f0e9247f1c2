"""Compares numbers: value, unit, what they are counted by, hedge, and which thing of a sentence they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.evidence.doubts import Claimed, Doubt, Ground, cut, listed
from quizgen.evidence.facts import Facts
from quizgen.evidence.quantities import Quantity

TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
CONTRARY = frozenset(
    {
        frozenset({one, other})
        for one, other in (("over", "under"), ("over", "most"), ("least", "most"), ("least", "under"))
    }
)
"""Hedges that say the opposite of each other."""
NOUN_WITHIN = 2
"""So many tokens behind a number stand what it counts."""
LARGEST_COUNT = 10
"""Numbers up to this, without a unit, may count what is asked for or listed (two reasons)."""
SEVERAL, NEXT_SCALE = 2, 1000
"""Thousands are at least two thousand, and no millions."""
CLAUSE_DISTANCE = 6
"""A word in another clause counts as this many words further off."""
Found = tuple[Quantity, Facts]


def check(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """Compare each number of a claim with those of the sentences."""
    there = ground.quantities
    for quantity in claimed.facts.quantities:
        if _is_article(quantity, claimed.facts):
            continue
        alike = [found for found in there if found[0].kind == quantity.kind == "plural"] or there
        same = [found for found in alike if same_value(quantity, found[0])]
        if same:
            doubts = [list(_details(quantity, found, claimed)) for found in same]
            best = min(doubts, key=len)
            yield from best or _owner(same, claimed)
        elif not _is_excused(quantity, claimed, ground):
            yield from filter(None, [_missing(quantity, claimed, there, ground)])


def same_value(claim: Quantity, there: Quantity) -> bool:
    """Have two quantities the same number, in whatever notation? Of a range one end will do."""
    if claim.kind == "plural" and there.kind == "cardinal":
        return SEVERAL * claim.value <= there.value < NEXT_SCALE * claim.value  # 3,000 are thousands
    if claim.kind in {"plural", "ordinal"} or there.kind in {"plural", "ordinal"}:
        return claim.kind == there.kind and claim.value == there.value
    if claim.high is not None:
        return claim.values == there.values
    values = there.values if there.kind == claim.kind else _as_share(there, claim)
    return claim.value in values


def differs(key: Facts, other: Facts) -> bool:
    """Has a text numbers or years of the kind that a key has, but not the key's own?"""
    for quantity in key.quantities:
        alike = [q for q in other.quantities if q.kind == quantity.kind and q.unit == quantity.unit]
        if alike and not any(same_value(quantity, q) for q in alike):
            return True
    for date in key.dates:
        told = [d for d in other.dates if bool(d.year) == bool(date.year) and bool(d.day) == bool(date.day)]
        if told and all(date.conflicts(d) for d in told):
            return True
    return False


def _as_share(there: Quantity, claim: Quantity) -> tuple[object, ...]:
    """The values of a number in the notation of another: a half is 50 percent."""
    if there.kind == "fraction" and claim.unit == "%":
        return tuple(value * 100 for value in there.values)
    if claim.kind == "fraction" and there.unit == "%":
        return tuple(value / 100 for value in there.values)
    return there.values


def _is_excused(quantity: Quantity, claimed: Claimed, ground: Ground) -> bool:
    """Need the sentence not say it: a year, a figure that the stem brings?"""
    if not quantity.unit and quantity.value.denominator == 1:
        dates = [date for facts in ground.sentences for date in facts.dates]
        asks_day = "day" in claimed.whole.units or any(date.month for date in claimed.whole.dates)
        if any(quantity.value == date.year or (asks_day and quantity.value == date.day) for date in dates):
            return True
    if claimed.is_part and any(same_value(quantity, own) for own in claimed.whole.quantities):
        return True
    in_words = claimed.facts.tokens[quantity.start].kind == "word"  # the blank in “a {{third}}”
    return claimed.role == "blank" and in_words and any(claimed.facts.stands_in(facts) for facts in ground.sentences)


def _is_article(quantity: Quantity, facts: Facts) -> bool:
    """Is it a “one” that counts nothing?"""
    counts = quantity.kind != "cardinal" or quantity.value != 1 or quantity.unit
    return not counts and facts.tokens[quantity.start].kind == "word" and len(facts.tokens) > 1


def _is_count(quantity: Quantity, facts: Facts) -> bool:
    """Is it a small number in words, which may count what an answer lists?"""
    small = quantity.kind == "cardinal" and quantity.value <= LARGEST_COUNT and not quantity.unit
    return small and facts.tokens[quantity.start].kind == "word"


def _missing(quantity: Quantity, claimed: Claimed, there: Sequence[Found], ground: Ground) -> Doubt | None:
    text = shown(quantity, claimed.facts)
    others = [shown(other, facts) for other, facts in there if not _is_article(other, facts)]
    said = f"which says {listed(others)}" if others else "which has no such number"
    hint = "correct the number, or cite the sentence that has it"
    if claimed.is_part and any(claimed.facts.stands_in(facts) for facts in ground.sentences):
        return claimed.doubt("figure?", f"“{text}” leaves out a part of the number in the cited sentence, {said}", hint)
    if quantity.kind == "ordinal" and not any(other.kind == "ordinal" for other, _ in there):
        stem = claimed.facts.lang.stem(claimed.facts.lows[quantity.start])
        if claimed.role == "model" or ground.means(stem):
            return None
        return claimed.doubt("words", f"not in the cited sentence: “{text}” of “{claimed.shown}”", hint)
    if claimed.role == "model" and _is_count(quantity, claimed.facts):
        if claimed.path[0] == "rubric":
            return None  # “names two reasons” counts what is to be given
        return claimed.doubt("figure?", f"“{text}” is not in the cited sentence, {said}", hint)
    rivals = any(other.kind == quantity.kind and other.unit == quantity.unit for other, _ in there)
    kind = "number" if rivals or not claimed.is_statement else "figure?"
    return claimed.doubt(kind, f"“{text}” is not in the cited sentence, {said}", hint)


def shown(quantity: Quantity, facts: Facts) -> str:
    """A quantity as it is written, without the hedge before it."""
    return cut(facts.text[facts.tokens[quantity.start].start : facts.tokens[quantity.end - 1].end])


def _details(quantity: Quantity, found: Found, claimed: Claimed) -> Iterator[Doubt]:
    """What differs between two numbers of the same value."""
    there, facts = found
    text, said = shown(quantity, claimed.facts), shown(there, facts)
    yield from _unit(quantity, there, facts, claimed, text, said)
    yield from _per(quantity, there, facts, claimed, text, said)
    yield from _hedge(quantity, there, claimed, text, said)
    if quantity.kind == "plural" and there.kind == "cardinal" and claimed.is_part:
        yield claimed.doubt("hedge", f"the cited sentence says “{said}”, not “{text}”", "give the sentence's number")
    if (
        quantity.high is None
        and there.high is not None
        and not claimed.whole.hedges
        and claimed.whole.lang.range_ends.isdisjoint(claimed.whole.lows)
        and claimed.role not in {"model", "blank"}
        and facts.lows[max(0, there.start - 1)] != "("  # from 60 to 120 crowns (0.14-0.28 dollars)
    ):
        hint = "give the whole range, or ask for its end (at least, at most)"
        yield claimed.doubt("figure?", f"“{text}” is one end of “{said}”", hint)


def counted(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """Find a number before a word that stands behind another number in the sentence (500 boats, 30 guests)."""
    there = ground.quantities
    for quantity in claimed.facts.quantities:
        noun = next(iter(_behind(quantity, claimed.facts)), "")
        own = [found for found in there if same_value(quantity, found[0])]
        rivals = [found for found in there if not same_value(quantity, found[0]) and found[0].kind == quantity.kind]
        if not noun or not own or any(noun in _behind(*found) for found in own):
            continue
        rival = next((found for found in rivals if noun in _behind(*found)), None)
        if rival:
            text, said = shown(quantity, claimed.facts), shown(*rival)
            message = f"in the cited sentence it is “{said}”, not “{text}”, that counts “{noun}”"
            yield claimed.doubt("exchange", message, "read the sentence again: which number is whose?")
            return


def _behind(quantity: Quantity, facts: Facts) -> list[str]:
    """The stems of the telling words right behind a number, in its clause."""
    clause = facts.clause(quantity.start)
    near = (w for w in facts.words if 0 <= w.place - quantity.end < NOUN_WITHIN and facts.clause(w.place) == clause)
    return [word.stem for word in near]


def _unit(quantity: Quantity, there: Quantity, facts: Facts, claimed: Claimed, text: str, said: str) -> Iterator[Doubt]:
    hint = "give the unit that the sentence gives"
    if quantity.unit and there.unit:
        if quantity.unit != there.unit and {quantity.kind, there.kind} != {"fraction", "cardinal"}:
            yield claimed.doubt("unit", f"the cited sentence says “{said}”, not “{text}”", hint)
    elif quantity.unit:
        if quantity.unit not in facts.units and there.kind != "fraction":
            yield claimed.doubt("unit", f"the cited sentence says “{said}”, without the unit of “{text}”", hint)
    elif there.unit and quantity.kind != "fraction" and claimed.role != "model":
        asked = claimed.whole.units | claimed.facts.units
        if there.unit in asked:
            return
        if (asked - TIMES and there.unit not in TIMES) or (asked & TIMES and there.unit in TIMES):
            yield claimed.doubt("unit", f"the cited sentence says “{said}”; the question asks for another unit", hint)
        elif claimed.is_statement or there.unit == "%":
            yield claimed.doubt("figure?", f"the cited sentence says “{said}”; “{text}” has no unit", hint)


def _per(quantity: Quantity, there: Quantity, facts: Facts, claimed: Claimed, text: str, said: str) -> Iterator[Doubt]:
    asked = claimed.whole.units | claimed.facts.units
    if quantity.per == there.per or there.per in asked:
        return
    hint = "say what it is counted by, as the sentence does"
    if there.per:
        other = quantity.per or bool(claimed.whole.units & TIMES and there.per in TIMES)
        kind = "unit" if other else "figure?"
        yield claimed.doubt(kind, f"the cited sentence counts “{said}” by {there.per}; “{text}” does not", hint)
    elif quantity.per not in facts.units:
        yield claimed.doubt("unit", f"“{text}” is counted by {quantity.per}; “{said}” in the sentence is not", hint)


def _hedge(quantity: Quantity, there: Quantity, claimed: Claimed, text: str, said: str) -> Iterator[Doubt]:
    mine, theirs = quantity.hedge, there.hedge
    theirs = "" if theirs == "exact" else theirs
    mine = "" if mine == "exact" and not theirs else mine
    if mine == theirs or quantity.kind == "ordinal" or (not mine and theirs in claimed.whole.hedges):
        return
    if frozenset({mine, theirs}) in CONTRARY:
        yield claimed.doubt("number", f"the cited sentence says “{said}”, not “{text}”", "use the sentence's words")
        return
    lost = f"the cited sentence says “{_with(theirs, said)}”" if theirs else f"the cited sentence says just “{said}”"
    yield claimed.doubt("hedge", f"{lost}, not “{_with(mine, text)}”", "keep the sentence's reservation")


HEDGE_WORDS = {
    "over": "more than",
    "least": "at least",
    "most": "at most",
    "under": "less than",
    "about": "about",
    "exact": "exactly",
}


def _with(hedge: str, text: str) -> str:
    """A number with its hedge, in plain words."""
    return f"{HEDGE_WORDS[hedge]} {text}" if hedge else text


def _owner(same: list[Found], claimed: Claimed) -> Iterator[Doubt]:
    """Does the number belong to another thing of its sentence than the one that the stem asks about?"""
    if not claimed.is_part or claimed.role == "blank":
        return
    there_ids = {id(found[0]) for found in same}
    worst: Doubt | None = None
    for own, facts in same:
        rivals = [q for q in facts.quantities if id(q) not in there_ids and q.unit == own.unit and q.kind == own.kind]
        votes = _votes(own, rivals, facts, claimed.whole)
        if not rivals or votes is None or _is_change(own, votes, facts):
            return
        worst = claimed.doubt(
            "exchange",
            f"in the cited sentence the words of the question stand nearer to “{shown(votes, facts)}”"
            f" than to “{shown(own, facts)}”",
            "read the sentence again: which number answers the question?",
        )
    if worst:
        yield worst


def _votes(own: Quantity, rivals: list[Quantity], facts: Facts, whole: Facts) -> Quantity | None:
    """The rival to which clearly more words of the stem stand nearer; None if there is none."""
    places = [word.place for word in facts.words if whole.means(word.stem)]
    votes: dict[int, int] = {}
    both = [own, *rivals]
    for place in places:
        distances = [_distance(quantity, place, facts) for quantity in both]
        nearest = min(distances)
        if distances.count(nearest) == 1:
            winner = distances.index(nearest)
            votes[winner] = votes.get(winner, 0) + 1
    best = max(votes, key=lambda number: votes[number], default=0)
    return both[best] if best and votes.get(0, 0) == 0 and votes[best] >= 2 else None


def _is_change(one: Quantity, other: Quantity, facts: Facts) -> bool:
    """Do two numbers stand as from … to …?"""
    first, second = sorted((one, other), key=lambda quantity: quantity.start)
    between = facts.lows[first.end : second.start]
    return len(between) <= CLAUSE_DISTANCE and not facts.lang.number_list("range").isdisjoint(between)


def _distance(quantity: Quantity, place: int, facts: Facts) -> int:
    apart = quantity.start - place if place < quantity.start else place - quantity.end + 1
    crossed = abs(facts.clause(place) - facts.clause(quantity.start))
    return apart + CLAUSE_DISTANCE * crossed
