"""The ways to print what `check` found, one file each.

A reporter module has `NAME` and `render(report, colour) -> str`.
"""

from __future__ import annotations

from typing import Protocol

from quizgen.check import Report


class Reporter(Protocol):
    """What a module of `quizgen.reporters` has."""

    NAME: str

    def render(self, report: Report, *, colour: bool) -> str:
        """The report as text, with a line end."""
        ...
