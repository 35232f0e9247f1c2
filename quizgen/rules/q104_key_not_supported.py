"""The cited sentence does not support the key.

Why: a figure of the key is not in the cited sentences, or nothing of the key is. Either the key is wrong, or the
quote is from another sentence. Number words and digits are the same, and so are the names in the course's `aliases`.

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
from quizgen.rules._judging import judged, shown

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
        if not judgement.wrong:
            continue
        noun = NOUNS[claim.role]
        missing = " and ".join(f"“{figure}”" for figure in judgement.figures)
        reason = f"says {missing}, which is not" if missing else "is not, not one word of it,"
        yield Finding(
            f"{noun} “{shown(claim)}” {reason} in the cited sentence",
            entry.place(claim.path),
            "correct it, or cite the sentence that says so",
            entry.id,
        )
