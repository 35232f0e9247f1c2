"""Who is who: persons and what the text calls them, as choice questions and as a match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.drafting import english
from quizgen.drafting.drafts import DISTRACTORS, Draft
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.things import Thing
from quizgen.drafting.verbs import is_finite

FEWEST_PAIRS, MOST_PAIRS = 3, 6
BEHIND = re.compile(r", (?:the |a |an )?((?:[^\W\d_][\w'’-]*[ ]?){1,10})(?=[,.])")
LONGEST_TITLE = 6


@dataclass(frozen=True)
class Role:
    """A person, what the sentence calls them, and the sentence."""

    person: Thing
    words: str
    line: Line


def drafts(reading: Reading) -> Iterator[Draft]:
    """A match of the first persons with a role of their own, and a choice for each of the others."""
    roles = _roles(reading)
    matched = roles[:MOST_PAIRS] if len(roles) >= FEWEST_PAIRS else []
    if matched:
        yield from _match(matched, reading)
    for role in roles[len(matched) :]:
        yield from _choice(role, reading)


def _roles(reading: Reading) -> list[Role]:
    """The first role of each person who is given with two names or more; no role twice."""
    found: dict[str, Role] = {}
    known: set[str] = set()
    for line in reading.pool:
        for thing in line.things:
            words = _role(thing, line, reading) if thing.sort in {"", "person", "place"} and " " in thing.text else ""
            if words and thing.text not in found and words.lower() not in known:
                found[thing.text] = Role(thing, words, line)
                known.add(words.lower())
    return list(found.values())


def _role(thing: Thing, line: Line, reading: Reading) -> str:
    """What a sentence calls a person, before the name or between commas behind it; empty if nothing."""
    behind = BEHIND.match(line.text[thing.end :])
    if behind and not english.TITLES.isdisjoint(re.findall(r"\w+", behind[1].lower())):
        return "" if any(is_finite(word, reading.lang) for word in behind[1].split()) else behind[1].strip()
    words = line.text[: thing.start].split()
    last = len(words) - 1
    if last < 0 or (words[last].lower() not in english.TITLES and words[-3:] != ["Secretary", "of", "State"]):
        return ""
    first = last
    while first > 0 and last - first < LONGEST_TITLE and _belongs(words[first - 1]):
        first -= 1
    while words[first].lower() in {"of", "the"}:
        first += 1
    role = " ".join(words[first:])
    return role if len(role.split()) > 1 else ""


def _belongs(word: str) -> bool:
    """Is a word before a title part of it: a name, an adjective of one, or a rank?"""
    if not word[-1].isalpha():
        return False
    return word.lower() in english.RANKS - {"the"} or (word[0].isupper() and word.lower() not in {"the", "a", "an"})


def _match(roles: Sequence[Role], reading: Reading) -> Iterator[Draft]:
    cites = [reading.quote(role.line, f"{role.person.text} {role.words}") for role in roles]
    if all(cites):
        pairs = {role.person.text: role.words for role in roles}
        used = [role.line.sentence.digest for role in roles]
        stem = "Match each person with the words by which the text introduces them."
        yield Draft("match", stem, {"pairs": pairs}, list(dict.fromkeys(cites)), used, 98)


def _choice(role: Role, reading: Reading) -> Iterator[Draft]:
    rivals = reading.rivals(role.person, role.line, DISTRACTORS)
    cite = reading.quote(role.line, f"{role.person.text} {role.words}")
    if len(rivals) == DISTRACTORS and cite:
        stem = f"Whom does the text introduce as “{role.words}”?"
        fields = {"answer": role.person.text, "distractors": rivals}
        yield Draft("choice", stem, fields, [cite], [role.line.sentence.digest], 70, role.person.text)
