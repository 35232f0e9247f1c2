"""Guesses in which language a text is, by its commonest words."""

from __future__ import annotations

import re

from quizgen.evidence.language import language, languages

WORD = re.compile(r"[^\W\d_]+")
READ = 20_000
"""So many characters of a text tell its language."""
FEWEST = 20
"""Fewer words tell nothing."""
SHARE = 0.3
"""So much of a text are the common words of its own language, at least: by our samples a third to a half, and of a
sister language, such as Spanish for Portuguese, about a quarter."""


def guessed(text: str) -> str:
    """The code of the language that a text is in; empty if it is too short, or in none that has word lists."""
    words = WORD.findall(text[:READ].lower())
    if len(words) < FEWEST:
        return ""
    shares = {code: sum(word in language(code).common for word in words) / len(words) for code in languages()}
    best = max(sorted(shares), key=lambda code: shares[code])
    return best if shares[best] >= SHARE else ""
