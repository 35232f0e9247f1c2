"""Dated events: “When … ?”, events to put into their order, and dates to match with what happened then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizgen.bank_writing import Value
from quizgen.drafting import english
from quizgen.drafting.drafts import DISTRACTORS, Draft, question
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.standing import leans
from quizgen.drafting.things import Thing
from quizgen.drafting.verbs import do_with, is_finite

FEWEST_EVENTS, MOST_EVENTS = 3, 5
MOST_EVENT_WORDS, MOST_SUBJECT_WORDS = 18, 7
SECOND_CLAUSE = re.compile(r"\b(?:is|are|was|were|had|has|have|which|who|that|where|when|while|because)\b")
BEHIND = re.compile(r"(?:\.| (?:from|by|with|to|for|at|after|against|near|between)\b.*)")
"""What may follow a date in the middle of a sentence, if it is the sentence's date and no word's before it."""


@dataclass(frozen=True)
class Event:
    """What a sentence tells of one date: its words without the date."""

    line: Line
    date: Thing
    text: str


def drafts(reading: Reading) -> Iterator[Draft]:
    """A question for each dated event; those that have dates of one kind are put into order, or matched with them."""
    events = [event for line in reading.usable if (event := _event(line))]
    for event in events:
        yield from _when(event, reading)
    for sort in ("ymd", "md", "ym", "y"):
        by_date = {event.date.value: event for event in reversed(events) if event.date.sort == sort}
        in_order = [by_date[value] for value in sorted(by_date)]
        ordered, matched = in_order[:MOST_EVENTS], in_order[MOST_EVENTS : 2 * MOST_EVENTS]
        yield from _order(ordered, reading)
        yield from _match(matched, reading)


def _event(line: Line) -> Event | None:
    """The dated event of a sentence that has one date alone."""
    dates = [thing for thing in line.things if thing.kind == "date"]
    if len(dates) != 1 or len(line.facts.dates) != 1 or not {"y", "d"} & set(dates[0].sort):
        return None
    before, behind = line.text[: dates[0].start], line.text[dates[0].end :]
    inside = re.search(r",? (?:in|on) (?:the )?$", before)
    if re.fullmatch(r"(?:In|On) (?:the )?", before) and (words := behind.removeprefix(",").strip()):
        text = words.rstrip(".")
    elif inside and BEHIND.fullmatch(behind):
        text = (before[: inside.start()] + behind).rstrip(".")
    else:
        return None
    if "," in " ".join(text.split()[:3]) or not english.UNNAMED.isdisjoint(text.lower().split()):
        return None  # “writes Trenin, …”: whose word it is belongs to it, and so does what “it” means
    return Event(line, dates[0], text) if 3 <= len(text.split()) <= MOST_EVENT_WORDS else None


def _when(event: Event, reading: Reading) -> Iterator[Draft]:
    """“The clock was hung” asks “When was the clock hung?”, and “The Board bought it” “When did the Board buy it?”."""
    stem = _asked(event, reading)
    cite = reading.quote(event.line, f"{event.date.text} {event.text}") if stem else ""
    if not cite:
        return
    what = "In which year" if event.date.sort == "y" else "When"
    rivals = reading.rivals(event.date, event.line, DISTRACTORS)
    type_, fields = "short", dict[str, Value](answer=event.date.text)
    if len(rivals) == DISTRACTORS:
        type_, fields["distractors"] = "choice", rivals
    yield Draft(type_, question(f"{what} {stem}"), fields, [cite], [event.line.sentence.digest], 95, event.date.text)


def _asked(event: Event, reading: Reading) -> str:
    """The event with its verb before its subject; empty where the verb can't be told for certain."""
    words = event.text.split()
    place = next((n for n, word in enumerate(words) if is_finite(word, reading.lang)), 0)
    subject, verb, rest = words[:place], words[place], words[place + 1 :]
    if not 0 < place <= MOST_SUBJECT_WORDS or "," in " ".join(subject):
        return ""
    if SECOND_CLAUSE.search(" ".join([*subject, *rest])):
        return ""
    subject[0] = event.line.inside(subject[0])
    if verb in english.AUXILIARIES and not (verb in english.HAVE and not _is_participle(rest)):
        return " ".join([verb, *subject, *rest])
    do, base = do_with(verb, reading.lang)
    return " ".join([do, *subject, base, *rest]) if base and not _has_two_verbs(rest, reading) else ""


def _has_two_verbs(rest: Sequence[str], reading: Reading) -> bool:
    """Does another verb follow behind “and” or a comma, which would have to change its form too?"""
    pairs = pairwise(rest)
    behind_and = any(word == "and" and is_finite(following, reading.lang) for word, following in pairs)
    second = " ".join(rest).partition(",")[2].split()
    return behind_and or any(is_finite(word, reading.lang) for word in second)


def _is_participle(rest: Sequence[str]) -> bool:
    """Does “had” go on with a participle, perhaps behind an adverb: had (already) ruled, had taken?"""
    return any(word.endswith(("ed", "en", "wn", "ght")) for word in rest[:2])


def _order(events: Sequence[Event], reading: Reading) -> Iterator[Draft]:
    """The events, each on a date of its own, in their order."""
    cites = _cites(events, reading)
    if cites:
        steps = [_capital(event) for event in events]
        used = [event.line.sentence.digest for event in events]
        stem = "Put these events into the order in which they happened."
        yield Draft("order", stem, {"sequence": steps}, cites, used, 92)


def _match(events: Sequence[Event], reading: Reading) -> Iterator[Draft]:
    """The events, each with its date."""
    cites = _cites(events, reading)
    if cites and not any(leans(event.text) for event in events):
        pairs = {event.date.text: _capital(event) for event in events}
        used = [event.line.sentence.digest for event in events]
        yield Draft("match", "Match each date with what happened then.", {"pairs": pairs}, cites, used, 92)


def _cites(events: Sequence[Event], reading: Reading) -> list[str]:
    """A quote for each; none if one has none, or they are too few."""
    cites = [reading.quote(event.line, f"{event.date.text} {event.text}") for event in events]
    return cites if len(cites) >= FEWEST_EVENTS and all(cites) else []


def _capital(event: Event) -> str:
    return event.text[0].upper() + event.text[1:]
