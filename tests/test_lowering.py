"""Card numbers of blanks, and the proofs of an item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from courses import bank, make_course, read
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.lock import Address, Record, Stamp
from quizgen.lowering import number_texts, verbatim, with_proofs

KNOWN = {1: "a", 2: "b", 3: "c"}


@pytest.mark.parametrize(
    ("blanks", "remembered", "taken", "numbers"),
    [
        ("abc", {}, set(), [1, 2, 3]),
        ("abc", {}, {1, 3}, [2, 4, 5]),
        ("abc", KNOWN, set(), [1, 2, 3]),
        ("xabc", KNOWN, set(), [4, 1, 2, 3]),
        ("axbyc", KNOWN, set(), [1, 4, 2, 5, 3]),
        ("bc", KNOWN, set(), [2, 3]),
        ("cab", KNOWN, set(), [3, 1, 2]),
        ("aXc", KNOWN, set(), [1, 2, 3]),
        ("XYZ", KNOWN, set(), [1, 2, 3]),
        ("aX", KNOWN, set(), [1, 4]),
        ("aa", {1: "a", 2: "a"}, set(), [1, 2]),
        ("aaa", {1: "a"}, set(), [1, 2, 3]),
        ("bc", KNOWN, {2}, [1, 3]),
        ("", KNOWN, set(), []),
    ],
)
def test_a_blank_keeps_its_number(blanks: str, remembered: dict[int, str], taken: set[int], numbers: list[int]) -> None:
    assert number_texts(blanks, remembered, taken) == numbers


@given(
    st.lists(st.sampled_from("abcde"), max_size=8),
    st.dictionaries(st.integers(1, 9), st.sampled_from("abcde"), max_size=6),
    st.sets(st.integers(1, 9), max_size=4),
)
@example(["a", "a"], {1: "b", 2: "a"}, set())
def test_numbers_are_the_blanks_own(blanks: list[str], remembered: dict[int, str], taken: set[int]) -> None:
    numbers = number_texts(blanks, remembered, taken)
    assert len(set(numbers)) == len(blanks) == len(numbers)
    assert not set(numbers) & taken
    assert all(number > 0 for number in numbers)
    again = dict(zip(numbers, blanks, strict=True))
    assert number_texts(blanks, again, taken) == numbers, "a second build changes nothing"


def test_the_numbers_of_a_cloze_are_handed_to_the_lock(tmp_path: Path) -> None:
    cloze = "id: q\ncloze: '{{c2::In}} {{1871}} the board bought a {{*clock*}}.'\ncite: bought a clock"
    make_course(tmp_path, {"bank.yaml": bank(cloze)})
    (entry,) = read(tmp_path)[0].entries
    assert entry.blanks == {1: "1871", 3: "clock"}


def test_a_proof_has_its_place_from_the_lock_unless_the_text_ships(tmp_path: Path) -> None:
    sources = "clock:\n  file: clock.txt\n  title: The clock\n  author: A. Writer\n"
    make_course(tmp_path, {"bank.yaml": bank("id: q\ncard: Who?\nanswer: Anna Holt\ncite: from Anna Holt")})
    (tmp_path / "seeds/sources.yaml").write_text(sources, encoding="utf-8")
    course, _ = read(tmp_path)
    (entry,) = course.entries
    (proof,) = entry.item.proofs
    assert (proof.source.author, proof.quote.plain) == ("A. Writer", "from Anna Holt")
    assert (proof.paragraph, proof.sentence, proof.full) == (None, None, None), "only the lock may say"
    record = Record(Stamp("", 0), sentences=(Address("clock", "0" * 16, 7, 8),))
    (proof,) = with_proofs(entry.item, entry.citations, record).proofs
    assert (proof.paragraph, proof.sentence, proof.full) == (7, 8, None)
    stale = replace(record, sentences=record.sentences * 2)
    (proof,) = with_proofs(entry.item, entry.citations, stale).proofs
    assert proof.paragraph is None, "the lock speaks of other citations"
    (tmp_path / "seeds/sources.yaml").write_text(sources + "  show: sentence\n", encoding="utf-8")
    (entry,) = read(tmp_path)[0].entries
    (proof,) = entry.item.proofs
    assert proof.full == verbatim("In 1871 the Harbour Board bought a clock from Anna Holt.")
    assert (proof.paragraph, proof.sentence) == (2, 1)


def test_somebodys_words_are_no_markdown() -> None:
    shown = verbatim(" a *b*\n<i> inter\u00advention ")
    assert (shown.plain, shown.html) == ("a *b* <i> intervention", "a *b* &lt;i&gt; intervention")


def test_an_unknown_passage_is_reported_with_the_near_one(tmp_path: Path) -> None:
    head = "title: T\nsource: clock\npassages:\n  map-1: {text: Look.}\n"
    make_course(tmp_path, {"b.yaml": bank("id: q\ncard: Who?\nanswer: a\nabout: map1\nuncited: x", head=head)})
    (finding,) = read(tmp_path)[0].findings
    assert (finding.code, finding.question, finding.hint) == ("Q027", "q", "did you mean “map-1”?")
