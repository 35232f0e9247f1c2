"""Runs the rules over a course: rules find, this stamps, settles, sorts and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType
from typing import Literal

from quizgen.course import Bank, Course, Entry
from quizgen.diagnostics import Diagnostic, Finding, Severity
from quizgen.proving import is_locked, is_void
from quizgen.registry import register

Verdict = Literal["proved", "reviewed", "locked", "unproved", "wrong", "uncited"]
VERDICTS: tuple[Verdict, ...] = ("proved", "reviewed", "locked", "unproved", "wrong", "uncited")
CRASHED, UNUSED_WAIVER, UNPROVED, DRIFT = "Q999", "Q401", "Q107", "Q108"


@dataclass(frozen=True)
class Report:
    """What `check` found in the selected banks of a course.

    `accepted` holds the findings that an `allow` settles; they count for the verdict, but need no action.
    """

    course: Course
    banks: tuple[Bank, ...]
    whole: bool
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]
    verdicts: Mapping[str, Verdict]

    @property
    def entries(self) -> Iterator[Entry]:
        """The questions of the selected banks."""
        for bank in self.banks:
            yield from bank.entries

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that forbid an output."""
        return tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.severity == "error")

    @property
    def tally(self) -> Counter[Verdict]:
        """How many questions have which verdict."""
        return Counter(self.verdicts.values())


def rules() -> dict[str, ModuleType]:
    """All rules by code. Raises NameClashError when two share a code or a name."""
    found = register("quizgen.rules", "CODE")
    register("quizgen.rules", "NAME")
    return found


def check(course: Course, banks: Iterable[Bank] | None = None, *, frozen: bool = False) -> Report:
    """Check a course, or some of its banks; with `frozen` a drift is an error.

    Findings in the course file, the sources and the lock always count.
    """
    selected = course.banks if banks is None else tuple(banks)
    checker = _Checker(course, rules(), frozen)
    home = {bank.document.file for bank in selected}
    other = {file for file in course.texts if file.startswith("decks/")} - home
    found = [checker.stamp(finding) for finding in course.findings if finding.place.file not in other]
    found += checker.course_wide()
    accepted: list[Diagnostic] = []
    verdicts: dict[str, Verdict] = {}
    for bank in selected:
        for entry in bank.entries:
            in_question = checker.question(entry)
            open_ones, settled = checker.settle(entry, in_question)
            found += open_ones
            accepted += settled
            verdicts[entry.id] = _verdict(entry, course, in_question)
    found.sort(key=lambda diagnostic: diagnostic.sort_key)
    whole = len(selected) == len(course.banks)
    return Report(course, selected, whole, tuple(found), tuple(accepted), verdicts)


def _verdict(entry: Entry, course: Course, found: Iterable[Diagnostic]) -> Verdict:
    """What the evidence says, whatever the course ignores or the question allows; a rule that failed proves nothing."""
    evidence = {d.severity for d in found if d.code.startswith("Q1") and d.code not in {UNPROVED, DRIFT}}
    if "error" in evidence:
        return "wrong"
    if any(diagnostic.code == CRASHED for diagnostic in found):
        return "unproved"
    if not entry.citations:
        return "uncited"
    if not entry.proving:
        return "locked" if is_locked(entry, course) else "unproved"
    return "reviewed" if "warning" in evidence else "proved"


@dataclass
class _Checker:
    course: Course
    rules: Mapping[str, ModuleType]
    frozen: bool

    @cached_property
    def question_rules(self) -> list[ModuleType]:
        """The rules that look at one question."""
        return [rule for rule in self.rules.values() if hasattr(rule, "check")]

    def stamp(self, finding: Finding, rule: ModuleType | None = None) -> Diagnostic:
        """A finding with the name and severity of its rule."""
        rule = rule or self.rules[finding.code]
        severity: Severity = rule.severity(self.course) if hasattr(rule, "severity") else rule.SEVERITY
        if rule.CODE == DRIFT and self.frozen:
            severity = "error"
        return Diagnostic(rule.CODE, rule.NAME, severity, finding)

    def course_wide(self) -> list[Diagnostic]:
        """What the rules about the course as a whole find."""
        found = []
        for rule in self.rules.values():
            if hasattr(rule, "check_course"):
                found += self._run(rule, lambda rule=rule: rule.check_course(self.course), None)
        return [diagnostic for diagnostic in found if self._is_wanted(diagnostic)]

    def question(self, entry: Entry) -> list[Diagnostic]:
        """All that the rules find in a question."""
        found: list[Diagnostic] = []
        for rule in self.question_rules:
            found += self._run(rule, lambda rule=rule: rule.check(entry, self.course), entry)
        return found

    def _run(self, rule: ModuleType, find: object, entry: Entry | None) -> list[Diagnostic]:
        try:
            return [self.stamp(finding, rule) for finding in find()]  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 - a rule may fail in any way; the others run on
            place = entry.home if entry else self.course.document.place()
            message = f"the rule {rule.CODE} failed here ({type(error).__name__}: {error})"
            hint = "please report this, with the question"
            crash = Finding(message, place, hint, entry.id if entry else None)
            return [self.stamp(crash, self.rules[CRASHED])]

    def _is_wanted(self, diagnostic: Diagnostic) -> bool:
        """Errors always count; other findings as the course's `select` and `ignore` say."""
        fields = self.course.fields
        names = {diagnostic.code, diagnostic.name}
        if diagnostic.severity == "error":
            return True
        return not names & set(fields.ignore) and (not fields.select or bool(names & set(fields.select)))

    def settle(self, entry: Entry, found: list[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Of the findings that the course wants, the open ones, and those that the question's `allow` settles."""
        allow, used = entry.question.allow, set()
        open_ones, settled = [], []
        for diagnostic in filter(self._is_wanted, found):
            code = next((key for key in allow if key in {diagnostic.code, diagnostic.name}), None)
            if code is None or diagnostic.severity == "error":
                open_ones.append(diagnostic)
                continue
            used.add(code)
            if is_void(entry, code, allow[code]):
                open_ones.append(_with_void_waiver(diagnostic, entry))
            else:
                settled.append(diagnostic)
        errors = {diagnostic.code for diagnostic in open_ones if diagnostic.severity == "error"}
        return open_ones + self._unused(entry, allow.keys() - used, errors), settled

    def _unused(self, entry: Entry, codes: Iterable[str], errors: Collection[str]) -> list[Diagnostic]:
        """Waivers that silence nothing; without the texts nobody can tell of those for evidence."""
        by_name = register("quizgen.rules", "NAME")
        found = []
        for code in sorted(codes):
            rule = self.rules.get(code) or by_name.get(code)
            if rule and rule.CODE.startswith("Q1") and not entry.proving:
                continue
            message = f"`allow` accepts {code}, " + _why_unused(rule, errors)
            place = entry.place(("allow", code), key=True)
            finding = Finding(message, place, "take it out", entry.id)
            found.append(self.stamp(finding, self.rules[UNUSED_WAIVER]))
        return [diagnostic for diagnostic in found if self._is_wanted(diagnostic)]


def _why_unused(rule: ModuleType | None, errors: Collection[str]) -> str:
    if rule is None:
        return "which is no rule"
    return "but an error can't be accepted" if rule.CODE in errors else "which is not found"


def _with_void_waiver(diagnostic: Diagnostic, entry: Entry) -> Diagnostic:
    hint = (
        "your reason was given for another wording: read it again, then edit the reason, or run: "
        f"quizgen lock --accept {entry.id}"
    )
    return replace(diagnostic, finding=replace(diagnostic.finding, hint=hint))
