"""Tells persons, places, countries and bodies apart, by what the whole text shows of a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

from quizgen.drafting import english
from quizgen.drafting.things import Thing

TITLED = re.compile(rf", (?:the |an? )?(?:[\w-]+ ){{0,3}}(?:{'|'.join(sorted(english.TITLES))})\b")
"""What stands behind a person whose title follows: Anna Holt, the chief engineer."""
Seen = tuple[str, Thing]
"""A name, and the sentence in which it stands."""


def sorts(seen: Iterable[Seen]) -> Mapping[str, str]:
    """The sort of each name: `person`, `place`, `country` or `body`; empty where that is not known."""
    names = [(text, thing) for text, thing in seen if thing.kind == "name"]
    counts: dict[str, Counter[str]] = {}
    persons = set[str]()
    alone = Counter(thing.text for _, thing in names if " " not in thing.text)
    for text, thing in names:
        counts.setdefault(thing.text, Counter())[_sort_here(text, thing)] += 1
        is_placed = text[: thing.start].endswith((" in ", " at ", " of "))
        if thing.sort == "person" or (_is_full_name(thing.text, alone) and not is_placed):
            persons.add(thing.text.split()[-1])
    return {name: _sort(name, count, persons) for name, count in counts.items()}


def _is_full_name(name: str, alone: Counter[str]) -> bool:
    """Is a name of two words a person's: does the last stand alone elsewhere (Anna Holt, Holt), the first never?"""
    first, _, last = name.partition(" ")
    is_body = not english.BODIES.isdisjoint(name.lower().split())
    return bool(last) and alone[last] > 0 and not alone[first] and not last.isupper() and not is_body


def _sort_here(text: str, thing: Thing) -> str:
    """What the words around a name tell of its sort; one with an article is no person's."""
    if english.TOWN_OF.search(text[: thing.start]):
        return "place"
    before = re.findall(r"\w+", text[: thing.start].lower())[-1:]
    behind = re.findall(r"\w+", text[thing.end :].lower())[:1]
    if before != ["the"] and (TITLED.match(text[thing.end :]) or (behind and behind[0] in english.SAID)):
        return "person"
    return "place" if before and before[0] in english.PLACED else thing.sort


def _sort(name: str, counts: Counter[str], persons: set[str]) -> str:
    if not english.BODIES.isdisjoint(name.lower().split()) or (name.isupper() and " " not in name):
        return "body"
    if name in _countries():
        return "country"
    if name.rpartition(" ")[2] in persons:
        return "person"
    if counts["place"] * 2 >= counts.total() and not counts["person"]:
        return "place"
    return "person" if counts["person"] else ""


@cache
def _countries() -> frozenset[str]:
    """The English names of the countries of the world."""
    return frozenset(Locale("en").territories.values()) | english.COUNTRIES
