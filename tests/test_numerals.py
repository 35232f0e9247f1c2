"""Numbers as people of a language write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.numerals import decimal_mark, read_number


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "7500", "7500"),
        ("en", "7,500", "7500"),
        ("en", "1,234,567.89", "1234567.89"),
        ("en", "7 500", "7500"),
        ("en", "007", "7"),
        ("en", " +5 ", "5"),
        ("en", "−5", "-5"),
        ("de", "7.500", "7500"),
        ("de", "7.500,5", "7500.5"),
        ("de-AT", "1,5", "1.5"),
        ("de-CH", "7’500.5", "7500.5"),
        ("es-MX", "7,500.5", "7500.5"),
        ("fr", "7\u202f500,25", "7500.25"),
        ("ru", "7\u00a0500,5", "7500.5"),
        ("kk", "19 000 000", "19000000"),
        ("KK", "2,5", "2.5"),
    ],
)
def test_read(lang: str, text: str, value: str) -> None:
    assert read_number(text, lang) == Decimal(value)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        *[("en", text) for text in ("", "ten", "5 km", "$5", "5%", "1,5", "12,34", "1,23,456", "1.2.3", "5.", ".5")],
        *[("en", text) for text in ("1e5", "1_000", "- 5", "--5", "½", "10²", "1,500 000", "0x1", "1–2", "∞")],
        *[("de", text) for text in ("1.5", "7,500.5", "1.50,0.1")],
        *[("ru", text) for text in ("1.5", "7 50", "7,500,000")],
    ],
)
def test_refused_rather_than_guessed(lang: str, text: str) -> None:
    assert read_number(text, lang) is None


@given(st.integers(-(10**12), 10**12), st.integers(1, 999), st.sampled_from(["en", "de", "fr", "ru", "kk", "zh"]))
def test_what_a_language_writes_is_read_back(whole: int, fraction: int, lang: str) -> None:
    mark = decimal_mark(lang)
    group = "." if mark == "," else ","
    written = f"{whole:,}".replace(",", group) + f"{mark}{fraction:03}"
    assert read_number(written, lang) == Decimal(f"{whole}.{fraction:03}")
