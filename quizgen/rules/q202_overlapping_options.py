"""Two options can be right together.

Why: whoever is right with “more than 1,000” is right with “more than 500” too. Ranges and bounds of options must
leave one another out.

Bad:

    choice: How many ships called in 1900?
    answer: more than 1,000
    distractors:
      - more than 500
      - fewer than 100

Good:

    choice: How many ships called in 1900?
    answer: more than 1,000
    distractors:
      - 500 to 1,000
      - fewer than 500

Source: Haladyna, Downing and Rodriguez 2002: options do not overlap
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Related
from quizgen.rules._writing import WITH_OPTIONS
from quizgen.writing.phrase import Phrase
from quizgen.writing.ranges import Range, may_be_range, read_range

CODE = "Q202"
NAME = "overlapping-options"
SEVERITY = "error"
TYPES = WITH_OPTIONS


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Read each option as a range, and hold every two of them against each other, but not two right ones of `multi`."""
    written = entry.written
    if not any(may_be_range(option) for option in written.options) or _asks_score(written.stem):
        return
    ranges: list[tuple[int, Range]] = []
    for number in written.proper:
        facts = course.examiner.reader.facts(written.options[number].plain, entry.lang)
        if any(quantity.high is not None and quantity.high < quantity.value for quantity in facts.quantities):
            return  # 3–1 is a result or a subtraction; then so are the others
        if found := read_range(facts):
            ranges.append((number, found))
    for pair in combinations(ranges, 2):
        (one, left), (other, right) = sorted(pair, key=lambda found: found[0] not in written.keys)
        if other not in written.keys and left.overlaps(right):
            texts = written.options[one].plain, written.options[other].plain
            message = f"“{texts[0]}” and “{texts[1]}” can be right together"
            related = (Related("the other one", entry.place(written.paths[one])),)
            hint = "give ranges that leave one another out, such as 500 to 1,000"
            yield Finding(message, entry.place(written.paths[other]), hint, entry.id, related)


def _asks_score(stem: Phrase) -> bool:
    """Does it ask how a match ended, for which 1–3 is no range?"""
    scores = stem.lang.any_of("scores")
    return bool(scores and scores.search(stem.plain))
