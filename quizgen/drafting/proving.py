"""Keeps the drafts against which the check has nothing: each is read and checked as if its bank were in the course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.check import check
from quizgen.course import Course, Source
from quizgen.drafting import writing
from quizgen.drafting.candidates import candidates
from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import read
from quizgen.evidence.language import language
from quizgen.load.bank import BankLoader
from quizgen.load.reading import Reading
from quizgen.lock import Lock
from quizgen.media import Media

SPARE = 4
"""So many candidates for each draft that is wanted are looked at."""
SIDE_BY_SIDE = frozenset({"Q402", "Q403"})
"""Rules that hold one question against another; before one is chosen for each sentence they would find too much."""


def make(course: Course, source: Source, file: str, number: int) -> tuple[str, list[Draft]]:
    """The text of a bank `file` of at most `number` proved drafts from a source whose text is at hand, and the drafts.

    Raises ValueError if the text of the source is not at hand.
    """
    if source.anchors is None:
        raise ValueError(source.id)
    reading = read(source.anchors, language(source.lang), source.fields.dates or "", course.fields.max_quote_words)
    found = candidates(reading)[: SPARE * number]
    prover = _Prover(course, source, file)
    kept = prover.proved(found, without=SIDE_BY_SIDE)
    chosen = prover.proved(_one_a_sentence(kept), without=frozenset())[:number]
    in_order = sorted(chosen, key=lambda draft: reading.places[draft.sentences[0]])
    return prover.text(in_order), in_order


def _one_a_sentence(drafts: Sequence[Draft]) -> list[Draft]:
    """Those drafts, the best first, no two of which use a sentence; one on several takes none from the others."""
    used: set[str] = set()
    kept = []
    for draft in drafts:
        if len(draft.sentences) > 1 or used.isdisjoint(draft.sentences):
            kept.append(draft)
            used.update(draft.sentences if len(draft.sentences) == 1 else ())
    return kept


class _Prover:
    """Reads and checks drafts as a bank of the course."""

    def __init__(self, course: Course, source: Source, file: str) -> None:
        self.course, self.source, self.file = course, source, file

    def text(self, drafts: Sequence[Draft]) -> str:
        """The bank of some drafts, with ids that the course does not have yet."""
        taken = {entry.id for entry in self.course.entries} | set(self.course.broken_ids)
        named = [(writing.name(draft, f"{self.source.id}-draft", taken), draft) for draft in drafts]
        return writing.bank(f"{self.source.fields.title} (drafts)", self.source.id, self.source.lang, named)

    def proved(self, drafts: Sequence[Draft], *, without: frozenset[str]) -> list[Draft]:
        """The drafts that are proved and about which nothing is found but remarks (infos), some rules aside."""
        if not drafts:
            return []
        course = self._with_bank(self.text(drafts))
        report = check(course)
        blamed = {d.finding.question for d in report.diagnostics if d.severity != "info" and d.code not in without}
        good = {id_ for id_, verdict in report.verdicts.items() if verdict == "proved"} - blamed
        ids = [entry.id for entry in course.banks[0].entries]
        if len(ids) != len(drafts):
            raise AssertionError("a draft could not be read back")
        return [draft for id_, draft in zip(ids, drafts, strict=True) if id_ in good]

    def _with_bank(self, text: str) -> Course:
        """The course with the drafts as its only bank."""
        path = (self.course.root / self.file).resolve()
        reading = Reading(self.course.root, unsaved={path: text.encode()})
        loader = BankLoader(reading, self.course.fields, self.course.sources, Lock(), Media(self.course.root))
        bank = loader.bank(reading.document(self.file))
        return replace(self.course, banks=(bank,), findings=tuple(reading.findings), texts=reading.texts)
