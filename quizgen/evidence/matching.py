"""Finds pairs of a match, and blanks of a cloze, that have changed places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from quizgen.evidence import exchange, figures
from quizgen.evidence.doubts import Doubt
from quizgen.evidence.places import span
from quizgen.evidence.reader import Question, filled


def check(question: Question) -> Iterator[Doubt]:
    """Compare the order of rights with that of their lefts, and the order of blanks with that of the sentence."""
    yield from _pairs(question)
    blanks = [claim.facts.stems for claim in question.claims if claim.role == "blank"]
    if blanks:
        whole = question.statement(filled(question.asked), question.asked.prompt_path)
        yield from figures.counted(whole, question.ground)
    if len(blanks) > 1:
        yield from exchange.check(whole, question.ground, frozenset[str]().union(*blanks))


def _pairs(question: Question) -> Iterator[Doubt]:
    """Two pairs of one sentence whose rights stand in the opposite order of their lefts."""
    paired = [
        (claim.beside, claim.text, read) for claim, read in zip(question.asked.claims, question.claims, strict=True)
    ]
    paired = [pair for pair in paired if pair[0]]
    for (left, right, one), (other_left, other_right, other) in combinations(paired, 2):
        texts = [question.facts(text) for text in (left, right, other_left, other_right)]
        for facts in question.ground.sentences:
            spans = [span(text, facts) for text in texts]
            starts = [found[0] for found in spans if found]
            if len(starts) == len(texts) and right != other_right and _is_crossed(*starts):
                message = f"in the cited sentence “{one.shown}” and “{other.shown}” seem to be exchanged"
                yield other.doubt("exchange", message, exchange.READ_AGAIN)
                return


def _is_crossed(left: int, right: int, other_left: int, other_right: int) -> bool:
    return left != other_left and right != other_right and (left < other_left) != (right < other_right)
