"""`quizgen check --fix` puts numbers and dates in order, and parts no comment or reason from its option."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import bank, cli, make_course, read

from quizgen.items import Choose

YEARS = "id: hung\nchoice: When was the clock hung?\nanswer: 1872\ncite: hung in May 1872\n{}"


def ordered(folder: Path, options: str, end: str = "\n", lang: str = "en") -> str:
    """The options of a question as `--fix` leaves them; what stands around them must stay as it was."""
    text = bank(YEARS.format(options), head=f"title: The clock\nsource: clock\nlang: {lang}\n").replace("\n", end)
    before, mark, _ = text.partition("  options:")
    make_course(folder, {"a.yaml": text})
    cli(folder, "check", "--fix")
    after = (folder / "decks/a.yaml").read_bytes().decode()
    assert after.startswith(before + mark)
    return after.removeprefix(before).replace(end + "  ", "\n").removesuffix(end).removeprefix("  ")


def is_found(folder: Path) -> bool:
    return "Q311" in {diagnostic.code for diagnostic in read(folder)[1].diagnostics}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["plain", "windows"])
def test_options_are_put_in_order_each_with_its_comment(tmp_path: Path, end: str) -> None:
    options = "options: # years\n- 1894 # the storm\n\n-   '1871'   # bought\n- 1872"
    assert ordered(tmp_path, options, end) == "options: # years\n- '1871'   # bought\n\n-   1872\n- 1894 # the storm"
    assert not is_found(tmp_path)


def test_an_option_moves_with_its_reason(tmp_path: Path) -> None:
    options = "options:\n- {text: 1894, why: The storm.}\n- {why: Too early., text: 1871}\n- 1872"
    expected = "options:\n- {why: Too early., text: 1871}\n- 1872\n- {text: 1894, why: The storm.}"
    assert ordered(tmp_path, options) == expected
    response = next(read(tmp_path)[0].entries).item.response
    assert isinstance(response, Choose)
    assert [option.why and option.why.plain for option in response.options] == ["Too early.", None, "The storm."]
    assert response.correct == {1}
    assert not is_found(tmp_path)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("options: [1894, 1871, 1872] # years", "options: [1871, 1872, 1894] # years"),
        ("options: [1894,\n  1871, 1872]", "options: [1871,\n  1872, 1894]"),
        ("options: [1872, 1894, 1871, None of the above]", "options: [1871, 1872, 1894, None of the above]"),
    ],
    ids=["one line", "two lines", "none of the above"],
)
def test_a_list_between_brackets_keeps_its_layout(tmp_path: Path, options: str, expected: str) -> None:
    assert ordered(tmp_path, options) == expected
    assert not is_found(tmp_path)


@pytest.mark.parametrize(
    "options",
    [
        "options:\n- text: 1894\n  why: That was the storm.\n- 1872\n- 1883",
        "options:\n- 1894\n# the right one\n- 1872\n- 1883",
        "options: [1894, # the storm\n  1872, 1883]",
    ],
    ids=["fields in lines", "comment above", "comment between"],
)
def test_what_would_part_a_comment_or_reason_from_its_option_is_left_to_the_author(
    tmp_path: Path, options: str
) -> None:
    assert ordered(tmp_path, options) == options
    assert is_found(tmp_path)


def test_figures_are_ordered_as_the_language_writes_them(tmp_path: Path) -> None:
    options = "options:\n- 1872\n- 1.500\n- 1.500,5"
    assert ordered(tmp_path, options, lang="de") == "options:\n- 1.500\n- 1.500,5\n- 1872"
