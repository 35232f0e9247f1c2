"""The quote does not stand in its source.

Why: the proof of an answer is a sentence that everybody can look up. A quote is verbatim up to white space,
quotation marks, dashes and hyphenation; `…` skips words. The hint shows the sentence that is closest, also from the
other sources. Where a quote differs from it in slips of the keyboard alone, `quizgen check --fix` mends it; the answer
is then held against the source's own words.

Bad:

    cite: "world’s longest border (7,600 kilometers)"

Good:

    cite: "world’s longest land border (7,500 kilometers)"

Source: W3C Web Annotation, TextQuoteSelector
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from quizgen.anchors import Anchors, Proposal
from quizgen.course import Cited, Course, Entry
from quizgen.diagnostics import Edit, Finding, Fix, Place
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
    best = _closest(cited, course)
    hint = "no sentence of any source resembles it; copy the words from the text"
    fix = None
    if best:
        own, name, proposal = best
        sentence = proposal.sentence
        where = "" if own else f" in ‘{name}’"
        address = f"¶{sentence.paragraph}, sentence {sentence.number}"
        hint = f"closest sentence{where} ({address}): “{proposal.excerpt(cited.quote)}”"
        fix = _fix(cited, place(), source.anchors, proposal) if own else None
    yield Finding(f"the quote is not in source ‘{source.id}’", place(), hint, question, fix=fix)


def _fix(cited: Cited, place: Place, anchors: Anchors, proposal: Proposal) -> Fix | None:
    """Give the quote the source's own words, where it has but slips of the keyboard and stands in one line."""
    words = proposal.meant(cited.quote)
    if not words or anchors.find(words) != [proposal.sentence]:
        return None
    if place.span is None or place.file is None or place.span.line != place.span.end_line:
        return None
    edit = Edit(place.file, place.span, json.dumps(words, ensure_ascii=False))
    return Fix(f"quote it as it stands: “{words}”", (edit,))


def _closest(cited: Cited, course: Course) -> tuple[bool, str, Proposal] | None:
    """The closest sentence of all sources, with its source; at equal likeness one of the source itself."""
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
    return best[1:] if best else None
