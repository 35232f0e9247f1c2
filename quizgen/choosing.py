"""Chooses so many of a kind, at least so many of each sort, and no two that clash.

It knows numbers alone: things to choose from, by any number. Of all choices that meet the wishes it takes the first in
the order of preference; so one thing more to choose from moves little.

Method: the order of preference decides thing by thing, and a thing is taken if the rest can still be filled. That is
found out by backtracking, the wish with least to spare first; things of one sort that clash with nothing are all alike,
so when one of them fails, the others are not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass

MOST_STEPS = 20_000
"""So many things, at most, are tried in one search."""


@dataclass(frozen=True, slots=True)
class Quota:
    """At least `least` of the `members`."""

    least: int
    members: Set[int]


@dataclass(frozen=True, slots=True)
class Wish:
    """Exactly `number` of the `fitting`, which stand in the order of preference.

    The quotas of one family have no members in common.
    """

    number: int
    fitting: Sequence[int]
    families: Sequence[Sequence[Quota]] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for each wish; None if nothing was found.

    `is_certain` is False where the search was given up: there may be a choice after all, or one that is preferred.
    """

    chosen: tuple[frozenset[int], ...] | None
    is_certain: bool = True


def choose(wishes: Sequence[Wish], clashing: Callable[[int], Collection[int]]) -> Choice:
    """Choose for all wishes together, no thing twice.

    `clashing` gives what a thing clashes with; it works both ways.
    """
    search = _Search(wishes, clashing)
    seats = search.first()
    if seats is None:
        return Choice(None, not search.gave_up)
    chosen = tuple(
        frozenset(search.things[seat] for seat in seats if search.wish_of(seat) == wish) for wish in range(len(wishes))
    )
    return Choice(chosen, not search.gave_up)


@dataclass(frozen=True, slots=True)
class _Sort:
    """The seats that are alike: of one wish, and counting for the same quotas."""

    wish: int
    quotas: frozenset[int]
    seats: list[int]


