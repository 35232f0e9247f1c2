r"""Formulas are found as the pattern says, and unclosed ones take no time."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from quizgen.formulas import Formulas, cut

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


def test_thousands_of_formulas_that_never_end_take_no_time() -> None:
    """As a pattern, this takes minutes."""
    start = time.perf_counter()
    text = r"\(a \[b " * 50_000
    assert cut(text) == [text]
    assert time.perf_counter() - start < 5
