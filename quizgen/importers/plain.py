"""Plain text as people type it: numbered questions, lettered options, and a `*` or a line “Answer: b” for the key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quizgen.importers import Findings, Imported, Pictures, glance, text_of
from quizgen.importers._markdown import inline
from quizgen.importers._weighted import Feedback, true_false

NAME = "a plain text with numbered questions"
SUFFIXES = (".txt", ".md")
STEM = re.compile(
    r"(?:(?:question|frage|aufgabe|pregunta|вопрос|сұрақ)\s+|Q\.?\s*)?(\d{1,4})[.):]\s+(\S.*)", re.IGNORECASE
)
OPTION = re.compile(r"(?P<star>\*)?\s*\(?(?P<letter>[A-Za-z])[.)]\s*(?P<late>\*(?!\*))?\s*(?P<text>\S.*)")
ANSWER = re.compile(
    r"(?:(?:correct\s+)?answers?|ans|key|antwort|lösung|réponse|respuesta|ответ|жауап)\s*[.:]\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
EXPLAIN = re.compile(r"(?:explanation|reason|rationale|feedback)\s*:\s*(?P<text>\S.*)", re.IGNORECASE)
LETTERS = re.compile(r"\(?[A-Za-z]\)?(?:\s*(?:,|;|and|&|\s)\s*\(?[A-Za-z]\)?)*\.?", re.IGNORECASE)
FIRST_LETTER = re.compile(r"\(?([A-Za-z])[.)]\s")
TRUTHS = {"true": "true", "t": "true", "false": "false", "f": "false"}


@dataclass
class _Question:
    line: int
    stem: str
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    """Letter, text, and whether a star marks it."""
    answer: str = ""
    explain: str = ""


def recognises(data: bytes) -> bool:
    """Tell whether there is a numbered line, and an option or an answer below it."""
    lines = [line.strip() for line in glance(data).split("\n")]
    first = next((i for i, line in enumerate(lines) if STEM.fullmatch(line)), None)
    return first is not None and any(OPTION.fullmatch(line) or ANSWER.fullmatch(line) for line in lines[first:])


def read(data: bytes, pictures: Pictures) -> Imported:  # noqa: ARG001 - a text has no pictures
    """Read question after question; a line that is none of the known continues the one above it."""
    findings = Findings()
    questions: list[_Question] = []
    for number, raw in enumerate(text_of(data).split("\n"), 1):
        line = raw.strip()
        if stem := STEM.fullmatch(line):
            questions.append(_Question(number, stem[2]))
        elif line and questions:
            _add(questions[-1], line)
        elif line:
            findings.lose(f"line {number}", f"“{line[:60]}”, which stands before the first question")
    for question in questions:
        _finish(findings, question)
    return findings.imported


def _add(question: _Question, line: str) -> None:
    """A further line of a question."""
    if answer := ANSWER.fullmatch(line):
        question.answer = answer["text"].strip()
    elif explain := EXPLAIN.fullmatch(line):
        question.explain = explain["text"]
    elif question.explain:
        question.explain += f" {line}"
    elif option := OPTION.fullmatch(line):
        text = option["text"]
        last = text.endswith(" *") or 0 < text.find("*") == len(text) - 1  # “a *word*” has stars of its own
        text = text[:-1].rstrip() if last else text
        question.options.append((option["letter"].lower(), text, bool(option["star"] or option["late"] or last)))
    elif question.options:
        letter, text, starred = question.options[-1]
        question.options[-1] = (letter, f"{text} {line}", starred)
    else:
        question.stem += f" {line}"


def _finish(findings: Findings, question: _Question) -> None:
    where, stem, explain = f"line {question.line}", inline(question.stem), inline(question.explain)
    if not question.options:
        if not question.answer:
            findings.drop(where, "it has neither options nor an answer")
        elif truth := TRUTHS.get(question.answer.lower().rstrip(".")):
            findings.take(where, true_false(where, stem, truth == "true", Feedback(explain), findings))
        else:
            findings.take(where, {"short": stem, "answer": inline(question.answer), "explain": explain})
        return
    letters = [letter for letter, _, _ in question.options]
    if twice := next((letter for letter in letters if letters.count(letter) > 1), ""):
        findings.drop(where, f"two of its options have the letter {twice}: has the next question a number?")
        return
    starred, named = _starred(question), _named(question)
    if starred and named and starred != named:
        findings.drop(where, "the * marks another option than its answer names")
        return
    right = starred or named
    texts = [inline(text) for _, text, _ in question.options]
    keys = [text for i, text in enumerate(texts) if i in right]
    wrong = [text for i, text in enumerate(texts) if i not in right]
    if not keys:
        findings.drop(where, "no right answer is marked: put * before it, or add a line “Answer: b”")
    elif len(keys) == 1:
        findings.take(where, {"choice": stem, "answer": keys[0], "distractors": wrong, "explain": explain})
    else:
        findings.take(where, {"multi": stem, "answers": keys, "distractors": wrong, "explain": explain})


def _starred(question: _Question) -> set[int]:
    """The positions of the options that a star marks."""
    return {i for i, option in enumerate(question.options) if option[2]}


def _named(question: _Question) -> set[int]:
    """The positions of the options that the answer names, by letter or by text."""
    letters: set[str] = set()
    if LETTERS.fullmatch(question.answer):
        letters = set(re.findall(r"\b[a-z]\b", question.answer.lower()))
    elif first := FIRST_LETTER.match(question.answer):
        letters = {first[1].lower()}
    words = question.answer.casefold()
    named = {i for i, (letter, _, _) in enumerate(question.options) if letter in letters}
    return named or {i for i, (_, text, _) in enumerate(question.options) if text.casefold() == words}
