"""How hard texts are to read: LIX, and the age of the readers it suits.

LIX (Björnsson 1968) is the number of words a sentence plus the share of words of more than six letters, in percent.
It needs no list of words and no syllables, and so suits many languages. The school years that its values stand for are
those of Anderson (“Lix and Rix: variations on a little-known readability index”, 1983).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from quizgen.writing.phrase import Phrase

YEARS = (10, 15, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56)
"""The LIX from which a text belongs to the 2nd, 3rd, … school year, the last one to university."""
FIRST_AGE = 6
"""How old children are when the first school year begins."""
LONG = 7


def lix(phrases: Iterable[Phrase]) -> float:
    """The LIX of some texts together; 0 of none."""
    words = sentences = long = 0
    for phrase in phrases:
        words += len(phrase.words)
        sentences += max(1, len(phrase.sentences))
        long += sum(len(word) >= LONG for word in phrase.words)
    return words / sentences + 100 * long / words if words else 0.0


def age(value: float) -> int:
    """The age in years of the youngest readers whom a LIX suits."""
    return FIRST_AGE + bisect_right(YEARS, value)
