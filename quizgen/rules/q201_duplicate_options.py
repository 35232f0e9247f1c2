"""Two options say the same.

Why: a student who knows the answer can't choose between them, and one who does not strikes out both. The same figure in
other writing (1,300 and 1300, eighteen and 18), another unit (an hour, 60 minutes) or another form of a name that the
course knows count as the same; where one of the two is the key, more than one option is right. Options that differ in
capitals, hyphens or signs alone are a warning: where the writing is what you ask for, accept it with a reason.

Bad:

    choice: How long is the wall?
    answer: 1,300 meters
    distractors:
      - 1300 m
      - 900 m

Good:

    choice: How long is the wall?
    answer: 1,300 meters
    distractors:
      - 2,100 m
      - 900 m

Source: Haladyna, Downing and Rodriguez 2002; the item-writing guide of the NBME
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Related, Severity
from quizgen.questions._base import OptionsMixin
from quizgen.rules._options import WITH_CHOICES, Shown, all_differ, say_the_same, shown

CODE = "Q201"
NAME = "duplicate-options"
SEVERITY = "error"
TYPES = WITH_CHOICES


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for options that say the same, and for an answer that is listed twice."""
    options = entry.written.options
    if not options or not all_differ(options, course):
        yield from _repeated(shown(entry), entry, course)
    yield from _named_twice(entry)


def _repeated(options: Sequence[Shown], entry: Entry, course: Course) -> Iterator[Finding]:
    """Hold each option against those before it, but not a key against itself among the distractors."""
    compare = say_the_same(options, entry, course)
    for place, option in enumerate(options):
        pairs = ((before, compare(before, option)) for before in options[:place] if not _are_one(before, option))
        first, likeness = next((pair for pair in pairs if pair[1]), (None, ""))
        if first and likeness:
            one, other = sorted((first, option), key=lambda shown: not shown.is_key)  # the wrong one is to be replaced
            message = f"the options “{one.phrase.plain}” and “{other.phrase.plain}” say the same"
            related = (Related("the other one", entry.place(one.path)),)
            hint = "replace one of the two by another wrong answer"
            severity: Severity | None = "warning" if likeness == "letters" else None
            yield Finding(message, entry.place(other.path), hint, entry.id, related, severity=severity)


def _are_one(one: Shown, other: Shown) -> bool:
    """Is it the key word for word among the distractors, of which another rule speaks?"""
    return one.is_key != other.is_key and one.look == other.look


def _named_twice(entry: Entry) -> Iterator[Finding]:
    """Find an answer that is listed twice beside `options`, where it is shown once."""
    if not isinstance(entry.question, OptionsMixin) or not entry.question.options:
        return
    seen: set[str] = set()
    for key, path in entry.question.keys:
        text = key.text.strip()
        if text in seen:
            yield Finding(f"the answer “{text}” is listed twice", entry.place(path), "leave one out", entry.id)
        seen.add(text)
