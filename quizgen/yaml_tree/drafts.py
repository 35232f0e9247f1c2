"""A bank cut into stretches that can be read, and changed in memory, by themselves: `Draft`.

A draft knows where each of its characters stands in the file, so that what is found in it has its true place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from quizgen.yaml_tree.surprises import BLANK, INDENTATION, ODD, Change, Cure, Surprise

LINE = re.compile(r"[^\n]+\n?|\n")
QUESTIONS = re.compile(r"^questions:[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)", re.MULTILINE)
ITEM = re.compile(rf"^(?P<indent>[ \t{ODD}]*)-(?=[ \t\r\n{ODD}]|\Z)(?P<id>[ \t{ODD}]+id:)?", re.MULTILINE)
FIELD_AT_MARGIN = re.compile(rf"^[^ \t\r\n#{ODD}-]", re.MULTILINE)


class Piece(NamedTuple):
    """A stretch of a draft: where it begins there and in the source, and how much of the source it keeps."""

    new: int
    old: int
    kept: int


class Draft:
    """A stretch of the file with some changes made, which knows where each of its characters came from."""

    def __init__(self, source: str, start: int, end: int, changes: tuple[Change, ...] = ()) -> None:
        """`changes` are offsets of `source`, in order, and do not overlap."""
        self.source, self.start, self.end, self.changes = source, start, end, changes
        self.pieces: list[Piece] = []
        parts = []
        new, old = 0, start
        for change in (*changes, Change(end, end, "")):
            parts += [source[old : change.start], change.text]
            self.pieces.append(Piece(new, old, change.start - old))
            new += change.start - old
            self.pieces.append(Piece(new, change.start, 0))
            new += len(change.text)
            old = change.end
        self.text = "".join(parts)
        self.news = [piece.new for piece in self.pieces]

    def origin(self, offset: int) -> int:
        """Where a character of the draft stands in the source; inside a change, where the change begins."""
        piece = self.piece(offset)
        return piece.old + min(offset - piece.new, piece.kept)

    def piece(self, offset: int) -> Piece:
        """The piece that an offset of the draft lies in, or begins."""
        return self.pieces[bisect_right(self.news, offset) - 1]

    def accepts(self, changes: Collection[Change]) -> bool:
        """Tell whether changes, in offsets of this draft, leave its earlier changes alone."""
        return all(change.end <= piece.new + piece.kept for change in changes for piece in [self.piece(change.start)])

    def edited(self, changes: Collection[Change]) -> Draft | None:
        """A draft with more changes, given in offsets of this one; None when it does not accept them."""
        if not self.accepts(changes):
            return None
        shifts = [(change, piece.old - piece.new) for change in changes for piece in [self.piece(change.start)]]
        new = [Change(start + shift, end + shift, text) for (start, end, text), shift in shifts]
        return Draft(self.source, self.start, self.end, tuple(sorted([*self.changes, *new])))


class Block(NamedTuple):
    """One item of the list of questions, and what is wrong with its indentation."""

    draft: Draft
    surprise: Surprise | None


class Parts(NamedTuple):
    """A bank, cut up: all that is not a question, the stretch of the questions, and where the word `questions` is."""

    header: Draft
    start: int
    end: int
    width: int
    key: tuple[int, int]

    def blocks(self) -> Iterator[Block]:
        """Each question."""
        text = self.header.source
        starts = (dash.start() for dash in ITEM.finditer(text, self.start, self.end) if begins_item(dash, self.width))
        return (block(text, start, stop, self.width) for start, stop in pairwise(chain(starts, [self.end])))


def cut(text: str) -> Parts | None:
    """Cut a bank at the items of its top-level list `questions`; None when there is none."""
    heading = QUESTIONS.search(text)
    first = ITEM.search(text, heading.end()) if heading else None
    if heading is None or first is None:
        return None
    with_id = [(dash.start(), len(dash["indent"])) for dash in ITEM.finditer(text, first.start()) if dash["id"]]
    width = Counter(width for _, width in with_id).most_common(1)[0][0] if with_id else len(first["indent"])
    start = next(dash.start() for dash in ITEM.finditer(text, first.start()) if begins_item(dash, width))
    after = FIELD_AT_MARGIN.search(text, max(start, with_id[-1][0] if with_id else start))
    end = after.start() if after else len(text)
    header = Draft(text, 0, len(text), (Change(start, end, ""),))
    return Parts(header, start, end, width, (heading.start(), heading.start() + len("questions")))


def begins_item(dash: re.Match[str], width: int) -> bool:
    """Tell whether a dash begins an item of a list that is indented by `width`, if only by mistake."""
    own = len(dash["indent"])
    return own == width or (dash["id"] is not None and own <= width + 1)


def block(text: str, start: int, end: int, width: int) -> Block:
    """One item; `width` is by how many spaces the items of the list are indented."""
    indent = ITEM.match(text, start)
    own = len(indent["indent"]) if indent else width
    surprise = None
    if own != width and text[start : start + own].strip(" ") == "":
        changes = shifts(text, start, end, width - own, 0)
        surprise = misplaced(start, own, width, changes)
    return Block(Draft(text, start, end), surprise)


def shifts(text: str, start: int, end: int, by: int, least: int, below: int | None = None) -> tuple[Change, ...]:
    """Move the line at `start` by some columns, with the lines behind it as long as their indentation allows."""
    changes = []
    for line in LINE.finditer(text, start, end):
        indent = len(line[0]) - len(line[0].lstrip(" "))
        if not line[0].strip(BLANK):
            continue
        if line.start() > start and (indent < least or (below is not None and indent >= below)):
            break
        if by > 0:
            changes.append(Change(line.start(), line.start(), " " * by))
        else:
            changes.append(Change(line.start(), line.start() + min(-by, indent), ""))
    return tuple(changes)


def misplaced(start: int, own: int, width: int, changes: tuple[Change, ...]) -> Surprise:
    """A line that is indented by `own` spaces and should be by `width`."""
    message = f"this line is indented by {spaces(own)}, the lines it belongs to by {spaces(width)}"
    cure = Cure(f"indent it by {spaces(width)}", changes)
    return Surprise(INDENTATION, message, start, start + max(own, 1), cure.message, cure)


def spaces(count: int) -> str:
    """A number of spaces in words."""
    return "one space" if count == 1 else f"{count or 'no'} spaces"
