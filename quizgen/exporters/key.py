"""`key`: the answers to a worksheet for the teacher, each with its explanation and its proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import assert_never

from markupsafe import Markup, escape

from quizgen.arranging import Asked, Paper, columns, papers
from quizgen.edition import Artifact, Edition
from quizgen.exporters._answers import key_of
from quizgen.exporters._paper import Press, facts, summary
from quizgen.i18n import catalogue, decimal, direction, points_in_words
from quizgen.items import EMPTY, Blank, Choose, Criterion, Fill, Match, Open, Proof, Reference, Text

NAME = "key"
ADVICE = "A key bears the same short code as the worksheet it belongs to."

SINGLE_MARKS = str.maketrans('“”„"', "‘’‚'")
LONGEST_NAME = 40
"""Letters of the name under which a source is cited, at most."""


def count(edition: Edition) -> int:
    """Say how many files there will be."""
    return sum(len(sheet.versions) for sheet in edition.sheets)


def export(edition: Edition) -> Iterator[Artifact]:
    """Make the key of every version of every sheet; raises KeyError for a picture that the edition does not have."""
    press = Press(edition)
    for paper in papers(edition):
        sheet, words = paper.sheet, catalogue(paper.sheet.lang)
        named = _names(paper)
        page = press.page(
            NAME,
            words.gettext("Key: {title}").format(title=sheet.title),
            sheet.lang,
            version=paper.version,
            code=paper.code,
            facts=facts(paper),
            left_out=sheet.left_out,
            sections=[
                (press.text(section.title), [_question(asked, named, press) for asked in section.asked])
                for section in paper.sections
            ],
            sources=[(named[source], _reference(source)) for source in named],
        )
        yield Artifact(f"{NAME}/{paper.name}.html", page, summary(paper), use="keep")


def _names(paper: Paper) -> dict[Reference, str]:
    """Name each cited source in short, in the order of their names: by author, publisher or title, what is its own."""
    sources = list(dict.fromkeys(proof.source for asked in paper.asked for proof in asked.item.proofs))
    short = {source: source.author or source.publisher or _shortened(source.title) for source in sources}
    shared = Counter(short.values())
    named = {source: name if shared[name] == 1 else _shortened(source.title) for source, name in short.items()}
    return dict(sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0].id)))


def _shortened(title: str) -> str:
    """Cut a long title after a word; it stands in full among the sources."""
    if len(title) <= LONGEST_NAME:
        return title
    return f"{title[: LONGEST_NAME - 1].rpartition(' ')[0] or title[: LONGEST_NAME - 1]} …"


def _reference(source: Reference) -> dict[str, object]:
    """Give what a bibliography says of a source: the author, the title, and the rest."""
    rest = [word for word in (source.publisher, source.date, source.url, source.rights) if word]
    return {"author": source.author, "title": source.title, "rest": rest}


def _question(asked: Asked, named: Mapping[Reference, str], press: Press) -> Markup:
    item = asked.item
    words = catalogue(item.lang)
    grades = [words.gettext(grade) for grade in (item.level, item.difficulty) if grade]
    return press.render(
        "key/question.html",
        item.lang,
        number=asked.number,
        points=points_in_words(item.points, item.lang),
        stem=press.text(item.stem),
        answer=_answer(asked, press),
        explain=press.text(item.explain),
        proofs=[_proof(proof, named[proof.source], item.lang, press) for proof in item.proofs],
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
                blanks=[_blank(blank, item.lang, press) for blank in response.blanks],
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


def _blank(blank: Blank, lang: str, press: Press) -> dict[str, object]:
    """Say what else counts as right: further answers, a tolerance, or nothing but the letters."""
    number = blank.number
    return {
        "key": key_of(blank, press),
        "also": [press.text(answer) for answer in blank.answers[1:]],
        "tolerance": decimal(number.tolerance, lang) if number and number.tolerance else "",
        "unit": press.text(number.unit) if number and number.unit else "",
        "exact": blank.exact,
    }


def _part(part: Text | Blank, press: Press) -> tuple[bool, Markup]:
    """Set a part of a text with blanks, and tell whether it is a key."""
    return (True, key_of(part, press)) if isinstance(part, Blank) else (False, press.text(part))


def _criterion(line: Criterion, lang: str, press: Press) -> tuple[Markup, str]:
    points = "" if line.points is None else points_in_words(line.points, lang)
    return press.text(line.text), points


def _proof(proof: Proof, source: str, lang: str, press: Press) -> Markup:
    """Set a quote, where it is from, and the whole sentence where it may be shown."""
    quote_lang = proof.source.lang or lang
    return press.render(
        "key/proof.html",
        lang,
        quote=_single(proof.quote),
        quote_lang=quote_lang,
        quote_dir=direction(quote_lang),
        source=source,
        paragraph=proof.paragraph,
        sentence=proof.sentence,
        full=press.text(proof.full or EMPTY),
    )


def _single(quote: Text) -> Markup:
    """Make the quotation marks within a quote single ones, as it stands between double ones itself."""
    return escape(quote.plain.translate(SINGLE_MARKS))
