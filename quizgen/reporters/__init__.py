"""The ways to print what `check` found, one file each.

A reporter module has `NAME` and `render(report, view) -> str`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quizgen.check import Report


@dataclass(frozen=True)
class View:
    """How a report is looked at. Whoever prints knows this; a reporter does not ask the environment."""

    colour: bool = False
    """Is the reader a person at a terminal with colours?"""
    folder: str = ""
    """The way from the reader's folder, such as a repository, to the course: empty, or with a `/` at its end."""


class Reporter(Protocol):
    """What a module of `quizgen.reporters` has."""

    NAME: str

    def render(self, report: Report, view: View) -> str:
        """The report as text, with a line end."""
        ...
