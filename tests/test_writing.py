"""How texts are taken apart for the rules of item writing, and how hard they are to read."""

from __future__ import annotations

import pytest

from quizgen.evidence.language import language
from quizgen.writing.phrase import Phrase
from quizgen.writing.reading import age, lix


def phrases(*texts: str, lang: str = "en") -> list[Phrase]:
    return [Phrase(text, language(lang)) for text in texts]


@pytest.mark.parametrize(
    ("texts", "lang", "words", "sentences", "long"),
    [
        (["The harbour had a clock. Skippers missed it."], "en", 8, 2, 2),
        (["The Harbour Board bought a clock.", "It cost 340 pounds"], "en", 10, 2, 1),
        (["What?", "a storm", "a fire"], "en", 5, 3, 0),
        (["Der Hafenmeister kaufte eine Uhr. Schiffer verpassten ihre Züge."], "de", 9, 2, 3),
        (["Часовщик починил старинные часы."], "ru", 4, 1, 3),
    ],
)
def test_lix_is_words_a_sentence_plus_the_percentage_of_long_words(
    texts: list[str], lang: str, words: int, sentences: int, long: int
) -> None:
    """Counted by hand; a long word has seven letters or more."""
    assert lix(phrases(*texts, lang=lang)) == pytest.approx(words / sentences + 100 * long / words)


def test_nothing_has_no_lix() -> None:
    assert lix([]) == lix(phrases("", "…")) == 0


@pytest.mark.parametrize(
    ("values", "school_year"),
    [
        ((0, 9.9), 1),
        ((10, 14.9), 2),
        ((15, 19.9), 3),
        ((20, 23.9), 4),
        ((24, 27.9), 5),
        ((28, 31.9), 6),
        ((32, 35.9), 7),
        ((36, 39.9), 8),
        ((40, 43.9), 9),
        ((44, 47.9), 10),
        ((48, 51.9), 11),
        ((52, 55.9), 12),
        ((56, 99), 13),
    ],
)
def test_the_school_years_are_those_of_anderson(values: tuple[float, float], school_year: int) -> None:
    """His table of 1983; the first school year begins at six, and after the twelfth comes the university."""
    assert [age(value) for value in values] == [school_year + 5] * 2
