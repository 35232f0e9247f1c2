"""How long the evidence check takes a question, against a floor: the time to find the words of the same texts.

Run: python benchmarks/evidence/speed.py [QUESTIONS]

The labelled questions on the texts of this folder are repeated, each time with other white space, so that no text is
compared twice; 10,000 questions by default. CPU seconds of one process.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from quizgen.check import check
from quizgen.evidence.texts import Asked
from quizgen.load import load

HERE = Path(__file__).parent
OWN = ("own", "german", "french", "spanish", "russian")
SPACES = " \u00a0\u2009"
ID = re.compile(r"^( *- id: )(.+)$", re.MULTILINE)


def main(number: int) -> None:
    """Check so many questions, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_course(root, number)
        started = time.process_time()
        course = load(root)
        loaded = time.process_time()
        report = check(course)
        checked = time.process_time()
        total = sum(report.tally.values())
        print(f"{total} questions: read in {loaded - started:.1f} s, checked in {checked - loaded:.1f} s CPU")
        asked = [varied(entry.asked, position) for position, entry in enumerate(course.entries) if entry.is_located]
        taken = [timed(lambda question=question: course.examiner.examine(question)) for question in asked]
        floor = [timed(lambda question=question: words_of(question)) for question in asked]
        middle, least = statistics.median(taken), statistics.median(floor)
        print(f"a question, in the middle: {middle * 1000:.2f} ms; finding its words alone: {least * 1000:.4f} ms")
        print(f"ratio: {middle / least:.0f}")


def write_course(root: Path, number: int) -> None:
    """A course of about so many questions."""
    shutil.copytree(HERE / "seeds", root / "seeds")
    shutil.copy(HERE / "quizgen.yaml", root)
    (root / "decks").mkdir()
    banks = [path for path in (HERE / "decks/tuning").glob("*.yaml") if path.stem.startswith(OWN)]
    each = sum(len(ID.findall(path.read_text(encoding="utf-8"))) for path in banks)
    copies = max(1, round(number / each))
    for path in banks:
        text = path.read_text(encoding="utf-8")
        for copy in range(copies):
            bank = ID.sub(lambda found, copy=copy: f"{found[1]}{found[2]}-{copy}", text)
            (root / f"decks/{path.stem}-{copy}.yaml").write_text(bank, encoding="utf-8")


def varied(asked: Asked, position: int) -> Asked:
    """The question with other white space, so that nothing of it is known yet."""
    space = "".join(SPACES[position // len(SPACES) ** digit % len(SPACES)] for digit in range(9))
    claims = tuple(
        replace(claim, text=claim.text.replace(" ", space, 1) + space, whole=claim.whole.replace(" ", space, 1))
        for claim in asked.claims
    )
    return replace(asked, prompt=asked.prompt.replace(" ", space, 1), claims=claims)


def words_of(asked: Asked) -> int:
    """Find the words of a question and of what it cites."""
    texts = [asked.prompt, *(claim.text for claim in asked.claims), *(quoted.sentence.text for quoted in asked.cited)]
    return sum(len(re.findall(r"\w+", text)) for text in texts)


def timed(work: object) -> float:
    """CPU seconds of a piece of work."""
    started = time.thread_time()
    work()  # type: ignore[operator]
    return time.thread_time() - started


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
