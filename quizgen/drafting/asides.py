"""What a sentence says of a name in passing: “Holm, the oldest port, …” and “Grey, who had been mayor, …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.drafting import english
from quizgen.drafting.drafts import DISTRACTORS, Draft, question
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.standing import leans
from quizgen.drafting.things import Thing

FEWEST_WORDS, MOST_WORDS = 4, 20
RELATIVE = re.compile(
    r"\)?, (?:who|which) (?P<words>(?:is|was|had|has|[a-z]+(?:ed|s)|led|took|ran|won|fell) [^;—–“”]+?)[,.](?= |$)"
)
"""A clause that tells something of the name."""
APPOSED = re.compile(r"\)?, (?P<words>the [a-z][^,;:—–“”]+?)(?:\.$|,(?= [a-z]))")
"""What only that name is: of “a port”, there may be more in the text."""


def drafts(reading: Reading) -> Iterator[Draft]:
    """A choice for each name with an aside, from the text's other names of its sort."""
    for line in reading.pool:
        for thing in line.things:
            asked = _asked(line, thing) if thing.kind == "name" and thing.sort in english.ASKS else ""
            rivals = reading.rivals(thing, line, DISTRACTORS) if asked else []
            cite = reading.quote(line, f"{thing.text} {asked}") if len(rivals) == DISTRACTORS else ""
            if cite and line.names_only_once(thing):
                fields = {"answer": thing.text, "distractors": rivals}
                stem = question(f"{english.ASKS[thing.sort]} {asked}")
                yield Draft("choice", stem, fields, [cite], [line.sentence.digest], 80, thing.text)


def _asked(line: Line, thing: Thing) -> str:
    """What is said of a name behind a comma, as what follows “who”; empty if nothing, or nothing that stands alone."""
    behind = line.text[thing.end :]
    relative, apposed = RELATIVE.match(behind), APPOSED.match(behind)
    if relative:
        asked = relative["words"]
    elif apposed and english.TITLES.isdisjoint(re.findall(r"\w+", apposed["words"].lower())):
        asked = f"is {apposed['words']}"
    else:
        return ""
    is_long_enough = FEWEST_WORDS <= len(asked.split()) <= MOST_WORDS
    return asked if is_long_enough and not leans(asked) and not english.MOMENTS.search(asked) else ""
