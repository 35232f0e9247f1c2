"""Selects the questions of each sheet: those the course file names, or else each bank."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from quizgen.anchors import fold
from quizgen.course import Bank, Course, Entry, PartFields, PrintFields, SheetFields, Source
from quizgen.edition import UNVERSIONED, Heading, PaperSize, Paragraph, Part, Reading, Sheet
from quizgen.i18n import catalogue
from quizgen.items import EMPTY, Choose, Fill, Image, Item, Match, Open, Text
from quizgen.markup import render
from quizgen.picking import Picker

RESPONSES = (Choose, Fill, Match, Open)
"""What students do, in the order in which tests have it: what is ticked first, what is written at length last."""
LONGEST_HEADING = 60
"""Letters of a line, at most, that is a heading if it ends without a full stop."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What is to be printed otherwise than the course file says; an empty field leaves it to the course file.

    `sheets` names the only sheets to print.
    """

    sheets: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    paper: PaperSize | None = None


AS_THE_COURSE_SAYS = Printing()


def sheets(
    course: Course, banks: tuple[Bank, ...], items: Mapping[str, Item], printing: Printing = AS_THE_COURSE_SAYS
) -> tuple[Sheet, ...]:
    """The sheets whose questions are all in the selected banks.

    `items` holds the questions that may stand on a sheet, by id; a ready one that is not there is left out, and named.
    """
    entries = {entry.id: entry for bank in banks for entry in bank.entries}
    if course.fields.sheets:
        made = _chosen_sheets(course, banks, items, entries)
    else:
        made = (_bank_sheet(course, bank, items, entries) for bank in banks)
    wanted = (sheet for sheet in made if not printing.sheets or sheet.name in printing.sheets)
    printed = (replace(sheet, versions=printing.versions) if printing.versions else sheet for sheet in wanted)
    return tuple(sheet for sheet in printed if any(part.items for part in sheet.parts))


def sheet_names(course: Course) -> list[str]:
    """The names of all sheets that the course can print."""
    return list(course.fields.sheets) or [bank.name for bank in course.banks]


def banks_of(course: Course, sheets: Collection[str]) -> tuple[str, ...]:
    """The names of the banks that sheets may take questions from; names that are no sheet's add none.

    They are those of the questions that are picked by id, and those that blueprints name. Where that does not say, such
    as for a question that can't be found, it may be any bank.
    """
    names = tuple(bank.name for bank in course.banks)
    if not course.fields.sheets:
        return tuple(name for name in names if name in sheets)
    homes = {entry.id: bank.name for bank in course.banks for entry in bank.entries}
    chosen = [course.fields.sheets[name] for name in sheets if name in course.fields.sheets]
    picks = [pick for fields in chosen for part in fields.parts for pick in part.pick]
    wanted = [homes.get(pick) if isinstance(pick, str) else pick.bank for pick in picks]
    return tuple(name for name in names if name in wanted) if all(isinstance(one, str) for one in wanted) else names


def _chosen_sheets(
    course: Course, banks: tuple[Bank, ...], items: Mapping[str, Item], entries: Mapping[str, Entry]
) -> Iterator[Sheet]:
    """The sheets of the course file."""
    for name, fields in course.fields.sheets.items():
        picked = [(part, list(ids)) for part, ids in zip(fields.parts, Picker(course, name).parts, strict=True)]
        ids = [question for _, part_ids in picked for question in part_ids]
        if len(banks) < len(course.banks) and not set(ids) <= entries.keys():
            continue
        lang = _language([items[name] for name in ids if name in items], course.fields.lang)
        order = fields.order or course.fields.order
        parts = [part for fields, ids in picked for part in _parts(fields, ids, order, lang, items, entries)]
        sheet = _printed(course, fields, Sheet(name, fields.title, lang, tuple(parts)))
        reading = _reading(course.sources.get(fields.reading or ""))
        yield replace(sheet, left_out=_left_out(ids, entries, items), reading=reading)


def _bank_sheet(course: Course, bank: Bank, items: Mapping[str, Item], entries: Mapping[str, Entry]) -> Sheet:
    """A bank as a sheet."""
    unreadable = [name for name, file in course.broken_ids.items() if file == bank.document.file]
    ids = list(dict.fromkeys([*(entry.id for entry in bank.entries), *unreadable]))
    whole = PartFields.model_construct(pick=())
    parts = _parts(whole, ids, course.fields.order, bank.lang, items, entries)
    sheet = _printed(course, course.fields, Sheet(bank.name, bank.fields.title, bank.lang, tuple(parts)))
    return replace(sheet, left_out=_left_out(ids, entries, items))


def _printed(course: Course, own: PrintFields, sheet: Sheet) -> Sheet:
    """The sheet with what it, or else the course, says of its printing."""
    fields = course.fields
    bank = fields.word_bank if own.word_bank is None else own.word_bank
    marks = fields.marks if own.marks is None else own.marks
    dated = own if isinstance(own, SheetFields) else None
    heading = Heading(
        school=fields.school or "",
        logo=Image(course.logo, fields.school or fields.title) if course.logo else None,
        fields=own.fields or fields.fields,
        date=dated.date if dated else None,
        time=(dated.time or "") if dated else "",
    )
    versions = dict.fromkeys(own.versions or fields.versions or (UNVERSIONED,))  # a letter given twice is one version
    return replace(sheet, heading=heading, versions=tuple(versions), word_bank=bank, marks=bool(marks))


def _language(items: list[Item], default: str) -> str:
    """The language of all questions of a sheet; that of the course where they have several."""
    spoken = {item.lang for item in items}
    return spoken.pop() if len(spoken) == 1 else default


def _parts(
    fields: PartFields,
    ids: list[str],
    order: str | None,
    lang: str,
    items: Mapping[str, Item],
    entries: Mapping[str, Entry],
) -> Iterator[Part]:
    """A part of a sheet with its questions in order; grouped by type, it is several."""
    printed = [name for name in ids if name in items]
    title = render(fields.title) if fields.title else EMPTY
    instructions = render(fields.instructions, block=True) if fields.instructions else EMPTY
    if order == "source":
        sources = list(dict.fromkeys(proof.source.id for name in printed for proof in items[name].proofs))
        printed.sort(key=lambda name: _place_in_sources(items[name], sources))
    if order != "type":
        yield Part(title, instructions, tuple(items[name] for name in printed), fields.shuffle)
        return
    printed.sort(key=lambda name: RESPONSES.index(type(items[name].response)))
    by_type: dict[str, list[Item]] = {}
    for name in printed:
        by_type.setdefault(entries[name].question.heading, []).append(items[name])
    for heading, group in by_type.items():
        yield Part(_joined(title, catalogue(lang).gettext(heading)), instructions, tuple(group), fields.shuffle)
        instructions = EMPTY  # said once, above the first group


def _place_in_sources(item: Item, sources: list[str]) -> tuple[int, int, int]:
    """Where what an item rests on stands in the sources, in the order in which they are first cited."""
    places = [(sources.index(proof.source.id), proof.paragraph or 0, proof.sentence or 0) for proof in item.proofs]
    return min(places, default=(len(sources), 0, 0))


def _joined(title: Text, heading: str) -> Text:
    """The heading of a group of one type, behind that of its part."""
    own = render(heading)
    return Text(f"{title.html} · {own.html}", f"{title.plain} · {own.plain}") if title and own else title or own


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


def _left_out(ids: list[str], entries: Mapping[str, Entry], items: Mapping[str, Item]) -> tuple[str, ...]:
    """The questions that are missing because of an error, not because they are drafts or retired."""
    return tuple(
        name for name in ids if name not in items and (name not in entries or entries[name].question.status == "ready")
    )
