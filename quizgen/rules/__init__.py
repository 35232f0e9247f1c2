"""The rules, one file each; a rule's docstring is its manual page (`quizgen explain Q101`).

A rule module has `CODE`, `NAME` (reads as “allow …”), `SEVERITY`, and one of
`check(entry, course)` for a question or `check_course(course)`, both of which yield findings. A rule without
either describes what reading the files finds. A rule about some types of questions names them in `TYPES`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Severity


class Rule(Protocol):
    """What every module of `quizgen.rules` has."""

    CODE: str
    NAME: str
    SEVERITY: Severity


class QuestionRule(Rule, Protocol):
    """A rule about one question."""

    def check(self, entry: Entry, course: Course) -> Iterable[Finding]:
        """Find what is wrong with a question."""
        ...


class CourseRule(Rule, Protocol):
    """A rule about the course as a whole."""

    def check_course(self, course: Course) -> Iterable[Finding]:
        """Find what is wrong with the course."""
        ...
