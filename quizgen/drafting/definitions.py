"""“A lock is a part of a canal …”: what is it, and which term goes with which definition?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.bank_writing import Value
from quizgen.drafting import english
from quizgen.drafting.drafts import DISTRACTORS, Draft, question
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.standing import leans
from quizgen.drafting.things import Thing

FEWEST_PAIRS, MOST_PAIRS = 3, 6
FEWEST_WORDS, MOST_WORDS = 4, 25


@dataclass(frozen=True)
class Definition:
    """A term, the verb behind it, and what the sentence says it is."""

    line: Line
    term: Thing
    verb: str
    words: str


def drafts(reading: Reading) -> Iterator[Draft]:
    """A question for each definition; from three of them on a match of the first ones."""
    defined = [found for line in reading.usable if (found := _definition(line))]
    for one in defined:
        yield from _what(one, reading)
    if len(defined) >= FEWEST_PAIRS:
        yield from _match(defined[:MOST_PAIRS], reading)


def _definition(line: Line) -> Definition | None:
    match = english.DEFINES.search(line.text)
    term = next(
        (thing for thing in line.things if match and thing.kind == "term" and thing.start == match.start(1)), None
    )
    if not match or not term or not FEWEST_WORDS <= len(match[3].split()) <= MOST_WORDS or leans(match[3]):
        return None
    return Definition(line, term, match[2], match[3]) if line.names_only_once(term) else None


def _what(one: Definition, reading: Reading) -> Iterator[Draft]:
    cite = reading.quote(one.line, f"{one.term.text} {one.words}")
    if not cite:
        return
    rivals = reading.rivals(one.term, one.line, DISTRACTORS)
    type_, fields = "short", dict[str, Value](answer=_inside(one.term.text))
    if len(rivals) == DISTRACTORS:
        type_, fields["distractors"] = "choice", [*map(_inside, rivals)]
    stem = question(f"What {one.verb} {one.words}")
    yield Draft(type_, stem, fields, [cite], [one.line.sentence.digest], 85, one.term.text)


def _match(defined: Sequence[Definition], reading: Reading) -> Iterator[Draft]:
    cites = [reading.quote(one.line, f"{one.term.text} {one.words}") for one in defined]
    pairs = {_inside(one.term.text): one.words for one in defined}
    if all(cites) and len(pairs) == len(defined):
        used = [one.line.sentence.digest for one in defined]
        yield Draft("match", "Match each term with what it is.", {"pairs": pairs}, cites, used, 80)


def _inside(term: str) -> str:
    """A term that may have begun its sentence, without the capital that it owes to that."""
    return term[0].lower() + term[1:] if term[1:].islower() else term
