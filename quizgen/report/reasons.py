"""The reasons that the author gave: for findings that are accepted, and for questions without a citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.check import Report, rules
from quizgen.course import Entry
from quizgen.proving import is_void

State = Literal["accepted", "void", "silences nothing", "not judged without the text"]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a question allows: its rule, the reason, and what became of it."""

    question: str
    code: str
    name: str
    reason: str
    state: State


@dataclass(frozen=True, slots=True)
class Uncited:
    """A question without a citation; the reason is empty if none was given."""

    question: str
    reason: str


def waivers(report: Report) -> tuple[Waiver, ...]:
    """Every `allow`, in the order of the banks."""
    known = {key: rule for rule in rules().values() for key in (rule.CODE, rule.NAME)}
    settled = {(d.finding.question, key) for d in report.accepted for key in (d.code, d.name)}
    made = []
    for entry in report.entries:
        for key, reason in entry.question.allow.items():
            rule = known.get(key)
            code, name = (rule.CODE, rule.NAME) if rule else (key, "")
            state = _state(entry, key, reason, code, settled=(entry.id, key) in settled)
            made.append(Waiver(entry.id, code, name, reason, state))
    return tuple(made)


def _state(entry: Entry, key: str, reason: str, code: str, *, settled: bool) -> State:
    if settled:
        return "accepted"
    if is_void(entry, key, reason):
        return "void"
    if code.startswith("Q1") and not entry.proving:
        return "not judged without the text"
    return "silences nothing"


def uncited(report: Report) -> tuple[Uncited, ...]:
    """The questions without a citation, in the order of the banks."""
    return tuple(Uncited(entry.id, entry.question.uncited or "") for entry in report.entries if not entry.citations)
