"""Tells finite English verbs from other words, by closed lists and endings."""

from __future__ import annotations

from functools import cache

from quizgen.drafting.english import AUXILIARIES, PRESENT
from quizgen.evidence.language import Language


@cache
def _past_forms(groups: tuple[str, ...]) -> dict[str, str]:
    """The base form of each irregular past form."""
    return {form: words[0] for words in map(str.split, groups) for form in words[1:2]}


def base_of(word: str, lang: Language) -> str:
    """The base form of an irregular past form (took: take); empty if the word is none."""
    return _past_forms(tuple(lang.data.get("irregular", ()))).get(word, "")


def is_finite(word: str, lang: Language) -> bool:
    """Is a word behind a subject a verb in the past, or an auxiliary?"""
    return word in AUXILIARIES | PRESENT or word.endswith("ed") or bool(base_of(word, lang))
