"""The page for marking: a strip for each version, on one page, that says what the keys say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from exporters.chromium import Browser, browser, needs_browser
from exporters.pages import Page, html_of
from exporters.printing import assert_nothing_sticks_out, print_marked
from sample import choose, edition, item, items

from quizgen.arranging import LETTERS
from quizgen.edition import Edition
from quizgen.exporters import key, marking
from quizgen.items import Item


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("printed")) as started:
        yield started


def questions(number: int) -> list[Item]:
    """Choices, each eighth with several right options."""
    options = ["a harbour", "a pier", "a mole", "a quay"]
    return [
        item(
            f"q{n}",
            f"What is {n}?",
            choose(options, {n % 4, 3} if n % 8 == 0 else {n % 4}, "many" if n % 8 == 0 else "one"),
        )
        for n in range(number)
    ]


def in_versions(made: list[Item], letters: str) -> Edition:
    base = edition(made)
    return replace(base, sheets=(replace(base.sheets[0], versions=tuple(letters)),))


def strips(html: str) -> list[tuple[str, list[str]]]:
    """The head of each strip, and its answers in order; the numbers before them count from one."""
    found = []
    for strip in re.findall(r'<section class="strip".*?</section>', html, re.DOTALL):
        head = " ".join(Page(strip[: strip.index("<ol>")] + "</section>").text.split())
        answers = re.findall(r'<span class="nr">(\d+)</span> <bdi>(.*?)</bdi>', strip)
        assert [int(number) for number, _ in answers] == list(range(1, len(answers) + 1))
        found.append((head, [" ".join(Page(answer).text.split()) for _, answer in answers]))
    return found


@needs_browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("number", [20, 40])
@pytest.mark.parametrize("letters", ["A", "ABC", LETTERS[:8], LETTERS], ids=len)
def test_all_strips_fit_on_one_page(chromium: Browser, letters: str, number: int, paper: str) -> None:
    html = html_of(marking.export(in_versions(questions(number), letters)))
    out = print_marked(chromium, html, paper)
    assert len(out.pages) == 1
    assert_nothing_sticks_out(out)
    expected = strips(html)
    assert [head.split()[1] for head, _ in expected] == list(letters)
    assert all(len(answers) == number for _, answers in expected)
    there = {word.text for word in out.pages[0].words}
    assert {head.split()[2] for head, _ in expected} <= there, "the code of each version is printed"


@pytest.mark.parametrize("made", [questions(20), items()], ids=["choices", "all types"])
def test_strips_say_what_the_keys_of_their_versions_say(made: list[Item]) -> None:
    whole = in_versions(made, "ABCD")
    told = strips(html_of(marking.export(whole)))
    keys = [artifact.data.decode() for artifact in key.export(whole)]
    for (head, answers), html in zip(told, keys, strict=True):
        version, code = re.findall(r'class="(?:version|code)">([^<]+)<', html)
        assert head == f"{version} {code}"
        for number, answer in enumerate(answers, 1):
            section = re.findall(rf'<section class="question" id="q{number}".*?</section>', html, re.DOTALL)[0]
            assert answer == answer_on_key(section), f"{head}, {number}"


def answer_on_key(section: str) -> str:
    """What a key says, in the short form of a strip, read from its own marks."""
    if options := re.findall(r'class="right"><span class="\w+ marked"></span> <span class="letter">(\w)<', section):
        return ", ".join(options)
    if pairs := re.findall(r'<span class="pair"><bdi dir="ltr">(\d+)-(\w)<', section):
        if 'class="words"><span class="right"' not in section:
            return " ".join(f"{left}-{letter}" for left, letter in pairs)
        return " ".join(f"{letter}-{place}" for place, letter in sorted(pairs, key=lambda pair: pair[1]))
    if "Model answer:" in section:
        return "open"
    keys = re.findall(r'<(p|span|div) class="(?:model )?right">(.*?)</\1>', section, re.DOTALL)
    return "; ".join(" ".join(Page(words).text.split()) for _, words in keys)


def test_a_question_that_is_worth_more_than_a_point_says_so() -> None:
    html = html_of(marking.export(edition()))
    worth = re.findall(r'<span class="nr">(\d+)</span> <bdi>.*?</bdi> <bdi class="worth">\[(\d+)\]</bdi>', html)
    assert worth == [(str(n), str(one.points)) for n, one in enumerate(items(), 1) if one.points != 1]


def test_sheets_have_a_page_each() -> None:
    base = in_versions(questions(3), "AB")
    other = replace(base.sheets[0], name="unit/other", versions=("",))
    whole = replace(base, sheets=(*base.sheets, other))
    made = list(marking.export(whole))
    assert marking.count(whole) == 2
    assert [artifact.path for artifact in made] == ["marking/harbour.html", "marking/unit/other.html"]
    assert [len(strips(artifact.data.decode())) for artifact in made] == [2, 1]
