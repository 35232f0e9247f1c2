"""What each response becomes on a card: its note type, what the front offers, and the key in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from quizgen.exporters.anki.identity import NoteTypeKey
from quizgen.exporters.anki.markup import cloze, element, in_cloze, listing
from quizgen.items import Blank, Choose, Fill, Item, Kind, Match, Open, Response, Text
from quizgen.ordering import option_order, shuffled

CHOICES: dict[Kind, NoteTypeKey] = {"one": "choice", "many": "multi", "true_false": "true-false"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A response as HTML.

    `first` is what the first field says in place of the stem, `accepted` what else is right, `cards` the
    ordinals of the cards that Anki makes of it.
    """

    note_type: NoteTypeKey
    key: str
    options: str = ""
    accepted: str = ""
    first: str | None = None
    cards: tuple[int, ...] = (0,)


def note_type(response: Response) -> NoteTypeKey:
    """The note type that asks for a response."""
    match response:
        case Choose(kind=kind):
            return CHOICES[kind]
        case Fill(inline=True):
            return "cloze"
        case Fill(parts=parts):
            return "numeric" if any(isinstance(part, Blank) and part.number for part in parts) else "typed"
        case Match(ordered=ordered):
            return "order" if ordered else "match"
        case Open(recall=recall):
            return "card" if recall else "open"
        case _ as never:
            assert_never(never)


def asked(item: Item, course_id: str) -> Asked:
    """How an item's note asks and answers."""
    seed = (course_id, "", "", item.origin)
    match item.response:
        case Choose() as choose:
            return _choose(choose, item.correction, option_order(choose, *seed, lang=item.lang))
        case Fill(inline=True) as fill:
            return _cloze(fill)
        case Fill() as fill:
            return _typed(fill.blanks[0])
        case Match(ordered=True) as match:
            return _order(match, shuffled(match.rights, *seed))
        case Match() as match:
            return _match(match, shuffled(match.rights, *seed))
        case Open() as question:
            return _open(question)
        case _ as never:
            assert_never(never)


def _choose(choose: Choose, correction: Text, order: list[int]) -> Asked:
    options = [(index in choose.correct, choose.options[index]) for index in order]
    marked = "".join(
        f'<li class="{"right" if right else "wrong"}">{option.text.html}'
        f"{element('div', option.why.html if option.why else '', 'why')}</li>"
        for right, option in options
    )
    words = element("p", " · ".join(option.text.html for right, option in options if right), "answer")
    return Asked(
        note_type=note_type(choose),
        options=listing("ol", (option.text.html for _, option in options), "options"),
        key=element("ol", marked, "options marked") + words + element("p", correction.html, "correction"),
    )


def _cloze(fill: Fill) -> Asked:
    text = "".join(
        cloze(part.card, part.answers[0], part.hint) if isinstance(part, Blank) else in_cloze(part.html)
        for part in fill.parts
    )
    return Asked(
        note_type="cloze",
        first=text,
        key=listing("ol", (blank.answers[0].html for blank in fill.blanks), "answer"),
        accepted=" ".join(_variants(blank, named=True) for blank in fill.blanks if blank.answers[1:]),
        cards=tuple(sorted({blank.card - 1 for blank in fill.blanks})),
    )


def _typed(blank: Blank) -> Asked:
    """Anki compares what is typed with the whole of Key: it holds the bare answer and nothing else."""
    if blank.number is None:
        return Asked(note_type="typed", key=blank.answers[0].html, accepted=_variants(blank))
    unit, tolerance = blank.number.unit, blank.number.tolerance
    bare = _without_unit(blank.answers[0], unit)
    after = f" {unit.html}" if unit else ""
    margin = element("p", f"{bare} ± {_figure(tolerance)}{after}", "accepted") if tolerance else ""
    return Asked(
        note_type="numeric",
        key=bare,
        options=unit.html if unit else "",
        accepted=margin + _variants(blank),
    )


def _match(match: Match, order: list[int]) -> Asked:
    columns = listing("ol", (left.html for left in match.lefts), "lefts") + listing(
        "ol", (match.rights[index].html for index in order), "rights"
    )
    rows = [f"<tr>{_cells(match.lefts[left], match.rights[right])}</tr>" for left, right in enumerate(match.pairing)]
    unpaired = [match.rights[index] for index in order if index not in match.pairing]
    rows += [f'<tr class="extra">{_cells(Text("–", "–"), right)}</tr>' for right in unpaired]
    return Asked(
        note_type="match", options=element("div", columns, "columns"), key=element("table", "".join(rows), "pairs")
    )


def _cells(left: Text, right: Text) -> str:
    return f"<td>{left.html}</td><td>{right.html}</td>"


def _order(match: Match, order: list[int]) -> Asked:
    return Asked(
        note_type="order",
        options=listing("ol", (match.rights[index].html for index in order), "steps"),
        key=listing("ol", (match.rights[index].html for index in match.pairing), "sequence"),
    )


def _open(question: Open) -> Asked:
    criteria = listing(
        "ul",
        (
            line.text.html + (f" ({_figure(line.points)})" if line.points is not None else "")
            for line in question.rubric
        ),
        "rubric",
    )
    return Asked(
        note_type=note_type(question),
        key=question.model.html + criteria,
        cards=(0, 1) if question.recall and question.reversed else (0,),
    )


def _variants(blank: Blank, *, named: bool = False) -> str:
    """The answers that are right too; `named` tells which blank they are for."""
    others = " · ".join(answer.html for answer in blank.answers[1:])
    return element("p", f"{others} ({blank.answers[0].html})" if named and others else others, "accepted")


def _without_unit(answer: Text, unit: Text | None) -> str:
    """The HTML of a number without the unit that may follow it: that stands beside the box to type in."""
    return answer.html.removesuffix(unit.html).rstrip() if unit else answer.html


def _figure(number: Decimal) -> str:
    """A number in plain digits, without needless zeros."""
    return f"{number.normalize():f}"
