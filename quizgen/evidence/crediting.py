"""Holds what a question credits to one of several cited sources against that source alone.

Where two sources are cited, the right figure under the wrong name would else be borne out by the other one: “Trenin:
1992; LCIR: 1999”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from quizgen.anchors import fold
from quizgen.evidence.dates import Date
from quizgen.evidence.doubts import Claimed, Doubt, Ground
from quizgen.evidence.exchange import READ_AGAIN
from quizgen.evidence.facts import Facts
from quizgen.evidence.quantities import Quantity
from quizgen.evidence.reader import BLANK, Question
from quizgen.evidence.tokens import whole_words
from quizgen.markup import plain

WORDS_OF_A_NAME = 3
"""A name in small letters with fewer words, such as “the article”, may be any source."""


def grounds(question: Question) -> Iterator[Ground]:
    """What each claim is held against: the sentences of the source that the stem, pair or blank credits, or all."""
    if len(question.sources) < 2:
        yield from (question.ground for _ in question.claims)
        return
    of_blanks = iter(_of_blanks(question))
    for claim in question.asked.claims:
        credited: Set[str] = frozenset()
        if claim.role == "pair":
            credited = _named(f"{claim.beside} ; {claim.text}", question)
        elif claim.role == "blank":
            credited = next(of_blanks, credited)
        elif claim.role == "key":
            credited = _named(question.asked.prompt, question)
        yield _ground(credited, question)


def check(question: Question) -> Iterator[Doubt]:
    """Look whether a statement gives a figure to one source that only another one has."""
    for read in question.claims:
        if read.is_statement and len(question.sources) > 1:
            yield from _strange_figures(read, question)


def _strange_figures(read: Claimed, question: Question) -> Iterator[Doubt]:
    facts = read.facts
    figures: list[Quantity | Date] = [*facts.quantities, *facts.dates]
    figures.sort(key=lambda figure: figure.start)
    marks = [(facts.tokens[figure.start].start, facts.tokens[figure.end - 1].end) for figure in figures]
    for figure, (start, end), credited in zip(figures, marks, _credits(facts.text, marks, question), strict=True):
        own = _ground(credited, question).sentences
        if not _stands(figure, own) and _stands(figure, question.ground.sentences):
            message = (
                f"“{facts.text[start:end]}” is credited to one source, and stands in the cited sentence of another"
            )
            yield read.doubt("exchange", message, READ_AGAIN)


def _stands(figure: Quantity | Date, sentences: Sequence[Facts]) -> bool:
    if isinstance(figure, Date):
        return any(figure.agrees(other) for facts in sentences for other in facts.dates)
    return any(set(figure.values) & set(other.values) for facts in sentences for other in facts.quantities)


def _of_blanks(question: Question) -> list[Set[str]]:
    text = plain(question.asked.prompt)
    return _credits(text, [found.span() for found in re.finditer(re.escape(BLANK), text)], question)


def _credits(text: str, marks: Sequence[tuple[int, int]], question: Question) -> list[Set[str]]:
    """The sources that each mark of a text is credited to: those named since the mark before, none if that is unclear.

    Where nothing is named in between, those of the mark before go on, unless one is named behind. A text that names
    its sources behind what they say is left alone.
    """
    nobody: Set[str] = frozenset()
    ends = [end for _, end in marks]
    before = [_named(text[end:start], question) for end, (start, _) in zip([0, *ends], marks, strict=False)]
    if not before or not before[0]:
        return [nobody for _ in marks]
    behind = [*before[1:], _named(text[ends[-1] :], question)]
    credited = [nobody]
    for own, following in zip(before, behind, strict=True):
        credited.append(own or credited[-1] | following)
    return credited[1:]


def _named(text: str, question: Question) -> frozenset[str]:
    """The cited sources that a text names."""
    return frozenset(
        source
        for source in question.sources
        if any(whole_words(name).search(text) for name in _names(source, question))
    )


def _names(source: str, question: Question) -> Iterator[str]:
    """What may name a source, as it is written and as facts have it."""
    for name in question.reader.texts[source].names:
        if name[:1].isupper() or len(name.split()) >= WORDS_OF_A_NAME:
            yield from dict.fromkeys((name, question.reader.aliases.unify(fold(name))))


def _ground(credited: Set[str], question: Question) -> Ground:
    """The ground of some sources; that of all where none is credited, or all are."""
    if not credited or credited >= set(question.sources):
        return question.ground
    cited = tuple(quoted for quoted in question.asked.cited if quoted.source in credited)
    return replace(question, asked=replace(question.asked, cited=cited)).ground
