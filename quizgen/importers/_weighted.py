"""What Moodle's formats share: answers that are worth so many percent, categories; turned into fields of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from quizgen.importers import Findings, Value
from quizgen.importers._markdown import tag

FULL = Decimal(100)
NO_KEY = "no answer is wholly right"


@dataclass(frozen=True)
class Answer:
    """An answer in Markdown, its worth in percent, and what a student hears who gave it."""

    text: str
    worth: Decimal
    why: str = ""

    @property
    def option(self) -> Value:
        """The answer as an option, with its feedback if it has any."""
        return {"text": self.text, "why": self.why} if self.why else self.text


def decimal(text: str) -> Decimal | None:
    """A number in digits of some sensible size, or None."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return (
        number if number.is_finite() and -30 <= number.adjusted() <= 30 and len(number.as_tuple().digits) < 30 else None
    )


def plain_number(number: Decimal) -> Decimal:
    """A number without superfluous zeros and without an exponent."""
    return Decimal(f"{number.normalize():f}")


def middle(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """A range as its middle and how far it reaches to both sides."""
    return plain_number((low + high) / 2), plain_number(abs(high - low) / 2)


def choice(where: str, stem: str, answers: Sequence[Answer], findings: Findings, *, several: bool) -> dict[str, Value]:
    """The fields of a choice, or of a `multi` when several answers are to be ticked; empty where no key is found."""
    least = Decimal(0) if several else FULL - 1
    keys = [answer for answer in answers if answer.worth > least]
    wrong = [answer.option for answer in answers if answer.worth <= least]
    if not keys:
        findings.drop(where, NO_KEY)
        return {}
    if not several and any(0 < answer.worth <= least for answer in answers):
        findings.lose(where, "part marks: a partly right option is now a wrong one")
    if len({answer.worth for answer in keys}) > 1:
        findings.lose(where, "that some right options are worth more than others")
    if several or len(keys) > 1:
        return {"multi": stem, "answers": [key.option for key in keys], "distractors": wrong}
    return {"choice": stem, "answer": keys[0].option, "distractors": wrong}


def short(where: str, stem: str, answers: Sequence[Answer], findings: Findings) -> dict[str, Value]:
    """The fields of a short answer; empty where no key is found. Feedback of right answers becomes `explain`."""
    keys = [answer for answer in answers if answer.worth >= FULL - 1 and answer.text]
    if not keys:
        findings.drop(where, NO_KEY)
        return {}
    if len(keys) < len(answers):
        findings.lose(where, "answers that are only partly right or wrong, and what is said about them")
    texts = [*dict.fromkeys(key.text for key in keys)]
    return {"short": stem, "answer": texts[0], "accept": texts[1:], "explain": whys(keys)}


def together(*said: str) -> str:
    """All that is said of a question, a paragraph each, nothing twice."""
    return "\n\n".join(dict.fromkeys(filter(None, said)))


def whys(answers: Sequence[Answer]) -> str:
    """What is said about some answers."""
    return together(*(answer.why for answer in answers))


def category_tag(path: str) -> str:
    """The tag for a category such as `$course$/Harbour/The clock`: its last name; empty for the course itself."""
    return tag(path.replace("$course$", "").rstrip("/").rpartition("/")[2])


@dataclass(frozen=True)
class Feedback:
    """What a student hears of a statement: after the right answer, after the wrong one, and after both."""

    right: str = ""
    wrong: str = ""
    general: str = ""


def true_false(where: str, statement: str, truth: bool, said: Feedback, findings: Findings) -> dict[str, Value]:
    """The fields of a true statement; a false one, whose correction nobody knows, becomes a choice."""
    explain = together(said.right, said.general)
    if not truth:
        findings.note(where, "a choice between True and False; with the `correction` it lacks it can be a true_false")
        wrong: Value = {"text": True, "why": said.wrong} if said.wrong else True
        return {"choice": statement, "options": [wrong, False], "answer": False, "explain": explain}
    if said.wrong and explain:
        findings.lose(where, "what is said to the wrong answer")
    return {"true_false": statement, "answer": "true", "explain": explain or said.wrong}


def essay(where: str, stem: str, model: str, explain: str, findings: Findings) -> dict[str, Value]:
    """The fields of an open question; without a model answer it is a draft."""
    if model:
        return {"open": stem, "answer": model, "explain": explain}
    findings.note(where, "it has no model answer: write one, then take out `status: draft`")
    return {"open": stem, "answer": "(the model answer is still to be written)", "explain": explain, "status": "draft"}


def matching(
    where: str, stem: str, pairs: Sequence[tuple[str, str]], explain: str, findings: Findings
) -> dict[str, Value]:
    """The fields of a matching question; a right side without a left one is an extra. Empty where lefts repeat."""
    named = [(left, right) for left, right in pairs if left and right]
    rights = {right for _, right in named}
    if len({left for left, _ in named}) < len(named):
        findings.drop(where, "two of its pairs have the same left side")
        return {}
    extra = [*dict.fromkeys(right for left, right in pairs if right and not left and right not in rights)]
    return {"match": stem, "pairs": dict(named), "extra": extra, "explain": explain}


def numeric(stem: str, value: Decimal, tolerance: Decimal, unit: str = "", explain: str = "") -> dict[str, Value]:
    """The fields of a question for a number."""
    reach: Value = plain_number(tolerance) if tolerance else ""
    return {"numeric": stem, "answer": plain_number(value), "unit": unit, "tolerance": reach, "explain": explain}
