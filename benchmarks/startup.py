"""How long `quizgen --help` takes against `python -c "import click"`: the two by turns, in one run.

Prints the medians in milliseconds and their ratio, which should stay below 3.
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

ROUNDS = 21
COMMANDS = {
    "import click": [sys.executable, "-c", "import click"],
    "quizgen --help": [sys.executable, "-m", "quizgen", "--help"],
}


def seconds(command: list[str]) -> float:
    """The time one process takes, from start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS + 1):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    medians = {name: median(taken[1:]) for name, taken in times.items()}  # the first round fills the caches
    for name, taken in medians.items():
        print(f"{name:<16} {taken * 1000:6.0f} ms")
    base, ours = medians.values()
    print(f"{'ratio':<16} {ours / base:6.2f}")


if __name__ == "__main__":
    main()
