"""Later builds of a course in a student's Anki, the real one: what arrives, and that no progress is lost.

Every course is built as a teacher would, with its lock. What a student does happens now, by the computer's clock; a
build was made `BEFORE` that, or is made `AFTER` it.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from anki_client import KEEPS_TIMES, Client, back, front
from courses import COURSE, PRICE, STORM, TRAINS, WHEN, bank, cli, edit, make_course
from sample import PNG

from quizgen.templating import Templates

SELLER = """\
id: seller
choice: Who sold the clock to the Harbour Board?
answer: Anna Holt
distractors:
  - Lower Ness
  - Clara Ness
cite: the Harbour Board bought a clock from Anna Holt"""
BOARD = "id: board\ncard: Harbour Board\nanswer: the buyer of the clock\ncite: the Harbour Board bought a clock"
BANKS = {"clock.yaml": bank(PRICE, STORM, SELLER), "tides.yaml": bank(TRAINS, BOARD)}
QUESTIONS = 5
CARDS = 6

BEFORE = WHEN
AFTER = 4_000_000_000
WEEK = 7 * 24 * 60 * 60


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two banks."""
    return make_course(tmp_path / "course", BANKS)


@pytest.fixture
def studied(course: Path, student: Client) -> Client:
    """A student who has imported the first build and answered every card."""
    assert student.import_package(built(course)) == Counter(new=QUESTIONS)
    review_all(student)
    return student


def built(course: Path, now: int = BEFORE, bank_name: str = "") -> bytes:
    """Build a course at a time, and give the package of the course or of one bank."""
    done = cli(course, "build", "--to", "anki", now=now)
    assert done.exit_code == 0, done.stderr
    (package,) = (course / "build/anki").glob(f"banks/{bank_name}.apkg" if bank_name else "*.apkg")
    return package.read_bytes()


def review_all(student: Client) -> None:
    """Answer every card that is not suspended, so that each has a history."""
    for number in student.col.find_cards("-is:suspended"):
        student.review(student.col.get_card(number))


def explain(course: Path, question: str, words: str, bank_name: str = "clock") -> None:
    """Give a question an explanation, or another one."""
    file = course / f"decks/{bank_name}.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    start = lines.index(f"- id: {question}\n")
    if lines[start + 1].startswith("  explain:"):
        del lines[start + 1]
    lines.insert(start + 1, f"  explain: {words}\n")
    file.write_text("".join(lines), encoding="utf-8")


UNCHANGED = Counter(duplicate=QUESTIONS)
ONE_UPDATED = Counter(updated=1, duplicate=QUESTIONS - 1)


# ----------------------------------------------------------------------------------------------- corrections


def test_the_same_package_again_changes_nothing(course: Path, studied: Client) -> None:
    before = studied.progress()
    assert len(before) == CARDS
    assert all(len(card[-1]) == 1 for card in before.values()), "every card has a review"
    assert studied.import_package(built(course, AFTER)) == UNCHANGED
    assert studied.progress() == before


@pytest.mark.parametrize(
    ("question", "bank_name"), [("price", "clock"), ("seller", "clock"), ("trains", "tides"), ("board", "tides")]
)
def test_a_correction_reaches_its_note_alone(course: Path, studied: Client, question: str, bank_name: str) -> None:
    before = studied.progress()
    others = {note["Id"]: note.fields for note in studied.notes() if note["Id"] != question}
    explain(course, question, "Mended.", bank_name)
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert all("Mended." in back(card).words for card in studied.cards(question))
    assert {note["Id"]: note.fields for note in studied.notes() if note["Id"] != question} == others
    assert studied.progress() == before


