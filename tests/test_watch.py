"""`quizgen check --watch`, in a process of its own and with a clock of our own."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import PRICE, STORM, TEXT, bank, edit, make_course

import quizgen
from quizgen.watching import Stamp, Stamps, changes, stamps

DEADLINE = 60
"""Seconds until a test gives up waiting; it takes a fraction of a second otherwise."""


class Watch:
    """A running `quizgen check --watch`, and what it prints."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        package = str(Path(quizgen.__file__).parents[1])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quizgen", "check", "--watch", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": package, "QUIZGEN_SOURCES": "", "QUIZGEN_TRACEBACK": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a shell may start us without Ctrl-C
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, words: str) -> str:
        """All that is printed up to a line with these words."""
        printed, deadline = "", time.monotonic() + DEADLINE
        while words not in printed:
            try:
                printed += self.lines.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"waited in vain for {words!r}; there was: {printed}")
        return printed

    def interrupt(self) -> int:
        """Press Ctrl-C; gives the exit status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(DEADLINE)
        self.reader.join(DEADLINE)
        return status

    @property
    def rest(self) -> str:
        """What was printed and not yet waited for."""
        return "".join(self.lines.get() for _ in range(self.lines.qsize()))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return make_course(tmp_path, {"a.yaml": bank(PRICE), "b.yaml": bank(STORM)})


@pytest.fixture
def watch(course: Path) -> Iterator[Watch]:
    watch = Watch(course / "decks")
    yield watch
    watch.process.kill()
    watch.process.wait(DEADLINE)


posix = pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of Unix")
SUMMARY = "2 questions: "


@posix
def test_a_saved_bank_is_checked_again_until_ctrl_c(course: Path, watch: Watch) -> None:
    first = watch.wait_for("press Ctrl-C")
    assert first.startswith("2 questions: 2 proved. 0 errors, 0 warnings.\n")
    edit(course / "decks/a.yaml", "340\n", "341\n")
    second = watch.wait_for(SUMMARY)
    assert second.startswith("--- decks/a.yaml changed ---")
    assert "decks/a.yaml:6:11: error Q112" in second
    edit(course / "decks/a.yaml", "341\n", "340\n")
    assert "2 questions: 2 proved." in watch.wait_for(SUMMARY)
    assert "error" not in watch.rest
    assert watch.interrupt() == 0
    assert "Traceback" not in watch.rest
    assert "Aborted" not in watch.rest


@posix
def test_a_course_that_is_broken_for_a_moment_is_watched_on(course: Path, watch: Watch) -> None:
    watch.wait_for("press Ctrl-C")
    good = (course / "quizgen.yaml").read_bytes()
    (course / "quizgen.yaml").write_text("title: [", encoding="utf-8")
    assert "quizgen.yaml:1:" in watch.wait_for(SUMMARY)
    (course / "quizgen.yaml").unlink()
    assert "quizgen.yaml: No such file or directory." in watch.wait_for("Error: ")
    (course / "quizgen.yaml").write_bytes(good)
    assert watch.wait_for(SUMMARY).startswith("--- quizgen.yaml changed ---")
    (course / "decks/a.yaml").unlink()
    assert watch.wait_for("1 question: ").startswith("--- decks/a.yaml changed ---")
    (course / "seeds/clock.txt").write_text(TEXT.replace("a storm", "a gale"), encoding="utf-8")
    assert "error Q101" in watch.wait_for("1 question: ")
    assert watch.interrupt() == 0


@posix
def test_a_named_bank_and_a_text_elsewhere(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", {"a.yaml": bank(PRICE), "b.yaml": bank("short: x")}, texts={})
    sources = "clock: {file: clock.txt, title: The harbour}\n"
    (course / "seeds/sources.yaml").write_text(sources, encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    watch = Watch(course, "a", "--sources", str(texts))
    try:
        assert "Q107" in watch.wait_for("1 question: 1 unproved")
        watch.wait_for("press Ctrl-C")
        (texts / "clock.txt").write_text(TEXT, encoding="utf-8")
        printed = watch.wait_for("1 question: 1 proved")
        assert f"{texts.resolve()}/clock.txt changed" in printed
        assert watch.interrupt() == 0
    finally:
        watch.process.kill()


# ----------------------------------------------------------------------------------------------- without a clock


def looks(*states: dict[str, int]) -> Iterator[Stamps]:
    for state in states:
        yield {name: Stamp(when, 0, 0) for name, when in state.items()}


def test_only_what_has_settled_is_told() -> None:
    one, half, whole = {"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 3, "c": 1}
    seen = looks(
        one,
        one,
        half,
        half,
        whole,
        whole,
        whole,
        half,
        whole,
        whole,
        {"a": 4, "c": 1},
        {"a": 4, "c": 1},
        {"a": 4, "c": 1},
    )
    slept: list[float] = []
    found = changes(lambda: next(seen), slept.append)
    assert next(found) == ()
    assert slept == [], "the first check waits for nothing"
    assert next(found) == ("a", "b", "c")
    assert next(found) == ("a",), "what changed and changed back is no change"
    assert set(slept) == {0.5, 0.05}


def test_what_is_watched(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": "", "unit/b.yaml": ""}, texts={"clock.txt": ""})
    texts = tmp_path / "texts"
    for name in ("decks/map.svg", "decks/.a.yaml.swp", "decks/a.yaml~", "seeds/sources.yaml", "build/x", "templates/y"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    texts.mkdir()
    (texts / "article.txt").write_text("x", encoding="utf-8")
    (tmp_path / "decks/gone.yaml").symlink_to("nowhere")
    watched = stamps(tmp_path, [texts, tmp_path / "no such folder"])
    inside = {
        "quizgen.yaml",
        "decks/a.yaml",
        "decks/unit/b.yaml",
        "decks/map.svg",
        "seeds/clock.txt",
        "seeds/sources.yaml",
    }
    assert set(watched) == {*inside, "texts/article.txt"}
    before = watched["decks/a.yaml"]
    (tmp_path / "decks/a.yaml").write_text("longer", encoding="utf-8")
    assert stamps(tmp_path)["decks/a.yaml"] != before
