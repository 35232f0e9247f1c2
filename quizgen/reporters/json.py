"""For programs: one JSON document, whose form is a contract (version 1)."""

from __future__ import annotations

import json
from typing import Any

from quizgen.check import VERDICTS, Report
from quizgen.diagnostics import Diagnostic, Fix, Place, Span
from quizgen.reporters import View

NAME = "json"


def render(report: Report, view: View) -> str:  # noqa: ARG001 - paths are those of the course, whoever reads
    """The summary, and all findings in the order of the files; in ASCII, which every terminal and pipe takes."""
    tally = report.tally
    summary: dict[str, int] = {
        "questions": sum(tally.values()),
        **{verdict: tally[verdict] for verdict in VERDICTS},
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
    }
    diagnostics = [_diagnostic(diagnostic) for diagnostic in report.diagnostics]
    document = {"version": 1, "summary": summary, "diagnostics": diagnostics}
    return json.dumps(document, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    finding = diagnostic.finding
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": finding.message,
        **_place(finding.place),
        "question": finding.question,
        "hint": finding.hint,
        "related": [{"message": related.message, **_place(related.place)} for related in finding.related],
        "fix": _fix(finding.fix),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, **_span(place.span)}


def _span(span: Span | None) -> dict[str, int | None]:
    return {**span._asdict()} if span else dict.fromkeys(Span._fields)


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [{"file": edit.file, **_span(edit.span), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}
