"""A slip of the keyboard: two spaces, a space before a comma, a word typed twice.

Why: it reaches every sheet and card. `quizgen check --fix` mends it.

Bad:

    short: Who made the the clock ?
    answer: Anna Holt

Good:

    short: Who made the clock?
    answer: Anna Holt

Source: Haladyna, Downing and Rodriguez 2002: edit and proof items
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from operator import eq
from typing import NamedTuple

from quizgen.course import Course, Entry
from quizgen.diagnostics import Edit, Finding, Fix, Place
from quizgen.evidence.language import Language, language
from quizgen.yaml_tree import Map
from quizgen.yaml_tree.values import texts

CODE = "Q322"
NAME = "typographic-slip"
SEVERITY = "warning"
SUSPECT = re.compile(r" (?<=\S )(?: +\S|[,.;:!?](?![\w.]))")
SPACES = re.compile(r"(?<=[^\s.?!:]) {2,}(?=\S)")
"""Not those after a sentence, which some type by habit."""
BEFORE_SIGN = re.compile(r"(?<=\w) +(?=(?:[,.;!?]|:(?! \d| \w\b|[()]))(?!\w| ?\.))")
"""Not the colon of a ratio, `2 : 1`, nor an ellipsis."""
BEFORE_COMMA = re.compile(r"(?<=\w) +(?=[,.](?!\w| ?\.))")
SIGNS = "\"'“”„‘’«»()[]{}*,.;:!?…"
TWICE = re.compile(r"(?<![\w-])(?<!\w['’])(?P<word>[^\W\d_]{2,})(?P<again> (?P=word))(?![\w-]|['’]\w)")
SPACED_SIGNS = frozenset({"fr"})
"""Languages that put a space before a colon and a question mark."""
NOT_TEXT = frozenset({"id", "was", "cite", "image", "about", "tags", "allow", "dispute", "uncited"})
"""Fields whose words are no text of ours."""
LEFT_ALONE = ("`", "\\(", "\\[", "|")
"""What is typed on purpose: code, formulas, tables, blocks that keep their lines."""


class Slip(NamedTuple):
    """A slip: its offsets, what it is, what mends it, and what belongs there."""

    start: int
    end: int
    what: str
    cure: str
    right: str


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look at the texts of the question as they are typed."""
    fields = entry.fields
    if not _is_suspect(entry.document.text[fields.start : fields.end]):
        return
    lines, lang = entry.document.root.lines, language(entry.lang)
    for start, end in _texts(fields):
        for slip in _slips(entry.document.text, start, end, lang):
            span = lines.span(slip.start, slip.end)
            fix = Fix(slip.cure, (Edit(entry.document.file, span, slip.right),))
            place = Place(entry.document.file, span)
            yield Finding(slip.what, place, "let quizgen mend it: quizgen check --fix", entry.id, fix=fix)


def _is_suspect(block: str) -> bool:
    """May there be a slip in a question as it is typed? Quick, and never wrongly no."""
    words = list(map(str.strip, block.split(), repeat(SIGNS)))
    return any(map(eq, words, words[1:])) or bool(SUSPECT.search(block))


def _texts(fields: Map) -> Iterator[tuple[int, int]]:
    """The offsets of the texts that students and teachers read."""
    for name, value in fields.items():
        if name not in NOT_TEXT and not name.startswith("x-"):
            _, _, start, end = fields.marks[name]
            yield from [(start, end)] if isinstance(value, str) else texts(value)


def _slips(text: str, start: int, end: int, lang: Language) -> Iterator[Slip]:
    """The slips in a stretch."""
    stretch = text[start:end]
    if any(mark in stretch for mark in LEFT_ALONE):
        return
    signs = BEFORE_COMMA if lang.code.split("-", maxsplit=1)[0] in SPACED_SIGNS else BEFORE_SIGN
    before = [found.span() for found in signs.finditer(stretch)]
    for first, last in before:
        what = f"a space before “{stretch[last]}”"
        yield Slip(start + first, start + last, f"there is {what}", f"took out {what}", "")
    for found in SPACES.finditer(stretch):
        if found.span() not in before:
            word = stretch[found.end() :].split(maxsplit=1)[0]
            what = f"two spaces before “{word}”"
            yield Slip(start + found.start(), start + found.end(), f"there are {what}", f"made one of {what}", " ")
    for found in TWICE.finditer(stretch):
        word = found["word"]
        if word.islower() and word in lang.common and word not in lang.writing("doubled"):
            first, last = found.span("again")
            message, cure = f"the word “{word}” stands there twice", f"took out the second “{word}”"
            yield Slip(start + first, start + last, message, cure, "")
