"""Nothing decides whether the steps are in the right order, so a person has to judge.

Why: an order is proved by dates that rise, or by one sentence that tells the steps one after the other. Where the
cited sentences do neither, the order may be right or wrong. Cite sentences with dates, or accept it with a reason:

    allow:
      Q111: ¶4 says “then” for the second step

Bad:

    order: Put the events in order.
    sequence:
      - The storm
      - The clock is bought
    cite:
      - a storm bent the black hand
      - the Board bought a clock

Good:

    order: Put the events in order.
    sequence:
      - The clock is bought
      - The storm
    cite:
      - In 1871 the Harbour Board bought a clock
      - In 1894 a storm bent the black hand
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import what_is_cited
from quizgen.sequence import in_order

CODE = "Q111"
NAME = "order-undecided"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Judge the order of a question's steps."""
    steps = [claim for claim in entry.question.claims() if claim.role == "step"]
    cited = what_is_cited(entry, course)
    if not steps or cited is None:
        return
    orders = {c.source.fields.dates for c in entry.citations if c.source}
    if not in_order([step.text for step in steps], cited, day_first="mdy" not in orders):
        message = "neither dates nor one sentence decide that the steps are in this order"
        hint = "cite sentences with dates, or say what decides: allow: {Q111: why}"
        yield Finding(message, entry.place(("sequence",)), hint, entry.id)
