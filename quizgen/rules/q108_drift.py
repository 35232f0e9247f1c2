"""The cited sentence is no longer the one that was proved.

Why: somebody edited the article. The quote is still there, but the words around it changed, and may have changed
what they mean. Read the sentence again; `quizgen build` or `quizgen lock` then accepts it.

Bad: an article corrected from “about 500 soldiers” to “no more than 500 soldiers”, with the card as it was

Good: the card read again and, where needed, corrected
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.anchors import excerpt
from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.proving import drifted

CODE = "Q108"
NAME = "drift"
SEVERITY = "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Compare the cited sentences with those of the lock."""
    for cited, sentence in drifted(entry, course):
        yield Finding(
            f"the cited sentence of ‘{cited.source_id}’ changed since it was proved",
            entry.place(cited.path),
            f"read it again: “{excerpt(sentence.text)}”",
            entry.id,
        )
