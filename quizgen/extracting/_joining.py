"""From the lines of printed pages to paragraphs: what stands on every page goes, cut words and lines are joined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from quizgen.sentences import LIST_START

OUTER_LINES = 2
"""Headers and footers are among so many lines at the top and at the bottom of a page."""
SAME_HEIGHT = 6.0
"""A header stands at the same height of each page, up to this, in points."""
MARGIN = 0.12
"""A page's number alone, without another page to compare, lies in this part of its height."""
PAGE_NUMBER = re.compile(r"\W*(?:\w{1,6}\.?\s)?\d{1,4}(?:\s?(?:/|[^\W\d_]{1,3})\s?\d{1,4})?\W*")
"""“7”, “– 7 –”, “Page 7”, “Page 7 of 12”, “7/12”."""
ENDED = re.compile(r"""(?:(?<!\d)[.!?…:。！？]["'”“»’)\]\d]*|\d[.!?…:]["'”“»’)\]]*)$""")
"""The end of a sentence, with a footnote's number at most; `12.5` is none."""
CUT = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
CUT_WORD = re.compile(r"[^\W\d_]+[-‐\u00ad] [^\W\d_]+")
HYPHEN_BEHIND = re.compile(r"\S[-‐\u00ad]$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
WIDER_GAP, OTHER_SIZE, INDENT, SHORT = 1.3, 1.15, 0.7, 2.0
"""What sets a paragraph off: times the usual step, times the height of letters, and heights of letters (two)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print and its box, in points from the left and the bottom of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of its letters, in points, never 0."""
        return max(self.top - self.bottom, 0.1)

    @property
    def ended(self) -> bool:
        """Tell whether a sentence ends with it."""
        return bool(ENDED.search(self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, and its height in points."""

    lines: tuple[Line, ...]
    height: float


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """The paragraphs of a document, each on one line; a sentence may run on over columns and pages."""
    kept = [page for page in without_repeated(pages) if page.lines]
    lines = [line for page in kept for line in page.lines]
    known = words_of(lines)
    usual = _usual_step(lines)
    rights = [right for page in kept for right in _column_ends(page.lines)]
    found: list[str] = []
    for number, line in enumerate(lines):
        if number and not _starts_paragraph(lines[number - 1], line, usual, rights[number - 1]):
            found[-1] = joined(found[-1], line.text, known)
        else:
            found.append(line.text)
    return [text.replace("\u00ad", "") for text in found]


def without_repeated(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages without headers, footers and page numbers.

    Such a line is among the outermost of its page, and a third of the pages (two at least) have it at the same height,
    whatever its figures; or it is a number alone, in the margin.
    """
    outer = [_outer(page.lines) for page in pages]
    heights: defaultdict[str, list[float]] = defaultdict(list)
    for lines in outer:
        for line in lines:
            heights[_masked(line)].append(line.bottom)
    needed = max(2, -(-len(pages) // 3))
    for page, lines in zip(pages, outer, strict=True):
        dropped = {
            line
            for line in lines
            if sum(abs(height - line.bottom) <= SAME_HEIGHT for height in heights[_masked(line)]) >= needed
            or _numbers_page(line, page.height)
        }
        yield Page(tuple(line for line in page.lines if line not in dropped), page.height)


def _outer(lines: Sequence[Line]) -> set[Line]:
    """The lines at the outermost heights of a page."""
    levels = sorted({round(line.bottom) for line in lines})
    outermost = {*levels[:OUTER_LINES], *levels[-OUTER_LINES:]}
    return {line for line in lines if round(line.bottom) in outermost}


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _numbers_page(line: Line, height: float) -> bool:
    in_margin = line.top < height * MARGIN or line.bottom > height * (1 - MARGIN)
    return in_margin and bool(PAGE_NUMBER.fullmatch(line.text))


def _usual_step(lines: Sequence[Line]) -> float:
    """How far a line lies below the one before it, in heights of its letters."""
    steps = [(above.bottom - line.bottom) / line.height for above, line in pairwise(lines)]
    return median([step for step in steps if 0.3 < step < 3] or [1.0])


def _column_ends(lines: Sequence[Line]) -> list[float]:
    """Where the column of each line ends on the right: as far as most of the longer lines with its left edge go."""
    edges: defaultdict[int, list[float]] = defaultdict(list)
    for line in lines:
        edges[round(line.left / 20)].append(line.right)
    ends = {edge: sorted(rights)[len(rights) * 9 // 10] for edge, rights in edges.items()}
    return [ends[round(line.left / 20)] for line in lines]


def _starts_paragraph(above: Line, line: Line, usual: float, right: float) -> bool:
    """Tell whether a line begins a paragraph after the one above; `right` is where that one's column ends."""
    if HYPHEN_BEHIND.search(above.text) or (line.text[:1].islower() and not above.ended):
        return False
    sizes = sorted((above.height, line.height))
    if sizes[1] > OTHER_SIZE * sizes[0]:
        return True
    step = (above.bottom - line.bottom) / line.height
    if step < 0.3:  # the next column or page, or the same line
        return above.ended
    if step > WIDER_GAP * usual:
        return True
    indented = line.left - above.left > INDENT * line.height
    short = right - above.right > SHORT * line.height
    return above.ended and (indented or short or bool(LIST_START.match(line.text)))


def words_of(lines: Sequence[Line]) -> set[str]:
    """The whole words of a text in small letters; those cut between two lines are left out."""
    text = CUT_WORD.sub(" ", " ".join(line.text for line in lines)).replace("‐", "-")
    return {word.lower() for word in WORD.findall(text)}


def joined(first: str, second: str, known: Container[str] = ()) -> str:
    """Two lines of a paragraph as one; a word cut between them becomes whole.

    Its hyphen stays before a capital letter or a figure, and where the words of the text (`known`) have it with the
    hyphen, or have both its halves as words, and do not have it without.
    """
    if not HYPHEN_BEHIND.search(first):
        return f"{first} {second}"
    cut, rest = CUT.search(first), WORD.match(second)
    if not cut or not rest or not second[0].islower():
        return first + second
    begin, end = cut[1].lower(), rest[0].lower()
    has_hyphen = f"{begin}-{end}" in known or (begin in known and end in known)
    keeps = has_hyphen and begin + end not in known
    return first[:-1] + ("-" if keeps else "") + second
