"""Examines questions: holds them against the cited sentences, and collects the doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from quizgen.evidence import crediting, distractors, matching, quotations, sequence, stems, truth
from quizgen.evidence.comparing import compare
from quizgen.evidence.doubts import Doubt
from quizgen.evidence.names import Aliases
from quizgen.evidence.proposals import Candidate
from quizgen.evidence.reader import Question, Reader
from quizgen.evidence.searching import Search, quoted
from quizgen.evidence.texts import Asked, Quoted, Text
from quizgen.questions._base import Claim

CHECKS: tuple[Callable[[Question], Iterator[Doubt]], ...] = (
    stems.check,
    quotations.check,
    matching.check,
    crediting.check,
    truth.check,
    sequence.check,
    distractors.check,
)
"""What is looked at in a question as a whole, after its claims."""
MISPLACED = frozenset({"number", "date", "name", "words", "nothing", "unit", "figure?", "stem"})
"""Doubts that another sentence may settle."""
TRIED = 5
"""So many of the best sentences are tried for an uncited question."""


class Examiner:
    """Holds questions against the texts of a course."""

    def __init__(self, texts: Mapping[str, Text], aliases: Aliases) -> None:
        """Take the sources whose texts are at hand, by id, and the course's aliases."""
        self.texts = texts
        self.reader = Reader(texts, aliases)
        self.search = Search(self.reader)

    def examine(self, asked: Asked) -> list[Doubt]:
        """All doubts about a question whose quotes were found."""
        question = self.reader.question(asked)
        judged = zip(question.claims, crediting.grounds(question), strict=True)
        doubts = [doubt for claim, ground in judged for doubt in compare(claim, ground)]
        doubts += [doubt for check in CHECKS for doubt in check(question)]
        return self._with_proposals(question, doubts)

    def examine_value(self, value: str, lang: str, cited: Quoted) -> list[Doubt]:
        """The doubts about a bare value that a quote is to bear out, hedges aside."""
        claim = Claim("key", value, ("value",))
        question = self.reader.question(Asked("short", lang, "", (), (claim,), (), "", (cited,)))
        return [
            doubt for doubt in compare(question.claims[0], question.ground) if doubt.kind not in {"hedge", "figure?"}
        ]

    def fitting(self, asked: Asked, source: str) -> tuple[list[Candidate], list[Candidate]]:
        """The sentences that bear out an uncited question without any doubt, and the next best ones.

        Of `source` alone, if it is given and its text is at hand.
        """
        found = self.search.best(asked, TRIED, source) if self.texts else []
        fitting = [candidate for candidate in found if not self.examine(replace(asked, cited=(quoted(candidate),)))]
        return fitting, [candidate for candidate in found if candidate not in fitting]

    def premise(self, cited: Sequence[Quoted]) -> str:
        """The cited sentences as they stand, each after the one before it."""
        pieces: dict[str, None] = {}
        for citation in cited:
            earlier = islice(self.texts[citation.source].before(citation.sentence), 1)
            pieces |= dict.fromkeys([*earlier, citation.sentence.text])
        return " ".join(pieces)

    def _with_proposals(self, question: Question, doubts: list[Doubt]) -> list[Doubt]:
        """The doubts, with the sentence that settles them where there is one."""
        far_off = not doubts and stems.is_far_off(question) and not self.search.is_near(question)
        if not far_off and not any(doubt.kind in MISPLACED for doubt in doubts):
            return doubts
        better, whole = self.search.better(question)
        hint = f"another sentence fits better: {self.search.where(better, question.asked)}" if better else ""
        if far_off and better:
            message = "the stem has hardly a word in common with the cited sentence, and another one has all"
            return [Doubt("stem", message, hint, question.asked.prompt_path)]
        return [_settled(doubt, hint, whole=whole) for doubt in doubts]


def _settled(doubt: Doubt, hint: str, *, whole: bool) -> Doubt:
    """A doubt with the hint to a better sentence; a key of which nothing is here, and all is there, is misplaced."""
    kind = doubt.kind
    if kind == "nothing":
        kind = "support" if whole else "words"
    return replace(doubt, kind=kind, hint=hint if hint and doubt.kind in MISPLACED else doubt.hint)
