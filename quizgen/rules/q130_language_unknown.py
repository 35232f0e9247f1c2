"""There are no word lists for the language of a bank, so its answers are compared letter by letter.

Why: number words, months, negations and other forms of a word differ from language to language. quizgen knows those
of English, German, French, Spanish and Russian. In any other language figures in digits are compared as well, but a
key must use the very words of the sentence; other forms come as a review (Q105).

Bad: an answer in an inflected form that the quoted sentence does not have, in a language without lists

Good: the answer in the very form in which it stands in the sentence
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course
from quizgen.diagnostics import Finding
from quizgen.evidence.language import language

CODE = "Q130"
NAME = "language-unknown"
SEVERITY = "info"


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the language of each bank with questions to prove."""
    for bank in course.banks:
        if not language(bank.lang).known and any(entry.citations for entry in bank.entries):
            message = f"quizgen has no word lists for “{bank.lang}”; answers are compared letter by letter"
            hint = "use the sentence's own words in the keys; figures in digits are compared as in English"
            yield Finding(message, bank.document.place(("lang",) if bank.fields.lang else ("title",)), hint)
