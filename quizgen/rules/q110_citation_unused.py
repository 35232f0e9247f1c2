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
from quizgen.evidence.facts import Facts

CODE = "Q110"
NAME = "citation-unused"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look whether each of several citations has something to do with a claim."""
    if len(entry.citations) < 2:
        return
    reader = course.examiner.reader
    claims = reader.question(entry.asked).claims if entry.asked.cited else ()
    texts = [facts for claim in claims for facts in (claim.facts, claim.whole)]
    for cited in entry.citations:
        if cited.sentence:
            sentence = reader.of_source(cited.source_id, cited.sentence.text)
            if not any(_shares(facts, sentence) for facts in texts):
                hint = "take it out, or cite the sentence that you meant"
                message = "no answer has a word in common with this sentence"
                yield Finding(message, entry.place(cited.path), hint, entry.id)


def _shares(claims: Facts, sentence: Facts) -> bool:
    """Have two texts a figure or a telling word in common?"""
    values = {value for quantity in sentence.quantities for value in quantity.values}
    if any(value in values for quantity in claims.quantities for value in quantity.values):
        return True
    if any(date.agrees(other) for date in claims.dates for other in sentence.dates):
        return True
    return any(sentence.means(stem) for stem in claims.stems)
