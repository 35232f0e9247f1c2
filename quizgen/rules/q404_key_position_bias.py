"""The key stands in the same place too often.

Why: students learn that it is mostly the second. Leave the order to quizgen, which shuffles `distractors` for you;
where the order of `options` must be yours, spread the keys. From eight such questions on, quizgen looks whether chance
would do it.

Bad:

    questions:
      - {id: a, choice: What did the boats bring?, options: [wool, salt, tar, gulls], answer: salt}
      # … and so on: the second option is right in six of eight questions

Good:

    questions:
      - {id: a, choice: What did the boats bring?, distractors: [wool, tar, gulls], answer: salt}

Source: Haladyna, Downing and Rodriguez 2002: vary the location of the right answer
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt

from quizgen.course import Bank, Course, Entry
from quizgen.diagnostics import Finding

CODE = "Q404"
NAME = "key-position-bias"
SEVERITY = "warning"
FEWEST = 8
"""In fewer questions any place is chance."""
SHARE = 0.4
FAR = 2.5
"""So many standard deviations above chance: keys placed by lot are there in one bank of twenty."""
LONGEST_RUN = 5
OPTIONS = 3
"""Questions with fewer options than this have no places to speak of."""

Placed = Sequence[tuple[Entry, int]]
"""Questions whose options keep the author's order, and the numbers of their keys."""


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the questions of each bank whose options keep the author's order."""
    for bank in course.banks:
        placed = [(entry, key) for entry in bank.in_use if (key := _place(entry)) is not None]
        if len(placed) >= FEWEST:
            yield from _most_often(bank, placed)
            yield from _runs(placed)


def _place(entry: Entry) -> int | None:
    """The number of the key, where the author chose it."""
    written = entry.written
    return written.key if written.in_order and entry.type == "choice" and len(written.options) >= OPTIONS else None


def _most_often(bank: Bank, placed: Placed) -> Iterator[Finding]:
    place, times = Counter(key for _, key in placed).most_common(1)[0]
    chances = [1 / len(entry.written.options) for entry, _ in placed]
    expected, spread = sum(chances), sqrt(sum(chance * (1 - chance) for chance in chances))
    if times > SHARE * len(placed) and times > expected + FAR * spread:
        message = f"option {place + 1} is the key in {times} of {len(placed)} questions with an order of their own"
        hint = "write `distractors` in place of `options`, and quizgen shuffles; or move some keys"
        yield Finding(message, bank.document.place(("title",)), hint)


def _runs(placed: Placed) -> Iterator[Finding]:
    for place, group in groupby(placed, key=lambda pair: pair[1]):
        run = [entry for entry, _ in group]
        if len(run) >= LONGEST_RUN:
            message = f"option {place + 1} is the key in {len(run)} questions in a row"
            yield Finding(message, run[-1].place(("options",)), "move the key of one of them", run[-1].id)
