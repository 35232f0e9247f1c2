"""Lists of names: which of these belong in the gap?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.drafting.drafts import GAP, Draft
from quizgen.drafting.lines import IN_A_ROW, Line, Reading
from quizgen.drafting.things import Thing

FEWEST, MOST = 3, 6
DISTRACTORS = 2


def drafts(reading: Reading) -> Iterator[Draft]:
    """A question for each list of three names or more."""
    for line in reading.usable:
        for listed in _lists(line):
            rivals = _rivals(listed, line, reading)
            cite = reading.quote(line, " ".join(thing.text for thing in listed))
            if len(rivals) == DISTRACTORS and cite:
                gap = line.text[: listed[0].start] + GAP + line.text[listed[-1].end :]
                stem = f"Which of these belong in the gap? {gap}"
                fields = {"answers": [thing.text for thing in listed], "distractors": rivals}
                yield Draft("multi", stem, fields, [cite], [line.sentence.digest], 65)


def _lists(line: Line) -> Iterator[Sequence[Thing]]:
    run: list[Thing] = []
    names = [thing for thing in line.things if thing.kind == "name"]
    for thing in names:
        if run and not IN_A_ROW.fullmatch(line.text[run[-1].end : thing.start]):
            if FEWEST <= len(run) <= MOST:
                yield tuple(run)
            run = []
        run.append(thing)
    if FEWEST <= len(run) <= MOST:
        yield tuple(run)


def _rivals(listed: Sequence[Thing], line: Line, reading: Reading) -> list[str]:
    """Names of a sort that one of the list has, which the sentence does not have."""
    sorted_ones = [thing for thing in listed if thing.sort]
    return reading.rivals(sorted_ones[0], line, DISTRACTORS) if sorted_ones else []
