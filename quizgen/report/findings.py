"""What `check` found, rule by rule, the gravest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import get_args

from quizgen.check import Report, rules
from quizgen.diagnostics import Diagnostic, Severity
from quizgen.manual import title
from quizgen.reporters.text import where

GRAVEST_FIRST: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Spot:
    """One finding: where it is, what it says, what to do, and the question it is about, if any."""

    place: str
    message: str
    hint: str
    question: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule; `title` is the first line of its manual page."""

    code: str
    name: str
    title: str
    severity: Severity
    spots: tuple[Spot, ...]


def findings(report: Report) -> tuple[Group, ...]:
    """All findings: errors first, then by code, then in the order of the files."""
    known = rules()
    by_rule: defaultdict[tuple[int, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in report.diagnostics:
        by_rule[GRAVEST_FIRST.index(diagnostic.severity), diagnostic.code].append(diagnostic)
    return tuple(
        Group(
            code,
            found[0].name,
            title(known[code]),
            GRAVEST_FIRST[gravity],
            tuple(map(_spot, found)),
        )
        for (gravity, code), found in sorted(by_rule.items())
    )


def _spot(diagnostic: Diagnostic) -> Spot:
    finding = diagnostic.finding
    return Spot(where(finding.place), finding.message, finding.hint, finding.question or "")
