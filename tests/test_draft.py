"""`quizgen draft`: questions made from a text are proved, sound, and written as a teacher would write them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from courses import COURSE, cli, growth, make_course, process, read, snapshot

from quizgen.anchors import Anchors
from quizgen.drafting import lines, proving
from quizgen.drafting.candidates import candidates, chosen
from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import Reading
from quizgen.drafting.lines import read as read_text
from quizgen.evidence.language import language
from quizgen.load import load
from quizgen.sentences import split
from quizgen.writing.facts import keys, sentences

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


LOCK = """\
A lock is a part of a canal between two gates. A mole is a wall that keeps the waves out of a harbour.
A buoy is a floating sign that shows ships the way. The art of tying ropes is called ropework.
The reason is a mystery that nobody in Ness has solved.
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A course with a text, and no bank."""
    return make_course(tmp_path, {}, texts={"harbour.txt": HARBOUR})


def reading(text: str, lang: str = "en") -> Reading:
    """A text, read for drafting."""
    return read_text(Anchors(split(text, lang)), language(lang), "", 25, 500)


def stems(text: str, type_: str = "") -> list[str]:
    """The stems of all candidates from a text, or those of a type."""
    return [draft.stem for draft in candidates(reading(text)) if type_ in {"", draft.type}]


def test_a_bank_is_written_and_nothing_else_changes(harbour: Path) -> None:
    before = snapshot(harbour)
    result = cli(harbour, "draft", "harbour")
    after = snapshot(harbour)
    assert result.exit_code == 0
    assert after.keys() - before.keys() == {"decks/harbour.yaml"}
    assert {name: after[name] for name in before} == before
    _, report = read(harbour)
    types = Counter(entry.type for entry in report.entries)
    assert f"Wrote decks/harbour.yaml: {types.total()} draft questions" in result.output
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


def test_a_second_run_makes_others_and_leaves_the_first_bank(harbour: Path) -> None:
    cli(harbour, "draft", "harbour")
    first = (harbour / "decks/harbour.yaml").read_bytes()
    result = cli(harbour, "draft", "harbour")
    assert re.search(r"Wrote decks/harbour-2.yaml: .* Left out: \d+ that your banks ask already\.", result.output)
    assert (harbour / "decks/harbour.yaml").read_bytes() == first
    course, report = read(harbour)
    assert len(course.banks) == 2
    assert not report.errors  # the ids of the second are its own
    facts = [(*keys(entry), "", *sentences(entry)) for entry in course.entries]
    assert len(facts) == len(set(facts))


def test_nothing_is_left_to_ask(tmp_path: Path) -> None:
    folder = make_course(tmp_path, {}, texts={"one.txt": "In 1871 the Harbour Board bought a clock from Anna Holt.\n"})
    for _ in range(9):
        result = cli(folder, "draft", "one")
        if "No draft" in result.output:
            break
    assert (result.exit_code, result.output.count("\n")) == (0, 1)
    assert re.search(r"Left out: \d that your banks ask already", result.output)


def test_the_whole_way_from_a_draft_to_a_sheet(tmp_path: Path) -> None:
    harbour = make_course(tmp_path, {}, texts={"harbour.txt": HARBOUR + LOCK})
    cli(harbour, "draft", "harbour")
    bank = harbour / "decks/harbour.yaml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("status: draft", "status: ready", 10), encoding="utf-8")
    checked = cli(harbour, "check")
    assert (checked.exit_code, " 0 errors" in checked.output) == (0, True), checked.output
    assert cli(harbour, "build", "--to", "worksheet").exit_code == 0
    (page,) = (harbour / "build").rglob("*.html")
    assert len(re.findall(r'class="question\b', page.read_text(encoding="utf-8"))) == 10


def test_same_text_same_bytes(harbour: Path) -> None:
    """In another process too, where sets have another order."""
    cli(harbour, "draft", "harbour")
    bank = harbour / "decks/harbour.yaml"
    here = bank.read_bytes()
    bank.unlink()
    assert process(harbour, "draft", "harbour", PYTHONHASHSEED="7").returncode == 0
    assert bank.read_bytes() == here


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


def test_a_file_that_is_not_taken_in_yet_is_to_be_added_first(harbour: Path) -> None:
    (harbour / "seeds/old town.pdf").write_bytes(b"%PDF")
    for name in ("old-town", "seeds/old town.pdf"):
        assert "Take it in first: quizgen add 'seeds/old town.pdf'" in cli(harbour, "draft", name).stderr
    assert "Did you mean “harbour”?" in cli(harbour, "draft", "seeds/harbour.txt").stderr


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


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Im Jahr 1871 kaufte der Hafen eine Uhr. Die Uhr in Lübeck kostete damals 340 Pfund und war schwarz."),
        ("es", "En 1871 el puerto compró un reloj para la torre. El reloj de Santander costó entonces 340 libras."),
        ("fr", "En 1871 le port acheta une horloge pour la tour. L’horloge de Brest coûta à l’époque 340 livres."),
        ("ru", "В 1871 году порт купил часы для башни. Часы в Архангельске стоили тогда 340 рублей."),
    ],
)
def test_in_other_languages_there_are_clozes_alone(tmp_path: Path, lang: str, text: str) -> None:
    folder = make_course(tmp_path, {}, COURSE + f"lang: {lang}\n", {"clock.txt": text})
    assert cli(folder, "draft", "clock").exit_code == 0
    _, report = read(folder)
    assert {entry.type for entry in report.entries} == {"cloze"}
    assert set(report.verdicts.values()) == {"proved"}
    assert any("{{1871}}" in entry.question.cloze for entry in report.entries)
    assert any("{{340}}" in draft.stem for draft in candidates(reading(text, lang)))


@pytest.mark.parametrize(
    ("sentence", "stem"),
    [
        ("There are about 30 boats of oak in the harbour.", "About how many boats of oak are there in the harbour?"),
        ("The clock of Ness has 12 figures on its face.", ""),
        (
            "The harbour of Ness has 3 lighthouses in the north.",
            "How many lighthouses does the harbour of Ness have in the north?",
        ),
        (
            "The fire lasted long, and at least 40 sailors were hurt by smoke.",
            "At least how many sailors were hurt by smoke?",
        ),
        ("The Board paid 340 pounds and thanked Anna Holt.", "How many pounds did the Board pay?"),
        ("Anna Holt said that 40 sailors were hurt in the fire.", ""),
        ("The fire was so bad that “40 sailors were lost in it”.", ""),
        ("Three days later 40 sailors came from Vik and Sund.", ""),
        ("The fleet of Vik lost 12 boats and men in the storm.", ""),
    ],
)
def test_how_many(sentence: str, stem: str) -> None:
    made = [draft.stem for draft in candidates(reading(sentence)) if "ow many" in draft.stem]
    assert made == [stem] * bool(stem)


def test_terms_are_asked_for_and_matched_with_what_they_are() -> None:
    drafts = candidates(reading(LOCK))
    (match,) = [draft for draft in drafts if draft.type == "match"]
    assert match.fields["pairs"] == {
        "lock": "a part of a canal between two gates",
        "mole": "a wall that keeps the waves out of a harbour",
        "buoy": "a floating sign that shows ships the way",
    }
    asked = {draft.stem: draft.fields["answer"] for draft in drafts if draft.stem.startswith("What")}
    assert asked["What is a part of a canal between two gates?"] == "lock"
    assert "The art of tying ropes is called {{ropework}}." in [draft.stem for draft in drafts]
    assert not any("{{reason}}" in draft.stem or draft.fields.get("answer") == "reason" for draft in drafts)


def test_what_is_said_of_a_name_in_passing_is_asked() -> None:
    text = HARBOUR + "It was then that Peter Grey, who had ruled the harbour for years, gave the keys to Olaf Brand.\n"
    (draft,) = [
        draft
        for draft in candidates(reading(text + "Mary Stone said so. Jane Hill said so."))
        if draft.stem == "Who had ruled the harbour for years?"
    ]
    assert draft.fields["answer"] == "Peter Grey"


def test_dates_beyond_the_first_five_are_matched_with_their_events() -> None:
    text = " ".join(f"In 18{n}0 the Board bought the ship of Captain Nr{n}." for n in range(1, 10))
    (order,) = [draft for draft in candidates(reading(text)) if draft.type == "order"]
    (match,) = [draft for draft in candidates(reading(text)) if draft.type == "match"]
    assert len(order.fields["sequence"]) == 5
    assert list(match.fields["pairs"]) == ["1860", "1870", "1880", "1890"]


def test_no_draft_gives_away_another_on_its_sentence() -> None:
    whole = Draft("cloze", "In {{1871}} the Board paid 340 pounds.", {}, ["q"], ["0"], 60, "1871")
    price = Draft("numeric", "How many pounds did the Board pay?", {}, ["q"], ["0"], 50, "340")
    when = Draft("short", "When did the Board pay?", {}, ["q"], ["0"], 40, "1871")
    buyer = Draft("choice", "Who paid?", {}, ["q"], ["0"], 30, "the Board")
    elsewhere = Draft("short", "When did the Board pay?", {}, ["r"], ["1"], 20, "1871")
    assert chosen([whole, price, when, buyer, elsewhere], 9) == [whole, elsewhere]
    assert chosen([price, when, buyer, elsewhere], 9) == [price, elsewhere, when]
    assert chosen([price, when, buyer, elsewhere], 1) == [price]


def test_who_wrote_the_text_is_no_question(tmp_path: Path) -> None:
    entry = "harbour:\n  file: harbour.txt\n  title: The harbour\n  author: Olaf Brand\n"
    folder = make_course(tmp_path, {}, texts={"harbour.txt": HARBOUR, "sources.yaml": entry})
    course = load(folder)
    made = proving.make(course, course.sources["harbour"], "decks/a.yaml", 30)
    assert made.drafts
    assert not any(draft.asks == "Olaf Brand" for draft in made.drafts)


def test_a_text_twice_as_long_takes_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "RIVALS_TRIED", 5)  # the limit that makes it so, reached by short texts

    def work(sentences: int) -> None:
        text = "\n".join(
            f"In {1200 + n % 700} the town of Ness{n} bought {n + 11} lamps from Anna Holt{n}."
            for n in range(sentences)
        )
        candidates(reading(text))

    assert growth(work, 30) < 2.2


def test_a_book_is_drafted_from_its_richest_sentences() -> None:
    text = "The fog lay on the water near Sund.\n" * 3 + HARBOUR
    whole = read_text(Anchors(split(text)), language("en"), "", 25, 2)
    richest = sorted((line.richness for line in whole.lines), reverse=True)[:2]
    assert sorted((line.richness for line in whole.pool), reverse=True) == richest
    assert {digest for draft in candidates(whole) for digest in draft.sentences} <= {
        line.sentence.digest for line in whole.pool
    }
