"""An option claims something of all cases, or of none.

Why: students learn that “always”, “never” and “all” are seldom right, and strike such options out, or know a false
statement by them. Say it as the source does, or use such words in every option.

Bad:

    choice: What did the clock do for the skippers?
    answer: It told them the time.
    distractors:
      - It always saved them from storms.
      - It never struck at night.

Good:

    choice: What did the clock do for the skippers?
    answer: It told them the time.
    distractors:
      - It warned them of storms.
      - It struck at night.

Source: the item-writing guide of the NBME: absolute terms; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, in_option, in_stem
from quizgen.writing.claims import claimed
from quizgen.writing.labels import combines_labels
from quizgen.writing.written import Written

CODE = "Q313"
NAME = "absolute-terms"
SEVERITY = "info"
TYPES = WITH_OPTIONS | {"true_false"}


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for such words, outside names and quotations, in the options or the statement."""
    hint = "students take such words for a sign of a wrong option; say how it is, or was, in the case asked about"
    if entry.type == "true_false":
        if word := claimed(entry.written.stem, "absolutes"):
            yield in_stem(entry, f"the statement claims something with “{word}”", hint)
        return
    claims = {number: _claimed(entry.written, number) for number in entry.written.proper}
    if not all(claims.values()):  # what all options say tells none from another
        for number, word in claims.items():
            if word:
                yield in_option(entry, number, f"the option claims something with “{word}”", hint)


def _claimed(written: Written, number: int) -> str:
    """The word with which an option claims something; none if it joins labels, or is that word alone.

    A word alone is the answer itself (None, Nobody), unless it is one of a scale: always, often.
    """
    option = written.options[number]
    word = claimed(option, "absolutes")
    if not word or combines_labels(option.plain):
        return ""
    alone = len(option.words) == 1 and not any(claimed(other, "vague") for other in written.options)
    return "" if alone else word
