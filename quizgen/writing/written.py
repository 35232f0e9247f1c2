"""A question as it is written: the stem, and the options if it has any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quizgen.catch_all import is_catch_all
from quizgen.questions._base import Path
from quizgen.writing.phrase import Phrase


@dataclass(frozen=True)
class Written:
    """The stem, the options, their places, and the keys.

    `in_order` tells that the options stand in the author's order.
    """

    stem: Phrase
    options: Sequence[Phrase] = ()
    paths: Sequence[Path] = ()
    keys: frozenset[int] = frozenset()
    in_order: bool = False

    @cached_property
    def key(self) -> int | None:
        """The number of the right option, if there is just one."""
        return next(iter(self.keys)) if len(self.keys) == 1 else None

    @cached_property
    def proper(self) -> Sequence[int]:
        """The options that answer the stem; “all of the above” does not."""
        return [number for number, option in enumerate(self.options) if not is_catch_all(option.plain)]

    @cached_property
    def catch_alls(self) -> Sequence[int]:
        """The options that speak of the others."""
        return [number for number in range(len(self.options)) if number not in self.proper]

    @cached_property
    def distractors(self) -> Sequence[Phrase]:
        """The wrong options that answer the stem."""
        return [self.options[number] for number in self.proper if number not in self.keys]
