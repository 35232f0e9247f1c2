"""The words that outputs say to people, by language, from gettext catalogues in `quizgen/locale`."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})


@lru_cache(maxsize=64)
def catalogue(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language (`en`, `pt-BR`); English where there is none."""
    names = [lang.replace("-", "_"), lang.split("-", maxsplit=1)[0]]
    return gettext.translation("quizgen", LOCALE, languages=names, fallback=True)


def direction(lang: str) -> str:
    """The value of `dir` for a language: `rtl` or `ltr`."""
    lowered = lang.lower()
    return "rtl" if lowered in RIGHT_TO_LEFT or lowered.split("-")[0] in RIGHT_TO_LEFT else "ltr"
