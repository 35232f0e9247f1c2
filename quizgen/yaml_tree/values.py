"""Plain data that knows where it stands: fields (`Map`), lists (`Seq`) and texts.

Positions are kept as offsets, which are cheap; lines and columns are worked out when somebody asks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Union

from quizgen.diagnostics import Span

NEWLINE = re.compile(r"\r\n|\n|\r")


class Lines:
    r"""The lines of a text as an editor counts them: ended by `\n`, `\r\n` or `\r`, by nothing else."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *map(re.Match.end, NEWLINE.finditer(self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(*self.place(start), *self.place(end))


NO_LINES = Lines("")


class Map(dict[str, "Value"]):
    """Fields, in order. `marks` has four offsets for each: start and end of the key, of the value.

    `flow` tells `{a: b}` from fields in lines of their own.
    """

    __slots__ = ("end", "flow", "lines", "marks", "start")
    marks: dict[str, tuple[int, int, int, int]]
    start: int
    end: int
    flow: bool
    lines: Lines

    def __init__(self, lines: Lines = NO_LINES, start: int = 0, flow: bool = False) -> None:
        self.marks, self.lines, self.flow = {}, lines, flow
        self.start = self.end = start

    @property
    def span(self) -> Span:
        """Where the fields stand, from the first key to the end of the last value."""
        return self.lines.span(self.start, self.end)


class Seq(list["Value"]):
    """A list. `marks` has start and end of each item as offsets; `flow` tells `[a, b]` from a block list."""

    __slots__ = ("end", "flow", "lines", "marks", "start")
    marks: list[tuple[int, int]]
    start: int
    end: int
    flow: bool
    lines: Lines

    def __init__(self, lines: Lines = NO_LINES, start: int = 0, flow: bool = False) -> None:
        self.marks, self.lines, self.flow = [], lines, flow
        self.start = self.end = start

    @property
    def span(self) -> Span:
        """Where the list stands, from its first dash or bracket to the end of the last item."""
        return self.lines.span(self.start, self.end)


Value = Union[str, Map, Seq]  # noqa: UP007 - the classes above name it before it exists


def span_of(root: Value | None, path: Sequence[str | int], key: bool = False) -> Span | None:
    """Where the value at `path` stands; with `key`, where its name does.

    Where the path leads nowhere, the span of the longest part of it that exists: a missing field is
    reported at its question. None when there is no data at all, or only a text.
    """
    if not isinstance(root, Map | Seq):
        return None
    lines, current = root.lines, root
    start, end = root.start, root.end
    for depth, step in enumerate(path, start=1):
        if isinstance(current, Map) and step in current.marks:
            key_start, key_end, start, end = current.marks[str(step)]
            if key and depth == len(path):
                return lines.span(key_start, key_end)
            following = current[str(step)]
        elif isinstance(current, Seq) and isinstance(step, int) and 0 <= step < len(current):
            start, end = current.marks[step]
            following = current[step]
        else:
            break
        if isinstance(following, str):
            break
        current = following
    return lines.span(start, end)


def children(value: Map | Seq) -> Iterator[tuple[Value, int, int]]:
    """Each value directly inside, with its offsets."""
    if isinstance(value, Seq):
        yield from ((item, start, end) for item, (start, end) in zip(value, value.marks, strict=True))
    else:
        yield from ((value[key], start, end) for key, (_, _, start, end) in value.marks.items())


def texts(value: Value | None) -> Iterator[tuple[int, int]]:
    """The offsets of every text inside, in the order of the file."""
    if isinstance(value, Map | Seq):
        for child, start, end in children(value):
            if isinstance(child, str):
                yield start, end
            else:
                yield from texts(child)
