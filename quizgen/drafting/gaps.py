"""Clozes: a sentence of the text with one figure, date or name left out."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.things import Thing

WEIGHTS = {"figure": 60, "date": 55, "name": 40}
WORD_BANK = 3


def drafts(reading: Reading) -> Iterator[Draft]:
    """A cloze for every thing that its sentence has once."""
    for line in reading.usable:
        for thing in line.things:
            if line.names_only_once(thing) and (thing.kind != "name" or _can_be_missed(thing, line, reading)):
                cite = reading.quote(line, thing.text)
                if thing.text in cite:
                    yield _draft(line, thing, cite, reading)


def _can_be_missed(thing: Thing, line: Line, reading: Reading) -> bool:
    """Is a name worth asking for: does the text not have it everywhere, and is it known of what it is the name?

    The latter in a language alone that lets that be told.
    """
    if reading.is_everywhere(thing) or line.is_part(thing):
        return False
    return bool(thing.sort) or " " in thing.text or not reading.tells_sorts


def _draft(line: Line, thing: Thing, cite: str, reading: Reading) -> Draft:
    stem = line.with_gap(thing, "{{" + thing.text.replace("|", r"\|") + "}}")
    rivals = reading.rivals(thing, line, WORD_BANK)
    fields = {"distractors": rivals} if len(rivals) == WORD_BANK and thing.kind == "name" else {}
    frequency = reading.frequency[thing.text] if thing.kind == "name" else 0
    weight = WEIGHTS[thing.kind] - len(line.text.split()) // 4 - frequency
    return Draft("cloze", stem, fields, [cite], [line.sentence.digest], weight)
