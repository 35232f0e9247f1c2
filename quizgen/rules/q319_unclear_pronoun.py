"""The stem says “it” or “they”, and does not say who or what that is.

Why: questions are shuffled, picked and shown one by one on cards; what the question before said is not there.

Bad:

    choice: When did they buy it?
    answer: "1871"
    distractors:
      - "1872"
      - "1894"

Good:

    choice: When did the Harbour Board buy its clock?
    answer: "1871"
    distractors:
      - "1872"
      - "1894"

Source: SAQUET (Moore et al. 2024), criterion “ambiguous or unclear information”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.evidence.language import Language
from quizgen.rules._writing import WITH_STEM, in_stem
from quizgen.writing.phrase import Phrase

CODE = "Q319"
NAME = "unclear-pronoun"
SEVERITY = "info"
TYPES = WITH_STEM
FEW = 2
"""A stem with at most so many telling words can't say what a pronoun stands for."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for a pronoun in a stem that names nothing, and has no picture or passage beside it."""
    stem, question = entry.written.stem, entry.question
    if len(stem.words) > 12 or question.about or question.image or len(stem.telling) > FEW:
        return
    if any(word[0].isupper() for word in stem.words[1:]) or stem.lang.writing("pronouns").isdisjoint(stem.lows):
        return
    if pronoun := _unclear(Phrase("".join(stem.sentences[:1]), stem.lang)):
        yield in_stem(entry, f"nobody can tell what “{pronoun}” is", "name it: the question may be shown by itself")


def _unclear(first: Phrase) -> str:
    """The pronoun of the first sentence that stands for nothing in it; empty if there is none."""
    words = first.lang.without("pronouns_excused", " ".join(first.own)).split()
    listed = first.lang.writing("pronouns")
    found = (low for place, low in enumerate(words) if low in listed and not _is_named(words, place, first.lang))
    return next(found, "")


def _is_named(words: Sequence[str], place: int, lang: Language) -> bool:
    """Does a pronoun begin a clause of its own, behind one that names something: why do cats purr when they eat?"""
    before, behind, verbs = words[:place], words[place + 1 : place + 2], lang.writing("verbs")
    if not any(lang.look_up(low)[1] not in lang.frame | {""} for low in before) or before[-1] in verbs:
        return False
    openers = lang.writing("side_clauses") | lang.clauses | lang.writing("asks") | lang.writing("asks_why")
    return before[-1] in openers or not verbs.isdisjoint(behind)
