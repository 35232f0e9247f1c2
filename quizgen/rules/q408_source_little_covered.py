"""A long stretch of a source is asked about nowhere.

Why: students learn what is asked; a test on an article that asks about its first third is a test on its first third.
The stretch may be beside the point: then this note is all there is to it.

Bad:

    clock.txt has 30 paragraphs, and all questions cite the first 8

Good:

    clock.txt has 30 paragraphs, and questions cite some of every ten

Source: Haladyna, Downing and Rodriguez 2002: base items on the content that was laid down
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quizgen.course import Course, Source
from quizgen.diagnostics import Finding

CODE = "Q408"
NAME = "source-little-covered"
SEVERITY = "info"
FEWEST = 20
"""Sentences of a text that is worth a look."""
SHARE = 0.5
"""A stretch without a citation over so much of a text is noted."""


def check_course(course: Course) -> Iterator[Finding]:
    """Find, in each cited source, the longest stretch of sentences that no question cites."""
    cited: dict[str, set[str]] = {}
    for entry in course.entries:
        for citation in entry.citations:
            if citation.sentence:
                cited.setdefault(citation.source_id, set()).add(citation.sentence.digest)
    for source in course.sources.values():
        if source.id in cited and source.anchors and len(source.anchors.sentences) >= FEWEST:
            yield from _uncovered(source, cited[source.id])


def _uncovered(source: Source, cited: set[str]) -> Iterator[Finding]:
    sentences = source.anchors.sentences if source.anchors else ()
    places = [-1, *(n for n, sentence in enumerate(sentences) if sentence.digest in cited), len(sentences)]
    start, end = max(pairwise(places), key=lambda gap: gap[1] - gap[0])
    if end - start - 1 > SHARE * len(sentences):
        first, last = sentences[start + 1], sentences[end - 1]
        message = (
            f"{end - start - 1} of the {len(sentences)} sentences of ‘{source.id}’, in a row, are cited by no question"
        )
        yield Finding(message, source.place, f"they are ¶{first.paragraph} to ¶{last.paragraph}")
