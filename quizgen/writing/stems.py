"""What a stem asks for: nothing, the opposite, a figure."""

from __future__ import annotations

import re

from quizgen.writing.phrase import QUOTED, Phrase

EMPHASIS = re.compile(r"(\*{1,2}|_{1,2})(?P<words>[^*_]+)\1")
BESIDE = re.compile(r",\s+(?P<word>\w+)\b[^,?]*(?=[,?])")
HEADING = 6
"""A stem of more words is no mere heading."""
QUESTION = re.compile(r"[?？؟;]")
LONGEST = 200
"""A longer sentence, in letters, asks more than which option is true."""
FIRST_WORDS = 4
"""A question word stands among so many words at the start of its clause."""


def negative(stem: Phrase, source: str) -> str:
    """The word with which the question asks for the opposite, unless it is emphasised; empty if it does not.

    `source` is the stem as typed, with its Markdown. Only the sentence that asks counts; what a clause beside it denies
    (the country that did not sign), or a quotation, asks nothing.
    """
    if not stem.may_have("negatives"):
        return ""
    asked = _without_clauses(Phrase(stem.lang.without("negates_nothing", stem.asking), stem.lang))
    own = asked.own
    for place, low in enumerate(own):
        if low in stem.lang.writing("negatives") and _asks(own, place, asked):
            return "" if _is_emphasised(low, asked.plain, source) else low
    return ""


def _without_clauses(sentence: Phrase) -> Phrase:
    """The sentence without its relative clauses (sodium, which is never found free, …), if it still asks then."""
    asks = sentence.lang.writing("asks")
    text = BESIDE.sub(lambda clause: " " if clause["word"].lower() in asks else clause[0], sentence.plain)
    rest = Phrase(text, sentence.lang)
    return sentence if asks.isdisjoint(rest.lows) else rest


def _asks(own: list[str], place: int, asked: Phrase) -> bool:
    """Does the word belong to the question itself, not to a clause beside it or to the reason asked for?"""
    lang, low = asked.lang, own[place]
    excepts = low in lang.writing("excepts")
    if low in lang.writing("judges"):
        return any(word in lang.writing("judged") for word in own)
    if any(word in lang.writing("asks_why") for word in own[:FIRST_WORDS]) and not excepts:
        return False
    asking = next((at for at, word in enumerate(own) if word in lang.writing("asks")), -1)
    if asking > place and "?" in asked.plain:
        return excepts
    between = own[asking + 1 : place]
    beside = lang.writing("side_clauses") | lang.writing("asks")
    return excepts or not any(word in beside for word in between)


def _is_emphasised(low: str, text: str, source: str) -> bool:
    """Is the word in capitals, or bold or italic?"""
    found = re.search(rf"(?<!\w){re.escape(low).replace(chr(39), '[’' + chr(39) + ']')}(?!\w)", text, re.IGNORECASE)
    if found and found[0].replace("’", "").replace("'", "").isupper():
        return True
    return any(low in strong["words"].lower().replace("’", "'").split() for strong in EMPHASIS.finditer(source))


def is_vacuous(stem: Phrase) -> bool:
    """Does it ask only which option is true: which of the following is correct?"""
    lang = stem.lang
    opening = lang.any_of("which_of")
    if opening is None or not (stem.may_have("vacuous") or stem.may_have("which_of")) or len(stem.asking) > LONGEST:
        return False
    text = " ".join(Phrase(stem.asking, lang).lows)
    phrases = (found for found in opening.finditer(text) if " " in found[0])
    found = opening.match(text) or next(phrases, None)
    if not found or not stem.plain.startswith(stem.asking):
        return False  # what stands before it says what it is about
    rest = text[found.end() :].split()
    while rest and rest[0] in lang.writing("filler"):
        rest = rest[1:]
    return _judges_alone(rest, stem) if rest else " " in found[0] and not found.start()


def _judges_alone(rest: list[str], stem: Phrase) -> bool:
    """Is what follows “which of these” but true, true about the sea, or about the sea is true?"""
    lang = stem.lang
    judging, topics = lang.writing("vacuous"), lang.writing("topics")
    if rest[0] not in judging:
        return rest[0] in topics and rest[-1] in judging
    if rest[1:] and rest[1] in lang.writing("filler"):  # the correct statement; one of a law is asked for a law
        return len(rest) == 2 or rest[2] in topics
    return len(rest) == 1 or rest[1] in lang.writing("about")


def asks_nothing(stem: Phrase) -> bool:
    """Is it a heading rather than a question, an order, or a sentence to complete?"""
    lang, text = stem.lang, stem.plain.strip()
    verbs = lang.writing("verbs")
    if not verbs or not stem.lows or len(stem.lows) > HEADING or QUESTION.search(text) or "_" in text or "…" in text:
        return False
    if QUOTED.search(text) or any(map(str.isdigit, text)) or "=" in text:
        return False
    if stem.lows[0] in lang.writing("orders") or stem.lows[-1] in lang.common - lang.articles:
        return False
    said = verbs | lang.writing("asks") | lang.writing("asks_why") | lang.writing("asked_for")
    past = lang.writing_form("past")
    return not any(low in said or (past and low.endswith(past) and len(low) > 4) for low in stem.lows)


def asks_for_figure(stem: Phrase) -> bool:
    """Does it ask when, or how many?"""
    when = stem.lang.any_of("when")
    return bool(when and when.match(stem.asking.strip(" ¿¡"))) or asks_how_many(stem)


def asks_how_many(stem: Phrase) -> bool:
    """Does it ask how many, how much, how long, and not in passing (which shows how much it matters)?"""
    asked, how_many = stem.asking.strip(), stem.lang.any_of("how_many")
    found = how_many.search(asked) if how_many else None
    before = Phrase(asked[: found.start()], stem.lang).lows if found else ()
    return bool(found) and stem.lang.writing("asks").isdisjoint(before)