def test_another_key_arrives(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/clock.yaml", "answer: a storm", "answer: storm")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert studied.note("storm")["Key"] == "storm"
    assert studied.progress() == before


def test_two_builds_in_one_second(course: Path, studied: Client) -> None:
    """Anki ignores an edit under an equal time, so the lock lets the time rise."""
    explain(course, "price", "Mended.")
    assert studied.import_package(built(course, BEFORE)) == ONE_UPDATED
    assert "Mended." in studied.note("price")["Explain"]


def test_a_build_under_a_clock_that_went_back(course: Path, studied: Client) -> None:
    explain(course, "price", "Mended.")
    assert studied.import_package(built(course, BEFORE - WEEK)) == ONE_UPDATED


def test_corrections_in_weeks_one_three_and_five(course: Path, studied: Client) -> None:
    before = studied.progress()
    for week in (0, 2, 4):
        explain(course, "price", f"Mended in week {week + 1}.")
        assert studied.import_package(built(course, AFTER + week * WEEK)) == ONE_UPDATED
        assert f"Mended in week {week + 1}." in studied.note("price")["Explain"]
    assert studied.progress() == before


def corrections(course: Path, number: int) -> list[bytes]:
    """Packages with one correction after another, all made before the student imports any."""
    packages = []
    for week in range(1, number + 1):
        explain(course, "price", f"Correction {week}.")
        packages.append(built(course, BEFORE + week * WEEK))
    return packages


def test_corrections_fetched_late_and_imported_one_after_the_other(course: Path, studied: Client) -> None:
    """Anki before 25.2 takes the first of them, and holds the others to be older than that import."""
    before = studied.progress()
    first, second, third = corrections(course, 3)
    assert studied.import_package(first) == ONE_UPDATED
    assert studied.import_package(second) == (ONE_UPDATED if KEEPS_TIMES else UNCHANGED)
    assert studied.import_package(third) == (ONE_UPDATED if KEEPS_TIMES else UNCHANGED)
    assert ("Correction 3." if KEEPS_TIMES else "Correction 1.") in studied.note("price")["Explain"]
    assert studied.progress() == before


def test_the_newest_correction_alone_arrives_in_every_version(course: Path, studied: Client) -> None:
    *_, newest = corrections(course, 3)
    assert studied.import_package(newest) == ONE_UPDATED
    assert "Correction 3." in studied.note("price")["Explain"]


def test_a_correction_that_an_old_anki_lost_comes_by_update_always_or_with_the_next(
    course: Path, studied: Client
) -> None:
    before = studied.progress()
    first, second = corrections(course, 2)
    studied.import_package(first)
    studied.import_package(second)
    studied.import_package(second, update_always=True)
    assert "Correction 2." in studied.note("price")["Explain"]
    explain(course, "price", "Correction 3.")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert "Correction 3." in studied.note("price")["Explain"]
    assert studied.progress() == before


def test_an_older_package_after_a_newer_one_changes_nothing(course: Path, studied: Client) -> None:
    older = built(course)
    explain(course, "price", "Mended.")
    studied.import_package(built(course, BEFORE + WEEK))
    before = studied.progress()
    assert studied.import_package(older) == UNCHANGED
    assert "Mended." in studied.note("price")["Explain"]
    assert studied.progress() == before


# ----------------------------------------------------------------------------------------------- the student's own


def make_own(student: Client, question: str) -> None:
    """What a student may do to a note: a word of their own, a tag, the mark."""
    note = student.note(question)
    note["Hint"] = "My own hint."
    note.tags.extend(["mine", "marked", "leech"])
    student.col.update_note(note)


def test_a_student_s_own_edit_of_an_unchanged_question_stays(course: Path, studied: Client) -> None:
    make_own(studied, "storm")
    before = studied.progress()
    explain(course, "price", "Mended.")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    kept = studied.note("storm")
    assert kept["Hint"] == "My own hint."
    assert {"mine", "marked", "leech"} <= set(kept.tags)
    assert studied.progress() == before


def test_a_later_correction_replaces_the_student_s_own_edit(course: Path, studied: Client) -> None:
    make_own(studied, "storm")
    before = studied.progress()
    explain(course, "storm", "Mended.")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    mended = studied.note("storm")
    assert (mended["Hint"], mended.tags) == ("", ["bank::clock"])
    assert "Mended." in mended["Explain"]
    assert studied.progress() == before


def test_a_correction_made_before_the_student_s_own_edit_does_not_arrive(course: Path, studied: Client) -> None:
    """Anki's rule in every version: the later hand wins."""
    explain(course, "storm", "Mended.")
    package = built(course, BEFORE + WEEK)
    make_own(studied, "storm")
    assert studied.import_package(package) == UNCHANGED
    assert studied.note("storm")["Hint"] == "My own hint."
    assert "Mended." not in studied.note("storm")["Explain"]


def test_update_always_takes_the_student_s_own_edits_and_no_progress(course: Path, studied: Client) -> None:
    make_own(studied, "storm")
    before = studied.progress()
    assert studied.import_package(built(course), update_always=True)["updated"] >= 1
    assert studied.note("storm")["Hint"] == ""
    assert studied.progress() == before


def test_a_note_that_the_student_deleted_comes_back_as_new(course: Path, studied: Client) -> None:
    studied.col.remove_notes([studied.note("storm").id])
    assert studied.import_package(built(course)) == Counter(new=1, duplicate=QUESTIONS - 1)


def test_suspended_buried_and_flagged_cards_stay_so(course: Path, studied: Client) -> None:
    studied.col.sched.suspend_cards([studied.cards("price")[0].id])
    studied.col.sched.bury_cards([studied.cards("storm")[0].id])
    studied.col.set_user_flag_for_cards(3, [studied.cards("seller")[0].id])
    before = studied.progress()
    for question in ("price", "storm", "seller"):
        explain(course, question, "Mended.")
    assert studied.import_package(built(course, AFTER)) == Counter(updated=3, duplicate=2)
    assert studied.progress() == before
    queues = {question: studied.cards(question)[0].queue for question in ("price", "storm")}
    assert queues == {"price": -1, "storm": -3}
    assert studied.cards("seller")[0].user_flag() == 3


def test_cards_in_learning_in_review_and_forgotten_go_on(course: Path, studied: Client) -> None:
    price, storm, seller = (studied.cards(question)[0] for question in ("price", "storm", "seller"))
    studied.review(price, 1)
    studied.review(storm, 4)
    studied.col.sched.set_due_date([seller.id], "0")
    studied.review(studied.col.get_card(seller.id), 1)
    before = studied.progress()
    assert [studied.col.get_card(card.id).type for card in (price, storm, seller)] == [1, 2, 3]
    for question in ("price", "storm", "seller"):
        explain(course, question, "Mended.")
    assert studied.import_package(built(course, AFTER)) == Counter(updated=3, duplicate=2)
    assert studied.progress() == before


def test_a_card_in_a_filtered_deck_stays_there_and_goes_home(course: Path, studied: Client) -> None:
    home = studied.cards("price")[0].did
    number = studied.filter_deck("Before the test", "deck:*")
    before = studied.progress()
    assert studied.cards("price")[0].did == number
    explain(course, "price", "Mended.")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert studied.progress() == before
    studied.col.sched.empty_filtered_deck(number)
    assert studied.cards("price")[0].did == home


def test_a_deck_keeps_the_options_and_the_description_that_the_student_gave_it(course: Path, studied: Client) -> None:
    deck = studied.col.decks.get(studied.cards("price")[0].did)
    preset = studied.col.decks.add_config("Mine")
    deck |= {"conf": preset["id"], "desc": "My own words."}
    studied.col.decks.save(deck)
    parent = studied.col.decks.by_name("A test course")
    studied.col.decks.save(parent | {"desc": "My own words."})
    default = studied.col.decks.get_config(1)
    default["new"]["perDay"] = 7
    studied.col.decks.update_config(default)
    explain(course, "price", "Mended.")
    studied.import_package(built(course, AFTER), with_presets=True)
    after = studied.col.decks.get(deck["id"])
    assert (after["conf"], after["desc"]) == (preset["id"], "My own words.")
    assert studied.col.decks.by_name("A test course")["desc"] == "My own words."
    assert studied.col.decks.get_config(1)["new"]["perDay"] == 7


@pytest.mark.parametrize("option", ["with_progress", "with_presets", "merge_note_types", "update_always"])
def test_no_option_of_the_dialog_costs_progress(course: Path, studied: Client, option: str) -> None:
    before = studied.progress()
    explain(course, "price", "Mended.")
    assert studied.import_package(built(course, AFTER), **{option: True})["updated"] >= 1
    assert "Mended." in studied.note("price")["Explain"]
    assert studied.progress() == before
    assert studied.note_types() == sorted(f"quizgen {kind}" for kind in ("card", "choice", "cloze", "numeric", "typed"))


# ----------------------------------------------------------------------------------------------- note types


def own_style(course: Path, css: str) -> None:
    """Give the course a style of its own."""
    file = course / "templates/anki/style.css"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(css, encoding="utf-8")


def test_another_style_reaches_the_cards_in_place(course: Path, student: Client) -> None:
    own_style(course, ".card { color: black }")
    student.import_package(built(course))
    review_all(student)
    before, types = student.progress(), student.note_types()
    own_style(course, ".card { color: navy }")
    assert student.import_package(built(course, AFTER)) == UNCHANGED
    assert all(note.note_type()["css"] == ".card { color: navy }" for note in student.notes())
    assert student.note_types() == types
    assert student.progress() == before


def test_a_new_look_of_quizgen_reaches_the_cards_in_place(
    course: Path, studied: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of quizgen changes its templates; the lock notes the time."""
    before, types = studied.progress(), studied.note_types()
    source = Templates.source

    def redrawn(templates: Templates, name: str) -> str:
        return source(templates, name) + ("<!-- new -->" if name == "anki/choice/back.html" else "")

    monkeypatch.setattr(Templates, "source", redrawn)
    assert studied.import_package(built(course, AFTER)) == UNCHANGED
    assert [note["Id"] for note in studied.notes() if "new -->" in note.note_type()["tmpls"][0]["afmt"]] == ["seller"]
    assert studied.note_types() == types
    assert studied.progress() == before


def test_a_course_that_gets_a_style_of_its_own_later(course: Path, studied: Client) -> None:
    """Its cards need note types of their own then; Anki moves to them only with "Merge note types"."""
    before, types = studied.progress(), studied.note_types()
    own_style(course, ".card { color: navy }")
    explain(course, "price", "Mended.")
    package = built(course, AFTER)
    assert studied.import_package(package) == Counter(conflicting=QUESTIONS)
    assert "Mended." not in studied.note("price")["Explain"]
    assert studied.progress() == before
    studied.import_package(package, merge_note_types=True)
    assert all(note.note_type()["css"] == ".card { color: navy }" for note in studied.notes())
    explain(course, "price", "Mended again.")
    assert studied.import_package(built(course, AFTER + WEEK)) == ONE_UPDATED
    assert "Mended again." in studied.note("price")["Explain"]
    assert studied.note_types() == types
    assert studied.progress() == before


def add_field(student: Client, question: str) -> None:
    """Add a field to a note type, as a student may in Anki, and write into it."""
    note_type = student.note(question).note_type()
    student.col.models.add_field(note_type, student.col.models.new_field("My notes"))
    student.col.models.update_dict(note_type)
    note = student.note(question)
    note["My notes"] = "Mine."
    student.col.update_note(note)


def test_a_field_that_the_student_added_keeps_corrections_out(course: Path, studied: Client) -> None:
    """With "Merge note types" they arrive, and what the student wrote in the field of that note goes."""
    add_field(studied, "storm")
    before = studied.progress()
    explain(course, "storm", "Mended.")
    package = built(course, AFTER)
    assert studied.import_package(package) == Counter(conflicting=1, duplicate=QUESTIONS - 1)
    assert studied.note("storm")["My notes"] == "Mine."
    assert "Mended." not in studied.note("storm")["Explain"]
    assert studied.import_package(package, merge_note_types=True) == ONE_UPDATED
    assert "Mended." in studied.note("storm")["Explain"]
    assert studied.note("storm")["My notes"] == ""
    explain(course, "storm", "Mended again.")
    assert studied.import_package(built(course, AFTER + WEEK))["conflicting"] == 1, "merging is for one import"
    assert studied.progress() == before


def test_a_card_type_that_the_student_added_keeps_corrections_out(course: Path, studied: Client) -> None:
    note_type = studied.note("storm").note_type()
    template = studied.col.models.new_template("My card")
    studied.col.models.add_template(note_type, template | {"qfmt": "{{Key}}", "afmt": "{{Stem}}"})
    studied.col.models.update_dict(note_type)
    before = studied.progress()
    explain(course, "storm", "Mended.")
    package = built(course, AFTER)
    assert studied.import_package(package) == Counter(conflicting=1, duplicate=QUESTIONS - 1)
    assert studied.import_package(package, merge_note_types=True) == ONE_UPDATED
    assert "Mended." in studied.note("storm")["Explain"]
    assert len(studied.cards("storm")) == 2
    assert studied.progress() == before


def restyle(student: Client, question: str) -> None:
    """Change the look and the name of a note type, as a student may in Anki."""
    note_type = student.note(question).note_type()
    note_type["css"] += ".card { color: red }"
    note_type["name"] = "My type"
    student.col.models.update_dict(note_type)


def test_a_look_and_a_name_that_the_student_gave_a_note_type_stay(course: Path, studied: Client) -> None:
    restyle(studied, "storm")
    before = studied.progress()
    explain(course, "storm", "Mended.")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    kept = studied.note("storm").note_type()
    assert (kept["name"], kept["css"][-20:]) == ("My type", ".card { color: red }")
    assert studied.progress() == before


def test_a_look_that_the_student_gave_gives_way_to_a_later_one(course: Path, student: Client) -> None:
    own_style(course, ".card { color: black }")
    student.import_package(built(course))
    restyle(student, "storm")
    own_style(course, ".card { color: navy }")
    assert student.import_package(built(course, AFTER)) == UNCHANGED
    assert student.note("storm").note_type()["css"] == ".card { color: navy }"


# ----------------------------------------------------------------------------------------------- decks


def deck_of(student: Client, question: str) -> str:
    """The name of the deck in which the one card of a question is."""
    (card,) = student.cards(question)
    return str(student.col.decks.name(card.did))


def test_a_bank_that_goes_to_another_deck(course: Path, studied: Client) -> None:
    """Cards stay where they are; new ones go to the new deck, and a student who begins now has all there."""
    before = studied.progress()
    edit(course / "decks/clock.yaml", "title: The clock\n", "title: The clock\ndeck: Elsewhere::Clock\n")
    explain(course, "price", "Mended.")
    add_question(course, NEW)
    assert studied.import_package(built(course, AFTER)) == Counter(new=1, updated=1, duplicate=QUESTIONS - 1)
    assert deck_of(studied, "price") == "A test course::The clock"
    assert deck_of(studied, "minutes") == "Elsewhere::Clock"
    assert before.items() <= studied.progress().items()


def test_a_deck_that_the_student_renamed(course: Path, studied: Client) -> None:
    deck = studied.col.decks.get(studied.cards("price")[0].did)
    studied.col.decks.rename(deck, "History::My clock")
    before = studied.progress()
    explain(course, "price", "Mended.")
    add_question(course, NEW)
    assert studied.import_package(built(course, AFTER)) == Counter(new=1, updated=1, duplicate=QUESTIONS - 1)
    assert deck_of(studied, "price") == "History::My clock"
    assert deck_of(studied, "minutes") == "A test course::The clock"
    assert before.items() <= studied.progress().items()


def test_a_bank_and_a_course_under_other_names_bring_no_note(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "quizgen.yaml", "title: A test course", "title: Another title")
    (course / "decks/clock.yaml").rename(course / "decks/watch.yaml")
    found = studied.import_package(built(course, AFTER))
    assert (found["new"], found["conflicting"]) == (0, 0)
    assert studied.note("price").tags == ["bank::watch"]
    assert studied.progress() == before


# ----------------------------------------------------------------------------------------------- questions

NEW = "id: minutes\nshort: Who missed the tides?\nanswer: clerks\ncite: clerks missed tides"


def add_question(course: Path, question: str, bank_name: str = "clock") -> None:
    """Add a question at the end of a bank."""
    file = course / f"decks/{bank_name}.yaml"
    file.write_text(file.read_text(encoding="utf-8") + bank(question, head="").partition("\n")[2], encoding="utf-8")


def test_a_new_question_is_one_new_note(course: Path, studied: Client) -> None:
    before = studied.progress()
    add_question(course, NEW)
    assert studied.import_package(built(course, AFTER)) == Counter(new=1, duplicate=QUESTIONS)
    assert before.items() <= studied.progress().items()


def test_a_question_that_moved_to_another_bank_is_the_same_note(course: Path, studied: Client) -> None:
    before = studied.progress()
    (course / "decks/clock.yaml").write_text(bank(PRICE, SELLER), encoding="utf-8")
    add_question(course, STORM, "tides")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert studied.note("storm").tags == ["bank::tides"]
    assert studied.progress() == before


def test_a_removed_question_stays_in_anki(course: Path, studied: Client) -> None:
    before = studied.progress()
    (course / "decks/clock.yaml").write_text(bank(PRICE, SELLER), encoding="utf-8")
    assert studied.import_package(built(course, AFTER)) == Counter(duplicate=QUESTIONS - 1)
    assert "withdrawn" not in studied.note("storm").tags
    assert studied.progress() == before


def test_a_question_that_comes_back_is_the_old_note(course: Path, studied: Client) -> None:
    before = studied.progress()
    (course / "decks/clock.yaml").write_text(bank(PRICE, SELLER), encoding="utf-8")
    built(course, BEFORE + WEEK)
    (course / "decks/clock.yaml").write_text(bank(PRICE, STORM, SELLER), encoding="utf-8")
    explain(course, "storm", "Mended.")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert "Mended." in studied.note("storm")["Explain"]
    assert studied.progress() == before


def test_a_retired_question_says_so_and_can_be_found(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/clock.yaml", "cite: a storm bent", "status: retired\n  cite: a storm bent")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert [note["Id"] for note in studied.notes("tag:withdrawn")] == ["storm"]
    assert "This question has been withdrawn." in front(studied.cards("storm")[0]).words
    assert studied.progress() == before


def test_a_renamed_question_is_the_same_note_as_long_as_was_or_the_lock_says_so(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/clock.yaml", "id: storm", "id: gale\n  was: storm")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    edit(course / "decks/clock.yaml", "\n  was: storm", "\n  explain: Mended.")
    assert studied.import_package(built(course, AFTER + WEEK)) == ONE_UPDATED
    assert "Mended." in studied.note("gale")["Explain"]
    assert studied.progress() == before


def test_a_question_renamed_without_was_is_a_new_note(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/clock.yaml", "id: storm", "id: gale")
    assert studied.import_package(built(course, AFTER)) == Counter(new=1, duplicate=QUESTIONS - 1)
    assert before.items() <= studied.progress().items()


def test_a_question_of_another_type_is_a_new_note_beside_the_old(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/clock.yaml", "short: What bent", "card: What bent")
    assert studied.import_package(built(course, AFTER)) == Counter(new=1, duplicate=QUESTIONS - 1)
    assert len(studied.notes("Id:storm")) == 2, "how a student finds both"
    assert studied.history(studied.cards("storm", "quizgen typed")[0]) == 1
    assert studied.history(studied.cards("storm", "quizgen card")[0]) == 0
    assert before.items() <= studied.progress().items()


def test_a_blank_more_before_the_others_moves_no_history(course: Path, studied: Client) -> None:
    before = studied.progress()
    cards = {card.ord: card.id for card in studied.cards("trains")}
    edit(course / "decks/tides.yaml", "cloze: Skippers", 'cloze: "{{Skippers}}')
    edit(course / "decks/tides.yaml", "{{tides}}.", '{{tides}}."')
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert "[...] missed trains" in front(studied.cards("trains")[2]).words
    assert {card.ord: card.id for card in studied.cards("trains")[:2]} == cards
    assert "Skippers missed [...]" in front(studied.cards("trains")[0]).words
    assert before.items() <= studied.progress().items()


def test_a_blank_fewer_leaves_an_empty_card_that_anki_can_remove(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/tides.yaml", "{{trains}}", "trains")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert studied.progress() == before
    (report,) = studied.empty_cards()
    first, second = studied.cards("trains")
    assert list(report.card_ids) == [first.id]
    assert not report.will_delete_note
    assert "clerks missed [...]" in front(second).words
    studied.col.remove_cards_and_orphaned_notes(report.card_ids)
    assert studied.history(second) == 1


def test_a_card_that_is_reversed_later_gets_a_second_card(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/tides.yaml", "card: Harbour Board\n", "card: Harbour Board\n  reversed: true\n")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert [studied.history(card) for card in studied.cards("board")] == [1, 0]
    assert studied.empty_cards() == []
    assert before.items() <= studied.progress().items()


def test_a_card_that_is_no_longer_reversed_leaves_an_empty_card(course: Path, student: Client) -> None:
    edit(course / "decks/tides.yaml", "card: Harbour Board\n", "card: Harbour Board\n  reversed: true\n")
    student.import_package(built(course))
    review_all(student)
    before = student.progress()
    edit(course / "decks/tides.yaml", "\n  reversed: true", "")
    assert student.import_package(built(course, AFTER)) == ONE_UPDATED
    assert len(student.empty_cards()) == 1
    assert student.progress() == before


def test_questions_that_begin_alike_are_two_notes(course: Path, student: Client) -> None:
    add_question(course, STORM.replace("id: storm", "id: storm-again"))
    assert student.import_package(built(course)) == Counter(new=QUESTIONS + 1)
    assert student.note("storm")["Stem"] == student.note("storm-again")["Stem"]
    review_all(student)
    before = student.progress()
    explain(course, "storm-again", "Mended.")
    assert student.import_package(built(course, AFTER)) == Counter(updated=1, duplicate=QUESTIONS)
    assert "Mended." not in student.note("storm")["Explain"]
    assert student.progress() == before


# ----------------------------------------------------------------------------------------------- packages


def test_the_package_of_a_bank_and_that_of_the_course_hold_the_same_notes(course: Path, studied: Client) -> None:
    before = studied.progress()
    assert studied.import_package(built(course, bank_name="clock")) == Counter(duplicate=3)
    explain(course, "price", "Mended.")
    package = built(course, BEFORE + WEEK)
    assert studied.import_package(built(course, BEFORE + WEEK, "clock")) == Counter(updated=1, duplicate=2)
    assert studied.import_package(package) == UNCHANGED
    assert studied.progress() == before


def test_two_courses_with_one_question_id(course: Path, studied: Client, tmp_path: Path) -> None:
    before = studied.progress()
    other = make_course(tmp_path / "other", {"clock.yaml": bank(STORM)}, "id: other-course\ntitle: Other\n")
    assert studied.import_package(built(other, AFTER)) == Counter(new=1)
    assert len([note for note in studied.notes() if note["Id"] == "storm"]) == 2
    assert len(studied.note_types()) == len(set(studied.note_types())) == 5
    assert before.items() <= studied.progress().items()


def next_year(course: Path, head: str) -> Path:
    """A copy of a course as a teacher makes it for a new school year, under another id."""
    copy = course.parent / "next-year"
    shutil.copytree(course, copy, ignore=shutil.ignore_patterns("build"))
    (copy / "quizgen.yaml").write_text(head, encoding="utf-8")
    return copy


def test_a_new_course_id_for_a_new_school_year_gives_new_notes(course: Path, studied: Client) -> None:
    before, decks = studied.progress(), studied.decks()
    copy = next_year(course, "id: test-course-2\ntitle: The second year\n")
    assert studied.import_package(built(copy, AFTER)) == Counter(new=QUESTIONS)
    assert studied.decks() - decks == {"The second year", "The second year::The clock"}
    assert before.items() <= studied.progress().items()
    fresh = studied.progress().keys() - before.keys()
    assert len(fresh) == CARDS
    assert {studied.history(studied.col.get_card(number)) for number in fresh} == {0}


def test_a_new_course_id_under_the_old_title_puts_both_years_into_one_deck(course: Path, studied: Client) -> None:
    before, decks = studied.progress(), studied.decks()
    copy = next_year(course, COURSE.replace("id: test-course", "id: test-course-2"))
    assert studied.import_package(built(copy, AFTER)) == Counter(new=QUESTIONS)
    assert studied.decks() == decks
    assert before.items() <= studied.progress().items()


def test_another_class_may_have_the_same_course(course: Path, studied: Client, tmp_path: Path) -> None:
    explain(course, "price", "Mended.")
    package = built(course, AFTER)
    freshman = Client(tmp_path / "freshman")
    assert freshman.import_package(package) == Counter(new=QUESTIONS)
    freshman.close()


# ----------------------------------------------------------------------------------------------- a lost lock


def test_after_a_lost_lock_all_notes_count_as_changed(course: Path, studied: Client) -> None:
    make_own(studied, "storm")
    before = studied.progress()
    (course / "quizgen.lock").unlink()
    explain(course, "price", "Mended.")
    assert studied.import_package(built(course, AFTER)) == Counter(updated=QUESTIONS)
    assert "Mended." in studied.note("price")["Explain"]
    assert studied.note("storm")["Hint"] == ""
    assert studied.progress() == before


def test_after_a_lost_lock_the_blanks_are_numbered_afresh(course: Path, studied: Client) -> None:
    """The history stays with the number, and so goes from one blank to another."""
    before = studied.progress()
    edit(course / "decks/tides.yaml", "cloze: Skippers", 'cloze: "{{Skippers}}')
    edit(course / "decks/tides.yaml", "{{tides}}.", '{{tides}}."')
    (course / "quizgen.lock").unlink()
    assert studied.import_package(built(course, AFTER)) == Counter(updated=QUESTIONS)
    first, *_ = studied.cards("trains")
    assert "[...] missed trains" in front(first).words
    assert studied.history(first) == 1
    assert before.items() <= studied.progress().items()


def test_after_a_lost_lock_was_still_names_the_question(course: Path, studied: Client) -> None:
    before = studied.progress()
    edit(course / "decks/clock.yaml", "id: storm", "id: gale\n  was: storm")
    built(course, BEFORE + WEEK)
    (course / "quizgen.lock").unlink()
    assert studied.import_package(built(course, AFTER)) == Counter(updated=QUESTIONS)
    assert studied.note("gale")
    assert studied.progress() == before


def test_after_a_lost_lock_a_build_under_an_old_time_does_not_arrive(course: Path, studied: Client) -> None:
    """Such as one under a fixed SOURCE_DATE_EPOCH."""
    (course / "quizgen.lock").unlink()
    explain(course, "price", "Mended.")
    assert studied.import_package(built(course, BEFORE)) == UNCHANGED


def test_an_old_lock_brought_back_is_as_good(course: Path, studied: Client) -> None:
    kept = course.parent / "kept.lock"
    shutil.copy(course / "quizgen.lock", kept)
    explain(course, "price", "Mended.")
    studied.import_package(built(course, BEFORE + WEEK))
    shutil.copy(kept, course / "quizgen.lock")
    make_own(studied, "storm")
    before = studied.progress()
    explain(course, "price", "Mended again.")
    assert studied.import_package(built(course, AFTER)) == ONE_UPDATED
    assert "Mended again." in studied.note("price")["Explain"]
    assert studied.note("storm")["Hint"] == "My own hint."
    assert studied.progress() == before


# ----------------------------------------------------------------------------------------------- pictures


def drawing(colour: str) -> bytes:
    """A picture."""
    return f'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="{colour}"/></svg>'.encode()


def shown(student: Client, question: str) -> bytes:
    """The picture that a note shows, from the student's media folder."""
    found = re.findall('src="([^"]+)"', student.note(question)["Image"])
    assert len(found) == 1
    return (Path(student.col.media.dir()) / found[0]).read_bytes()


def picture(course: Path, question: str, name: str, data: bytes) -> None:
    """Give a question of the clock a picture."""
    file = course / "decks" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    edit(course / "decks/clock.yaml", f"- id: {question}\n", f"- id: {question}\n  image: {{file: '{name}', alt: A}}\n")


def test_a_picture_drawn_anew_under_its_name(course: Path, student: Client) -> None:
    picture(course, "storm", "map.svg", drawing("red"))
    student.import_package(built(course))
    review_all(student)
    before = student.progress()
    (course / "decks/map.svg").write_bytes(drawing("blue"))
    assert student.import_package(built(course, AFTER)) == ONE_UPDATED
    assert shown(student, "storm") == drawing("blue")
    assert list(student.col.media.check().missing) == []
    assert student.progress() == before


def test_two_pictures_of_one_name(course: Path, student: Client) -> None:
    picture(course, "storm", "one/map.svg", drawing("red"))
    picture(course, "price", "two/map.svg", drawing("blue"))
    student.import_package(built(course))
    assert (shown(student, "storm"), shown(student, "price")) == (drawing("red"), drawing("blue"))


@pytest.mark.parametrize("name", ["a  map.png", "карта.png", "e\u0301.png", "50% & more.png", "_static.png"])
def test_a_picture_with_an_odd_name(course: Path, student: Client, name: str) -> None:
    picture(course, "storm", name, PNG)
    assert student.import_package(built(course)) == Counter(new=QUESTIONS)
    assert shown(student, "storm") == PNG
    check = student.col.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])
    assert student.import_package(built(course, AFTER)) == UNCHANGED


