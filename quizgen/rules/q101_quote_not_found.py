"""The quote does not stand in its source.

Why: the proof of an answer is a sentence that everybody can look up. A quote is verbatim up to white space,
quotation marks, dashes and hyphenation; `…` skips words. The hint shows the sentence that is closest, also from the
other sources.

Bad:

    cite: "world’s longest border (7,600 kilometers)"

Good:

    cite: "world’s longest land border (7,500 kilometers)"

Source: W3C Web Annotation, TextQuoteSelector
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Cited, Course, Entry
from quizgen.diagnostics import Finding
from quizgen.rules._citations import Locate, of_disputes, of_entry

CODE = "Q101"
NAME = "quote-not-found"
SEVERITY = "error"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look at the quotes of a question."""
    for cited, place in of_entry(entry):
        yield from _missing(cited, place, course, entry.id)


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the quotes of the disputes."""
    for cited, place in of_disputes(course):
        yield from _missing(cited, place, course, None)


def _missing(cited: Cited, place: Locate, course: Course, question: str | None) -> Iterator[Finding]:
    source = cited.source
    if source is None or source.anchors is None or cited.sentences:
        return
    if source.anchors.spans_sentences(cited.quote):
        message = f"the quote runs over the end of a sentence of ‘{source.id}’"
        yield Finding(message, place(), "a quote lies in one sentence; cite the second one by itself", question)
        return
    yield Finding(f"the quote is not in source ‘{source.id}’", place(), _closest(cited, course), question)


def _closest(cited: Cited, course: Course) -> str:
    """The closest sentence of all sources; at equal likeness one of the source itself."""
    best = max(
        (
            (proposal.score, source is cited.source, source.id, proposal)
            for source in course.sources.values()
            if source.anchors
            for proposal in source.anchors.closest(cited.quote)
        ),
        default=None,
        key=lambda found: found[:3],
    )
    if best is None:
        return "no sentence of any source resembles it; copy the words from the text"
    _, own, name, proposal = best
    sentence = proposal.sentence
    where = "" if own else f" in ‘{name}’"
    address = f"¶{sentence.paragraph}, sentence {sentence.number}"
    return f"closest sentence{where} ({address}): “{proposal.excerpt(cited.quote)}”"
