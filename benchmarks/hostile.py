"""Breaks files in a thousand ways, and counts what reading them comes to.

    python benchmarks/hostile.py FOLDER [NUMBER]

takes each file of FOLDER that `quizgen add` reads, makes NUMBER broken ones of it (1,000; the same in every run) and
reads each in a process of its own, as `quizgen add` does. `text`: something was read; `reason`: it was refused with a
reason; `damaged`: the library failed; `crash`: it took its process along; `slow`: it was stopped after as much time of
the processor as `quizgen add` gives it in all. The last three become a sentence too, for `quizgen add` reads in another
process.
Needs a system that can fork.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from quizgen.extracting import SECONDS, _child
from quizgen.registry import register
from quizgen.sources import UnreadableError

REASON, DAMAGED = 3, 4
OUTCOMES = {0: "text", REASON: "reason", DAMAGED: "damaged", -signal.SIGPROF: "slow"}


def mutants(data: bytes, number: int, seed: int = 1) -> Iterator[bytes]:
    """So many broken versions of a file; in an archive, every other one is broken in a member."""
    chance = random.Random(seed)
    for count in range(number):
        if count % 2 and zipfile.is_zipfile(BytesIO(data)):
            yield _broken_inside(data, chance)
        else:
            yield _broken(data, chance)


def _broken(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.choices(range(len(data) + 1), k=2))
    piece = data[start : start + min(end - start, 2000)]
    place = chance.randrange(len(data) + 1)
    match chance.randrange(5):
        case 0:
            return data[:place]
        case 1:
            broken = bytearray(data)
            for _ in range(chance.choice((1, 5, 50))):
                broken[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            return bytes(broken)
        case 2:
            return data[:place] + piece * chance.choice((1, 2, 100)) + data[place:]
        case 3:
            return data[:start] + data[start + len(piece) :]
        case _:
            return data[:place] + chance.randbytes(chance.choice((1, 4, 200))) + data[place:]


def _broken_inside(data: bytes, chance: random.Random) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if not name.endswith("/")]
        chosen = chance.choice(names)
        for name in names:
            new.writestr(name, _broken(old.read(name), chance) if name == chosen else old.read(name))
    return made.getvalue()


def outcome(ending: str, data: bytes) -> str:
    """What reading a file comes to, in a process of its own that has the libraries already."""
    reader = register("quizgen.extracting", "ENDINGS")[ending]
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        status = DAMAGED
        try:
            _child.limit_memory()
            reader.extract(data)
            status = 0
        except UnreadableError:
            status = REASON
        finally:
            os._exit(status)
    return OUTCOMES.get(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "crash")


def measured(path: Path, number: int) -> tuple[Counter[str], float]:
    """The outcomes for a file's broken versions, and the longest time, in seconds."""
    data, ending = path.read_bytes(), path.suffix.lower()
    register("quizgen.extracting", "ENDINGS")[ending].extract(data)  # takes its libraries in, and must succeed
    found: Counter[str] = Counter()
    longest = 0.0
    for mutant in mutants(data, number):
        begin = time.perf_counter()
        found[outcome(ending, mutant)] += 1
        longest = max(longest, time.perf_counter() - begin)
    return found, longest


def main() -> None:
    """Print a line a file."""
    folder, number = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in register("quizgen.extracting", "ENDINGS"):
            found, longest = measured(path, number)
            print(f"{path.name}: {dict(sorted(found.items()))}, longest {longest:.2f} s", flush=True)


if __name__ == "__main__":
    main()
