"""Compares names and the other telling words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from quizgen.evidence.doubts import Claimed, Doubt, Ground, listed
from quizgen.evidence.facts import Facts, Word
from quizgen.evidence.figures import same_value
from quizgen.evidence.polarity import is_opposed

SPELT_ALIKE = 80.0
"""Names with the same first letter and this similarity (0 to 100) may be spellings of one."""
SHORT_CLAIM = 6
"""Answers of up to this many words need each of them in the sentence; longer ones need `NEEDED` of them."""
NEEDED = 0.8
NEEDED_OF_SIDES = 0.7
"""A step of a sequence, and a pair, are told in short; they need this share of their words."""
FROM_BEFORE = 1 / 3
"""Up to this share of a statement's words may come from the sentence before, for what “he” and “this” stand for."""
FEWEST = 3
"""A model answer of so many telling words must share one with the sentence."""
SAID_WITHIN = 4
"""So many tokens behind “said” its speaker may be named."""
SHORTLY = 6
"""So many tokens before a word a name may still belong to it."""
REPLACE = "use the sentence's own word, cite a better one, or say why it is right: allow: {Q105: why}"


def check(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """Look for each name and word of a claim in the sentences."""
    missing = _without_earlier([w for w in claimed.facts.words if not _is_there(w, claimed, ground)], claimed, ground)
    if claimed.role != "model":  # an opposite is told apart
        missing = [word for word in missing if not is_opposed(word.stem, claimed.facts, ground)]
    names = [word for word in missing if word.name]
    yield from _names(names, claimed, ground)
    yield from _speaker(claimed, ground)
    yield from _other_name_before(claimed, ground)
    if not missing:
        yield from _apart(claimed, ground)
    if claimed.role == "model":
        yield from _unrelated(claimed, ground)
        return
    total = len({word.stem for word in claimed.facts.words})
    others = [word.text for word in missing if not word.name]
    if len(missing) == total and (not _has_figures(claimed) or _has_labels_alone(claimed, ground)):
        yield from _nothing(missing, claimed, ground)
    elif others and not names and not _is_enough(claimed, len(missing), total):
        yield claimed.doubt(
            "words", f"not in the cited sentence: {listed(others)} of “{claimed.shown}”", REPLACE, len(others)
        )


def _unrelated(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """A model answer may say it in its own words, but not without any of the sentence's."""
    words = claimed.facts.stems
    answer = claimed.path[0] == "answer" and len(words) >= FEWEST
    if answer and not _has_figures(claimed) and not any(ground.means(stem) for stem in words):
        message = f"not one word of “{claimed.shown}” is in the cited sentence"
        yield claimed.doubt("words", message, "cite the sentence that the answer rests on", len(words))


def _has_figures(claimed: Claimed) -> bool:
    return bool(claimed.facts.quantities or claimed.facts.dates)


def _has_labels_alone(claimed: Claimed, ground: Ground) -> bool:
    """Are all figures of a key those of the stem and none of the sentence's: “1 and 3”, which stand for others?"""
    figures = claimed.facts.quantities
    return (
        claimed.is_part
        and not claimed.facts.dates
        and all(any(same_value(figure, own) for own in claimed.whole.quantities) for figure in figures)
        and not any(same_value(figure, there) for figure in figures for there, _ in ground.quantities)
    )


def _is_enough(claimed: Claimed, missing: int, total: int) -> bool:
    """Is enough of a claim in the sentence? Of a statement each word must be."""
    if claimed.role in {"step", "pair"}:
        return total > 2 and total - missing >= NEEDED_OF_SIDES * total
    return not claimed.is_statement and total > SHORT_CLAIM and total - missing >= NEEDED * total


def _is_there(word: Word, claimed: Claimed, ground: Ground) -> bool:
    if ground.has(word.stem) if word.name else ground.means(word.stem):
        return True
    if claimed.is_part and claimed.whole.has(word.stem):
        return True  # what the stem brings is checked with the stem
    frame = claimed.facts.lang.frame
    if claimed.is_part:
        return word.stem in frame and len(claimed.facts.words) > 2
    if ground.about.has(word.stem):
        return True
    if word.name:
        return any(facts.has(word.stem) for facts in ground.before)
    return word.stem in frame or _is_attribution(word, claimed, ground)


def _is_attribution(word: Word, claimed: Claimed, ground: Ground) -> bool:
    """Does the word follow the name of the source (Trenin expects)?"""
    if not word.place:
        return False
    token = claimed.facts.tokens[word.place - 1]
    return token.text[0].isupper() and ground.about.has(claimed.facts.lang.stem(token.low))


def _without_earlier(missing: list[Word], claimed: Claimed, ground: Ground) -> list[Word]:
    """The missing words of a statement, without those in the sentence before, if these are few."""
    if not claimed.is_statement:
        return missing
    earlier = [w for w in missing if not w.name and any(facts.has(w.stem) for facts in ground.before)]
    here = len(claimed.facts.words) - len(missing) + _has_figures(claimed)
    if not here or len(earlier) > max(1, FROM_BEFORE * len(claimed.facts.words)):
        return missing
    return [word for word in missing if word not in earlier]


def _names(missing: list[Word], claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    for word in missing:
        spelt = _spelt_otherwise(word, ground)
        if spelt:
            message = f"“{word.text}” is spelt “{spelt}” in the cited sentence"
            yield claimed.doubt("words", message, "spell it as the source does, or add both to the course's aliases")
        elif claimed.is_part and any(facts.has(word.stem) for facts in (*ground.before, ground.about)):
            message = f"“{word.text}” is not in the cited sentence, but in the one before it or the source's title"
            yield claimed.doubt("words", message, "cite the sentence with the name, or say: allow: {Q105: why}")
        elif ground.says(word.stem):
            message = f"“{word.text}” of “{claimed.shown}” is not in the cited sentence"
            yield claimed.doubt("words", message, "correct the name, or cite the sentence that has it")
        else:
            message = f"“{word.text}” of “{claimed.shown}” is nowhere in the cited source"
            kind = "words" if claimed.role == "model" else "name"  # a model answer may bring what the class knows
            yield claimed.doubt(kind, message, "correct the name, or cite the source that has it")


def _speaker(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """A statement that names somebody from the sentence before, while the cited one names its own speaker."""
    if not claimed.is_statement:
        return
    earlier = [w for w in claimed.facts.words if w.name and not ground.has(w.stem) and not ground.about.has(w.stem)]
    for facts in ground.sentences:
        speaker = next((word for word in speakers(facts) if not claimed.facts.has(word.stem)), None)
        if earlier and speaker:
            message = f"in the cited sentence “{speaker.text}” says it; “{earlier[0].text}” is named before it"
            yield claimed.doubt("words", message, "name the one who says it")
            return


def _other_name_before(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """A name right before a word must not be another than in the sentence: the Russian media, the American media."""
    words = claimed.facts.words
    for name, word in pairwise(words):
        if not name.name or word.place != name.place + 1:
            continue
        there = [facts.names.get(place - 1) for facts in ground.sentences for place in facts.places(word.stem)]
        others = [other for other in there if other]
        near = any(_is_near(name, word, facts) for facts in ground.sentences)
        if others and len(others) == len(there) and not near:
            message = f"“{name.text} {word.text}” is “{others[0].text} {word.text}” in the cited sentence"
            yield claimed.doubt("exchange", message, "read the sentence again: whose is it?")
            return


def _is_near(name: Word, word: Word, facts: Facts) -> bool:
    """Does a sentence have a name shortly before a word (pan-Turkish and pan-Islamist rhetoric)?"""
    lang = facts.lang
    before = [w.place for w in facts.words if w.stem == name.stem or (w.name and lang.akin(w.stem, name.stem))]
    return any(0 < place - there <= SHORTLY for place in facts.places(word.stem) for there in before)


def speakers(facts: Facts) -> Iterator[Word]:
    """The names of a sentence beside a verb of saying: “X said”, “said the minister X”."""
    saying = facts.lang.saying
    said = [place for place, low in enumerate(facts.lows) if saying and saying.fullmatch(low)]
    for word in facts.words:
        if word.name and any(word.place == place - 1 or 0 < word.place - place <= SAID_WITHIN for place in said):
            yield word


def _apart(claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """A name of several words must stand in a sentence as one."""
    words = claimed.facts.words
    whole = len(words) == len(claimed.facts.tokens) > 1 and all(word.name for word in words)
    if not whole or claimed.is_statement:
        return
    for facts in (*ground.sentences, *ground.before, ground.about):
        lasts = facts.places(words[-1].stem)
        if any(first + len(words) - 1 in lasts for first in facts.places(words[0].stem)):
            return
    message = f"the words of “{claimed.shown}” are in the cited sentence, but not beside each other"
    yield claimed.doubt("exchange", message, "read the sentence again: is that one name?")


def _spelt_otherwise(word: Word, ground: Ground) -> str:
    low = word.text.lower()
    for facts in ground.sentences:
        for other in facts.words:
            if other.name and other.text[0].lower() == low[0] and fuzz.ratio(low, other.text.lower()) >= SPELT_ALIKE:
                return other.text
    return ""


def _nothing(missing: list[Word], claimed: Claimed, ground: Ground) -> Iterator[Doubt]:
    """Not a word of the claim is there; a claim of common words must stand there as it is."""
    if not missing:
        if not any(claimed.facts.stands_in(facts) for facts in ground.sentences):
            yield claimed.doubt("words", f"“{claimed.shown}” is not in the cited sentence", REPLACE)
        return
    if not any(word.name for word in missing):
        message = f"not one word of “{claimed.shown}” is in the cited sentence"
        yield claimed.doubt("nothing", message, REPLACE, len(missing))
