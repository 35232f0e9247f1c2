"""Keeps the drafts against which the check has nothing: each is read and checked as if its bank were in the course."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from quizgen.bank_writing import Value, bank_text
from quizgen.check import check
from quizgen.course import Course, Entry, Source
from quizgen.drafting.candidates import candidates, chosen, widest
from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import read
from quizgen.evidence.language import language
from quizgen.load.bank import BankLoader
from quizgen.load.reading import Reading
from quizgen.lock import Lock
from quizgen.media import Media
from quizgen.naming import FreeIds, id_of_stem
from quizgen.writing.facts import keys, sentences

SPARE = 4
"""So many candidates, and sentences to make them from, are looked at for each draft that is wanted."""
ROUNDS = 3
"""So often others are chosen in the place of drafts that do not go with those chosen."""
SIDE_BY_SIDE = frozenset({"Q402", "Q403"})
"""Rules that hold one question against another; before they are chosen they would find too much."""
HEAD = """\
# Drafts that quizgen made from the text. None is in any output yet. For each question: read it, reword it or delete it;
# then change its status to ready, or delete the line. `quizgen check` says whether it is still proved.
"""


@dataclass(frozen=True)
class DraftBank:
    """A bank's text, its drafts in the order of the source, and how many were left out as the course asks them."""

    text: str
    drafts: Sequence[Draft]
    asked_already: int


def make(course: Course, source: Source, file: str, number: int) -> DraftBank:
    """A bank `file` of at most `number` proved drafts from a source, without what a bank of the course asks already.

    Raises ValueError if the text of the source is not at hand.
    """
    if source.anchors is None:
        raise ValueError(source.id)
    most_words, order = course.fields.max_quote_words, source.fields.dates or ""
    reading = read(source.anchors, language(source.lang), order, most_words, SPARE * number)
    prover = _Prover(course, source, file)
    author = (source.fields.author or "").lower()
    found = [draft for draft in candidates(reading) if not draft.asks or draft.asks.lower() not in author]
    new = prover.unasked(found)
    proved = prover.proved(widest(new, SPARE * number), without=SIDE_BY_SIDE)
    kept: list[Draft] = []
    for _ in range(ROUNDS):
        wanted = chosen(proved, number)
        kept = prover.proved(wanted)
        if len(kept) == len(wanted):
            break
        proved = [draft for draft in proved if draft in kept or draft not in wanted]
    in_order = sorted(kept, key=lambda draft: reading.places[draft.sentences[0]])
    return DraftBank(prover.text(in_order), in_order, len(found) - len(new))


def _fact(entry: Entry) -> tuple[str, ...]:
    """What a question keys, and the sentences on which it rests."""
    return (*keys(entry), "", *sentences(entry))


class _Prover:
    """Reads and checks drafts as a bank of the course."""

    def __init__(self, course: Course, source: Source, file: str) -> None:
        self.course, self.source, self.file = course, source, file

    def text(self, drafts: Sequence[Draft]) -> str:
        """The bank of some drafts, with ids that the course does not have yet."""
        head = {"title": self.source.fields.title, "source": self.source.id, "lang": self.source.lang}
        ids, name = FreeIds(self.course.known_ids), PurePosixPath(self.file).stem
        return HEAD + bank_text(head, [_question(ids.give(id_of_stem(name, draft.stem)), draft) for draft in drafts])

    def unasked(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts that no bank of the course asks already, of the same sentences and with the same key."""
        if not drafts:
            return []
        asked = {_fact(entry) for entry in self.course.entries}
        entries = self._with_bank(drafts).entries
        return [draft for draft, entry in zip(drafts, entries, strict=True) if _fact(entry) not in asked]

    def proved(self, drafts: Sequence[Draft], *, without: Collection[str] = ()) -> list[Draft]:
        """The drafts that are proved and about which nothing is found but remarks (infos), some rules aside."""
        if not drafts:
            return []
        course = self._with_bank(drafts)
        report = check(course)
        blamed = {d.finding.question for d in report.diagnostics if d.severity != "info" and d.code not in without}
        good = {id_ for id_, verdict in report.verdicts.items() if verdict == "proved"} - blamed
        return [draft for draft, entry in zip(drafts, course.entries, strict=True) if entry.id in good]

    def _with_bank(self, drafts: Sequence[Draft]) -> Course:
        """The course with the drafts as its only bank."""
        path = (self.course.root / self.file).resolve()
        reading = Reading(self.course.root, unsaved={path: self.text(drafts).encode()})
        loader = BankLoader(reading, self.course.fields, self.course.sources, Lock(), Media(self.course.root))
        bank = loader.bank(reading.document(self.file))
        return replace(self.course, banks=(bank,), findings=tuple(reading.findings), texts=reading.texts)


def _question(id_: str, draft: Draft) -> Mapping[str, Value]:
    cite: Value = draft.cite[0] if len(draft.cite) == 1 else draft.cite
    return {"id": id_, draft.type: draft.stem, **draft.fields, "cite": cite, "status": "draft"}
