"""An option says that all of the others are right.

Why: who knows that two options are right knows the key, and who knows that one is wrong strikes out two. Ask with
`multi` where several answers are right.

Bad:

    choice: Which goods did the boats bring?
    answer: All of the above
    distractors:
      - flour
      - salt

Good:

    multi: Which goods did the boats bring?
    answers:
      - flour
      - salt
    distractors:
      - wool

Source: Haladyna, Downing and Rodriguez 2002; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.catch_all import is_all_of
from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, counts, in_option

CODE = "Q302"
NAME = "all-of-the-above"
SEVERITY = "warning"
TYPES = WITH_OPTIONS


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look at each option."""
    for number in entry.written.catch_alls:
        option = entry.written.options[number]
        if is_all_of(option.plain) and not counts(entry, option):
            hint = "where several answers are right, ask with `multi`; else replace it by a wrong answer"
            yield in_option(entry, number, f"the option “{option.plain}” speaks of the others", hint)
