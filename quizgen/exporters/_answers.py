"""Right answers in short, for the keys: never for a page that students see."""

from __future__ import annotations

from typing import assert_never

from markupsafe import Markup, escape

from quizgen.arranging import Asked
from quizgen.exporters._paper import Press
from quizgen.i18n import catalogue
from quizgen.items import Blank, Choose, Fill, Match, Open


def in_short(asked: Asked, press: Press) -> Markup:
    """Say the answer as it can be compared at a glance: "a, d", "False", "1-c 2-a"."""
    match response := asked.item.response:
        case Choose(kind="true_false"):
            return Markup(", ").join(press.text(response.options[i].text) for i in sorted(response.correct))
        case Choose():
            return escape(", ".join(asked.letter_of(i) for i in asked.order if i in response.correct))
        case Fill():
            return Markup("; ").join(key_of(blank, press) for blank in response.blanks)
        case Match():
            return escape(" ".join(_pairs(asked, response)))
        case Open(recall=True):
            return press.text(response.model)
        case Open():
            return escape(catalogue(asked.item.lang).gettext("open"))
        case _:
            assert_never(response)


def key_of(blank: Blank, press: Press) -> Markup:
    """Set the key of a blank, with its unit."""
    key = press.text(blank.answers[0])
    if blank.number and blank.number.unit:
        key += " " + press.text(blank.number.unit)
    return key


def _pairs(asked: Asked, match: Match) -> list[str]:
    """Say what stands before each left, or in the box of each step, from top to bottom of the sheet."""
    if match.ordered:
        return [f"{asked.letter_of(i)}-{match.pairing.index(i) + 1}" for i in asked.order]
    return [f"{place}-{asked.letter_of(right)}" for place, right in enumerate(match.pairing, 1)]
