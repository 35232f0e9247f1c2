"""Applies the safe fixes of what was found."""

from __future__ import annotations

from collections.abc import Collection

from quizgen.check import Report
from quizgen.diagnostics import Diagnostic
from quizgen.files import apply_edits, write_all


def fixable(report: Report, codes: Collection[str] | None = None) -> list[Diagnostic]:
    """The findings with a safe fix, all or those of some codes."""
    return [
        diagnostic
        for diagnostic in report.diagnostics
        if diagnostic.finding.fix and diagnostic.finding.fix.safe and (codes is None or diagnostic.code in codes)
    ]


def apply(report: Report, found: Collection[Diagnostic]) -> int:
    """Write the fixes of some findings; gives how many files changed. Raises OSError."""
    edits = [edit for diagnostic in found if diagnostic.finding.fix for edit in diagnostic.finding.fix.edits]
    changed = apply_edits(report.course.root, edits)
    write_all(changed)
    return len(changed)
