"""Compares what stands between quotation marks: it must be in the source word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from quizgen.anchors import fold, quote_parts
from quizgen.evidence.doubts import Doubt, cut
from quizgen.evidence.reader import Question, texts_at

NEAR = 75.0
"""From this likeness (0 to 100) on, a quotation that is not in the source is one that was altered."""

QUOTED = re.compile(
    r"“([^“”]{2,})”|„([^„“]{2,})“|«([^«»]{2,})»"
    r"|(?<!\w)\"([^\"]{2,})\"(?!\w)|(?<!\w)‘([^‘’]{2,}(?:’\w[^‘’]*)*)’(?!\w)"
)


def check(question: Question) -> Iterator[Doubt]:
    """Look for each quotation of a question in its sources."""
    ground, reader = question.ground, question.reader
    near = [facts.text.lower() for facts in (*ground.sentences, ground.about, *ground.before)]
    for text, path in texts_at(question.asked):
        for quotation in quoted(text):
            if stands_in(reader.aliases.unify(fold(quotation)), near):
                continue
            sources = [text for source in question.sources for text in reader.folded(source)]
            if stands_in(fold(quotation), sources):
                continue
            altered = " " in fold(quotation).strip() and closeness(quotation, sources) >= NEAR
            message = f"the source does not have “{cut(quotation)}” word for word"
            hint = "quote it as it stands, or take away the quotation marks"
            yield Doubt("quotation" if altered else "words", message, hint, path)


def quoted(text: str) -> Iterator[str]:
    """What stands between quotation marks in a text."""
    for found in QUOTED.finditer(text):
        yield next(group for group in found.groups() if group is not None)


def stands_in(quotation: str, texts: Sequence[str]) -> bool:
    """Is a quotation in one of some folded texts in small letters? `…` skips words; an end mark may differ."""
    parts = [part.lower().strip(" .,;:!?'") for part in quote_parts(quotation)]
    return any(all(part in text for part in parts) and _in_order(parts, text) for text in texts)


def _in_order(parts: Sequence[str], text: str) -> bool:
    start = 0
    for part in parts:
        found = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(text, start)
        if not found:
            return False
        start = found.end()
    return True


def closeness(quotation: str, texts: Sequence[str]) -> float:
    """How near (0 to 100) the quotation comes to a stretch of some folded texts in small letters."""
    wanted = fold(quotation).lower()
    return max((fuzz.partial_ratio(wanted, text) for text in texts), default=0.0)
