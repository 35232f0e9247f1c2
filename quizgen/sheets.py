"""Selects the questions of each sheet: those the course file names, or else each bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from quizgen.anchors import fold
from quizgen.course import Bank, Blueprint, Course, Entry, PartFields, Source
from quizgen.diagnostics import Finding
from quizgen.edition import Paragraph, Part, Reading, Sheet
from quizgen.items import EMPTY, Item
from quizgen.markup import render
from quizgen.ordering import rank

LONGEST_HEADING = 60
"""Letters of a line, at most, that is a heading if it ends without a full stop."""


def sheets(course: Course, banks: tuple[Bank, ...], items: Mapping[str, Item]) -> tuple[Sheet, ...]:
    """The sheets whose questions are all in the selected banks.

    `items` holds the questions that may stand on a sheet, by id; a ready one that is not there is left out, and named.
    """
    entries = {entry.id: entry for bank in banks for entry in bank.entries}
    if not course.fields.sheets:
        return tuple(filter(_has_questions, (_bank_sheet(course, bank, items, entries) for bank in banks)))
    made = []
    for name, fields in course.fields.sheets.items():
        picker = Picker(course, name)
        picked = [(part, picker.pick(part, number)) for number, part in enumerate(fields.parts)]
        ids = [question for _, part_ids in picked for question in part_ids]
        if len(banks) == len(course.banks) or set(ids) <= entries.keys():
            parts = tuple(_part(part, part_ids, items) for part, part_ids in picked)
            left_out = _left_out(ids, entries, items)
            made.append(
                Sheet(
                    name,
                    fields.title,
                    fields.time or "",
                    course.fields.lang,
                    parts,
                    left_out,
                    _reading(course.sources.get(fields.reading or "")),
                )
            )
    return tuple(filter(_has_questions, made))


def _has_questions(sheet: Sheet) -> bool:
    return any(part.items for part in sheet.parts)


def _part(part: PartFields, ids: list[str], items: Mapping[str, Item]) -> Part:
    title = render(part.title) if part.title else EMPTY
    instructions = render(part.instructions, block=True) if part.instructions else EMPTY
    return Part(title, instructions, tuple(items[name] for name in ids if name in items))


def _reading(source: Source | None) -> Reading | None:
    """The text of a source that may be shown, without the first paragraph if that is its title."""
    if source is None or source.anchors is None or not source.may_show:
        return None
    groups = groupby(source.anchors.sentences, key=lambda sentence: sentence.paragraph)
    paragraphs = [_paragraph(number, " ".join(sentence.text for sentence in group)) for number, group in groups]
    if paragraphs and fold(paragraphs[0].text) == fold(source.fields.title):
        paragraphs = paragraphs[1:]
    return Reading(source.reference, tuple(paragraphs))


def _paragraph(number: int, text: str) -> Paragraph:
    return Paragraph(number, text, is_heading=text[-1].isalnum() and len(text) <= LONGEST_HEADING)


def _bank_sheet(course: Course, bank: Bank, items: Mapping[str, Item], entries: Mapping[str, Entry]) -> Sheet:
    unreadable = [name for name, file in course.broken_ids.items() if file == bank.document.file]
    ids = list(dict.fromkeys([*(entry.id for entry in bank.entries), *unreadable]))
    part = Part(EMPTY, EMPTY, tuple(items[name] for name in ids if name in items))
    return Sheet(bank.name, bank.fields.title, "", bank.lang, (part,), _left_out(ids, entries, items))


def _left_out(ids: list[str], entries: Mapping[str, Entry], items: Mapping[str, Item]) -> tuple[str, ...]:
    """The questions that are missing because of an error, not because they are drafts or retired."""
    return tuple(
        name for name in ids if name not in items and (name not in entries or entries[name].question.status == "ready")
    )


@dataclass
class Picker:
    """Picks the questions of one sheet, each once; `shortages` says what could not be filled.

    A question that any part names is for that part alone.
    """

    course: Course
    sheet: str
    taken: set[str] = field(default_factory=set)
    shortages: list[Finding] = field(default_factory=list)

    @cached_property
    def named(self) -> frozenset[str]:
        """The questions that the sheet picks by their ids."""
        parts = self.course.fields.sheets[self.sheet].parts
        return frozenset(pick for part in parts for pick in part.pick if isinstance(pick, str))

    def pick(self, part: PartFields, number: int) -> list[str]:
        """The ids of part `number` (from 0), in order."""
        picked: list[str] = []
        for position, pick in enumerate(part.pick):
            if isinstance(pick, Blueprint):
                picked += self._by_blueprint(pick, ("sheets", self.sheet, "parts", number, "pick", position))
            elif pick not in self.taken:
                picked.append(pick)
            self.taken.update(picked)
        return picked

    def _by_blueprint(self, wanted: Blueprint, path: tuple[str | int, ...]) -> list[str]:
        """Questions that fit, chosen by a hash of course, sheet and id, shown in the banks' order."""
        fitting = list(self._fitting(wanted))
        if len(fitting) < (wanted.number or 1):
            message = f"the sheet “{self.sheet}” wants {wanted.number or 'some'} such questions, but {len(fitting)} fit"
            place = self.course.document.place(path)
            self.shortages.append(Finding(message, place, "ask for fewer, or for a wider kind"))
        if wanted.number is None:
            return [entry.id for entry in fitting]
        chosen = sorted(fitting, key=lambda e: rank(self.course.fields.id, self.sheet, e.item.origin))
        kept = {entry.id for entry in chosen[: wanted.number]}
        return [entry.id for entry in fitting if entry.id in kept]

    def _fitting(self, wanted: Blueprint) -> Iterator[Entry]:
        for bank in self.course.banks:
            if wanted.bank not in {None, bank.name}:
                continue
            for entry in bank.entries:
                question = entry.question
                if (
                    entry.id not in self.taken | self.named
                    and question.status == "ready"
                    and wanted.type in {None, entry.type}
                    and wanted.level in {None, question.level}
                    and wanted.difficulty in {None, question.difficulty}
                    and (wanted.tag is None or wanted.tag in entry.item.tags)
                ):
                    yield entry


def shortages(course: Course) -> Iterator[Finding]:
    """What the course's sheets ask for and the banks do not have; unknown where a bank could not be read whole."""
    if course.broken_ids or course.unread:
        return
    for name, fields in course.fields.sheets.items():
        picker = Picker(course, name)
        for number, part in enumerate(fields.parts):
            picker.pick(part, number)
        yield from picker.shortages
