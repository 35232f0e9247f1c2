"""Quotes in their source: verbatim, up to what typesetters change."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.anchors import Anchors, Proposal, fold, quote_parts, word_count
from quizgen.sentences import Sentence, split

TEXT = """\
The “harbour” clock cost 7,500 pounds in 1871 – a fortune. Anna Holt’s cart was slow… very slow.
Skippers’ well-known trains (the 5.15 and the 6.05) left without them — always! Was it the clock? It was.
No clock. The clerks of the off­ice saw that. It was.
"""
SENTENCES = split(TEXT)
ANCHORS = Anchors(SENTENCES)


def found(quote: str, *sentences: str) -> list[str]:
    anchors = Anchors([Sentence(1, n, s) for n, s in enumerate(sentences, start=1)]) if sentences else ANCHORS
    return [sentence.text for sentence in anchors.find(quote)]


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        *[(f"the {mark}old{mark} clock", "the 'old' clock") for mark in '“”„‟«»‹›‘’‚‛′″"`´'],
        *[(f"from 1871{dash}1872 on", "from 1871-1872 on") for dash in "‐‑‒–—―−"],
        *[(f"a clock{dash}late", "a clock – late") for dash in (" - ", "—", " – ", " ― ")],
        *[(f"the of{mark}fice", "the office") for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff"],
        *[
            (f"e{one}e", f"e{many}e")
            for one, many in zip("ﬀﬁﬂﬃﬄﬅﬆ", ["ff", "fi", "fl", "ffi", "ffl", "st", "st"], strict=True)
        ],
        ("a\u00a0clock \t of\u202fours", "a clock of ours"),
        (unicodedata.normalize("NFD", "Café Müller"), "Café Müller"),
        ("the inter- vention failed", "the intervention failed"),
        ("the co-operation failed", "the cooperation failed"),
        ("the cooperation failed", "the co-operation failed"),
    ],
)
def test_typesetting_is_forgiven_both_ways(source: str, quote: str) -> None:
    assert found(quote, source) == [source]
    assert found(source, quote) == [quote]


@pytest.mark.parametrize(
    "quote",
    ["the Harbour", "clock cost 7.500", "clock cost 7,600", "in 1871, a fortune", "Anna Holts cart", "clock, cost"],
)
def test_letters_case_figures_and_punctuation_are_not(quote: str) -> None:
    assert found(quote) == []


@pytest.mark.parametrize(
    "quote", ["he “harbour", "cost 7,500 pound", "500 pounds", "the 5", "15 and the", "ann", "", " … "]
)
def test_a_quote_neither_begins_nor_ends_in_a_word_or_figure(quote: str) -> None:
    assert found(quote) == []


@pytest.mark.parametrize("quote", ["harbour", "Anna Holt", "pounds in 1871", "7,500", "well", "known trains", "5.15"])
def test_a_quote_may_begin_and_end_at_any_mark(quote: str) -> None:
    assert len(found(quote)) == 1


def test_scripts_without_spaces_have_no_word_boundaries() -> None:
    assert found("挂上", "它在五月挂上。") == ["它在五月挂上。"]


@pytest.mark.parametrize("dots", ["…", " … ", "...", " ... ", " […] ", " [...] ", " (…) ", " (...) "])
def test_dots_skip_words_in_one_sentence_and_in_order(dots: str) -> None:
    assert found(f"harbour” clock{dots}a fortune") == [SENTENCES[0].text]
    assert found(f"a fortune{dots}harbour” clock") == []
    assert found(f"a fortune{dots}very slow") == []
    assert word_count(f"clock{dots}a fortune") == 3


def test_dots_of_the_source_itself_are_found() -> None:
    assert found("was slow… very slow") == [SENTENCES[1].text]


def test_identical_sentences_are_one_and_other_hits_are_all_given() -> None:
    assert found("It was") == ["It was."]
    assert [(s.paragraph, s.number) for s in ANCHORS.find("It was")] == [(2, 3)]
    assert found("clock") == [SENTENCES[0].text, "Was it the clock?", "No clock."]


def test_a_quote_over_the_end_of_a_sentence_is_told_apart() -> None:
    assert found("clock? It was") == []
    assert ANCHORS.spans_sentences("clock? It was")
    assert ANCHORS.spans_sentences("The “harbour” clock … the clock"), "also when it begins the text"
    assert not ANCHORS.spans_sentences("clock? It is")
    assert not ANCHORS.spans_sentences("…")


def test_the_closest_sentence_is_proposed_and_no_far_one() -> None:
    (proposal,) = ANCHORS.closest("Anna Holt’s car was slow")
    assert proposal.sentence == SENTENCES[1]
    assert proposal.score > 90
    assert ANCHORS.closest("Zebras graze peacefully beyond Zanzibar") == []
    assert [p.sentence for p in ANCHORS.closest("It wa", most=2)][:1] == [SENTENCES[4]]


@given(st.data())
def test_any_stretch_of_whole_words_is_found(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(SENTENCES))
    words = sentence.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    assume(any(map(str.isalnum, quote)))
    assert fold(sentence.text) in [fold(text) for text in found(quote)]


@given(st.data())
def test_a_stretch_with_a_word_changed_is_not_found(data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(SENTENCES)).text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    stretch = words[start:end]
    changed = data.draw(st.integers(0, len(stretch) - 1))
    other = data.draw(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=9))
    assume(any(map(str.isalnum, stretch[changed])))
    assume(other not in fold(TEXT).lower())
    stretch[changed] = other
    assert found(" ".join(stretch)) == []


def test_the_parts_of_a_quote() -> None:
    assert quote_parts(" … “a  b” … c … ") == ["'a b'", "c"]
    assert quote_parts("…") == []


@pytest.mark.parametrize(
    ("quote", "meant"),
    [
        ("it cost 340 pounds", "It cost 340 pounds"),
        ("It cots 340 ponds", "It cost 340 pounds"),
        ("hung in may 1872", "hung in May 1872"),
        ("It did cost 340 pounds", ""),
        ("It cost 341 pounds", ""),
        ("It lost all pounds", ""),
        ("It cost … ponds", ""),
        ("", ""),
    ],
)
def test_a_quote_with_slips_of_the_keyboard_is_known_for_what_was_meant(quote: str, meant: str) -> None:
    sentence = Sentence(1, 1, "It cost 340 pounds." if "hung" not in quote else "The clock was hung in May 1872.")
    assert Proposal(sentence, 90.0).meant(quote) == meant
