"""`quizgen draft`: questions made from a text are proved, sound, and written as a teacher would write them."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from courses import COURSE, cli, make_course, read, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.anchors import Anchors
from quizgen.drafting import lines, proving, writing
from quizgen.drafting.candidates import candidates
from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import Reading
from quizgen.drafting.lines import read as read_text
from quizgen.evidence.language import language
from quizgen.load import load
from quizgen.sentences import split
from quizgen.yaml_tree import parse

READER = Path(__file__).parents[1] / "seeds" / "january-2022.txt"
HARBOUR = """\
The harbour of Lower Ness

In 1871 the Harbour Board bought a clock from Anna Holt. On 4 May 1872 the mayor Peter Grey hung the clock.
It cost 340 pounds. But nobody looked at it. Skippers missed trains, and clerks missed tides in the fog.
In 1894 a storm bent the black hand. The fair was held in 1902 in the ports of Ness, Holm, Vik and Sund.
Anna Holt, the clockmaker and inspector of Holm, came back in 1903. Olaf Brand, the engineer of Vik, mended the hand.
64 sailors were saved by Olaf Brand with a rope from the old lighthouse in Sund.
Peter Grey thanked the 12 sailors of Vik with a dinner of herring and bread. Many lived in Rost and in Berg.
According to Olaf Brand, 30 boats lay in the harbour of Vik during the storm. "We were afraid," said Anna Holt.
PHOTO/Ness Museum - The clock in the year 1901, after the fire in the tower.
"""
GERMAN = """\
Die Uhr am Hafen

