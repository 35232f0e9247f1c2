"""An option says how often or how much in a word that everyone understands differently.

Why: “often” is once a week for one student and every day for another, and a vague option is hard to refute, so that it
is taken for the key. Give the figure, or leave the word out.

Bad:

    choice: How did the skippers get on without a clock?
    answer: They often missed trains.
    distractors:
      - They rarely sailed.
      - They sold their ships.

Good:

    choice: What did the skippers miss for want of a clock?
    answer: trains
    distractors:
      - tides
      - letters

Source: the item-writing guide of the NBME: vague terms; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, in_option
from quizgen.writing.claims import claimed

CODE = "Q314"
NAME = "vague-terms"
SEVERITY = "info"
TYPES = WITH_OPTIONS


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for such words, outside names and quotations, in the options."""
    for number in entry.written.proper:
        if word := claimed(entry.written.options[number], "vague"):
            yield in_option(
                entry, number, f"“{word}” means something different to everyone", "give the figure, or leave it out"
            )
