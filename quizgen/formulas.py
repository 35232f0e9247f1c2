r"""Formulas in a text: `\(…\)` in the line and `\[…\]` on one of their own, taken out before anything else is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CLOSING = {r"\(": r"\)", r"\[": r"\]"}
OPENING = re.compile(r"(?<!\\)\\[(\[]")


@dataclass(frozen=True)
class Formulas:
    """Finds formulas in a text, in a time that grows with its length alone, however many of them never end."""

    source: str
    _last: dict[str, int] = field(init=False, repr=False)
    """Where each closing sign stands for the last time: an opening one behind it need not be followed to the end."""

    def __post_init__(self) -> None:
        """Look for the last closing signs once."""
        object.__setattr__(self, "_last", {sign: self.source.rfind(closing) for sign, closing in CLOSING.items()})

    def at(self, start: int) -> str:
        """The formula that begins at `start`, with its signs, with a character or more in it; empty if none does."""
        opening = self.source[start : start + 2]
        if self._last.get(opening, -1) < start + 3 or self.source[start - 1 : start] == "\\":
            return ""
        return self.source[start : self.source.find(CLOSING[opening], start + 3) + 2]


def cut(source: str) -> list[str]:
    """A text as words, formula, words, formula, …, words: every second piece is a formula."""
    formulas = Formulas(source)
    pieces, done, position = [], 0, 0
    while opening := OPENING.search(source, position):
        start = opening.start()
        formula = formulas.at(start)
        if formula:
            pieces += [source[done:start], formula]
            done = start + len(formula)
        position = max(done, start + 2)
    return [*pieces, source[done:]]
