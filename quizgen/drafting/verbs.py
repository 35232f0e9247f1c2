"""Tells finite English verbs from other words, and gives their base forms: by closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from quizgen.drafting.english import AUXILIARIES, DOUBLING, PRESENT, REGULAR
from quizgen.evidence.language import Language


@cache
def _past_forms(groups: tuple[str, ...]) -> Mapping[str, str]:
    """The base form of each past form: irregular ones from the language's groups, regular ones from their bases."""
    irregular = {form: words[0] for words in map(str.split, groups) for form in words[1:2]}
    return {_regular_past(base): base for base in sorted(REGULAR | DOUBLING)} | irregular


def _regular_past(base: str) -> str:
    if base in DOUBLING:
        return f"{base}{base[-1]}ed"
    if base.endswith("y") and base[-2] not in "aeou":
        return f"{base[:-1]}ied"
    return base + ("d" if base.endswith("e") else "ed")


@cache
def _present_forms() -> Mapping[str, str]:
    """The base form of each known form in the third person."""
    return {_third_person(base): base for base in sorted(PRESENT)} | {"has": "have"}


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeou":
        return f"{base[:-1]}ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def base_of(word: str, lang: Language) -> str:
    """The base form of a past form (took: take; opened: open); empty if it is not known."""
    return _past_forms(tuple(lang.data.get("irregular", ()))).get(word, "")


def present_base_of(word: str) -> str:
    """The base form of a third person (contains: contain); empty if it is not known."""
    return _present_forms().get(word, "")


def is_finite(word: str, lang: Language) -> bool:
    """Is a word behind a subject a verb in the past or third person, or an auxiliary?"""
    if word in AUXILIARIES or word.endswith("ed"):
        return True
    return bool(base_of(word, lang) or present_base_of(word))


def do_with(word: str, lang: Language) -> tuple[str, str]:
    """The form of “do” and the base form with which a question has a verb (took: did, take); empty if not known."""
    base = "have" if word == "had" else base_of(word, lang)
    if base:
        return "did", base
    base = present_base_of(word)
    return ("does", base) if base else ("", "")