def draw_map(course: Path, *labels: str, status: str = "ready") -> None:
    """Write a bank with one card, whose picture has regions to name."""
    (course / "decks/map.svg").write_bytes(drawing("red"))
    regions = "".join(
        f"\n    - {{label: {label}, left: {10 * place}, top: 0, width: 10, height: 10}}"
        for place, label in enumerate(labels)
    )
    image = f"image:\n  file: map.svg\n  alt: A coast\n  regions:{regions}"
    card = f"id: map\ncard: What is hidden?\nanswer: A coast\nuncited: seen\nstatus: {status}\n{image}"
    (course / "decks/map.yaml").write_text(bank(card, head="title: A map\n"), encoding="utf-8")


@pytest.mark.parametrize("labels", [("North", "South", "East"), ("North", "East", "South"), ("East", "South", "North")])
def test_a_region_more_is_a_card_more_wherever_it_stands(
    course: Path, student: Client, labels: tuple[str, ...]
) -> None:
    draw_map(course, "North", "South")
    assert student.import_package(built(course)) == Counter(new=QUESTIONS + 2)
    review_all(student)
    before = student.progress()
    draw_map(course, *labels)
    assert student.import_package(built(course, AFTER)) == Counter(updated=2, duplicate=QUESTIONS)
    cards = student.cards("map", "quizgen occlusion")
    assert [student.history(card) for card in cards] == [1, 1, 0]
    assert ["East" in front(card).words for card in cards] == [True, True, False]
    assert before.items() <= student.progress().items()


