"""The options are combinations of labels: 1 and 3, A and B only.

Why: such an item takes long to read, and who knows about one of the labels strikes out half of the options. Ask with
`multi` instead, which lets a student judge each statement.

Bad:

    choice: "Which goods did the boats bring? 1. flour 2. wool 3. salt"
    answer: 1 and 3
    distractors:
      - 1 and 2
      - 2 and 3

Good:

    multi: Which goods did the boats bring?
    answers:
      - flour
      - salt
    distractors:
      - wool

Source: Haladyna, Downing and Rodriguez 2002: avoid the complex (type K) format; Tarrant et al. 2006
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._writing import WITH_OPTIONS, in_stem
from quizgen.writing.labels import combines_labels, lists_labels, names_labels

CODE = "Q304"
NAME = "k-type"
SEVERITY = "warning"
TYPES = WITH_OPTIONS
ENOUGH = 2
"""So many options must be combinations."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Count the options that are combinations."""
    combined = [option.plain for option in entry.written.options if combines_labels(option.plain)]
    enough = 1 if any(names_labels(plain) for plain in combined) else ENOUGH
    if len(combined) >= enough and _speak_of_labels(entry):
        hint = "ask with `multi`, with the statements themselves as options"
        yield in_stem(entry, f"the options combine labels (“{combined[0]}”)", hint)


def _speak_of_labels(entry: Entry) -> bool:
    """Are there things with labels, or do the options say so? The solutions of an equation can be 1 and 3 as well."""
    written, question = entry.written, entry.question
    shown_beside = bool(question.about or question.image)
    return shown_beside or lists_labels(written.stem.plain) or any(names_labels(o.plain) for o in written.options)
