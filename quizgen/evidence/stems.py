"""Looks whether a stem speaks of what the cited sentences speak of, and credits the right source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from quizgen.evidence.dating import is_counted
from quizgen.evidence.dating import shown as shown_date
from quizgen.evidence.doubts import Doubt, Ground, listed
from quizgen.evidence.facts import Facts
from quizgen.evidence.figures import LARGEST_COUNT
from quizgen.evidence.figures import shown as shown_figure
from quizgen.evidence.reader import Question
from quizgen.formulas import cut
from quizgen.questions._base import Path

WORD = re.compile(r"\w+")
CITE_IT = "cite the sentence with it too, change the stem, or say why it is right: allow: {Q122: why}"
FEW = 1 / 3
"""A stem that shares less than this with the cited sentence may belong to another one."""
ENOUGH = 2
"""A stem with so many telling words must share one with the sentence, the one before it, or the source's title."""


def check(question: Question) -> Iterator[Doubt]:
    """Look whether a stem credits a source that is not cited, and what else of it the cited sentences do not speak of.

    A statement's own words are compared as a claim.
    """
    asked, ground = question.asked, question.ground
    said = [asked.prompt, *(claim.text for claim in asked.claims if claim.role == "statement")]
    name = next(filter(None, (_misnamed(text, question) for text in said)), "")
    if name and not any(facts.has(stem) for stem in question.facts(name).stems for facts in ground.context):
        message = f"the stem speaks of “{name}”, but another source is cited"
        yield Doubt("attribution", message, "name the cited source, or cite the one that you name", asked.prompt_path)
    elif asked.type != "true_false":
        stem = question.facts(" ".join(cut(asked.prompt)[::2]))
        yield from _absent(stem, ground, asked.prompt_path, related=question.answered)


def _absent(stem: Facts, ground: Ground, path: Path, *, related: bool) -> Iterator[Doubt]:
    """The names, numbers and dates of a stem that are in no cited sentence, none before, and no title.

    With `related` it must have some telling word in common with them as well.
    """
    names = [word.text for word in stem.words if word.name and not any(f.has(word.stem) for f in ground.context)]
    absent = names + list(_figures(stem, ground)) + list(_dates(stem, ground))
    if absent:
        message = f"{listed(absent)} of the stem is not in the cited sentence, nor in the one before it"
        yield Doubt("stem", message, CITE_IT, path)
        return
    telling = stem.stems - stem.lang.frame
    if related and len(telling) >= ENOUGH and not any(f.means(word) for word in telling for f in ground.context):
        message = "no telling word of the stem is in the cited sentence, nor in the one before it"
        yield Doubt("stem", message, "cite the sentence that the question is about", path)


def is_far_off(question: Question) -> bool:
    """Has the stem of an answered question few words in common with the cited sentences?"""
    if not question.answered:
        return False
    ground, stem = question.ground, question.stem
    telling = {word for word in stem.stems - stem.lang.frame if not ground.about.has(word)}
    names = {word.stem for word in stem.words if word.name and any(f.has(word.stem) for f in ground.before)}
    return len(telling) > 1 and sum(word in names or ground.means(word) for word in telling) < FEW * len(telling)


def _figures(stem: Facts, ground: Ground) -> Iterator[str]:
    there = [quantity for facts in ground.context for quantity in facts.quantities]
    values = {value for quantity in there for value in quantity.values}
    values |= {value * 100 for value in values if value < 1}
    values |= {Fraction(part) for facts in ground.context for date in facts.dates for part in (date.year, date.day)}
    for quantity in stem.quantities:
        bare = quantity.end - quantity.start == 1 and stem.lows[quantity.start] in stem.lang.numbers("scales")
        wanted = not bare and (quantity.unit or quantity.value > LARGEST_COUNT)
        if wanted and quantity.kind in {"cardinal", "fraction"} and not set(quantity.values) & values:
            yield shown_figure(quantity, stem)


def _dates(stem: Facts, ground: Ground) -> Iterator[str]:
    there = [date for facts in ground.context for date in facts.dates]
    for date in stem.dates:
        told = any(date.agrees(other) for other in there)
        partly = any(not date.conflicts(other) and date.month and date.month == other.month for other in there)
        published = date.year in ground.years and (partly or not date.month)
        if not told and not published and not is_counted(date, ground.context):
            yield shown_date(date, stem)


def _misnamed(text: str, question: Question) -> str:
    """The name of a source that a text credits although only others are cited; empty if there is none."""
    own = {name for source in question.sources for name in question.reader.names[source]}
    credited = list(_credited(text, question.reader.names_by_word))
    return "" if own & set(credited) else next(iter(credited), "")


def _credited(text: str, names_by_word: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The names of sources that stand in a text."""
    for word in dict.fromkeys(WORD.findall(text)):
        for name in names_by_word.get(word, ()):
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                yield name