def test_a_retired_question_with_regions_withdraws_both_notes(course: Path, student: Client) -> None:
    draw_map(course, "North", "South")
    student.import_package(built(course))
    draw_map(course, "North", "South", status="retired")
    assert student.import_package(built(course, AFTER)) == Counter(updated=2, duplicate=QUESTIONS)
    assert len(student.notes("tag:withdrawn Id:map")) == 2


# ----------------------------------------------------------------------------------------------- tags and texts


def test_tags_become_what_anki_can_hold(course: Path, student: Client) -> None:
    """No spaces, one spelling of a word; `leech` and `marked` are Anki's own, and never come with a package."""
    tags = "tags: [two words, 'a::b', 'A::B', leech, marked, тэг]"
    edit(course / "decks/clock.yaml", "cite: a storm bent", f"{tags}\n  cite: a storm bent")
    student.import_package(built(course))
    assert student.note("storm").tags == ["a::b", "bank::clock", "two-words", "тэг"]
    assert student.import_package(built(course, AFTER)) == UNCHANGED


def test_composed_and_decomposed_letters_are_one_text(course: Path, student: Client) -> None:
    explain(course, "storm", unicodedata.normalize("NFD", "Été à Ålborg"))
    student.import_package(built(course))
    review_all(student)
    before = student.progress()
    assert unicodedata.normalize("NFC", "Été à Ålborg") in student.note("storm")["Explain"]
    assert student.import_package(built(course, AFTER)) == UNCHANGED
    explain(course, "storm", unicodedata.normalize("NFC", "Été à Ålborg"))
    assert student.import_package(built(course, AFTER))["new"] == 0
    assert student.progress() == before


def test_signs_that_nobody_sees(course: Path, student: Client) -> None:
    words = "soft\u00adhyphen, zero\u200bwidth, \u200fmarks\u200e, \u2066isolates\u2069, hard\u00a0space"
    explain(course, "storm", words)
    student.import_package(built(course))
    assert words in student.note("storm")["Explain"]
    assert student.import_package(built(course, AFTER)) == UNCHANGED


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\x7f"])
def test_control_characters_are_refused_before_anki_would_drop_them(course: Path, sign: str) -> None:
    explain(course, "storm", f"A bell {sign} rings.")
    assert cli(course, "build").exit_code == 1
