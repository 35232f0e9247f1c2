"""Finds what in the grammar of stem and options gives the key away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.evidence.language import Language
from quizgen.writing.phrase import Phrase

BEFORE_GAP = re.compile(r"(?<![\w/(])(?P<word>\w+) (?:_{2,}|\.{4,}|…{2,})")
FORMS = 2
"""So many distractors must share a form for the key to stand out."""
BEGINNING = 3
"""Where and when ask for a place and a time only among so many words at the beginning."""
SHORT_WORD = 4


def cue(stem: Phrase, key: Phrase, distractors: Sequence[Phrase]) -> str:
    """What gives the key away, as a sentence; empty if nothing does."""
    return _article(stem, key, distractors) or _number(stem, key, distractors) or _form(stem, key, distractors)


def _last_words(stem: Phrase) -> list[str]:
    """The words at the end of a stem that the options complete; none behind a question."""
    return [] if "?" in stem.plain else stem.lows[-3:]


def _article(stem: Phrase, key: Phrase, distractors: Sequence[Phrase]) -> str:
    """Does the stem have “a” or “an” before the answer, which does not fit every option?"""
    article = _article_of(stem)
    if article not in stem.lang.writing("gap_articles"):
        return ""
    fits = [_begins_with_vowel(option) == (article == "an") for option in (key, *distractors)]
    if all(fits) or not any(fits):
        return ""
    which = "fits the key but not every distractor" if fits[0] else "does not fit the key"
    return f"the stem has “{article}” before the answer, which {which}"


def _article_of(stem: Phrase) -> str:
    """The word before the gap of a stem, or at its end; empty for “vitamin A” and “a/an”."""
    gap = BEFORE_GAP.search(stem.plain)
    if gap:
        return gap["word"].lower()
    last = _last_words(stem)[-1:]
    text = stem.plain.rstrip(" _.…")
    if not last or not stem.words[-1].islower() or text.endswith(("/" + last[0], ")")):
        return ""
    return last[0]


def _begins_with_vowel(option: Phrase) -> bool:
    """Does it begin with the sound of a vowel?"""
    text, lang = option.plain.lower().lstrip(" \"'“‘("), option.lang
    if re.match(lang.writing_form("consonant_sound"), text):
        return False
    return bool(re.match(lang.writing_form("vowel_sound"), text))


def _number(stem: Phrase, key: Phrase, distractors: Sequence[Phrase]) -> str:
    """Does the verb at the stem's end (they are …), or behind its question word (what are …?), fit the key alone?"""
    lang, last = stem.lang, _last_words(stem)
    if last[-1:] and last[-1] in lang.articles:
        last = last[:-1]
    verb = last[-1] if last else ""
    if "?" in stem.plain and stem.lows[:1] and stem.lows[0] in lang.writing("asks") and len(stem.lows) > 1:
        verb = stem.lows[1]
    if verb not in lang.writing("plural_verbs") or any(_is_plural(option) for option in distractors):
        return ""
    return f"“{verb}” in the stem fits the key alone" if _is_plural(key) else ""


def _is_plural(option: Phrase) -> bool:
    """Does it name several things: a plural in -s, or two with “and”?"""
    joined = not option.lang.number_list("joiners").isdisjoint(option.lows)
    last = option.lows[-1] if option.lows else ""
    return joined or (last.endswith("s") and not last.endswith(("ss", "us", "is")))


def _form(stem: Phrase, key: Phrase, distractors: Sequence[Phrase]) -> str:
    """Is the key alone in its form, and do all distractors share another?"""
    if len(distractors) < FORMS:
        return ""
    mine, theirs = _form_of(key), [_form_of(option) for option in distractors]
    if mine in theirs or len(key.lows) < FORMS:
        return ""
    telling = {form for form in (mine, *theirs) if form}
    alone = mine and not any(form and form != mine for form in theirs) and mine in TELLING
    others = len(set(theirs)) == 1 and theirs[0] in TELLING
    if telling and (alone or others) and not _is_of_stem(stem, key):
        words = " ".join(key.words[:2])
        return f"the key alone has its form (“{words} …”), so it stands out"
    return ""


TELLING = frozenset({"to", "gerund", "clause"})


def _form_of(option: Phrase) -> str:
    """With what an option begins: an infinitive, a verb in -ing, a conjunction; empty for anything else."""
    lang: Language = option.lang
    first = option.lows[0] if option.lows else ""
    if first == lang.writing_form("infinitive") and len(option.lows) > 1:
        return "to"
    gerund = lang.writing_form("gerund")
    is_verb = len(first) > SHORT_WORD + 1 and first not in lang.writing("no_gerunds")
    if gerund and first.endswith(gerund) and is_verb and len(option.lows) > 1:
        return "gerund"
    if first in lang.writing("before_gerund"):  # by turning the wheel; but by ship is like on foot
        return "clause" if gerund and option.lows[1:2] and option.lows[1].endswith(gerund) else ""
    return "clause" if first in lang.writing("clause_openers") else ""


def _is_of_stem(stem: Phrase, key: Phrase) -> bool:
    """Does the stem ask for a time, place or kind of thing, for which one form is as good as another?"""
    places, kinds = stem.lang.writing("asks_place"), stem.lang.writing("asks_kind")
    return key.has_figure or not kinds.isdisjoint(stem.lows) or not places.isdisjoint(stem.lows[:BEGINNING])
