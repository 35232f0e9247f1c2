"""Looks at a statement that is called false: the cited sentence must not say it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.evidence.comparing import compare
from quizgen.evidence.doubts import Doubt
from quizgen.evidence.facts import Facts
from quizgen.evidence.reader import Question


def check(question: Question) -> Iterator[Doubt]:
    """Find a statement called false that one cited sentence bears out in its own words.

    What the correction adds, or puts otherwise, may be what makes the statement false; then nothing is said.
    """
    asked, ground = question.asked, question.ground
    if not asked.false_statement:
        return
    statement = question.statement(asked.false_statement, asked.prompt_path)
    correction = question.claims[0]
    if statement.facts.text == correction.facts.text:
        message = "the statement is called false, but the correction says the same"
        yield Doubt("truth", message, "make the answer true, or correct the statement", asked.prompt_path)
        return
    if not _adds_nothing(correction.facts, statement.facts):
        return
    for facts in ground.sentences:
        words = (word.stem for word in statement.facts.words if word.stem not in facts.lang.frame)
        spoken = all(stem in facts.spoken or ground.about.has(stem) for stem in words)
        if spoken and not compare(statement, ground.only(facts)):
            message = "the statement is called false, but the cited sentence says it"
            yield Doubt("truth", message, "make the answer true, or the statement false", asked.prompt_path)
            return


def _adds_nothing(correction: Facts, statement: Facts) -> bool:
    """Has a correction no word and no figure that the statement lacks, and its words in the same order?"""
    values = [{value for q in facts.quantities for value in q.values} for facts in (correction, statement)]
    order = [word.stem for word in statement.words if word.stem in correction.stems]
    same_order = [word.stem for word in correction.words] == order
    return correction.spoken <= statement.spoken and values[0] <= values[1] and same_order
