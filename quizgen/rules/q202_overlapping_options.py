"""Two options can be right together.

Why: whoever is right with “more than 1,000” is right with “more than 500” too. Ranges and bounds of options must
leave one another out. Where the key is one of the two this is an error. It is a warning, which you can accept, where
two wrong options overlap, and where all are of one kind (open 9–17, open 10–18) and the stem does not ask how many.

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

from collections.abc import Iterator, Mapping

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Related, Severity
from quizgen.rules._writing import WITH_OPTIONS
from quizgen.writing.phrase import Phrase
from quizgen.writing.ranges import Range, may_be_range, read_range
from quizgen.writing.stems import asks_how_many

CODE = "Q202"
NAME = "overlapping-options"
SEVERITY = "error"
TYPES = WITH_OPTIONS


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Read each option as a range, and hold it against the right ones first, then against those before it."""
    written = entry.written
    if not any(may_be_range(option) for option in written.options) or _asks_score(written.stem):
        return
    ranges = _ranges(entry, course)
    in_doubt = len({found.kind for found in ranges.values()}) == 1 and not asks_how_many(written.stem)
    held: list[int] = []
    for number in sorted(ranges, key=lambda number: number not in written.keys):
        if number not in written.keys:
            other = next((before for before in held if ranges[before].overlaps(ranges[number])), None)
            if other is not None:
                severity: Severity | None = "warning" if in_doubt or other not in written.keys else None
                yield _finding(entry, other, number, severity)
        held.append(number)


def _ranges(entry: Entry, course: Course) -> Mapping[int, Range]:
    """The ranges of the options that give one, by their numbers."""
    written, ranges = entry.written, {}
    for number in written.proper:
        facts = course.examiner.reader.facts(written.options[number].plain, entry.lang)
        if any(quantity.high is not None and quantity.high < quantity.value for quantity in facts.quantities):
            return {}  # 3–1 is a result or a subtraction; then so are the others
        if found := read_range(facts):
            ranges[number] = found
    return ranges


def _finding(entry: Entry, one: int, other: int, severity: Severity | None) -> Finding:
    written = entry.written
    message = f"“{written.options[one].plain}” and “{written.options[other].plain}” can be right together"
    related = (Related("the other one", entry.place(written.paths[one])),)
    hint = "give ranges that leave one another out, such as 500 to 1,000"
    return Finding(message, entry.place(written.paths[other]), hint, entry.id, related, severity=severity)


def _asks_score(stem: Phrase) -> bool:
    """Does it ask how a match ended, for which 1–3 is no range?"""
    scores = stem.lang.any_of("scores")
    return bool(scores and scores.search(stem.plain))
