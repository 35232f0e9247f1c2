"""Picks the questions of a sheet: those named by their ids, and for each blueprint so many of its kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizgen.choosing import Choice, Quota, Wish, choose
from quizgen.course import Blueprint, Course
from quizgen.ordering import rank
from quizgen.pool import FIELDS

EACH = "each"
"""In a blueprint, stands for every value that the fitting questions have."""


@dataclass(frozen=True, slots=True)
class Demand:
    """At least `least` of the `members`: the fitting questions whose `field` has that value."""

    field: str
    value: str
    least: int
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A blueprint, the path to it in the course file, and the questions that fit it, by their numbers.

    `free` are those that clash with nothing that is on the sheet anyway.
    """

    blueprint: Blueprint
    path: tuple[str | int, ...]
    fitting: frozenset[int]
    free: frozenset[int]
    demands: Sequence[Demand]

    @property
    def number(self) -> int:
        """How many questions it wants; 0 for all that fit."""
        return self.blueprint.number or 0


class Picker:
    """Picks the questions of one sheet, each once.

    A question that any part names is for that part alone. Blueprints with a number are filled together, so that none
    takes what another needs, and with nothing that clashes (see `Clashes`). Of all choices that will do theirs is the
    first by a hash of course, sheet and question. Questions that are ready have numbers here, in the banks' order.
    """

    def __init__(self, course: Course, sheet: str) -> None:
        """Take a course and the name of one of its sheets."""
        self.course, self.sheet = course, sheet
        self.pool = course.pool
        self._parts = course.fields.sheets[sheet].parts

    @cached_property
    def parts(self) -> Sequence[Sequence[str]]:
        """The ids of the questions of each part, in order; too few of them where a blueprint can't be filled."""
        chosen = self.choice.chosen or self._as_many_as_can_be()
        taken, choices = frozenset[int]().union(*chosen), iter(chosen)
        given = iter([next(choices) if plan.number else plan.fitting - taken for plan in self.plans])
        parts, used = [], set[str]()
        for part in self._parts:
            ids: list[str] = []
            for pick in part.pick:
                ids += [pick] if isinstance(pick, str) else self._ids(next(given))
            parts.append([name for name in dict.fromkeys(ids) if name not in used])
            used.update(ids)
        return parts

    def _ids(self, numbers: Iterable[int]) -> list[str]:
        """The ids of questions, in the banks' order."""
        return [self.pool.entries[number].id for number in sorted(numbers)]

    @cached_property
    def choice(self) -> Choice:
        """What the plans that have a number get."""
        return self.choose(self.plans)

    def choose(self, plans: Iterable[Plan]) -> Choice:
        """Choose for the plans that have a number, and meet their demands."""
        return choose([self._wish(plan) for plan in plans if plan.number], self.clashing)

    def clashing(self, number: int) -> Collection[int]:
        """The questions that can't stand beside one, by their numbers."""
        names = self.course.clashes.of(self.pool.entries[number].id)
        return [self.pool.numbers[name] for name in names if name in self.pool.numbers]

    @cached_property
    def plans(self) -> Sequence[Plan]:
        """The blueprints of the sheet, in order."""
        wants_number = any(blueprint.number for _, blueprint in self._blueprints)
        barred = {other for number in self.fixed for other in self.clashing(number)} if wants_number else set[int]()
        return [
            Plan(blueprint, path, fitting, fitting - barred, list(self._demands(blueprint, fitting)))
            for (path, blueprint), fitting in zip(self._blueprints, self._fitting, strict=True)
        ]

    @cached_property
    def fixed(self) -> frozenset[int]:
        """The questions that are on the sheet whatever is chosen: picked by id, or by a blueprint that takes all."""
        taken, open_to_choice = set(self._named), set[int]()
        for (_, blueprint), fitting in zip(self._blueprints, self._fitting, strict=True):
            (open_to_choice if blueprint.number else taken).update(fitting)
        return frozenset(taken - open_to_choice)

    @cached_property
    def _blueprints(self) -> Sequence[tuple[tuple[str | int, ...], Blueprint]]:
        return [
            (("sheets", self.sheet, "parts", number, "pick", position), pick)
            for number, part in enumerate(self._parts)
            for position, pick in enumerate(part.pick)
            if isinstance(pick, Blueprint)
        ]

    @cached_property
    def _named(self) -> frozenset[int]:
        """The questions picked by their ids."""
        names = {pick for part in self._parts for pick in part.pick if isinstance(pick, str)}
        return frozenset(self.pool.numbers[name] for name in names if name in self.pool.numbers)

    @cached_property
    def _fitting(self) -> Sequence[frozenset[int]]:
        """What fits each blueprint, without what is picked by its id or taken by an earlier one that takes all."""
        found, taken = [], set(self._named)
        for _, blueprint in self._blueprints:
            kind = [
                self.pool.having[field].get(name, set[int]())
                for field in FIELDS
                if isinstance(name := getattr(blueprint, field), str)
            ]
            fitting = set(range(len(self.pool.entries))).intersection(*kind) - taken
            taken.update(() if blueprint.number else fitting)
            found.append(frozenset(fitting))
        return found

    def _demands(self, blueprint: Blueprint, fitting: frozenset[int]) -> Iterator[Demand]:
        """What the blueprint asks for of single values, `each` spelt out."""
        for field in FIELDS:
            quotas, having = getattr(blueprint, field), self.pool.having[field]
            if isinstance(quotas, dict):
                every = [name for name in having if EACH in quotas and fitting & having[name]]
                for name in dict.fromkeys([*quotas, *every]):
                    if name != EACH:
                        members = fitting & having.get(name, set())
                        yield Demand(field, name, quotas.get(name) or quotas[EACH], members)

    def _wish(self, plan: Plan) -> Wish:
        """The wish that a plan is, with what fits in the order of the hash."""
        families: dict[str, list[Quota]] = {}
        for demand in plan.demands:
            family = f"tag {demand.value}" if demand.field == "tag" else demand.field  # a question may have two tags
            families.setdefault(family, []).append(Quota(demand.least, demand.members))
        return Wish(plan.number, sorted(plan.free, key=self._ranks.__getitem__), list(families.values()))

    @cached_property
    def _ranks(self) -> Sequence[str]:
        return [rank(self.course.fields.id, self.sheet, entry.item.origin) for entry in self.pool.entries]

    def _as_many_as_can_be(self) -> list[frozenset[int]]:
        """For each plan with a number the first that fit and clash with nothing; the demands are left aside."""
        chosen, barred = [], set[int]()
        for plan in (plan for plan in self.plans if plan.number):
            own: set[int] = set()
            for number in self._wish(plan).fitting:
                if len(own) < plan.number and number not in barred:
                    own.add(number)
                    barred |= {number, *self.clashing(number)}
            chosen.append(frozenset(own))
        return chosen