class _Search:
    """A seat is a thing for a wish; seats are numbered in the order of preference, wish by wish."""

    def __init__(self, wishes: Sequence[Wish], clashing: Callable[[int], Collection[int]]) -> None:
        self.clashing = clashing
        self.slots = [wish.number for wish in wishes]
        self.need: list[int] = []
        self.families: list[list[range]] = []
        """The quotas of each wish, by their numbers, family by family."""
        self.things: list[int] = []
        self.sorts: list[_Sort] = []
        self.sort_of: list[int] = []
        self.sorts_of: list[range] = []
        """The sorts of each wish, by their numbers."""
        self.seats_of: list[dict[int, int]] = []
        """The seat of each thing, wish by wish."""
        for wish in wishes:
            self._add(wish)
        self.is_open = [True] * len(self.things)
        self.opened = [len(sort.seats) for sort in self.sorts]
        self.is_shut = [False] * len(self.sorts)
        """A sort of which nothing need be tried any more."""
        self.trail: list[tuple[str, int]] = []
        self.steps_left = MOST_STEPS

    def _add(self, wish: Wish) -> None:
        """Number the quotas, sorts and seats of a wish."""
        start, families, quota_of = len(self.things), [], []
        for family in wish.families:
            quotas = range(len(self.need), len(self.need) + len(family))
            families.append(quotas)
            quota_of.append(
                {thing: number for number, quota in zip(quotas, family, strict=True) for thing in quota.members}
            )
            self.need += [quota.least for quota in family]
        known: dict[tuple[int | None, ...], int] = {}
        for seat, thing in enumerate(wish.fitting, start):
            mine = tuple([quotas.get(thing) for quotas in quota_of])
            if mine not in known:
                known[mine] = len(self.sorts)
                self.sorts.append(
                    _Sort(len(self.families), frozenset(quota for quota in mine if quota is not None), [])
                )
            self.sorts[known[mine]].seats.append(seat)
            self.sort_of.append(known[mine])
        self.things += wish.fitting
        self.seats_of.append(dict(zip(wish.fitting, range(start, len(self.things)), strict=True)))
        self.sorts_of.append(range(len(self.sorts) - len(known), len(self.sorts)))
        self.families.append(families)

    def wish_of(self, seat: int) -> int:
        """The number of the wish that a seat is for."""
        return self.sorts[self.sort_of[seat]].wish

    @property
    def gave_up(self) -> bool:
        """Were there more things to try than may be?"""
        return self.steps_left <= 0

    @property
    def taken(self) -> frozenset[int]:
        """The seats that are chosen now."""
        return frozenset(seat for what, seat in self.trail if what == "take")

    def first(self) -> frozenset[int] | None:
        """The first choice in the order of preference; None if none was found."""
        if not self._fill():
            return None
        found = self.taken
        self._undo(0)
        for seat in range(len(self.things)):
            if not self._may_take(seat):
                continue
            mark = len(self.trail)
            self._take(seat)
            kept = len(self.trail)
            if seat not in found:
                if self._fill():
                    found = self.taken
                    self._undo(kept)
                elif self.gave_up:
                    return found
                else:
                    self._undo(mark)
                    self._give_up_on(seat)
        return found

    def _fill(self) -> bool:
        """Choose what is still wanted; where that can't be done, all is left as it was."""
        start = len(self.trail)
        tried: list[tuple[int, int]] = []
        while not self.gave_up:
            options = self._tightest()
            if options is not None and not options:
                return True
            if options:
                seat = min(map(self._first_open, options))
                tried.append((seat, len(self.trail)))
                self._take(seat)
                continue
            if not tried:
                break
            seat, mark = tried.pop()
            self._undo(mark)
            self._give_up_on(seat)
        self._undo(start)
        return False

    def _tightest(self) -> list[int] | None:
        """The sorts to choose from next; none if nothing more is wanted, None if it can't be had.

        They serve the wish or quota that has least to spare, and as many quotas as can be.
        """
        self.steps_left -= 1
        least, best = None, list[int]()
        for wish, slots in enumerate(self.slots):
            usable = self._usable(wish) if slots else []
            wanted = [(slots, usable)]
            wanted += [
                (self.need[quota], [number for number in usable if quota in self.sorts[number].quotas])
                for family in self.families[wish]
                for quota in family
            ]
            for need, sorts in wanted:
                spare = sum(self.opened[number] for number in sorts) - need
                if need > 0 and spare < 0:
                    return None
                if need > 0 and (least is None or spare < least):
                    least, best = spare, sorts
        most = max(map(self._serves, best), default=0)
        return [number for number in best if self._serves(number) == most]

    def _usable(self, wish: int) -> list[int]:
        """The sorts of a wish of which one may be taken; none if a family of quotas wants more than there is room for.

        Where a family wants all the room that is left, only what counts for it may be taken.
        """
        wanting = [[quota for quota in family if self.need[quota] > 0] for family in self.families[wish]]
        room = [self.slots[wish] - sum(self.need[quota] for quota in family) for family in wanting]
        if any(left < 0 for left in room):
            return []
        full = [family for family, left in zip(wanting, room, strict=True) if not left]
        return [
            number
            for number in self.sorts_of[wish]
            if self.opened[number]
            and not self.is_shut[number]
            and not any(self.sorts[number].quotas.isdisjoint(family) for family in full)
        ]

    def _serves(self, number: int) -> int:
        """How many quotas that are still wanted a sort counts for."""
        return sum(self.need[quota] > 0 for quota in self.sorts[number].quotas)

    def _first_open(self, number: int) -> int:
        return next(seat for seat in self.sorts[number].seats if self.is_open[seat])

    def _may_take(self, seat: int) -> bool:
        number = self.sort_of[seat]
        return self.is_open[seat] and not self.is_shut[number] and self.slots[self.sorts[number].wish] > 0

    def _rivals(self, seat: int) -> Iterator[int]:
        """The open seats that can't be taken beside this one."""
        thing = self.things[seat]
        for other in (thing, *self.clashing(thing)):
            for seats in self.seats_of:
                rival = seats.get(other, seat)
                if rival != seat and self.is_open[rival] and not self.is_shut[self.sort_of[rival]]:
                    yield rival

    def _take(self, seat: int) -> None:
        for rival in list(self._rivals(seat)):
            self._close(rival)
        self._close(seat)
        self._count(seat, -1)
        self.trail.append(("take", seat))

    def _count(self, seat: int, step: int) -> None:
        sort = self.sorts[self.sort_of[seat]]
        self.slots[sort.wish] += step
        for quota in sort.quotas:
            self.need[quota] += step

    def _close(self, seat: int) -> None:
        self.is_open[seat] = False
        self.opened[self.sort_of[seat]] -= 1
        self.trail.append(("close", seat))

    def _give_up_on(self, seat: int) -> None:
        """Try a seat no more; nor, if it has no rivals, those that are of no more use: it could take their place."""
        if any(True for _ in self._rivals(seat)):
            self._close(seat)
            return
        failed = self.sorts[self.sort_of[seat]]
        for number in self.sorts_of[failed.wish]:
            if self.sorts[number].quotas <= failed.quotas and not self.is_shut[number]:
                self.is_shut[number] = True
                self.trail.append(("shut", number))

    def _undo(self, mark: int) -> None:
        """Take back all since the trail had that length."""
        while len(self.trail) > mark:
            what, number = self.trail.pop()
            if what == "shut":
                self.is_shut[number] = False
            elif what == "take":
                self._count(number, 1)
            else:
                self.is_open[number] = True
                self.opened[self.sort_of[number]] += 1
