"""`key`: the answers to a worksheet for the teacher, each with its explanation and its proof."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from quizgen.edition import Artifact, Edition
from quizgen.exporters._paper import (
    Asked,
    Press,
    amount,
    arrange,
    columns,
    points_in_words,
)
from quizgen.i18n import catalogue, direction
from quizgen.items import EMPTY, Blank, Choose, Criterion, Fill, Match, Open, Proof, Text

NAME = "key"
ADVICE = "Keep the keys to yourself: each bears the same short code as the worksheet it belongs to."


def export(edition: Edition) -> Iterable[Artifact]:
    """Make the key of every sheet; raises KeyError for a picture that the edition does not have."""
    press = Press(edition)
    for sheet in edition.sheets:
        paper = arrange(edition, sheet)
        words = catalogue(sheet.lang)
        tally = paper.tally(words)
        page = press.page(
            NAME,
            paper,
            words.gettext("Key: {title}").format(title=sheet.title),
            facts=[tally, sheet.time] if sheet.time else [tally],
            left_out=sheet.left_out,
            strip=[(asked.number, _in_short(asked, press)) for asked in paper.asked],
            sections=[
                (press.text(section.title), [_question(asked, press) for asked in section.asked])
                for section in paper.sections
            ],
        )
        yield Artifact(f"{NAME}/{sheet.name}.html", page, paper.tally(catalogue("en")))


def _in_short(asked: Asked, press: Press) -> Markup:
    """Say the answer as it can be compared at a glance: "a, d", "False", "1-c 2-a"."""
    match response := asked.item.response:
        case Choose(kind="true_false"):
            return Markup(", ").join(press.text(response.options[i].text) for i in sorted(response.correct))
        case Choose():
            return escape(", ".join(asked.letter_of(i) for i in asked.order if i in response.correct))
        case Fill():
            return Markup("; ").join(_key(blank, press) for blank in response.blanks)
        case Match():
            return escape(" ".join(_marks(asked, response)))
        case Open(recall=True):
            return press.text(response.model)
        case Open():
            return escape(catalogue(asked.item.lang).gettext("open"))
        case _:
            assert_never(response)


def _marks(asked: Asked, match: Match) -> list[str]:
    """Say what stands before each left, or in the box of each step, from top to bottom of the sheet."""
    if match.ordered:
        return [f"{asked.letter_of(i)}-{match.pairing.index(i) + 1}" for i in asked.order]
    return [f"{place}-{asked.letter_of(right)}" for place, right in enumerate(match.pairing, 1)]


def _key(blank: Blank, press: Press) -> Markup:
    """Set the key of a blank, with its unit."""
    key = press.text(blank.answers[0])
    if blank.number and blank.number.unit:
        key += " " + press.text(blank.number.unit)
    return key


def _question(asked: Asked, press: Press) -> Markup:
    item = asked.item
    words = catalogue(item.lang)
    grades = [words.gettext(grade) for grade in (item.level, item.difficulty) if grade]
    return press.render(
        "key/question.html",
        item.lang,
        number=asked.number,
        points=points_in_words(item.points, words),
        stem=press.text(item.stem),
        answer=_answer(asked, press),
        explain=press.text(item.explain),
        proofs=[_proof(proof, item.lang, press) for proof in item.proofs],
        note=press.text(item.note),
        small=[*grades, *item.tags, item.id],
    )


def _answer(asked: Asked, press: Press) -> Markup:
    """Set the answer in full."""
    item = asked.item
    match response := item.response:
        case Choose():
            return press.render(
                "key/choose.html",
                item.lang,
                kind=response.kind,
                columns=columns(asked.shown) if not any(o.why for o in response.options) else 1,
                options=[_option(asked, response, index, press) for index in asked.order],
                correction=press.text(item.correction),
            )
        case Fill():
            return press.render(
                "key/fill.html",
                item.lang,
                inline=response.inline,
                parts=[_part(part, press) for part in response.parts],
                blanks=[_blank(blank, press) for blank in response.blanks],
            )
        case Match():
            return press.render(
                "key/match.html",
                item.lang,
                ordered=response.ordered,
                pairs=[
                    (press.text(left), asked.letter_of(right), press.text(response.rights[right]))
                    for left, right in zip(response.lefts, response.pairing, strict=True)
                ],
                spare=[
                    (asked.letter_of(index), press.text(response.rights[index]))
                    for index in asked.order
                    if index not in response.pairing
                ],
            )
        case Open():
            return press.render(
                "key/open.html",
                item.lang,
                recall=response.recall,
                model=press.text(response.model),
                rubric=[_criterion(line, item.lang, press) for line in response.rubric],
            )
        case _:
            assert_never(response)


def _option(asked: Asked, choose: Choose, index: int, press: Press) -> dict[str, object]:
    option = choose.options[index]
    return {
        "letter": asked.letter_of(index),
        "text": press.text(option.text),
        "right": index in choose.correct,
        "why": press.text(option.why or EMPTY),
    }


def _blank(blank: Blank, press: Press) -> dict[str, object]:
    """Say what else counts as right: further answers, a tolerance, or nothing but the letters."""
    number = blank.number
    return {
        "key": _key(blank, press),
        "also": [press.text(answer) for answer in blank.answers[1:]],
        "tolerance": amount(number.tolerance) if number and number.tolerance else "",
        "unit": press.text(number.unit) if number and number.unit else "",
        "exact": blank.exact,
    }


def _part(part: Text | Blank, press: Press) -> tuple[bool, Markup]:
    """Set a part of a text with blanks, and tell whether it is a key."""
    return (True, _key(part, press)) if isinstance(part, Blank) else (False, press.text(part))


def _criterion(line: Criterion, lang: str, press: Press) -> tuple[Markup, str]:
    points = "" if line.points is None else points_in_words(line.points, catalogue(lang))
    return press.text(line.text), points


def _proof(proof: Proof, lang: str, press: Press) -> Markup:
    """Set a quote, where it is from, and the whole sentence where it may be shown."""
    source = proof.source
    return press.render(
        "key/proof.html",
        lang,
        quote=press.text(proof.quote),
        quote_lang=source.lang or lang,
        quote_dir=direction(source.lang or lang),
        author=source.author,
        title=source.title,
        rest=[word for word in (source.publisher, source.date, source.url, proof.full and source.rights) if word],
        paragraph=proof.paragraph,
        sentence=proof.sentence,
        full=press.text(proof.full or EMPTY),
    )
