"""The claims of a question with their judgements, where all its quotes were found."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.evidence import Judgement, judge
from quizgen.questions._base import Claim


def judged(entry: Entry, course: Course) -> Iterator[tuple[Claim, Judgement]]:
    """Each claim and its judgement; nothing where a quote was not found, which other rules report."""
    sentences = [cited.sentence for cited in entry.citations]
    if not sentences or not all(sentences):
        return
    texts = [sentence.text for sentence in sentences if sentence]
    for claim in entry.question.claims():
        yield claim, judge(claim, texts, course.aliases, entry.lang)


def shown(claim: Claim) -> str:
    """A claim as a message shows it."""
    text = f"{claim.beside}: {claim.text}" if claim.beside else claim.text
    return text if len(text) <= 80 else text[:79] + "…"
