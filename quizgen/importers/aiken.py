"""Aiken: a question in one line, its options behind `A)` or `A.`, and a line `ANSWER: A`."""

from __future__ import annotations

import re

from quizgen.importers import Findings, Imported, Pictures, glance, text_of
from quizgen.importers._markdown import inline

NAME = "Aiken"
SUFFIXES = (".txt", ".aiken")
OPTION = re.compile(r"([A-Z])[.)]\s*(\S.*)")
ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*")
ANY_ANSWER = re.compile(r"^ANSWER:", re.MULTILINE)
ANY_OPTION = re.compile(r"^A[.)]\s*\S", re.MULTILINE)


def recognises(data: bytes) -> bool:
    """Tell whether there is an option A and a line `ANSWER:`."""
    text = glance(data)
    return bool(ANY_ANSWER.search(text) and ANY_OPTION.search(text))


def read(data: bytes, pictures: Pictures) -> Imported:  # noqa: ARG001 - Aiken has no pictures
    """Read question after question; one that Moodle would refuse is left out, with its line."""
    findings = Findings()
    stem: tuple[int, str] | None = None
    options: list[tuple[str, str]] = []
    for number, raw in enumerate(text_of(data).split("\n"), 1):
        line = raw.strip()
        if line.startswith("ANSWER:"):
            _finish(findings, number, stem, options, line)
            stem, options = None, []
        elif option := OPTION.fullmatch(line):
            options.append((option[1], option[2]))
        elif line:
            if stem:
                why = "a question has one line, then its options" if not options else "its line “ANSWER: …” is missing"
                findings.drop(f"line {stem[0]}", why)
            stem, options = (number, line), []
    if stem or options:
        findings.drop(f"line {stem[0]}" if stem else "the end of the file", "its line “ANSWER: …” is missing")
    return findings.imported


def _finish(
    findings: Findings, number: int, stem: tuple[int, str] | None, options: list[tuple[str, str]], line: str
) -> None:
    """Note the question that a line `ANSWER:` ends, or what is wrong with it."""
    where = f"line {stem[0] if stem else number}"
    answer = ANSWER.fullmatch(line)
    texts = dict(options)
    if not stem:
        findings.drop(where, "there is no question before this answer")
    elif len(options) < 2:
        findings.drop(where, "it has fewer than two options")
    elif len(texts) < len(options):
        findings.drop(where, "two of its options have the same letter")
    elif not answer or answer[1] not in texts:
        findings.drop(where, f"line {number} must name one of its options, such as “ANSWER: A”")
    else:
        right = texts.pop(answer[1])
        wrong = [inline(text) for text in texts.values()]
        findings.take(where, {"choice": inline(stem[1]), "answer": inline(right), "distractors": wrong})
