"""Two questions ask the same fact.

Why: who knows it gains twice, who does not loses twice, and a deck asks it twice a day. Two questions are the same
when their stems have nearly the same words and their keys are equal, from the same sentence if they cite one; not
when all that differs is a word or name in one place, as that is what makes them two. A question of another type about
the same fact, such as a cloze beside a choice, counts too where the stems are alike.

Bad:

    - id: maker
      short: Who made the clock of the harbour?
      answer: Anna Holt
    - id: maker-again
      short: Who was it that made the harbour's clock?
      answer: Anna Holt

Good:

    - id: maker
      short: Who made the clock of the harbour?
      answer: Anna Holt
    - id: price
      numeric: How many pounds did the clock of the harbour cost?
      answer: 340

Source: Haladyna, Downing and Rodriguez 2002: keep items independent of one another
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Related
from quizgen.writing.facts import are_alike, fact

CODE = "Q403"
NAME = "same-fact-twice"
SEVERITY = "warning"
MOST = 40
"""So many questions with one key and sentence are compared with each other; more are a drill."""


def check_course(course: Course) -> Iterator[Finding]:
    """Compare the questions that have one key and one sentence."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in chain.from_iterable(bank.in_use for bank in course.banks):
        groups.setdefault(fact(entry), []).append(entry)
    for group in groups.values():
        for place, other in enumerate(group[:MOST]):
            one = next((before for before in group[:place] if are_alike(before, other)), None)
            if one:
                message = f"this asks the same as “{one.id}”"
                related = (Related(f"the question “{one.id}”", one.home),)
                yield Finding(message, other.home, "keep one of them", other.id, related)
