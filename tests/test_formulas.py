r"""Formulas are found as the pattern says, and unclosed ones are not looked for again and again."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizgen.formulas import CLOSING, Formulas, cut

PATTERN = re.compile(r"(?<!\\)\\\(.+?\\\)|(?<!\\)\\\[.+?\\\]", re.DOTALL)
"""What a formula is; as a pattern it takes a time that grows with the square of the openings that never end."""
TEXTS = st.text(alphabet="\\()[]a\n", max_size=30) | st.lists(
    st.sampled_from([r"\(", r"\)", r"\[", r"\]", "\\", "x", "\n", "(", "]"]), max_size=14
).map("".join)


@given(TEXTS)
def test_formulas_are_what_the_pattern_says(text: str) -> None:
    pieces, formulas = cut(text), PATTERN.findall(text)
    assert "".join(pieces) == text
    assert pieces[1::2] == formulas
    for start in range(len(text)):
        match = PATTERN.match(text, start)
        assert Formulas(text).at(start) == (match[0] if match else "")


class Watched(str):
    """A text that counts how often it is searched for a sign."""

    searches = 0

    def find(self, *arguments: Any) -> int:
        self.searches += 1
        return super().find(*arguments)

    def rfind(self, *arguments: Any) -> int:
        self.searches += 1
        return super().rfind(*arguments)


def test_signs_that_close_no_formula_are_looked_for_once() -> None:
    """However many formulas begin and never end; each time anew, a long text would take minutes."""
    text = Watched(r"\(a \[b " * 50)
    assert cut(text) == [text]
    assert text.searches == len(CLOSING)
