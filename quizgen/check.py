"""Runs the rules over a course: rules find, this stamps, settles, sorts and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType
from typing import Literal

from quizgen.course import Bank, Course, Document, Entry
from quizgen.diagnostics import Diagnostic, Finding, Severity
from quizgen.naming import did_you_mean
from quizgen.proving import is_locked, is_void
from quizgen.registry import register

Verdict = Literal["proved", "reviewed", "locked", "unproved", "wrong", "uncited"]
VERDICTS: tuple[Verdict, ...] = ("proved", "reviewed", "locked", "unproved", "wrong", "uncited")
EVIDENCE = "Q1"
"""The group of rules that compare a question with what it cites."""
SAME = frozenset({"Q201", "Q203"})
"""The rules that find a second option with what the key says."""
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


def rule_named(key: str) -> ModuleType | None:
    """The rule of that code or name; None if there is none."""
    return rules().get(key) or register("quizgen.rules", "NAME").get(key)


def check(course: Course, banks: Iterable[Bank] | None = None, *, frozen: bool = False) -> Report:
    """Check a course, or some of its banks; with `frozen` a drift is an error.

    Findings in the course file, the sources and the lock always count.
    """
    selected = course.banks if banks is None else tuple(banks)
    checker = _Checker(course, rules(), frozen)
    home = {bank.document.file for bank in selected}
    other = {file for file in course.texts if file.startswith("decks/")} - home
    found = [checker.stamp(finding) for finding in course.findings if finding.place.file not in other]
    wide = [diagnostic for diagnostic in checker.course_wide() if diagnostic.finding.place.file not in other]
    of_questions = _by_question(wide)
    for bank in selected:
        checker.bank(bank, of_questions)
    found += checker.found + checker.misspelt_lists()
    found += [d for d in of_questions.get(None, ()) if d.finding.place.file not in home and checker.is_wanted(d)]
    found.sort(key=lambda diagnostic: diagnostic.sort_key)
    whole = len(selected) == len(course.banks)
    return Report(course, selected, whole, tuple(found), tuple(checker.accepted), checker.verdicts)


def _by_question(found: Iterable[Diagnostic]) -> dict[str | None, list[Diagnostic]]:
    """The findings of rules about the course, by the question they speak of."""
    sorted_out: dict[str | None, list[Diagnostic]] = {}
    for diagnostic in found:
        sorted_out.setdefault(diagnostic.finding.question, []).append(diagnostic)
    return sorted_out


def _verdict(entry: Entry, course: Course, found: Iterable[Diagnostic]) -> Verdict:
    """What the evidence says, whatever the course ignores or the question allows; a rule that failed proves nothing.

    A second option that says the same makes a question wrong as well.
    """
    evidence = {d.severity for d in found if d.code.startswith(EVIDENCE) and d.code not in {UNPROVED, DRIFT}}
    if "error" in evidence or any(d.code in SAME and d.severity == "error" for d in found):
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
    found: list[Diagnostic] = field(default_factory=list)
    accepted: list[Diagnostic] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def bank(self, bank: Bank, of_course: Mapping[str | None, Sequence[Diagnostic]]) -> None:
        """Check a bank's questions; `of_course` holds what the rules about the course say of each, and of banks."""
        used: set[str] = set()
        errors: set[str] = set()
        for entry in bank.entries:
            in_question = [*self.question(entry), *of_course.get(entry.id, ())]
            open_ones, settled = self.settle(entry, in_question, used)
            self.found += open_ones
            self.accepted += settled
            errors.update(diagnostic.code for diagnostic in open_ones if diagnostic.severity == "error")
            self.verdicts[entry.id] = _verdict(entry, self.course, in_question)
        of_bank = [d for d in of_course.get(None, ()) if d.finding.place.file == bank.document.file]
        open_ones, settled = self.settle_bank(bank, of_bank, used, errors)
        self.found += open_ones
        self.accepted += settled

    @cached_property
    def rules_of(self) -> Mapping[str, list[ModuleType]]:
        """The rules that look at one question, by the types they look at."""
        looking = [rule for rule in self.rules.values() if hasattr(rule, "check")]
        return {
            name: [rule for rule in looking if name in getattr(rule, "TYPES", (name,))]
            for name in register("quizgen.questions", "TYPE")
        }

    def stamp(self, finding: Finding, rule: ModuleType | None = None) -> Diagnostic:
        """A finding with the name and severity of its rule."""
        rule = rule or self.rules[finding.code]
        of_rule: Severity = rule.severity(self.course) if hasattr(rule, "severity") else rule.SEVERITY
        severity = finding.severity or of_rule
        if rule.CODE == DRIFT and self.frozen:
            severity = "error"
        return Diagnostic(rule.CODE, rule.NAME, severity, finding)

    def course_wide(self) -> list[Diagnostic]:
        """What the rules about the course as a whole find."""
        found = []
        for rule in self.rules.values():
            if hasattr(rule, "check_course"):
                try:
                    for finding in rule.check_course(self.course):
                        found.append(self.stamp(finding, rule))  # noqa: PERF401 - those before a failure count
                except Exception as error:  # noqa: BLE001 - a rule may fail in any way; the others run on
                    found.append(self._crash(rule, error, None))
        return found

    def question(self, entry: Entry) -> list[Diagnostic]:
        """All that the rules find in a question."""
        found: list[Diagnostic] = []
        for rule in self.rules_of[entry.type]:
            try:
                for finding in rule.check(entry, self.course):
                    found.append(self.stamp(finding, rule))  # noqa: PERF401 - those before a failure count
            except Exception as error:  # noqa: BLE001 - a rule may fail in any way; the others run on
                found.append(self._crash(rule, error, entry))
        return found

    def _crash(self, rule: ModuleType, error: Exception, entry: Entry | None) -> Diagnostic:
        """What is said of a rule that failed."""
        place = entry.home if entry else self.course.document.place()
        message = f"the rule {rule.CODE} failed here ({type(error).__name__}: {error})"
        hint = "please report this, with the question"
        return self.stamp(Finding(message, place, hint, entry.id if entry else None), self.rules[CRASHED])

    @cached_property
    def lists(self) -> tuple[Collection[str], Collection[str]]:
        """What the course selects and ignores."""
        return frozenset(self.course.fields.select), frozenset(self.course.fields.ignore)

    def is_wanted(self, diagnostic: Diagnostic) -> bool:
        """Errors always count; other findings as the course's `select` and `ignore` say."""
        if diagnostic.severity == "error":
            return True
        (select, ignore), names = self.lists, {diagnostic.code, diagnostic.name}
        return names.isdisjoint(ignore) and (not select or not names.isdisjoint(select))

    def settle(
        self, entry: Entry, found: list[Diagnostic], used: set[str]
    ) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Of the findings that the course wants, the open ones, and those that the question's `allow` settles.

        What the bank allows for all its questions is noted in `used`, as the bank answers for it.
        """
        allow, mine = entry.question.allow, set()
        open_ones, settled = [], []
        for diagnostic in filter(self.is_wanted, found):
            code = next((key for key in allow if key in {diagnostic.code, diagnostic.name}), None)
            if code is None or diagnostic.severity == "error":
                open_ones.append(diagnostic)
                continue
            mine.add(code)
            if is_void(entry, code, allow[code]):
                open_ones.append(_with_void_waiver(diagnostic, entry))
            else:
                settled.append(diagnostic)
        used |= mine
        errors = {diagnostic.code for diagnostic in open_ones if diagnostic.severity == "error"}
        unused = [
            code for code in entry.own_allow if code not in mine and (entry.proving or not self._is_evidence(code))
        ]
        waivers = [self._unused(code, errors, entry.document, entry.path, entry.id) for code in unused]
        return [*open_ones, *filter(self.is_wanted, waivers)], settled

    def settle_bank(
        self, bank: Bank, found: list[Diagnostic], used: Collection[str], errors: Collection[str]
    ) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Of the findings about a bank as a whole, the open ones, and those that its `allow` settles.

        `used` holds the codes that settled a finding in one of its questions, `errors` those of the errors in them.
        """
        allow, mine = bank.fields.allow, set(used)
        open_ones, settled = [], []
        for diagnostic in filter(self.is_wanted, found):
            code = next((key for key in allow if key in {diagnostic.code, diagnostic.name}), None)
            if code is None or diagnostic.severity == "error":
                open_ones.append(diagnostic)
            else:
                mine.add(code)
                settled.append(diagnostic)
        if not self.course.is_whole(bank):
            return open_ones, settled  # what could not be read may need them
        proving = all(entry.proving for entry in bank.entries)
        unused = [code for code in allow if code not in mine and (proving or not self._is_evidence(code))]
        waivers = [self._unused(code, errors, bank.document, (), None) for code in unused]
        return [*open_ones, *filter(self.is_wanted, waivers)], settled

    def misspelt_lists(self) -> list[Diagnostic]:
        """Names in `select` and `ignore` that are no rule's; a slip there would silence without a word."""
        known = [*self.rules, *(rule.NAME for rule in self.rules.values())]
        found = []
        for which in ("select", "ignore"):
            for position, name in enumerate(getattr(self.course.fields, which)):
                if rule_named(name) is None:
                    place = self.course.document.place((which, position))
                    hint = did_you_mean(name, known) or "see the list: quizgen explain"
                    finding = Finding(f"`{which}` names {name}, which is no rule", place, hint)
                    found.append(self.stamp(finding, self.rules[UNUSED_WAIVER]))
        return found

    def _is_evidence(self, code: str) -> bool:
        """Is it a rule of which nobody can tell without the texts whether it finds something?"""
        rule = rule_named(code)
        return bool(rule and rule.CODE.startswith(EVIDENCE))

    def _unused(
        self, code: str, errors: Collection[str], document: Document, path: tuple[str | int, ...], question: str | None
    ) -> Diagnostic:
        """A waiver that silences nothing."""
        message = f"`allow` accepts {code}, " + _why_unused(rule_named(code), errors)
        place = document.place((*path, "allow", code), key=True)
        return self.stamp(Finding(message, place, "take it out", question), self.rules[UNUSED_WAIVER])


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
