"""How well the rules of item writing find the flaws of labelled multiple-choice items.

Run: python benchmarks/items/measure.py [BANK] [--list]

Each question of the course in this folder says in `x-flaws` what its flaws are, by the names of the rules. Precision
and recall count every flaw of every item (micro); an item is exact when all its flaws are found and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizgen.check import check
from quizgen.load import load

HERE = Path(__file__).parent
FLAWS = frozenset(
    "none-of-the-above all-of-the-above true-false-options k-type blank-in-the-middle negative-stem lost-sequence"
    " longest-option-key absolute-terms vague-terms word-repeats grammatical-cue unfocused-stem convergence"
    " repeated-opening-words stem-too-long duplicate-options overlapping-options key-among-distractors".split()
)
"""The flaws that the items are labelled with; what other rules find is not counted."""


@dataclass(frozen=True)
class Item:
    """A labelled item: its flaws, and what the rules find."""

    id: str
    flaws: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 over all flaws, and the share of items that are exact."""

    precision: float
    recall: float
    exact: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def measured(bank: str = "") -> Iterator[Item]:
    """Check the labelled course, or one bank of it."""
    course = load(HERE)
    banks = [each for each in course.banks if not bank or each.name == bank]
    found: dict[str | None, set[str]] = {}
    for diagnostic in check(course, banks).diagnostics:
        if diagnostic.name in FLAWS:
            found.setdefault(diagnostic.finding.question, set()).add(diagnostic.name)
    for each in banks:
        for question in each.document.root["questions"]:
            flaws = frozenset(question["x-flaws"])
            assert flaws <= FLAWS, question["id"]
            yield Item(question["id"], flaws, frozenset(found.get(question["id"], ())))


def score(items: list[Item]) -> Score:
    """Count over all items."""
    right = sum(len(item.flaws & item.found) for item in items)
    return Score(
        precision=right / sum(len(item.found) for item in items),
        recall=right / sum(len(item.flaws) for item in items),
        exact=sum(item.flaws == item.found for item in items) / len(items),
    )


def main(bank: str, listing: bool) -> None:
    """Measure one bank, or each and all."""
    items = list(measured(bank))
    if not items:
        sys.exit(f"there is no bank {bank}")
    total = score(items)
    print(f"{len(items)} items, {sum(len(item.flaws) for item in items)} flaws")
    print(f"precision {total.precision:.3f}, recall {total.recall:.3f}, F1 {total.f1:.3f}, exact {total.exact:.3f}")
    for flaw in sorted(FLAWS):
        with_flaw = [item for item in items if flaw in item.flaws]
        found = [item for item in items if flaw in item.found]
        right = sum(flaw in item.found for item in with_flaw)
        print(f"  {flaw:24} found {right} of {len(with_flaw)}, false alarms {len(found) - right}")
    for item in items if listing else ():
        if item.flaws != item.found:
            missed, extra = sorted(item.flaws - item.found), sorted(item.found - item.flaws)
            print(f"{item.id}: missed {missed}, false alarms {extra}")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(arguments[0] if arguments else "", "--list" in sys.argv)
