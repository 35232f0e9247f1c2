"""A note of Anki as a question: a cloze stays one, of any other the first field and the next with words make a card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.importers import Findings, Value
from quizgen.importers._blanks import in_blank, with_blanks
from quizgen.importers._html import Html
from quizgen.importers._markdown import tidy

CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
OCCLUSION = "::image-occlusion:"
FORMULA = re.compile(r"\[(\$\$?|latex)\](.*?)\[/\1\]", re.DOTALL)
"""Formulas as older notes have them; newer ones have ours."""


def take_note(fields: Sequence[str], tags: Sequence[str], cards: int, html: Html, findings: Findings) -> None:
    """Note the question of some fields in HTML, of which Anki makes so many cards."""
    front, *rest = [FORMULA.sub(_formula, field) for field in fields]
    others = [field for field in rest if _has_words(field)]
    if OCCLUSION in front:
        findings.drop(html.where, "it is a picture with covered places, which have no names that could be asked for")
    elif CLOZE.search(front):
        extra = html.lines(others[0]) if others else ""
        findings.take(html.where, {"cloze": _cloze(front, html), "explain": extra, "tags": list(tags)})
    elif others:
        both: Value = "true" if cards == 2 else ""
        card: dict[str, Value] = {"card": html.line(front), "answer": html.lines(others[0]), "reversed": both}
        findings.take(html.where, card | {"tags": list(tags)})
        if cards > 2:
            findings.lose(html.where, f"that it asks in {cards} ways")
    else:
        findings.drop(html.where, "it has words on one side alone")
        return
    if len(others) > 1:
        findings.lose(html.where, "its fields after the second one")


def _has_words(field: str) -> bool:
    """Tell whether a field shows anything."""
    return bool(tidy(re.sub(r"<(?!img)[^>]*>|&nbsp;", " ", field)))


def _formula(found: re.Match[str]) -> str:
    tex = found[2].strip()
    if found[1] == "latex":
        tex = re.sub(r"^(\$\$?|\\\[|\\\()(.*)(\$\$?|\\\]|\\\))$", r"\2", tex, flags=re.DOTALL).strip()
    return rf"\[{tex}\]" if found[1] == "$$" else rf"\({tex}\)"


def _cloze(front: str, html: Html) -> str:
    """The text with its blanks in our spelling, which is Anki's own; a choice of answers is ours alone."""
    blanks, around, done = [], [], 0
    for found in CLOZE.finditer(front):
        hint = f"::{in_blank(html.line(found[3]))}" if found[3] else ""
        blanks.append(f"{{{{c{int(found[1])}::{in_blank(html.line(found[2]))}{hint}}}}}")
        around.append(front[done : found.start()])
        done = found.end()
    return with_blanks([*around, front[done:]], blanks, html.line)
