"""The cited sentence does not support the key.

Why: a figure or a name of the key is not in the cited sentences, or the key stands in another one. Either the key is
wrong, or the quote is from the wrong sentence, and the hint shows the right one. Number words and digits are
the same, and so are the names in the course's `aliases`.

Bad:

    numeric: How long is the border?
    answer: 7,600
    cite: longest land border (7,500 kilometers)

Good:

    numeric: How long is the border?
    answer: 7,500
    cite: longest land border (7,500 kilometers)

Source: attribution to identified sources (Rashkin et al. 2023); each figure is checked by itself, as in FActScore
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._citations import excerpt
from quizgen.rules._judging import elsewhere, judged, shown

CODE = "Q104"
NAME = "key-not-supported"
SEVERITY = "error"
NOUNS = {
    "key": "the key",
    "statement": "the true statement",
    "blank": "the blank",
    "pair": "the pair",
    "step": "the step",
    "model": "the answer",
}


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Judge each claim of a question."""
    for claim, judgement in judged(entry, course):
        right = elsewhere(claim, entry, course) if judgement.wrong or judgement.nothing else None
        if not judgement.wrong and right is None:
            continue
        missing = " and ".join(f"“{figure}”" for figure in judgement.figures)
        reason = f"says {missing}, which is not" if missing else "is not, not one word of it,"
        hint = "correct it, or cite the sentence that says so"
        if right:
            hint = f"it stands in ¶{right.paragraph}, sentence {right.number}: “{excerpt(right.text)}”"
        message = f"{NOUNS[claim.role]} “{shown(claim)}” {reason} in the cited sentence"
        yield Finding(message, entry.place(claim.path), hint, entry.id)
