"""True or false: a sentence as it stands, or with another figure, date or name of the text in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.bank_writing import Value
from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.things import Thing

MOST_WORDS = 25
WEIGHTS = {"figure": 48, "date": 48, "name": 42}
SWAPPED = frozenset({"person", "place", "country"})
"""Sorts of names of which one may stand where another does."""
ATTRIBUTE = re.compile(r"[’'](?:s\b| )|-")
"""What follows a name that belongs to a noun (Holm’s mayor)."""


def drafts(reading: Reading) -> Iterator[Draft]:
    """Two statements, of which a bank takes one, for each short sentence with such a thing: a false and a true one."""
    for line in reading.usable:
        if len(line.text.split()) > MOST_WORDS:
            continue
        things = sorted((thing for thing in line.things if thing.kind in WEIGHTS), key=lambda one: -WEIGHTS[one.kind])
        thing = next((thing for thing in things if _is_telling(thing, line, reading)), None)
        rivals = reading.rivals(thing, line, 1, in_place=True) if thing else []
        cite = reading.quote(line, line.text) if rivals else ""
        if thing and cite:
            statements: dict[str, dict[str, Value]] = {
                line.with_gap(thing, rivals[0]): {"answer": "false", "correction": line.text},
                line.text: {"answer": "true"},
            }
            for stem, fields in statements.items():
                weight = WEIGHTS[thing.kind]
                yield Draft("true_false", stem, fields, [cite], [line.sentence.digest], weight, thing.text)


def _is_telling(thing: Thing, line: Line, reading: Reading) -> bool:
    """Does a statement become false, in a way worth noticing, with another thing in a thing's place?"""
    if not line.names_only_once(thing):
        return False
    if thing.kind != "name":
        return True
    is_attribute = ATTRIBUTE.match(line.text[thing.end :])
    return thing.sort in SWAPPED and line.is_telling(thing) and not reading.is_everywhere(thing) and not is_attribute
