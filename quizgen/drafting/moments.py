"""Dated events: “When … ?”, and events to put into their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.drafting import english
from quizgen.drafting.drafts import Draft, question
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.things import Thing
from quizgen.drafting.verbs import base_of, is_finite

FEWEST_STEPS, MOST_STEPS = 3, 5
MOST_EVENT_WORDS, MOST_SUBJECT_WORDS = 18, 7
RIVALS = 3
LATER = re.compile(r"\b(?:is|are|was|were|had|has|have|which|who|that)\b")


@dataclass(frozen=True)
class Event:
    """What a sentence tells of one date: its words without the date, which begins or ends the sentence."""

    line: Line
    date: Thing
    text: str


def drafts(reading: Reading) -> Iterator[Draft]:
    """A question for each dated event, and one on the order of those that have dates of one kind."""
    events = [event for line in reading.usable if (event := _event(line))]
    for event in events:
        yield from _when(event, reading)
    yield from _order(events, reading)


def _event(line: Line) -> Event | None:
    """The dated event of a sentence that has one date alone."""
    dates = [thing for thing in line.things if thing.kind == "date"]
    if len(dates) != 1 or len(line.facts.dates) != 1 or not {"y", "d"} & set(dates[0].sort):
        return None
    date = dates[0]
    before, behind = line.text[: date.start], line.text[date.end :]
    if re.fullmatch(r"(?:In|On) (?:the )?", before) and (words := behind.removeprefix(",").strip()):
        text = words.rstrip(".")
    elif re.fullmatch(r"\.", behind) and (found := re.search(r",? (?:in|on) (?:the )?$", before)):
        text = before[: found.start()]
    else:
        return None
    if "," in " ".join(text.split()[:3]):
        return None  # “writes Trenin, …”: whose word it is belongs to it
    return Event(line, date, text) if 3 <= len(text.split()) <= MOST_EVENT_WORDS else None


def _when(event: Event, reading: Reading) -> Iterator[Draft]:
    """“The clock was hung” asks “When was the clock hung?”, and “The Board bought it” “When did the Board buy it?”."""
    stem = _asked(event, reading)
    cite = reading.quote(event.line, f"{event.date.text} {event.text}")
    if not stem or not cite:
        return
    what = "In which year" if event.date.sort == "y" else "When"
    rivals = reading.rivals(event.date, event.line, RIVALS)
    fields: dict[str, str | Sequence[str]] = {"answer": event.date.text}
    type_ = "short"
    if len(rivals) == RIVALS:
        type_, fields = "choice", {"answer": event.date.text, "distractors": rivals}
    yield Draft(type_, question(f"{what} {stem}"), fields, [cite], [event.line.sentence.digest], 95)


def _asked(event: Event, reading: Reading) -> str:
    """The event with its verb before its subject; empty where the verb can't be told for certain."""
    words = event.text.split()
    place = next((n for n, word in enumerate(words) if is_finite(word, reading.lang)), 0)
    subject, verb, rest = words[:place], words[place], words[place + 1 :]
    if not 0 < place <= MOST_SUBJECT_WORDS or "," in " ".join(subject) or LATER.search(" ".join([*subject, *rest])):
        return ""
    subject[0] = _inside(subject[0], event)
    if verb in english.AUXILIARIES:
        return " ".join([verb, *subject, *rest])
    base = base_of(verb, reading.lang)
    return " ".join(["did", *subject, base, *rest]) if base and " and " not in event.text else ""


def _inside(word: str, event: Event) -> str:
    """A word that may have begun the sentence, as it stands inside one: its capital only if it is a name's."""
    is_name = any(thing.kind == "name" and thing.text.startswith(word) for thing in event.line.things)
    return word if is_name or word.lower() not in {"the", "a", "an"} else word.lower()


def _order(events: Sequence[Event], reading: Reading) -> Iterator[Draft]:
    """The events whose dates are as exact as each other, each on a date of its own, in their order."""
    for sort in ("ymd", "md", "ym", "y"):
        by_date = {event.date.value: event for event in reversed(events) if event.date.sort == sort}
        chosen = [by_date[value] for value in sorted(by_date)][:MOST_STEPS]
        cites = [reading.quote(event.line, f"{event.date.text} {event.text}") for event in chosen]
        if len(chosen) >= FEWEST_STEPS and all(cites):
            steps = [event.text[0].upper() + event.text[1:] for event in chosen]
            used = [event.line.sentence.digest for event in chosen]
            stem = "Put these events into the order in which they happened."
            yield Draft("order", stem, {"sequence": steps}, cites, used, 92)
