"""How long it takes to read a bank of 10,000 questions, as a ratio to PyYAML's own fast loader.

    python benchmarks/yaml_reading.py

Both read the same bytes in turn, in one process; the least CPU time of five runs counts. PyYAML gives no places.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import yaml

from quizgen.yaml_tree import parse

QUESTION = """\
  - id: harbour-{n}
    choice: In which year was pier number {n} of the harbour of Lower Ness finished?
    answer: Number {n}
    distractors:
      - A year before number {n}
      - A year after number {n}
      - text: Ten years after number {n}
        why: By then the boats went elsewhere.
    cite: the pier with the number {n} was finished
    explain: The harbour had more piers than boats, which the town found out too late.
    level: remember
    difficulty: easy
"""


def main() -> None:
    """Print the two times and their ratio."""
    bank = ("title: Piers\nsource: piers\nquestions:\n" + "".join(QUESTION.format(n=n) for n in range(10_000))).encode()
    print(f"{len(bank) / 1e6:.1f} MB, 10,000 questions")
    ours = least(lambda: parse(bank, "decks/piers.yaml"))
    gc.disable()
    theirs = least(lambda: yaml.load(bank, Loader=yaml.CSafeLoader))
    print(f"quizgen {ours:.2f} s, CSafeLoader without garbage collection {theirs:.2f} s, ratio {ours / theirs:.2f}")


def least(read: Callable[[], object]) -> float:
    """The least CPU time of five runs, in seconds."""
    times = []
    for _ in range(5):
        start = time.process_time()
        read()
        times.append(time.process_time() - start)
    return min(times)


main()
