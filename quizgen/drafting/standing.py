"""Tells which sentences can stand alone, without the one before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.drafting import english
from quizgen.drafting.things import Thing
from quizgen.drafting.verbs import is_finite
from quizgen.evidence.language import Language

FEWEST_WORDS, MOST_WORDS = 6, 50
LONGEST = 2000
"""More letters than this have no sentence that anybody would ask for."""
CAPTION = re.compile(r"^\S*[A-Z]{2,}/| - |^\(?\w{1,2}[.)-]\s|^(?i:photo|image|source|copyright|©)\b")
ENDED = re.compile(r"[.!](?:\s?[”\"'’»)])?$")
PAIRS = (("(", ")"), ("«", "»"), ("[", "]"))
MARKUP = re.compile(r"[{}<>*_`|\\^~]|https?:|www\.")
"""What the format would read as more than text."""


def is_prose(text: str) -> bool:
    """Is it a sentence, and no caption, heading, item of a list or endless string of words?"""
    if len(text) > LONGEST or not text.isprintable() or CAPTION.search(text) or MARKUP.search(text):
        return False
    return bool(ENDED.search(text))


def stands_alone(text: str, found: Sequence[Thing], lang: Language) -> bool:
    """Is it a whole statement that needs no other sentence, and no half of a quotation?"""
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    if any(text.count(left) != text.count(right) for left, right in PAIRS) or not _are_quotations_whole(text):
        return False
    return not lang.is_english or _stands_alone_in_english(text, found, lang)


def _are_quotations_whole(text: str) -> bool:
    """Is each quotation mark paired? “ closes where „ opens, and opens elsewhere."""
    low, high, closing = (text.count(sign) for sign in "„“”")
    return text.count('"') % 2 == 0 and (low == high + closing if low else high == closing)


def leans(text: str) -> bool:
    """Do English words point to what another clause tells (it, their, this)?"""
    return not (english.POINTERS | english.PRONOUNS).isdisjoint(re.findall(r"\w+", text.lower()))


def _stands_alone_in_english(text: str, found: Sequence[Thing], lang: Language) -> bool:
    lows = re.findall(r"[\w'’-]+", text.lower())
    if english.LEANING.match(text) or (lows[0] in english.OPENERS and not english.WHOLE_OPENING.match(text)):
        return False
    if lows[0].endswith("ly") or (lows[0] == "the" and _points_back(text, lows, found, lang)):
        return False
    if not english.POINTERS.isdisjoint(lows) or english.MOMENTS.search(text) or "later" in lows[:5]:
        return False
    pronoun = english.PERSONAL.search(text)
    if pronoun is None and not (english.PRONOUNS.isdisjoint(lows[:4]) and english.UNNAMED.isdisjoint(lows[:6])):
        pronoun = english.ANY_PRONOUN.search(text)
    return pronoun is None or any(thing.kind == "name" and thing.start < pronoun.start() for thing in found)


def _points_back(text: str, lows: Sequence[str], found: Sequence[Thing], lang: Language) -> bool:
    """Does “the” at the head speak of what the sentence before named: “the country has”, “the same year”?"""
    if lows[1] in english.MENTIONED:
        return True
    if any(thing.kind in {"date", "figure", "term"} for thing in found) or english.DEFINES.search(text):
        return False
    return is_finite(lows[2], lang) or lows[2] in {"then", "also"}