Im Jahr 1871 kaufte der Hafen eine Uhr für den Turm am Wasser. Die Uhr kostete damals 340 Pfund und war schwarz.
Niemand sah sie an.
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A course with a text, and no bank."""
    return make_course(tmp_path, {}, texts={"harbour.txt": HARBOUR})


def reading(text: str, lang: str = "en") -> Reading:
    """A text, read for drafting."""
    return read_text(Anchors(split(text, lang)), language(lang), "", 25)


def stems(text: str, type_: str = "") -> list[str]:
    """The stems of all candidates from a text, or those of a type."""
    return [draft.stem for draft in candidates(reading(text)) if type_ in {"", draft.type}]


def test_a_bank_is_written_and_nothing_else_changes(harbour: Path) -> None:
    before = snapshot(harbour)
    result = cli(harbour, "draft", "harbour")
    after = snapshot(harbour)
    assert result.exit_code == 0
    assert after.keys() - before.keys() == {"decks/harbour-draft.yaml"}
    assert {name: after[name] for name in before} == before
    _, report = read(harbour)
    types = Counter(entry.type for entry in report.entries)
    assert f"Wrote decks/harbour-draft.yaml: {types.total()} draft questions" in result.output
    assert all(f"{count} {type_}" in result.output for type_, count in types.items())


@pytest.mark.parametrize("text", [HARBOUR, READER.read_text(encoding="utf-8")], ids=["harbour", "reader"])
def test_every_draft_is_proved_and_none_is_in_an_output(tmp_path: Path, text: str) -> None:
    folder = make_course(tmp_path, {}, texts={"harbour.txt": text})
    cli(folder, "draft", "harbour")
    _, report = read(folder)
    assert len(report.verdicts) >= 8
    assert set(report.verdicts.values()) == {"proved"}
    assert not [d for d in report.diagnostics if d.severity != "info" and d.finding.question]
    assert {entry.question.status for entry in report.entries} == {"draft"}
    assert all(re.search(r"\d|[A-Z]\w", entry.citations[0].quote) for entry in report.entries)
    cli(folder, "build", "--to", "worksheet")
    pages = (folder / "build").rglob("*.html")
    assert not any('class="question' in page.read_text(encoding="utf-8") for page in pages)


def test_an_existing_bank_stays(harbour: Path) -> None:
    cli(harbour, "draft", "harbour")
    first = (harbour / "decks/harbour-draft.yaml").read_bytes()
    result = cli(harbour, "draft", "harbour")
    assert "Wrote decks/harbour-draft-2.yaml" in result.output
    assert (harbour / "decks/harbour-draft.yaml").read_bytes() == first
    course, report = read(harbour)
    assert len(course.banks) == 2
    assert not report.errors  # the ids of the second are its own


def test_same_text_same_bytes(harbour: Path, tmp_path: Path) -> None:
    course = load(harbour)
    texts = [proving.make(course, course.sources["harbour"], "decks/a.yaml", 30)[0] for _ in range(2)]
    assert texts[0] == texts[1]


def test_no_more_than_asked_for(harbour: Path) -> None:
    cli(harbour, "draft", "harbour", "--number", "3")
    _, report = read(harbour)
    assert len(report.verdicts) == 3


def test_a_text_without_facts_gives_one_line(tmp_path: Path) -> None:
    folder = make_course(tmp_path, {}, texts={"empty.txt": "", "stub.txt": "A heading\n\nNobody looked at it again.\n"})
    for name in ("empty", "stub"):
        result = cli(folder, "draft", name)
        assert (result.exit_code, result.output.count("\n")) == (0, 1)
        assert "No draft" in result.output
    assert not list((folder / "decks").iterdir())


def test_a_misspelt_source_is_refused(harbour: Path) -> None:
    result = cli(harbour, "draft", "harbor")
    assert result.exit_code == 2
    assert "There is no source “harbor”. Did you mean “harbour”?" in result.output


def test_a_text_that_is_elsewhere_is_asked_for(tmp_path: Path) -> None:
    folder = make_course(tmp_path, {}, texts={"sources.yaml": "far:\n  file: far.txt\n  title: Far away\n"})
    result = cli(folder, "draft", "far")
    assert result.exit_code == 2
    assert "The text of “far” is not here. Put far.txt into seeds/" in result.output


def test_questions_are_grammatical() -> None:
    assert "In which year did the Harbour Board buy a clock from Anna Holt?" in stems(HARBOUR)
    assert "When did the mayor Peter Grey hang the clock?" in stems(HARBOUR)
    assert "In which year did a storm bend the black hand?" in stems(HARBOUR)
    assert "How many sailors were saved by Olaf Brand with a rope from the old lighthouse in Sund?" in stems(HARBOUR)


def test_persons_and_their_roles_are_matched() -> None:
    text = HARBOUR.replace("mayor Peter", "Lower Ness mayor Peter")
    (match,) = [draft for draft in candidates(reading(text)) if draft.type == "match"]
    assert match.fields["pairs"] == {
        "Peter Grey": "Lower Ness mayor",
        "Anna Holt": "clockmaker and inspector of Holm",
        "Olaf Brand": "engineer of Vik",
    }


def test_dated_events_are_put_in_order() -> None:
    text = (
        "In 1894 a storm bent the black hand. In 1871 the Board bought a clock. In 1902 the fair closed its old gates."
    )
    (order,) = [draft for draft in candidates(reading(text)) if draft.type == "order"]
    assert order.fields["sequence"] == [
        "The Board bought a clock",
        "A storm bent the black hand",
        "The fair closed its old gates",
    ]


def test_lists_of_names_become_a_choice_of_several() -> None:
    (draft,) = [draft for draft in candidates(reading(HARBOUR)) if draft.type == "multi"]
    assert draft.fields["answers"] == ["Ness", "Holm", "Vik", "Sund"]


def test_false_statements_have_their_correction() -> None:
    drafts = [draft for draft in candidates(reading(HARBOUR)) if draft.type == "true_false"]
    false = [draft for draft in drafts if draft.fields["answer"] == "false"]
    assert false
    assert all(draft.fields["correction"] in HARBOUR and draft.stem not in HARBOUR for draft in false)


@pytest.mark.parametrize(
    "sentence",
    [
        "It cost the Harbour Board 340 pounds.",
        "But in 1894 a storm bent the black hand.",
        "PHOTO/Ness Museum - The clock in the year 1901, after the fire in the tower.",
        "We paid 340 pounds for the clock of Lower Ness.",
        "He said: “the clock of Ness cost 340 pounds.",
        "The clock of Lower Ness and 340 pounds",
        "What did the Harbour Board pay in 1871 for it?",
        "This storm bent the black hand in 1894.",
        "The Board paid {{340}} pounds for the clock.",
    ],
)
def test_sentences_that_lean_on_others_are_left_alone(sentence: str) -> None:
    others = "In 1871 the Harbour Board bought a clock from Anna Holt."
    found = {digest for draft in candidates(reading(f"{others}\n{sentence}\n")) for digest in draft.sentences}
    assert found == {split(others)[0].digest}


def test_attribution_stays() -> None:
    about_boats = [stem for stem in stems(HARBOUR) if "boats lay" in stem]
    assert about_boats
    assert all(stem.startswith("According to") for stem in about_boats)


def test_distractors_are_of_the_keys_kind_and_not_in_its_sentence() -> None:
    whole = reading(HARBOUR)
    places = {line.sentence.digest: line for line in whole.lines}
    kinds = {thing.text: (thing.kind, thing.sort) for line in whole.lines for thing in line.things}
    chosen = [draft for draft in candidates(whole) if draft.type == "choice"]
    assert chosen
    for draft in chosen:
        for distractor in draft.fields["distractors"]:
            assert kinds[distractor] == kinds[draft.fields["answer"]]
            assert distractor not in places[draft.sentences[0]].text


def test_in_other_languages_there_are_clozes_alone(tmp_path: Path) -> None:
    folder = make_course(tmp_path, {}, COURSE + "lang: de\n", {"uhr.txt": GERMAN})
    assert cli(folder, "draft", "uhr").exit_code == 0
    _, report = read(folder)
    assert {entry.type for entry in report.entries} == {"cloze"}
    assert set(report.verdicts.values()) == {"proved"}


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=300))
def test_what_is_written_is_read_back(text: str) -> None:
    words = " ".join(text.split()) or "word"
    draft = Draft("match", words, {"pairs": {words: words}, "sequence": [words, words]}, [words], ["0"], 1)
    tree = parse(writing.bank(words, "clock", "en", [("a-draft", draft)]).encode(), "decks/a.yaml")
    assert tree.root["title"] == words
    assert tree.root["questions"] == [
        {
            "id": "a-draft",
            "match": words,
            "pairs": {words: words},
            "sequence": [words, words],
            "cite": words,
            "status": "draft",
        }
    ]
    assert not tree.findings


def test_a_text_twice_as_long_takes_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "RIVALS_TRIED", 5)  # the limit that makes it so, reached by short texts

    def calls(sentences: int) -> int:
        text = "\n".join(
            f"In {1200 + n % 700} the town of Ness{n} bought {n + 11} lamps from Anna Holt{n}."
            for n in range(sentences)
        )
        anchors, count = Anchors(split(text)), 0

        def called(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event == "call"

        sys.setprofile(called)
        try:
            candidates(read_text(anchors, language("en"), "", 25))
        finally:
            sys.setprofile(None)
        return count

    assert calls(60) < 2.2 * calls(30)
