"""The key says it in other words than the cited sentence, so a person has to judge.

Why: words of the key are not in the cited sentences. That may be a good paraphrase or a wrong answer; no program
can tell. Read both, then correct the key, cite a better sentence, or accept it with a reason:

    allow:
      Q105: “dismissed” is Atalayar's “dismissal”

Bad:

    short: What did the council do?
    answer: approved the plan
    cite: the council talked about the plan for hours

Good:

    short: What did the council do?
    answer: talked about the plan
    cite: the council talked about the plan for hours
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._judging import elsewhere, judged, shown

CODE = "Q105"
NAME = "key-paraphrased"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Judge each claim of a question."""
    for claim, judgement in judged(entry, course):
        if judgement.review and not (judgement.nothing and elsewhere(claim, entry, course)):
            missing = ", ".join(f"“{word}”" for word in judgement.words)
            yield Finding(
                f"not in the cited sentence: {missing} of “{shown(claim)}”",
                entry.place(claim.path),
                "if the sentence means it, say so: allow: {Q105: why}",
                entry.id,
            )
