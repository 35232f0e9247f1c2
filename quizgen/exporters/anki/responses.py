"""What each response becomes on a card: its note type, what the front offers, and the key in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import assert_never

from quizgen.evidence.language import language
from quizgen.exporters.anki.identity import NoteTypeKey
from quizgen.exporters.anki.markup import cloze, element, entry, in_cloze, listing
from quizgen.items import Blank, Choose, Fill, Item, Kind, Match, Open, Response, Text
from quizgen.numerals import decimal_mark
from quizgen.ordering import fixed_options, option_order, shuffled

NO_LEFT = Text("–", "–")
"""What stands beside a right that belongs to no left."""

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
            return _choose(choose, item, option_order(choose, *seed, lang=item.lang))
        case Fill(inline=True) as fill:
            return _cloze(fill)
        case Fill() as fill:
            return _typed(fill.blanks[0], item.lang)
        case Match(ordered=True) as match:
            return _order(match, shuffled(match.rights, *seed))
        case Match() as match:
            return _match(match, shuffled(match.rights, *seed))
        case Open() as question:
            return _open(question)
        case _ as never:
            assert_never(never)


def _choose(choose: Choose, item: Item, order: list[int]) -> Asked:
    fixed = fixed_options(choose, item.lang)
    places = [(index in choose.correct, "fixed" if index in fixed else "", choose.options[index]) for index in order]
    marked = "".join(
        entry(
            option.text.html + element("div", option.why.html if option.why else "", "why"),
            f"{'right' if right else 'wrong'} {place}".rstrip(),
        )
        for right, place, option in places
    )
    words = element("p", " · ".join(option.text.html for right, _, option in places if right), "answer")
    return Asked(
        note_type=note_type(choose),
        options=element("ol", "".join(entry(option.text.html, place) for _, place, option in places), "options"),
        key=element("ol", marked, "options marked") + words + element("p", item.correction.html, "correction"),
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


def _typed(blank: Blank, lang: str) -> Asked:
    """Anki compares what is typed with the whole of Key: it holds the bare answer and nothing else."""
    if blank.number is None:
        return Asked(note_type="typed", key=blank.answers[0].html, accepted=_rule(blank, lang) + _variants(blank))
    unit, tolerance = blank.number.unit, blank.number.tolerance
    bare = _without_unit(blank.answers[0], unit)
    after = f" {unit.html}" if unit else ""
    margin = element("p", f"{bare} ± {_figure(tolerance)}{after}", "accepted") if tolerance else ""
    return Asked(
        note_type="numeric",
        key=bare,
        options=unit.html if unit else "",
        accepted=_rule(blank, lang) + margin + _variants(blank),
    )


def _rule(blank: Blank, lang: str) -> str:
    """By what the script judges what was typed. It stands in an attribute, so that no Anki ever shows it."""
    rule: dict[str, object] = {
        "answers": [answer.plain for answer in blank.answers],
        "articles": sorted(language(lang).articles),
        "exact": blank.exact,
    }
    if blank.number:
        rule |= {
            "value": _figure(blank.number.value),
            "tolerance": _figure(blank.number.tolerance),
            "unit": blank.number.unit.plain if blank.number.unit else "",
            "mark": decimal_mark(lang),
        }
    return f'<span data-rule="{escape(json.dumps(rule, ensure_ascii=False))}"></span>'


def _match(match: Match, order: list[int]) -> Asked:
    columns = listing("ol", (left.html for left in match.lefts), "lefts") + listing(
        "ol", (match.rights[index].html for index in order), "rights"
    )
    rows = [_row(match.lefts[left], match, right, order) for left, right in enumerate(match.pairing)]
    rows += [_row(NO_LEFT, match, right, order, "extra") for right in order if right not in match.pairing]
    return Asked(
        note_type="match", options=element("div", columns, "columns"), key=element("table", "".join(rows), "pairs")
    )


def _row(left: Text, match: Match, right: int, order: list[int], name: str = "") -> str:
    """A left with its right, and the place of that right among those on the front."""
    opening = f'tr class="{name}"' if name else "tr"
    cells = f"<td>{left.html}</td><td>{match.rights[right].html}</td>"
    return f'<{opening} data-right="{order.index(right)}">{cells}</tr>'


def _order(match: Match, order: list[int]) -> Asked:
    steps = (f'<li data-step="{order.index(index)}">{match.rights[index].html}</li>' for index in match.pairing)
    return Asked(
        note_type="order",
        options=listing("ol", (match.rights[index].html for index in order), "steps"),
        key=element("ol", "".join(steps), "sequence"),
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
