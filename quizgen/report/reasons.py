"""The reasons that the author gave: for findings that are accepted, and for questions without a citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.check import Report, rule_named
from quizgen.proving import is_void

State = Literal["accepted", "void", "silences nothing", "not judged without the text"]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a question, or a bank for all its questions, allows: its rule, the reason, what became of it.

    `question` is empty for a bank, `bank` for a question.
    """

    question: str
    bank: str
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
    settled = {(d.finding.question, key) for d in report.accepted for key in (d.code, d.name)}
    in_bank = {(d.finding.place.file, key) for d in report.accepted for key in (d.code, d.name)}
    made = []
    for bank in report.banks:
        proving = all(entry.proving for entry in bank.entries)
        for key, reason in bank.fields.allow.items():
            state = _state(key, settled=(bank.document.file, key) in in_bank, void=False, proving=proving)
            made.append(_waiver(key, reason, state, bank=bank.fields.title))
        for entry in bank.entries:
            for key in entry.own_allow:
                reason = entry.question.allow[key]
                void = is_void(entry, key, reason)
                state = _state(key, settled=(entry.id, key) in settled, void=void, proving=entry.proving)
                made.append(_waiver(key, reason, state, question=entry.id))
    return tuple(made)


def _waiver(key: str, reason: str, state: State, *, question: str = "", bank: str = "") -> Waiver:
    rule = rule_named(key)
    return Waiver(question, bank, rule.CODE if rule else key, rule.NAME if rule else "", reason, state)


def _state(key: str, *, settled: bool, void: bool, proving: bool) -> State:
    if settled:
        return "accepted"
    if void:
        return "void"
    rule = rule_named(key)
    if rule and rule.CODE.startswith("Q1") and not proving:
        return "not judged without the text"
    return "silences nothing"


def uncited(report: Report) -> tuple[Uncited, ...]:
    """The questions without a citation, in the order of the banks."""
    return tuple(Uncited(entry.id, entry.question.uncited or "") for entry in report.entries if not entry.citations)
