"""The order in which options are shown: by value or by hash, never by the key."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import choose, item, text

from quizgen.ordering import (
    ALPHABET,
    fixed_options,
    option_order,
    read_date,
    read_number,
    sheet_code,
    shuffled,
    sort_values,
)

OPTIONS = st.lists(
    st.one_of(
        st.text("abc ", min_size=1),
        st.integers(-9, 9999).map(str),
        st.integers(1, 28).map(lambda day: f"{day} January 2022"),
        st.sampled_from(["All of the above", "None of these", "7,500 km", "$2 million"]),
    ),
    min_size=2,
    max_size=9,
    unique_by=str.strip,
)


def shown(options: list[str], correct: int = 0, *seed: str) -> list[str]:
    return [options[i] for i in option_order(choose(options, {correct}), *(seed or ("course", "sheet")))]


def test_numbers_are_sorted_as_the_language_writes_them() -> None:
    options = ["10.000 m", "500 m", "2.000,5 m", "1,5 m"]
    order = option_order(choose(options, {0}), "course", "sheet", lang="de")
    assert [options[i] for i in order] == ["1,5 m", "500 m", "2.000,5 m", "10.000 m"]


@given(OPTIONS, st.data())
def test_neither_the_key_nor_its_place_in_the_bank_changes_the_order(options: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(options))
    key = data.draw(st.integers(0, len(options) - 1))
    assert shown(other, key) == shown(options)
    assert sorted(shown(options)) == sorted(options)


@pytest.mark.parametrize(
    "right_order",
    [
        ["2,700 km", "3,800 km", "7,500 km", "19,000 km"],
        ["$800 thousand", "$2.5 million", "$1 billion"],
        ["−5 °C", "-1 °C", "0 °C", "12 °C"],
        ["5%", "20%", "100%"],
        ["5km", "10 km", "25km"],
        ["10 000", "20\u00a0000", "300\u202f000"],
        ["0.125", "0.25", "1.5"],
        ["18th century", "19th century", "21st century"],
        ["1991", "1992", "1999", "2002"],
        ["2 January 2022", "5 January 2022", "1 March 2022"],
        ["March 2019", "January 2022", "December 2022"],
        ["January 2", "January 11", "May 1"],
        ["2021-12-30", "2022-01-05", "2022-01-11"],
        ["30/12/2021", "5/1/2022", "11.1.2022"],
        ["1/2/2022", "1/30/2022", "2/1/2022"],
        ["May", "June", "October"],
        ["10", "20", "30", "None of the above"],
        ["May", "June", "All of these"],
    ],
)
def test_numbers_and_dates_are_sorted_by_value(right_order: list[str]) -> None:
    for seed in map(str, range(5)):
        assert shown(right_order[::-1], 0, seed) == right_order


@pytest.mark.parametrize(
    "options",
    [
        ["5 km", "5 miles"],
        ["2022-01-05", "7,500 km"],
        ["1999–2001", "2001–2003"],
        ["12,34", "56,78"],
        ["about 5", "about 6"],
        ["5 January", "January 2022"],
        ["2022-13-01", "2022-14-01", "2022-15-99x"],
        ["Bergen", "Cadiz"],
        [],
    ],
)
def test_what_has_no_common_value_is_not_sorted(options: list[str]) -> None:
    assert sort_values(options) is None


@pytest.mark.parametrize("day", ["2022-13-01", "2022-01-32", "31/31/2022", "1/2/22", "12-34", "January 5th", ""])
def test_no_date(day: str) -> None:
    assert read_date(day) is None


@pytest.mark.parametrize(
    ("plain", "value", "unit"),
    [
        ("7,500 km", 7500, "|km"),
        ("−3.5", -3.5, "|"),
        ("$2.5 million", 2_500_000, "$|"),
        ("20%", 20, "|%"),
        ("3 millionaires", 3, "|millionaires"),
        ("2nd", 2, "|"),
        ("10²", 10, "|²"),
    ],
)
def test_a_number_and_its_unit(plain: str, value: float, unit: str) -> None:
    assert read_number(plain) == ((value,), unit)


@pytest.mark.parametrize("plain", ["", "twelve", "1,23", "1.2.3.4", "a 5"])
def test_no_number(plain: str) -> None:
    assert read_number(plain) is None


@pytest.mark.parametrize(
    "last",
    [
        *(
            "All of the above",
            "all the above.",
            "None of these",
            "Both of them",
            "Any of those",
            "Neither of these",
        ),
        *("None of the others", "None of the above answers", "All of these options!"),
    ],
)
def test_all_of_the_above_and_its_kin_come_last(last: str) -> None:
    for seed in map(str, range(20)):
        assert shown([last, "Aalborg", "Bergen", "Cadiz"], 0, seed)[-1] == last


@pytest.mark.parametrize("word", ["All of Spain", "None", "Both towns", "Some of the ships"])
def test_an_option_that_only_begins_so_is_shuffled(word: str) -> None:
    assert {shown([word, "Aalborg", "Bergen"], 0, str(seed)).index(word) for seed in range(40)} == {0, 1, 2}


@given(OPTIONS, st.data())
def test_what_is_fixed_keeps_its_places_under_every_seed(options: list[str], data: st.DataObject) -> None:
    keys = st.integers(0, len(options) - 1)
    fixed = {options[i] for i in fixed_options(choose(options, {data.draw(keys)}))}
    orders = [shown(options, data.draw(keys), seed) for seed in "abcdef"]
    assert len({tuple(option in fixed for option in order) for order in orders}) == 1


@pytest.mark.parametrize(
    ("options", "lang", "fixed"),
    [
        (["Elm", "Oak", "All of the above"], "en", {2}),
        (["All of the above", "Elm", "Oak", "None of these"], "en", {0, 3}),
        (["Elm", "Oak"], "en", set()),
        (["7 km", "5 km", "All of the above"], "en", {0, 1, 2}),
        (["1,5 km", "10 km"], "de", {0, 1}),
        (["7 km", "5 miles"], "en", set()),
        (["5 January 2022", "2 January 2022"], "en", {0, 1}),
    ],
)
def test_options_with_a_place_of_their_own(options: list[str], lang: str, fixed: set[int]) -> None:
    assert fixed_options(choose(options, {0}), lang) == fixed
    assert fixed_options(choose(options, {0}, author_order=True), lang) == set(range(len(options)))
    assert fixed_options(choose(["True", "False"], {0}, "true_false")) == {0, 1}


def test_the_authors_order_is_kept() -> None:
    options = ["9", "3", "All of the above", "7"]
    assert option_order(choose(options, {1}, author_order=True), "s") == [0, 1, 2, 3]
    assert option_order(choose(["True", "False"], {1}, "true_false"), "s") == [0, 1]


@given(st.lists(st.text("abcdef", min_size=1), min_size=2, max_size=8, unique=True), st.data())
def test_a_typo_fix_moves_one_option_at_most(words: list[str], data: st.DataObject) -> None:
    fixed = data.draw(st.integers(0, len(words) - 1))
    mended = [word + "x" if i == fixed else word for i, word in enumerate(words)]
    before = [i for i in shuffled([text(word) for word in words], "seed") if i != fixed]
    after = [i for i in shuffled([text(word) for word in mended], "seed") if i != fixed]
    assert before == after


def test_every_place_is_as_likely_for_the_key() -> None:
    ports = ["Aalborg", "Bergen", "Cadiz", "Dover"]
    places = Counter(shown(ports, 0, str(seed)).index("Aalborg") for seed in range(1000))
    assert set(places) == {0, 1, 2, 3}
    assert all(200 < times < 300 for times in places.values())


def test_order_and_code_are_fixed_for_ever() -> None:
    """Printed sheets must still fit a key that is made again years later."""
    options = ["Aalborg", "Bergen", "Cadiz", "Dover"]
    assert shown(options, 0, "course", "sheet", "", "q") == ["Cadiz", "Aalborg", "Dover", "Bergen"]
    assert sheet_code("course", "sheet", [item("q", "?", choose(options, {0}))], [options]) == "PQBRT"


def test_the_code_tells_orders_sheets_and_courses_apart() -> None:
    one, two = item("one", "?", choose(["a", "b"], {0})), item("two", "?", choose(["a", "b"], {0}))
    codes = {
        sheet_code("course", "sheet", [one, two], [["a", "b"], ["a", "b"]]),
        sheet_code("course", "sheet", [one, two], [["b", "a"], ["a", "b"]]),
        sheet_code("course", "sheet", [two, one], [["a", "b"], ["a", "b"]]),
        sheet_code("course", "other", [one, two], [["a", "b"], ["a", "b"]]),
        sheet_code("other", "sheet", [one, two], [["a", "b"], ["a", "b"]]),
    }
    assert len(codes) == 5
    assert all(len(code) == 5 and set(code) <= set(ALPHABET) for code in codes)
    assert not set(ALPHABET) & set("AEIOUY01L")
