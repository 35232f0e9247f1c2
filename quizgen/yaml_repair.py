"""What a person may have meant by a text that YAML refuses: guesses, which the caller puts to the test.

A guess is a `Surprise` with a cure. It is right when the text, once cured, can be read further than before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from quizgen.yaml_builder import Trouble
from quizgen.yaml_surprises import (
    COMMENT,
    HEADER,
    INDENTATION,
    NOTE,
    QUOTE_IN_QUOTES,
    SEVERAL_DOCUMENTS,
    SYNTAX,
    TAB,
    Change,
    Cure,
    Surprise,
    Words,
    explain,
    hash_sign,
    is_list,
    special,
)

ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""Spaces that look like one and are none for YAML, as a range of a regular expression."""

PREFIX = re.compile(rf"^[ \t{ODD}]*(?:-[ \t{ODD}]+)*(?:[\w-]+:(?:[ \t{ODD}]+|$))?", re.MULTILINE)
ODD_RUN = re.compile(rf"[{ODD}]+")
LINE = re.compile(r"[^\r\n]*(?:\r?\n|\Z)")
ENTRY = re.compile(
    r"""(?P<indent>[ \t]*)(?P<dashes>(?:-(?:[ \t]+|(?=\r?\n|\Z)))*)
    (?:(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'].*?)[ \t]*:(?=\s|\Z)[ \t]*)?
    (?P<value>[^\r\n]*)""",
    re.VERBOSE,
)
NAME = re.compile(r"[a-z][a-z0-9_-]*")
MISSING_SPACE = re.compile(r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?:(?P<name>[a-z_]+:)(?![\s/])|(?P<dash>-)(?=[^\W\d_]))")
QUESTIONS = re.compile(r"^questions:[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)", re.MULTILINE)
ITEM = re.compile(rf"^(?P<indent>[ \t{ODD}]*)-(?=[\s{ODD}]|\Z)(?P<field>[ \t{ODD}]+[a-z_]+:)?", re.MULTILINE)
FIELD_AT_MARGIN = re.compile(r"^[^\s#-]", re.MULTILINE)
TAB_WIDTHS = (4, 2, 8)
MAX_GUESSES = 12


class Draft:
    """A stretch of the file with some changes made, which knows where each of its characters came from."""

    def __init__(self, source: str, start: int, end: int, changes: tuple[Change, ...] = ()) -> None:
        """`changes` are offsets of `source`, in order, and do not overlap."""
        self.source, self.start, self.end, self.changes = source, start, end, changes
        self.pieces: list[Piece] = []
        parts = []
        new = old = 0
        old = start
        for change in (*changes, Change(end, end, "")):
            parts += [source[old : change.start], change.text]
            self.pieces.append(Piece(new, old, change.start - old))
            new += change.start - old
            self.pieces.append(Piece(new, change.start, 0))
            new += len(change.text)
            old = change.end
        self.text = "".join(parts)
