"""A citation serves no key.

Why: a quote that has no word in common with any answer proves nothing; it makes the proof look longer than it is.

Bad:

    short: Who built the pier?
    answer: Miller
    cite:
      - the pier was built by Miller
      - fish was sold on Fridays

Good:

    short: Who built the pier?
    answer: Miller
    cite: the pier was built by Miller

Source: citation precision in ALCE (Gao et al. 2023)
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.evidence import Cited, share_words

CODE = "Q110"
NAME = "citation-unused"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look whether each of several citations has something to do with a claim."""
    if len(entry.citations) < 2:
        return
    claims = [f"{claim.beside} {claim.text} {claim.whole}" for claim in entry.question.claims()]
    names = Cited((), "", course.aliases, entry.lang)
    for cited in entry.citations:
        sentence = cited.sentence
        if sentence and not share_words(claims, sentence.text, names):
            hint = "take it out, or cite the sentence that you meant"
            message = "no answer has a word in common with this sentence"
            yield Finding(message, entry.place(cited.path), hint, entry.id)
