"""What a student chooses from, in any type, and whether two of these texts say the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from quizgen.anchors import fold
from quizgen.course import Course, Entry
from quizgen.evidence.distractors import same
from quizgen.evidence.facts import Facts
from quizgen.evidence.language import language
from quizgen.items import Choose, Text
from quizgen.markup import render
from quizgen.questions._base import Path
from quizgen.rules._writing import WITH_OPTIONS
from quizgen.writing.measures import measure_the_same
from quizgen.writing.phrase import Phrase

Likeness = Literal["", "look", "facts", "letters"]
WITH_CHOICES = WITH_OPTIONS | {"cloze", "match"}
"""Types in which a student chooses among texts: options, the words of a word bank, right sides."""
KEYS = frozenset({"blank", "pair"})
WHOLE = re.compile(r"<(strong|em)>([^<>]*)</\1>")
"""Emphasis of a whole text, which makes no other text of it."""
MARKED = re.compile(r"[<>]|\$[^$]+\$")
"""Markup inside a text, or a formula: signs, spaces and case count there."""
AROUND = re.compile(r"^[.,;:\"“”„«»\s]+|[.,;:\"“”„«»\s]+$")
HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
CAPITALS = re.compile(r"\w[A-ZÀ-ÖØ-ÞА-ЯЁ]")
SHORT = 3
"""In texts of so few signs, case may tell one from another: M and m, MW and mW."""
LIGHT = frozenset(".,;:?'\"()$€£¥%°")
"""Signs beside figures that change nothing, or that belong to them."""
DIGITS = re.compile(r"\d(?:[\d.,' ]*\d)?")
SIGNED = re.compile(r"\d[^\w\s]\d")
"""A number with a sign inside, which may be written otherwise."""
GROUPING = re.compile(r"[.,' ](?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Shown:
    """A text to choose: its words, how it looks, where it stands, and whether it is a right one."""

    phrase: Phrase
    look: str
    path: Path
    is_key: bool

    @cached_property
    def is_exact(self) -> bool:
        """Does every sign of it count, as in markup or a formula?"""
        return ("<" in self.look or ">" in self.look or "$" in self.look) and bool(MARKED.search(self.look))

    @cached_property
    def figures(self) -> tuple[str, tuple[str, ...]]:
        """The text with a zero for each number, and the numbers, without what groups their digits."""
        text = fold(self.phrase.plain).lower()
        return DIGITS.sub("0", text), tuple(GROUPING.sub("", number) for number in DIGITS.findall(text))


def shown(entry: Entry) -> Sequence[Shown]:
    """The options; of other types the words of the word bank or the right sides, each right one once."""
    written, response = entry.written, entry.item.response
    if isinstance(response, Choose) and written.options:
        looks = [_look(option.text) for option in response.options]
        both = enumerate(zip(written.options, looks, written.paths, strict=True))
        return [Shown(option, look, path, number in written.keys) for number, (option, look, path) in both]
    distractors = tuple(entry.question.wrong_options())
    if not distractors:
        return ()
    keys = {claim.text: claim.path for claim in reversed(entry.claims) if claim.role in KEYS}
    texts = [(text, path, True) for text, path in keys.items()] + [(text, path, False) for text, path in distractors]
    return [_of_text(text, path, entry.lang, is_key=is_key) for text, path, is_key in texts]


def _of_text(text: str, path: Path, lang: str, *, is_key: bool) -> Shown:
    seen = render(text, lambda picture: picture)
    return Shown(Phrase(seen.plain, language(lang)), _look(seen), path, is_key)


def _look(text: Text) -> str:
    """What is seen of a text, as HTML; emphasis of the whole is left out."""
    whole = WHOLE.fullmatch(text.html.strip())
    return whole[2].strip() if whole else text.html.strip()


def all_differ(options: Sequence[Phrase], course: Course) -> bool:
    """Do all options surely differ, so that none need be compared? The usual case, told at little cost.

    They do when their letters differ, no name may have another form, and at most their numbers tell them apart.
    """
    if len({_bare(option) for option in options}) < len(options) or _may_have_names(options, course):
        return False
    with_figures = [option for option in options if option.has_figure]
    if len(with_figures) < 2:
        return True
    plain_numbers = not any(SIGNED.search(option.plain) for option in with_figures)  # 1/4 may be 0.25
    return plain_numbers and len({_shape(option) for option in with_figures}) == 1


def _bare(phrase: Phrase) -> str:
    """The letters and digits; they tell most options apart at little cost."""
    return "".join(phrase.lows).replace("-", "")


def _shape(phrase: Phrase) -> tuple[str, ...]:
    """The words, with a zero for each that begins with a digit."""
    return tuple("0" if low[0].isdigit() else low for low in phrase.lows)


def _may_have_names(options: Sequence[Phrase], course: Course) -> bool:
    """May an option have a name that has other forms: an alias of the course, a title before it?"""
    if course.examiner.reader.aliases.first:
        return True
    return any(not option.lang.writing("titles").isdisjoint(option.lows) for option in options)


def say_the_same(options: Sequence[Shown], entry: Entry, course: Course) -> Callable[[Shown, Shown], Likeness]:
    """Gives what compares two of the options.

    They may be the same to the eye, in what they tell (figures, names), or but for capitals, hyphens and signs around.
    Where the stem asks how something is written, and in markup and formulas, every sign counts.
    """
    reader = course.examiner.reader
    lang = language(entry.lang)
    named = _may_have_names([option.phrase for option in options], course)
    of_writing = lang.any_of("asks_writing")
    to_the_letter = bool(of_writing and of_writing.search(entry.written.stem.plain))

    def compare(one: Shown, other: Shown) -> Likeness:
        if (one.is_key and other.is_key and entry.type not in WITH_OPTIONS) or not one.look:
            return ""  # two blanks, or two pairs, may have one answer
        if one.look == other.look:
            return "look"
        left, right = one.phrase, other.phrase
        if to_the_letter or one.is_exact or other.is_exact or (left.plain.isdecimal() and right.plain.isdecimal()):
            return ""
        if _bare(left) == _bare(right) and _letters(left.plain) == _letters(right.plain):
            return "letters"
        if not named and not (left.has_figure and right.has_figure):
            return ""
        facts = (reader.facts(phrase.plain, entry.lang) for phrase in (left, right))
        return "facts" if not _differ_in_figures_alone(one, other) and _tell_the_same(*facts) else ""

    return compare


def _tell_the_same(one: Facts, other: Facts) -> bool:
    return measure_the_same(one, other) or (same(one, other) and _are_alike(_rest(one), _rest(other), one))


def _letters(text: str) -> str:
    """The text without case, signs around it, and hyphens between words; one with capitals inside words as it is."""
    bare = HYPHEN.sub(" ", fold(AROUND.sub("", text)))
    return bare.lower() if len(bare) > SHORT and not CAPITALS.search(bare) else bare


def _differ_in_figures_alone(one: Shown, other: Shown) -> bool:
    """Are these other numbers of one thing, or writings of one number that are told apart: 3 and 3.0, 7 and 007?"""
    return one.figures[0] == other.figures[0] and one.figures[1] != other.figures[1]


def _rest(facts: Facts) -> Counter[str]:
    """The words and signs outside figures and dates: before, ×, had; a letter by itself (angle B) keeps its case."""
    taken = {place for found in facts.quantities for place in range(found.first, found.end)}
    taken |= {place for found in facts.dates for place in range(found.start, found.end)}
    others = (token for place, token in enumerate(facts.tokens) if place not in taken and token.low not in LIGHT)
    return Counter(token.text if len(token.text) == 1 else token.low for token in others)


def _are_alike(one: Counter[str], other: Counter[str], facts: Facts) -> bool:
    """Are they the same words, or has one of them some small words more that say nothing: in 1871?"""
    more, fewer = one - other, other - one
    empty = facts.lang.articles | facts.lang.writing("empty") | facts.lang.writing("titles")
    return not (more and fewer) and all(low in empty for low in more | fewer)
