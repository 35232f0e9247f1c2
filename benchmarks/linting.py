"""How long `check` takes for 10,000 questions, against a floor: the time to read them.

Run: python benchmarks/linting.py [QUESTIONS]

The labelled items of benchmarks/items, each with a name of its own in the stem, in banks of a hundred; they cite
nothing, so that the rules of item writing do the work. CPU seconds of one process.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import yaml

from quizgen.check import check
from quizgen.load import load

ITEMS = sorted((Path(__file__).parent / "items/decks").glob("*.yaml"))
A_BANK = 100


def main(number: int) -> None:
    """Read and check so many questions, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_course(root, number)
        started = time.process_time()
        course = load(root)
        loaded = time.process_time()
        report = check(course)
        checked = time.process_time()
    read, judged = loaded - started, checked - loaded
    print(f"{sum(report.tally.values())} questions, {len(report.diagnostics)} findings")
    print(f"read in {read:.1f} s, checked in {judged:.1f} s CPU; ratio {judged / read:.2f}")


def write_course(root: Path, number: int) -> None:
    """Write a course of so many questions."""
    (root / "decks").mkdir()
    (root / "seeds").mkdir()
    (root / "quizgen.yaml").write_text("id: linting\ntitle: Linting\n", encoding="utf-8")
    questions = list(islice(varied(), number))
    for start in range(0, number, A_BANK):
        bank = {"title": f"Bank {start}", "uncited": "a benchmark", "questions": questions[start : start + A_BANK]}
        text = yaml.safe_dump(bank, allow_unicode=True, sort_keys=False)
        (root / f"decks/bank-{start:05}.yaml").write_text(text, encoding="utf-8")


def varied() -> Iterator[dict[str, object]]:
    """The items over and over, no two with the same stem."""
    items = [item for path in ITEMS for item in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]]
    for position, item in enumerate(cycle(items)):
        fields = {key: value for key, value in item.items() if key != "x-flaws"}
        yield {**fields, "id": f"q-{position}", "choice": f"In town {position}, class {position % 7}: {item['choice']}"}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
