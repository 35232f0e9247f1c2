"""A bank reads much harder than its readers are old.

Why: a question that is not understood tests reading. The course file says how old the readers are (`reader_age: 15`);
without it, or in a bank of fewer than a hundred words, nothing is noted. Reading ease is told by LIX: the length of
sentences, and the share of long words.

Bad:

    reader_age: 11
    # and in the bank:
    open: Characterise the infrastructural preconditions underlying the establishment of the municipal chronometer.

Good:

    reader_age: 11
    # and in the bank:
    open: What did the town need before it could build the clock?

Source: LIX: Björnsson 1968; its school years: Anderson 1983
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Bank, Course, Entry
from quizgen.diagnostics import Finding
from quizgen.markup import plain
from quizgen.writing.phrase import Phrase
from quizgen.writing.reading import age, lix

CODE = "Q411"
NAME = "reading-level"
SEVERITY = "info"
FAR = 2
"""So many years above the readers' age are noted."""
FEWEST_WORDS = 100
"""A bank with fewer words is not judged: the measure is of texts."""
HARDEST = 3


def check_course(course: Course) -> Iterator[Finding]:
    """Measure the stems, options and passages of each bank."""
    wanted = course.fields.reader_age
    for bank in course.banks if wanted else ():
        phrases = [phrase for entry in bank.in_use for phrase in _phrases(entry)] + _passages(bank)
        found = age(lix(phrases))
        if wanted and found > wanted + FAR and sum(len(phrase.words) for phrase in phrases) >= FEWEST_WORDS:
            hardest = sorted(bank.in_use, key=lambda entry: -lix(_phrases(entry)))[:HARDEST]
            names = ", ".join(entry.id for entry in hardest)
            message = f"the bank reads like a text for readers of {found} years; they are {wanted}"
            yield Finding(
                message, bank.document.place(("title",)), f"use shorter sentences and words, first in: {names}"
            )


def _phrases(entry: Entry) -> list[Phrase]:
    return [entry.written.stem, *entry.written.options]


def _passages(bank: Bank) -> list[Phrase]:
    lang = bank.entries[0].written.stem.lang if bank.entries else None
    texts = [passage.text for passage in bank.fields.passages.values() if passage.text]
    return [Phrase(plain(text), lang) for text in texts] if lang else []
