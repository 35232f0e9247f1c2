"""The other process: reads a file's bytes, and answers with an extract or a reason, as JSON."""

from __future__ import annotations

import dataclasses
import json
import os
import sys

from quizgen.extracting import MISSING, UNREADABLE
from quizgen.registry import register
from quizgen.sources import UnreadableError

MOST_MEMORY = 2_000_000_000
"""Bytes that the process may take, where the system can hold it to that."""


def main() -> None:
    """Answer for the file on standard input, whose ending is the only argument.

    Any other failure than a missing library or a reason ends the process with a status that is not 0.
    """
    limit_memory()
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever a library prints is no answer
    reader = register("quizgen.extracting", "ENDINGS")[sys.argv[1]]
    try:
        answer = dataclasses.asdict(reader.extract(sys.stdin.buffer.read()))
    except ModuleNotFoundError as error:
        answer = {MISSING: error.name or ""}
    except UnreadableError as error:
        answer = {UNREADABLE: str(error)}
    with answers:
        json.dump(answer, answers)


def limit_memory() -> None:
    """Hold this process to MOST_MEMORY, where the system can."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # Windows has none

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(hard, MOST_MEMORY)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
