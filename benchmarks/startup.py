"""How long `quizgen --help`, and `quizgen check` of the course that `init` makes, take beside a bare `import click`.

The three by turns, in one run. Prints the medians in milliseconds, and how many times as long as the first each takes;
that of `--help` should stay below 3. Compiled modules are kept, as they are where quizgen is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = 21
COMMANDS = {
    "import click": ["-c", "import click"],
    "quizgen --help": ["-m", "quizgen", "--help"],
    "quizgen check": ["-m", "quizgen", "check"],
}
ROOT = Path(__file__).parents[1]


def seconds(arguments: list[str], folder: Path) -> float:
    """The time one process of Python takes in a folder, from start to end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with TemporaryDirectory() as parent:
        course = Path(parent, "course")
        seconds(["-m", "quizgen", "init", str(course)], ROOT)
        for _ in range(ROUNDS + 1):
            for name, arguments in COMMANDS.items():
                times[name].append(seconds(arguments, course))
    medians = {name: median(taken[1:]) for name, taken in times.items()}  # the first round fills the caches
    base = medians["import click"]
    for name, taken in medians.items():
        print(f"{name:<16} {taken * 1000:6.0f} ms {taken / base:6.2f}")


if __name__ == "__main__":
    main()
