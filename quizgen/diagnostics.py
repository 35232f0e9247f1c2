"""What `check` finds: values, never exceptions.

A reader or a rule makes a `Finding`; the framework stamps it with the rule's name and severity and so
makes a `Diagnostic`. Lines and columns count from 1, columns count code points, ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Span(NamedTuple):
    """A stretch of a file; `end_column` is the first column that no longer belongs to it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: a file (relative to the course, with `/`) and a stretch of it."""

    file: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a stretch of a file by `text`; an empty stretch inserts."""

    file: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A cure as text edits. A safe one changes no meaning and is what `--fix` applies."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding speaks of."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader or a rule has to say: a sentence for the teacher, and where."""

    message: str
    place: Place
    hint: str = ""
    question: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    code: str = field(default="", kw_only=True)
    """Which rule it belongs to; a rule may leave this to the framework."""
    severity: Severity | None = field(default=None, kw_only=True)
    """How grave it is, where that is not what its rule says: a case in which a person may judge otherwise."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, stamped with its rule."""

    code: str
    name: str
    severity: Severity
    finding: Finding

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by file, place, code and message, so that two runs print the same."""
        place = self.finding.place
        span = place.span or Span(0, 0, 0, 0)
        return (place.file or "", span.line, span.column, self.code, self.finding.message)
