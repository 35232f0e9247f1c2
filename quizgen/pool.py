"""The questions that sheets are made of, found by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a course itself has its pool
    from quizgen.course import Bank, Entry

FIELDS = ("bank", "type", "tag", "level", "difficulty")
"""What questions can be asked for by."""


class Pool:
    """The questions that are ready, numbered in the order of the banks.

    `having` gives, by field and value, the numbers of those that have the value.
    """

    def __init__(self, banks: Sequence[Bank]) -> None:
        """Take all banks of a course."""
        self.entries: list[Entry] = []
        self.having: dict[str, dict[str, set[int]]] = {field: {} for field in FIELDS}
        for bank in banks:
            for entry in bank.entries:
                if entry.question.status == "ready":
                    self._add(entry, bank.name)
        self.numbers = {entry.id: number for number, entry in enumerate(self.entries)}

    def _add(self, entry: Entry, bank: str) -> None:
        question = entry.question
        values = [("bank", bank), ("type", entry.type), *(("tag", tag) for tag in entry.item.tags)]
        values += [("level", question.level or ""), ("difficulty", question.difficulty or "")]
        for field, value in values:
            if value:
                self.having[field].setdefault(value, set()).add(len(self.entries))
        self.entries.append(entry)
