"""Judges of meaning: a place for models that other packages bring; quizgen itself ships none.

A judge is a module that has `NAME` and `entails(premise, hypothesis)`, and is named by an entry point of the group
`quizgen.judges`. An installed judge is asked. It may settle a review or ask for one; it never overrules what the rules
call wrong, since models are known to fall for a changed number or name (HANS, McCoy et al. 2019; VitaminC, Schuster
et al. 2021). docs/judges.md has an example.
"""

from __future__ import annotations

from typing import Protocol


class Judge(Protocol):
    """What a module of `quizgen.judges` has."""

    NAME: str

    def entails(self, premise: str, hypothesis: str) -> float:
        """How surely (0 to 1) the cited sentences, with those before them, say what the question and its key say."""
        ...
