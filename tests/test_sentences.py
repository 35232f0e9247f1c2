"""Paragraphs and sentences, with addresses that people can count to."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.anchors import fold, fold_hyphens
from quizgen.sentences import LIST_MARKER, Sentence, looks_wrapped, paragraphs, split

PROSE = [
    "The harbour clock was bought in 1871 from Anna Holt, who had carried it over the hills in a cart of straw.",
    "It cost 340 pounds. Nobody on the board had seen it before, and two members asked for the money to be returned.",
    "In May 1872 it was hung above the gate! Skippers missed their trains, since the black hand was always too slow.",
]
WRAPPED = "\n\n".join("\n".join(wrap(paragraph, 60)) for paragraph in PROSE)
GOLD = 234
"""Sentences in the five articles, counted by hand."""


def words(text: str, lang: str = "en", *, wrapped: bool | None = None) -> list[str]:
    return [sentence.text for sentence in split(text, lang, wrapped=wrapped)]


def test_addresses_count_from_one() -> None:
    text = "\n\nA title\n\nOne. Two.\n   \nThree.\n"
    assert split(text) == (
        Sentence(1, 1, "A title"),
        Sentence(2, 1, "One."),
        Sentence(2, 2, "Two."),
        Sentence(3, 1, "Three."),
    )


def test_a_line_is_a_paragraph_and_a_title_is_not_glued_to_what_follows() -> None:
    assert words("By A. Writer\nCopyright 2022\nIt rained.") == ["By A. Writer", "Copyright 2022", "It rained."]


@pytest.mark.parametrize(
    "whole",
    [
        "On Jan. 6 the U.S. envoy left.",
        "It rose by 3.5 percent, to 7,500 km2.",
        "“Is it late?” he asked.",
        "He called it a shame (“I condemn it.” (CNN 9/1/2022).",
        "Well… perhaps.",
    ],
)
def test_not_every_full_stop_ends_a_sentence(whole: str) -> None:
    assert words(f"{whole} Then it rained.") == [whole, "Then it rained."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. The price rose. 2. It fell.", ["1. The price rose.", "2. It fell."]),
        ("a) First. b) Second.", ["a) First.", "b) Second."]),
        ("(1) One. (2) Two.", ["(1) One.", "(2) Two."]),
        ("• One. • Two.", ["• One.", "• Two."]),
        ("12.\u00a0Twelve.", ["12.\u00a0Twelve."]),
        ("3.", ["3."]),
    ],
)
def test_a_list_marker_belongs_to_what_it_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("de", "Am 5. Januar kam Dr. Holt. Er blieb z. B. zwei Tage.", 2),
        ("ru", "В 1871 г. купили часы. Они стоили дорого!", 2),
        ("kk", "Сағат қымбат болды. Оны 1872 жылы ілді.", 2),
        ("zh", "钟很贵。它在五月挂上。", 2),
    ],
)
def test_other_languages(lang: str, text: str, number: int) -> None:
    assert len(words(text, lang)) == number


def test_hard_wrapped_text_is_joined() -> None:
    assert looks_wrapped(WRAPPED)
    assert paragraphs(WRAPPED) == PROSE
    assert paragraphs(WRAPPED.replace("\n", "\r\n")) == PROSE
    assert words(WRAPPED) == words("\n".join(PROSE))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PROSE),
        "\n\n".join(PROSE),
        "A title that is long enough to be taken for a line of prose\nA. Writer\n\n" + PROSE[0],
        "\n".join(f"{number}. Buy a new hand for the clock." for number in range(9)),
        "The clock is late.\nThe hand is bent.\nThe gate is shut.",
        "\n".join(
            f"The {what} is a thing of which nobody in this town has heard." for what in ("hand", "gate", "bell")
        ),
        "Roses are red\nViolets are blue\nSugar is sweet",
        "",
        "One line",
    ],
)
def test_other_text_is_not_taken_for_wrapped(text: str) -> None:
    assert not looks_wrapped(text)
    assert paragraphs(text) == [line for line in text.split("\n") if line]


def test_the_author_of_the_metadata_knows_better() -> None:
    assert paragraphs(WRAPPED, wrapped=False) == [line for line in WRAPPED.split("\n") if line]
    assert paragraphs("a b\nc d\n\ne", wrapped=True) == ["a b c d", "e"]


def test_an_address_as_long_as_it_likes_does_not_hide_the_wrapping() -> None:
    assert looks_wrapped(WRAPPED.replace("\n", f"\nhttps://example.org/{'a' * 100}\n", 1))


def test_a_word_cut_at_a_line_end_is_one_word() -> None:
    text = "the inter-\nvention of the well-\nknown board, Anna-\nMaria and 1871-\n1872"
    (joined,) = paragraphs(text, wrapped=True)
    assert fold(joined) == "the intervention of the wellknown board, Anna- Maria and 1871- 1872"
    assert fold_hyphens(fold("the well-known board")) in fold(joined)


def test_a_hard_wrapped_list_keeps_its_items() -> None:
    text = "- buy a clock which\n  is not late\n- hang it\n\nIt came in\n- so they say -\nMay."
    assert paragraphs(text, wrapped=True) == [
        "- buy a clock which is not late",
        "- hang it",
        "It came in - so they say - May.",
    ]


def test_the_digest_forgives_white_space_alone() -> None:
    assert Sentence(1, 1, "a  b\u00a0c").digest == Sentence(9, 9, "a b c").digest
    assert Sentence(1, 1, "a b").digest != Sentence(1, 1, "a B").digest
    assert len(Sentence(1, 1, "").digest) == 16


@given(st.text("ab.!? \n1)(•-\u00a0“”", max_size=60))
def test_no_word_is_lost_or_made_up(text: str) -> None:
    found = split(text, wrapped=False)
    assert "".join("".join(sentence.text.split()) for sentence in found) == "".join(text.split())
    assert all(sentence.text for sentence in found)
    addresses = [(sentence.paragraph, sentence.number) for sentence in found]
    assert addresses == sorted(set(addresses))
    assert {sentence.paragraph for sentence in found} == set(range(1, len(paragraphs(text, wrapped=False)) + 1))


@pytest.mark.skipif("QUIZGEN_SOURCES" not in os.environ, reason="the articles are not here: set QUIZGEN_SOURCES")
def test_the_five_articles() -> None:
    texts = sorted(Path(os.environ["QUIZGEN_SOURCES"]).glob("*.txt"))
    assert len(texts) == 5
    found = [sentence for path in texts for sentence in split(path.read_text(encoding="utf-8"))]
    assert abs(len(found) - GOLD) <= 1
    assert not [sentence for sentence in found if LIST_MARKER.match(sentence.text)]
