"""Lets judges of meaning look at what the checks leave open; they may settle a review or ask for one, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizgen.evidence.doubts import Doubt
from quizgen.evidence.reader import filled
from quizgen.evidence.texts import Asked
from quizgen.markup import plain

Entails = Callable[[str, str], float]
SURE = 0.9
"""From this score (0 to 1) on, a judge says that the sentences bear a claim out."""
DOUBTFUL = 0.1
"""Down to this score, it says that they do not."""
OPEN_TO_JUDGES = frozenset({"words", "hedge", "stem", "exchange", "negation?", "figure?"})
"""The reviews that are about meaning; order and distractors are not for a judge of entailment."""


def second_opinion(asked: Asked, doubts: Sequence[Doubt], premise: str, judges: Sequence[Entails]) -> list[Doubt]:
    """The doubts that are left after all judges were asked; with a doubt that makes a question wrong, none is asked."""
    if not judges or any(doubt.kind not in OPEN_TO_JUDGES for doubt in doubts):
        return list(doubts)
    scores = [entails(premise, hypothesis) for hypothesis in hypotheses(asked) for entails in judges]
    if doubts and scores and min(scores) >= SURE:
        return []
    if not doubts and scores and min(scores) <= DOUBTFUL:
        message = f"a judge of meaning finds that the cited sentence does not say this ({min(scores):.2f} of 1)"
        return [
            Doubt("judge", message, "read both again, or say why it is right: allow: {Q131: why}", asked.prompt_path)
        ]
    return list(doubts)


def hypotheses(asked: Asked) -> Iterator[str]:
    """What a question says, a sentence for each claim: the true statement, the filled text, or stem and key."""
    if any(claim.role == "blank" for claim in asked.claims):
        yield filled(asked)
        return
    for claim in asked.claims:
        if claim.role == "statement":
            yield plain(claim.text)
        elif claim.role != "step":
            yield plain(f"{asked.prompt} {claim.beside} {claim.text}".replace("  ", " "))
