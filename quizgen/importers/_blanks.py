"""Blanks of other programs in a text: a mark holds the place of each while the text around it becomes Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quizgen.formulas import cut

MARK = re.compile(r"\[blank (\d+)\]")


def with_blanks(around: Sequence[str], blanks: Sequence[str], line: Callable[[str], str]) -> str:
    """Put blanks, written as ours, between the pieces of HTML around them, which `line` turns into Markdown."""
    pieces = [MARK.sub(r"[ blank \1 ]", around[0])]
    for number, html in enumerate(around[1:]):
        pieces += [f"[blank {number}]", MARK.sub(r"[ blank \1 ]", html)]
    return MARK.sub(lambda mark: blanks[int(mark[1])], line("".join(pieces)))


def in_blank(text: str) -> str:
    """Markdown as it stands inside the braces of a blank; a formula there is one piece, whose braces end nothing."""
    pieces = cut(text)
    pieces[::2] = [words.replace("}", r"\}").replace("|", r"\|").replace("::", r"\::") for words in pieces[::2]]
    return "".join(pieces)
