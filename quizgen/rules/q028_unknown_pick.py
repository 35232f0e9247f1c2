"""A sheet picks a question that does not exist, or asks for what the banks don't have.

Why: the sheet would be short of a question. A blueprint with a `number` also keeps two questions on one fact apart, and
a question from one that gives its answer away; so it can be that more fit than can stand on one sheet.

Bad:

    pick:
      - trenin-border-lenght

Good:

    pick:
      - trenin-border-length
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from quizgen.choosing import Wish, choose
from quizgen.course import Course
from quizgen.diagnostics import Finding
from quizgen.naming import did_you_mean
from quizgen.picking import EACH, Demand, Picker, Plan
from quizgen.pool import FIELDS
from quizgen.registry import register
from quizgen.yaml_tree import Map, Seq, Value

CODE = "Q028"
NAME = "unknown-pick"
SEVERITY = "error"
MOST_CLASHES = 6
"""So many clashes are told."""
NOBODY = {"bank": "there is no such bank", "type": "there is no such type", "tag": "no question has it"}
FEWER = "ask for fewer, or for a wider kind"
REWORD = "ask for fewer, write more, or word those so that they can stand together"


def check_course(course: Course) -> Iterator[Finding]:
    """Look whether every blueprint can be filled; unknown where a bank could not be read whole."""
    if course.broken_ids or course.unread:
        return
    known = {
        "bank": {bank.name for bank in course.banks},
        "type": set(register("quizgen.questions", "TYPE")),
        "tag": {tag for entry in course.entries for tag in entry.item.tags},
    }
    for sheet in course.fields.sheets:
        looker = _Looker(Picker(course, sheet))
        yield from list(looker.strangers(known)) or looker.shortages()


class _Looker:
    """Looks what a sheet asks for and can't have."""

    def __init__(self, picker: Picker) -> None:
        self.picker, self.course = picker, picker.course
        self.who = f"the sheet “{picker.sheet}”"

    def strangers(self, known: dict[str, set[str]]) -> Iterator[Finding]:
        """The banks, types and tags that do not exist."""
        for plan in self.picker.plans:
            for field, names in known.items():
                wanted = getattr(plan.blueprint, field) or ()
                for name in [wanted] if isinstance(wanted, str) else wanted:
                    if name not in names and name != EACH:
                        message = f"{self.who} picks by the {field} “{name}”, but {NOBODY[field]}"
                        yield self._finding(message, plan, did_you_mean(name, names), field, name)

    def shortages(self) -> Iterator[Finding]:
        """What can't be filled: each thing that lacks by itself, else what can't be had together."""
        found = [finding for plan in self.picker.plans for finding in self._lacking(plan)]
        if not found and self.picker.choice.chosen is None:
            found = [finding for plan in self.picker.plans for finding in self._clashing(plan)]
            found = found or [self._not_together()]
        yield from found

    def _lacking(self, plan: Plan) -> Iterator[Finding]:
        """More is asked for than fits, or than there is room for."""
        if len(plan.fitting) < (plan.number or 1):
            message = f"{self.who} wants {self._kind(plan)}, but {_count(len(plan.fitting))}"
            yield self._finding(message, plan, FEWER)
            return
        for field in FIELDS:
            demands = [demand for demand in plan.demands if demand.field == field]
            for demand in demands:
                if len(demand.members) < demand.least:
                    message = f"{self.who} wants {self._kind(plan, demand)}, but {_count(len(demand.members))}"
                    yield self._finding(message, plan, FEWER, field, demand.value)
            total = sum(demand.least for demand in demands)
            if total > plan.number and field != "tag":
                message = f"{self.who} wants {_listed(demands)}, which makes {total}, but `number` is {plan.number}"
                yield self._finding(message, plan, "ask for fewer of each, or for a greater number", field)

    def _clashing(self, plan: Plan) -> Iterator[Finding]:
        """Enough fit, but not enough of them can stand on one sheet."""
        demands: list[Demand | None] = [None, *plan.demands]
        for demand in demands if plan.number else ():
            fitting = demand.members if demand else plan.fitting
            least = demand.least if demand else plan.number
            most, is_certain = self._most(sorted(fitting & plan.free), least)
            if most < least:
                but = f"only {most}" if is_certain else f"quizgen finds only {most} that"
                message = (
                    f"{self.who} wants {self._kind(plan, demand)}; {_count(len(fitting))}, but {but} can stand on one"
                    f" sheet: {self._why(fitting)}"
                )
                yield self._finding(message, plan, REWORD, *((demand.field, demand.value) if demand else ()))

    def _most(self, free: Sequence[int], wanted: int) -> tuple[int, bool]:
        """How many of these can stand on one sheet, up to `wanted`; and is that certain?"""
        can, cannot, is_certain = 0, min(wanted, len(free)) + 1, True
        number = cannot - 1
        while cannot - can > 1:
            choice = choose([Wish(number, free)], self.picker.clashing)
            if choice.chosen:
                can = number
            else:
                cannot, is_certain = number, choice.is_certain
            number = (can + cannot) // 2
        return can, is_certain

    def _not_together(self) -> Finding:
        """Each demand could be met alone, but not all at once; told are those that already can't."""
        plans = [plan for plan in self.picker.plans if plan.number]
        is_certain = self.picker.choice.is_certain
        if is_certain:
            plans = self._fewest(plans)
        fitting = frozenset[int]().union(*(plan.fitting for plan in plans))
        wanted = "; ".join(self._whole(plan) for plan in plans)
        cannot = "can't have all of this at once" if is_certain else "wants what quizgen could not find"
        clashes = self._why(fitting)
        beside = f", and of these {clashes}" if clashes else ""
        return self._finding(f"{self.who} {cannot}: {wanted}; {_count(len(fitting))}{beside}", plans[-1], FEWER)

    def _fewest(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans, with their demands, of which none can be left out without all others being met."""
        kept = list(plans)
        for plan in plans:
            others = [other for other in kept if other is not plan]
            if self._cannot_be(others):
                kept = others
        for place, plan in enumerate(kept):
            for demand in plan.demands:
                fewer = replace(kept[place], demands=[other for other in kept[place].demands if other is not demand])
                others = [*kept[:place], fewer, *kept[place + 1 :]]
                if self._cannot_be(others):
                    kept = others
        return kept

    def _cannot_be(self, plans: Sequence[Plan]) -> bool:
        choice = self.picker.choose(plans)
        return choice.chosen is None and choice.is_certain

    def _why(self, numbers: Collection[int]) -> str:
        """The clashes among some questions, and with what is on the sheet anyway."""
        entries, beside = self.picker.pool.entries, {*numbers, *self.picker.fixed}
        told = dict.fromkeys(
            self.course.clashes.of(entries[number].id)[entries[other].id]
            for number in sorted(numbers)
            for other in sorted(beside.intersection(self.picker.clashing(number)))
        )
        more = [f"and {len(told) - MOST_CLASHES} more clashes"] if len(told) > MOST_CLASHES else []
        return ", ".join([*list(told)[:MOST_CLASHES], *more])

    def _kind(self, plan: Plan, demand: Demand | None = None) -> str:
        """What is wanted, in words: “4 hard questions of bank trenin”."""
        kind = {field: name for field in FIELDS if isinstance(name := getattr(plan.blueprint, field), str)}
        number = plan.number
        if demand:
            kind, number = {**kind, demand.field: demand.value}, demand.least
        words = [str(number or "some"), kind.get("difficulty"), kind.get("type")]
        words.append("question" if number == 1 else "questions")
        words += [f"of level {kind['level']}"] if "level" in kind else []
        words += [f"of bank {kind['bank']}"] if "bank" in kind else []
        words += [f"with the tag “{kind['tag']}”"] if "tag" in kind else []
        return " ".join(filter(None, words))

    def _whole(self, plan: Plan) -> str:
        """What is wanted, with the demands: “5 questions, at least 3 hard and 2 of level apply”."""
        return self._kind(plan) + (f", at least {_listed(plan.demands)}" if plan.demands else "")

    def _finding(self, message: str, plan: Plan, hint: str, *below: str) -> Finding:
        """A finding at a blueprint, or at what stands `below` in it."""
        document, path = self.course.document, list[str | int]()
        value: Value | None = document.root
        for step in (*plan.path, *below):
            if (inner := _at(value, step)) is not None:  # what is not there is a list of one, written without its dash
                path.append(step)
                value = inner
        return Finding(message, document.place(tuple(path), key=len(below) > 1 and path[-2:] == [*below]), hint)


def _at(value: Value | None, step: str | int) -> Value | None:
    if isinstance(value, Seq):
        return value[step] if isinstance(step, int) else None
    return value.get(str(step)) if isinstance(value, Map) else None


def _count(number: int) -> str:
    return "none fits" if not number else "1 fits" if number == 1 else f"{number} fit"


def _listed(demands: Sequence[Demand]) -> str:
    """Demands as a list: “3 hard, 2 of level apply”."""
    form = {"difficulty": "{} {}", "tag": "{} with the tag “{}”", "bank": "{} of bank {}", "type": "{} of type {}"}
    return ", ".join(form.get(demand.field, "{} of level {}").format(demand.least, demand.value) for demand in demands)
