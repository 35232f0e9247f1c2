"""Sentences of the text with one figure, date, name or term left out: as a cloze, and as a choice between others."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.drafting.drafts import DISTRACTORS, GAP, Draft
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.things import Thing

WEIGHTS = {"figure": 60, "date": 55, "term": 55, "name": 40}
LONGEST_CHOICE = 30
"""A stem with a gap is read again and again while options are tried; so many words are enough."""


def drafts(reading: Reading) -> Iterator[Draft]:
    """A cloze for every thing that its sentence has once, and a choice where the text has others of its kind."""
    for line in reading.usable:
        for thing in line.things:
            if line.names_only_once(thing) and _can_be_missed(thing, line, reading):
                cite = reading.quote(line, thing.text)
                if thing.text in cite:
                    yield from _drafts(line, thing, cite, reading)


def _can_be_missed(thing: Thing, line: Line, reading: Reading) -> bool:
    """Is a name worth asking for: does the text not have it everywhere, and is it known of what it is the name?

    The latter in a language alone that lets that be told.
    """
    if thing.kind != "name":
        return True
    if not line.is_telling(thing) or reading.is_everywhere(thing):
        return False
    return bool(thing.sort) or " " in thing.text or not reading.tells_sorts


def _drafts(line: Line, thing: Thing, cite: str, reading: Reading) -> Iterator[Draft]:
    rivals = reading.rivals(thing, line, DISTRACTORS, in_place=True)
    frequency = reading.frequency[thing.text] if thing.kind == "name" else 0
    weight = WEIGHTS[thing.kind] - len(line.text.split()) // 4 - frequency
    used = [line.sentence.digest]
    stem = line.with_gap(thing, "{{" + thing.text.replace("|", r"\|") + "}}")
    yield Draft("cloze", stem, {}, [cite], used, weight, thing.text)
    if len(rivals) == DISTRACTORS and reading.tells_sorts and len(line.text.split()) <= LONGEST_CHOICE:
        fields = {"answer": thing.text, "distractors": rivals}
        yield Draft("choice", line.with_gap(thing, GAP), fields, [cite], used, weight, thing.text)
