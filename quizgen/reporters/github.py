"""For a workflow on GitHub: commands that put each finding beside its line in a pull request."""

from __future__ import annotations

from quizgen.check import Report
from quizgen.diagnostics import Diagnostic, Place
from quizgen.reporters import View
from quizgen.reporters.text import printable, summary, where

NAME = "github"
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = VALUE | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, view: View) -> str:
    """A command for each finding, then the summary for people who read the log."""
    commands = [_command(diagnostic, view.folder) for diagnostic in report.diagnostics]
    return "\n".join([*commands, summary(report)]) + "\n"


def _command(diagnostic: Diagnostic, folder: str) -> str:
    finding = diagnostic.finding
    properties = _place(finding.place, folder) | {"title": f"{diagnostic.code} {diagnostic.name}"}
    written = ",".join(f"{name}={printable(value).translate(PROPERTY)}" for name, value in properties.items())
    lines = [finding.message, *([f"hint: {finding.hint}"] if finding.hint else [])]
    lines += [f"{related.message}: {where(related.place)}" for related in finding.related]
    message = "\n".join(map(printable, lines)).translate(VALUE)
    return f"::{COMMANDS[diagnostic.severity]} {written}::{message}"


def _place(place: Place, folder: str) -> dict[str, str]:
    """Where GitHub shows the finding; it takes columns only within one line."""
    if place.file is None:
        return {}
    found = {"file": folder + place.file}
    if place.span is None:
        return found
    span = place.span
    found |= {"line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:
        found |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return found
