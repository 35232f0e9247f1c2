"""A question has no citation.

Why: nothing proves its answer. Cite the sentence it rests on, or say why there is none: `uncited: reason`, which
may also stand in the bank's head. Where exactly one sentence of the sources bears out the whole question, `quizgen
check --fix` cites it; else the best ones are shown. In a course with `require: [cite]` this is an error.

Bad:

    - id: pier-year
      numeric: When was the pier built?
      answer: 1863

Good:

    - id: pier-year
      numeric: When was the pier built?
      answer: 1863
      cite: the pier, finished in 1863
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from quizgen.course import Course, Entry
from quizgen.diagnostics import Edit, Finding, Fix, Severity, Span
from quizgen.evidence.proposals import Candidate
from quizgen.evidence.quoting import quote_from

CODE = "Q106"
NAME = "uncited"
SEVERITY = "warning"
OFFERED = 3
"""So many sentences are shown when more than one, or none, fits."""


def severity(course: Course) -> Severity:
    """An error where the course requires citations."""
    return "error" if "cite" in course.fields.require else "warning"


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for a citation, or a reason to have none; propose the sentences that fit."""
    if entry.citations or entry.question.uncited:
        return
    message = "nothing is cited, so nothing proves the answer"
    asked, search = entry.asked, course.examiner.search
    default = _default_source(entry, course)
    fitting, others = course.examiner.fitting(asked, default)
    fix = _fix(entry, course, fitting[0], default) if len(fitting) == 1 else None
    if fix:
        hint = f"one sentence fits, let quizgen cite it (quizgen check --fix): {search.where(fitting[0], asked)}"
    elif fitting or others:
        best = [search.where(found, asked) for found in (*fitting, *others)[:OFFERED]]
        hint = f"cite the words it rests on; the best sentences are {'; '.join(best)}"
    else:
        hint = "add `cite:` with the words it rests on, or `uncited:` with a reason"
    yield Finding(message, entry.home, hint, entry.id, fix=fix)


def _default_source(entry: Entry, course: Course) -> str:
    """The source of the question's bank, if it has one."""
    return next((bank.fields.source or "" for bank in course.banks if bank.document is entry.document), "")


def _fix(entry: Entry, course: Course, found: Candidate, default: str) -> Fix | None:
    """The edit that cites a sentence: a line behind the question's last field; `default` is its bank's source."""
    reader, anchors = course.examiner.reader, course.sources[found.source].anchors
    facts = reader.of_source(found.source, found.sentence.text)
    claims = [reader.facts(claim.text, entry.lang, facts.order) for claim in entry.claims]
    quote = quote_from(found.sentence, claims, facts, anchors, course.fields.max_quote_words) if anchors else ""
    fields = entry.fields
    if not quote or fields.flow:
        return None
    indent = " " * (fields.span.column - 1)
    written = json.dumps(quote, ensure_ascii=False)
    lines: Sequence[str] = [f"{indent}cite: {written}"]
    if found.source != default:
        lines = [f"{indent}cite:", f"{indent}  source: {found.source}", f"{indent}  quote: {written}"]
    end = fields.span
    place = Span(end.end_line, end.end_column, end.end_line, end.end_column)
    block = "\n".join(lines)
    new = f"{block}\n" if end.end_column == 1 else f"\n{block}"
    return Fix(f"cite “{quote}”", (Edit(entry.document.file, place, new),))
