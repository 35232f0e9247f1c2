"""The lock of a course over its life: proofs, times, waivers, renamed and removed questions, partial runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from courses import COURSE, PRICE, STORM, TEXT, TRAINS, WHEN, bank, cli, edit, lock_of, make_course

from quizgen import lock as locks
from quizgen import sentences
from quizgen.load import load

DECLARED = {"sources.yaml": "clock:\n  file: clock.txt\n  title: The clock\n"}
LATER = WHEN + 1000


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two banks, built once, whose text is outside: in `texts`."""
    root = make_course(tmp_path / "c", {"a.yaml": bank(PRICE, STORM), "b.yaml": bank(TRAINS)}, texts=DECLARED)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/clock.txt").write_text(TEXT, encoding="utf-8")
    assert build(root).exit_code == 0
    return root


def texts(course: Path) -> str:
    return str(course.parent / "texts")


def build(course: Path, *arguments: str, now: int = WHEN) -> Any:
    """Build with the texts at hand."""
    return cli(course, "build", *arguments, now=now, QUIZGEN_SOURCES=texts(course))


def found(course: Path, *arguments: str, with_texts: bool = True) -> set[tuple[str, str | None]]:
    """Code and question of each finding."""
    environment = {"QUIZGEN_SOURCES": texts(course)} if with_texts else {}
    document = json.loads(cli(course, "check", "--format", "json", *arguments, **environment).stdout)
    return {(d["code"], d["question"]) for d in document["diagnostics"]}


def verdicts(course: Path, *, with_texts: bool) -> dict[str, int]:
    environment = {"QUIZGEN_SOURCES": texts(course)} if with_texts else {}
    summary = json.loads(cli(course, "check", "--format", "json", **environment).stdout)["summary"]
    return {name: number for name, number in summary.items() if number}


def changed(course: Path) -> dict[str, int]:
    return {name: record.stamp.changed for name, record in lock_of(course).questions.items()}


# ----------------------------------------------------------------------------------------------- times


def test_a_second_build_changes_no_byte(course: Path) -> None:
    before = (course / "quizgen.lock").read_bytes()
    assert build(course, now=LATER).exit_code == 0
    assert (course / "quizgen.lock").read_bytes() == before


def test_the_time_rises_for_the_changed_question_alone(course: Path) -> None:
    edit(course / "decks/a.yaml", "What did the clock cost?", "How much did the clock cost?")
    assert "0 new questions, 1 changed, 0 removed" in build(course, now=LATER).stdout
    assert changed(course) == {"price": LATER, "storm": WHEN, "trains": WHEN}


def test_a_clock_that_goes_back_does_not_hide_a_change(course: Path) -> None:
    edit(course / "decks/a.yaml", "What did the clock cost?", "How much did the clock cost?")
    build(course, now=5)
    assert changed(course)["price"] == WHEN + 1


def test_the_epoch_is_honoured_and_checked(course: Path) -> None:
    assert set(changed(course).values()) == {WHEN}
    for odd in ("soon", "-1", "²", "9" * 30):
        refused = cli(course, "build", SOURCE_DATE_EPOCH=odd)
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


# ----------------------------------------------------------------------------------------------- without the texts


def test_without_texts_the_lock_vouches(course: Path) -> None:
    assert verdicts(course, with_texts=False) == {"questions": 3, "locked": 3}
    assert cli(course, "build", "--frozen").exit_code == 0


def test_without_texts_a_changed_question_is_an_error(course: Path) -> None:
    edit(course / "decks/a.yaml", "answer: a storm", "answer: a gale")
    assert found(course, with_texts=False) == {("Q107", "storm")}
    assert verdicts(course, with_texts=False) == {"questions": 3, "locked": 2, "unproved": 1, "errors": 1}
    assert cli(course, "build").exit_code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("answer: 340", "answer: 350"), ("unit: pounds", "unit: shillings"), ("cite: It cost 340", "cite: 340")],
)
def test_what_a_proof_is_made_of(course: Path, old: str, new: str) -> None:
    edit(course / "decks/a.yaml", old, new)
    assert found(course, with_texts=False) == {("Q107", "price")}


def test_without_texts_what_proves_nothing_may_change(course: Path) -> None:
    proof = lock_of(course).questions["price"].proof
    edit(course / "decks/a.yaml", "answer: 340", "explain: A good deal of money.\n  answer: 340")
    assert cli(course, "build", now=LATER).exit_code == 0
    assert changed(course)["price"] == LATER
    assert lock_of(course).questions["price"].proof == proof


def test_an_alias_that_a_question_uses_is_part_of_its_proof(course: Path) -> None:
    edit(course / "quizgen.yaml", "title: A test course\n", "title: A test course\naliases:\n  pounds: [quid]\n")
    assert found(course, with_texts=False) == {("Q107", "price")}


# ----------------------------------------------------------------------------------------------- --frozen


def test_frozen_writes_nothing_and_says_why(course: Path) -> None:
    edit(course / "decks/a.yaml", "answer: 340", "explain: Dear.\n  answer: 340")
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    refused = build(course, "--frozen")
    assert refused.exit_code == 1
    assert "price" in refused.stderr
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before
    assert cli(course, "lock", "--frozen", QUIZGEN_SOURCES=texts(course)).exit_code == 1


def test_frozen_refuses_a_course_without_a_lock(course: Path) -> None:
    (course / "quizgen.lock").unlink()
    refused = build(course, "--frozen", "--out", "new")
    assert refused.exit_code == 1
    assert "no lock yet" in refused.stderr
    assert not (course / "new").exists()


def test_frozen_adds_no_missing_id(course: Path) -> None:
    edit(course / "decks/b.yaml", "- id: trains\n  cloze", "- cloze")
    before = (course / "decks/b.yaml").read_bytes()
    assert build(course, "--frozen").exit_code == 1
    assert (course / "decks/b.yaml").read_bytes() == before


def test_line_ends_as_git_writes_them_on_windows_are_no_change(course: Path) -> None:
    lock = course / "quizgen.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert build(course, "--frozen").exit_code == 0


# ----------------------------------------------------------------------------------------------- drift


def test_an_edited_article_lists_exactly_the_questions_of_the_edited_sentence(course: Path) -> None:
    text = course.parent / "texts/clock.txt"
    edit(text, "In 1894 a storm", "Late in 1894 a storm")  # one sentence edited
    edit(text, "It cost 340 pounds.", "Nobody knew her. It cost 340 pounds.")  # one inserted
    edit(text, "The harbour of Lower Ness\n\n", "")  # a paragraph moved
    text.write_text(text.read_text(encoding="utf-8") + "\nThe harbour of Lower Ness\n", encoding="utf-8")
    assert found(course) == {("Q108", "storm")}
    refused = build(course, "--frozen")
    assert (refused.exit_code, "Q108" in refused.stderr) == (1, True)
    assert build(course).exit_code == 0
    assert lock_of(course).questions["storm"].verdict == "proved"
    settled = (course / "quizgen.lock").read_bytes()
    assert build(course, now=LATER).exit_code == 0
    assert (course / "quizgen.lock").read_bytes() == settled


def test_another_way_to_cut_sentences_is_no_drift(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("relock", "proving"):
        monkeypatch.setattr(f"quizgen.{module}.segmenter", lambda: "another 2.0")
    edit(course.parent / "texts/clock.txt", "It cost 340 pounds.", "It cost 340 pounds; dear.")
    assert found(course) == set()
    assert build(course).exit_code == 0
    lock = lock_of(course)
    assert lock.segmenter == "another 2.0"
    assert lock.questions["price"].sentences[0].digest in lock.sources["clock"].sentences[1]


def test_digests_are_of_the_text_the_lock_names(course: Path) -> None:
    cut = sentences.split(TEXT)
    lock = lock_of(course)
    listed = [digest for paragraph in lock.sources["clock"].sentences for digest in paragraph]
    assert listed == [sentence.digest for sentence in cut]
    (address,) = lock.questions["storm"].sentences
    assert (address.source, address.paragraph, address.sentence) == ("clock", 3, 2)


# ----------------------------------------------------------------------------------------------- waivers

FAIR = """\
id: fair
short: Why did skippers wait for trains?
answer: because the skippers were late
cite: Skippers missed trains
allow:
  Q105: skippers who miss trains are late"""


@pytest.fixture
def waived(course: Path) -> Path:
    (course / "decks/w.yaml").write_text(bank(FAIR), encoding="utf-8")
    assert cli(course, "check", "--strict", QUIZGEN_SOURCES=texts(course)).exit_code == 0
    assert build(course).exit_code == 0
    return course


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Why did skippers", "Why could skippers"),
        ("were late", "were very late"),
        ("cite: Skippers missed trains", "cite: Skippers missed trains, and clerks"),
    ],
    ids=["stem", "key", "quote"],
)
def test_a_waiver_is_void_once_the_question_changes(waived: Path, old: str, new: str) -> None:
    file = waived / "decks/w.yaml"
    edit(file, old, new)
    assert found(waived) == {("Q105", "fair")}
    assert build(waived).exit_code == 0
    assert found(waived) == {("Q105", "fair")}, "a build does not accept it"
    edit(file, "who miss trains are late", "who miss trains were late")
    assert found(waived) == set()


def test_a_void_waiver_holds_again_where_it_is_accepted(waived: Path) -> None:
    edit(waived / "decks/w.yaml", "were late", "were very late")
    environment = {"QUIZGEN_SOURCES": texts(waived)}
    assert "quizgen lock --accept fair" in cli(waived, "check", **environment).stdout
    assert cli(waived, "lock", "--accept", "fair", **environment).exit_code == 0
    assert found(waived) == set()
    assert cli(waived, "lock", "--accept", "nobody", **environment).exit_code == 2
    assert cli(waived, "lock", "a", "--accept", "fair", **environment).exit_code == 2, "fair is in another bank"


def test_a_waiver_given_without_the_texts_is_for_the_wording_of_then(waived: Path) -> None:
    file = waived / "decks/w.yaml"
    edit(file, "\n  allow:\n    Q105: skippers who miss trains are late", "")
    assert build(waived).exit_code == 0
    file.write_text(bank(FAIR), encoding="utf-8")
    assert cli(waived, "build").exit_code == 0
    edit(file, "were late", "were very late")
    assert found(waived) == {("Q105", "fair")}


def test_a_waiver_for_what_cannot_be_seen_without_the_texts_is_not_unused(waived: Path) -> None:
    assert found(waived, with_texts=False) == set()
    edit(waived / "decks/w.yaml", "because the skippers were late", "Skippers missed trains")
    assert found(waived) == {("Q401", "fair")}


def test_an_error_cannot_be_waived(course: Path) -> None:
    question = PRICE.replace("340\nunit", "350\nunit") + "\nallow:\n  Q112: it is near enough"
    (course / "decks/a.yaml").write_text(bank(question), encoding="utf-8")
    assert found(course) == {("Q112", "price"), ("Q401", "price"), ("Q413", None)}
    assert "an error can't be accepted" in cli(course, "check", QUIZGEN_SOURCES=texts(course)).stdout


# ----------------------------------------------------------------------------------------------- coming and going


def test_a_removed_question_is_remembered_and_returns_later_than_it_went(course: Path) -> None:
    whole = (course / "decks/b.yaml").read_bytes()
    (course / "decks/b.yaml").write_text(bank(PRICE.replace("id: price", "id: other")), encoding="utf-8")
    assert "1 new question, 0 changed, 1 removed" in build(course, now=LATER).stdout
    assert lock_of(course).removed["trains"].changed == WHEN
    (course / "decks/b.yaml").write_bytes(whole)
    build(course, now=5)
    assert changed(course)["trains"] == WHEN + 1
    assert "trains" not in lock_of(course).removed


def test_a_renamed_question_keeps_its_record(course: Path) -> None:
    before = lock_of(course).questions["trains"]
    edit(course / "decks/b.yaml", "id: trains", "id: boats\n  was: trains")
    edit(course / "decks/b.yaml", "and clerks", "and {{clerks}}")
    built = build(course, now=LATER)
    assert "0 new questions, 1 changed, 0 removed" in built.stdout, built.stderr
    lock = lock_of(course)
    assert set(lock.questions) == {"price", "storm", "boats"}
    assert not lock.removed
    assert lock.questions["boats"].blanks == {**before.blanks, 3: "clerks"}


def test_a_question_is_known_by_its_first_id_through_all_its_names(course: Path) -> None:
    file = course / "decks/b.yaml"
    for before, after in (("id: trains", "id: boats\n  was: trains"), ("boats\n  was: trains", "ships\n  was: boats")):
        edit(file, before, after)
        assert build(course).exit_code == 0
    edit(file, "\n  was: boats", "")
    assert build(course).exit_code == 0
    assert lock_of(course).questions["ships"].origin == "trains"
    assert {entry.item.origin for entry in load(course).entries} == {"price", "storm", "trains"}
    edit(file, "id: ships", "id: trains")
    (course / "decks/c.yaml").write_text(bank(TRAINS.replace("id: trains", "id: ships")), encoding="utf-8")
    assert found(course) == {("Q024", "ships")}, "a new question can't take over what another one was"


def test_two_questions_never_share_a_history(course: Path) -> None:
    edit(course / "decks/b.yaml", "id: trains", "id: boats\n  was: price")
    assert found(course) == {("Q024", "boats"), ("Q413", None)}, "trains are gone"


def test_a_question_of_another_type_is_a_new_card_and_build_says_so(course: Path) -> None:
    edit(course / "decks/a.yaml", "short: What bent", "card: What bent")
    said = build(course, now=LATER).stdout
    assert "new card for: storm" in said
    assert "0 new questions, 1 changed, 0 removed" in said


BROKEN = 'title: The clock\nsource: clock\nquestions:\n- id: trains\n  cloze: "a {{b}}\n  cite: {\n'


@pytest.mark.parametrize("broken", [BROKEN, "\x00", "", "title: [", "title: The clock\n"])
def test_a_bank_that_cannot_be_read_never_loses_its_questions(course: Path, broken: str) -> None:
    before = (course / "quizgen.lock").read_bytes()
    (course / "decks/b.yaml").write_text(broken, encoding="utf-8")
    assert build(course).exit_code == 1
    build(course, "--draft")
    assert (course / "quizgen.lock").read_bytes() == before
    assert cli(course, "lock", QUIZGEN_SOURCES=texts(course)).exit_code == 1
    assert (course / "quizgen.lock").read_bytes() == before


def test_a_run_on_some_banks_touches_only_theirs(course: Path) -> None:
    sources = course / "seeds/sources.yaml"
    (course.parent / "texts/o.txt").write_text("Another text.", encoding="utf-8")
    sources.write_text(DECLARED["sources.yaml"] + "gone:\n  file: o.txt\n  title: O\n", encoding="utf-8")
    build(course)
    before = lock_of(course)
    sources.write_text(DECLARED["sources.yaml"] + "other:\n  file: o.txt\n  title: O\n", encoding="utf-8")
    for file in (course / "decks").iterdir():
        text = file.read_text(encoding="utf-8").replace("?", "??").replace("clerks", "all clerks")
        file.write_text(text, encoding="utf-8")
    assert build(course, "a", now=LATER).exit_code == 0
    after = lock_of(course)
    assert after.questions["trains"] == before.questions["trains"]
    assert {after.questions[name].stamp.changed for name in ("price", "storm")} == {LATER}
    assert set(after.sources) == {"clock", "gone"}


def test_a_question_left_out_of_a_draft_keeps_its_record(course: Path) -> None:
    before = lock_of(course).questions["trains"]
    edit(course / "decks/b.yaml", "{{trains}}, and clerks missed {{tides}}", "{{99 planes}}")
    assert build(course, "--draft", now=LATER).exit_code == 0
    assert lock_of(course).questions["trains"] == before


def test_drafts_have_no_time_yet_and_keep_the_one_they_had(course: Path) -> None:
    edit(course / "decks/a.yaml", "cite: It cost", "status: draft\n  cite: It cost")
    (course / "decks/c.yaml").write_text(bank(TRAINS.replace("trains\n", "new\nstatus: draft\n", 1)), encoding="utf-8")
    assert "none changed" in build(course, now=LATER).stdout
    assert changed(course) == {"price": WHEN, "storm": WHEN, "trains": WHEN, "new": 0}


# ----------------------------------------------------------------------------------------------- a lock in trouble


def test_a_conflict_is_one_finding_and_lock_merges_it(course: Path) -> None:
    lock = course / "quizgen.lock"
    ours = lock.read_text(encoding="utf-8")
    lock.write_text(f"<<<<<<< HEAD\n{ours}||||||| base\n=======\n{ours}>>>>>>> theirs\n", encoding="utf-8")
    for with_texts in (True, False):
        assert found(course, with_texts=with_texts) == {("Q031", None)}
    assert cli(course, "build", "--draft").exit_code == 1
    assert cli(course, "lock", "--frozen").exit_code == 1
    assert "<<<<<<<" in lock.read_text(encoding="utf-8")
    assert cli(course, "lock").exit_code == 0
    assert lock.read_text(encoding="utf-8") == ours


@pytest.mark.parametrize("damaged", ["version: 1\nquestions: 3\n", "version: 7\n", "\x00", "hello"])
def test_a_damaged_lock_is_one_error_and_never_overwritten(course: Path, damaged: str) -> None:
    (course / "quizgen.lock").write_text(damaged, encoding="utf-8")
    for with_texts in (True, False):
        assert found(course, with_texts=with_texts) == {("Q032", None)}
    for command in (["build"], ["build", "--draft"], ["lock"]):
        assert cli(course, *command, QUIZGEN_SOURCES=texts(course)).exit_code == 1
    assert (course / "quizgen.lock").read_text(encoding="utf-8") == damaged


def test_a_lock_that_is_no_text_is_damaged(course: Path) -> None:
    (course / "quizgen.lock").write_bytes(b"\xff\xfe\x00")
    assert found(course) == {("Q032", None)}


# ----------------------------------------------------------------------------------------------- disputes

DISPUTE = """
disputes:
  - id: price
    about: what the clock cost
    claims:
      - source: clock
        value: 340
        scope: its price
        quote: It cost 340 pounds
      - source: clock
        value: "1872"
        scope: its year
        quote: hung in May 1872
"""


def test_disputes_are_proved_and_kept_without_the_texts(course: Path) -> None:
    (course / "quizgen.yaml").write_text(COURSE + DISPUTE, encoding="utf-8")
    assert build(course).exit_code == 0
    record = lock_of(course).disputes["price"]
    assert record.verdict == "proved"
    assert [address.paragraph for address in record.sentences] == [2, 2]
    assert cli(course, "build", "--frozen").exit_code == 0


# ------------------------------------------------------------------------------- decks and deleted questions


def test_a_renamed_deck_and_a_deleted_question_are_warned_of_until_they_are_built(course: Path) -> None:
    edit(course / "decks/b.yaml", "title: The clock", "title: The watch")
    edit(course / "decks/a.yaml", "- " + STORM.replace("\n", "\n  ") + "\n", "")
    assert found(course) == {("Q412", None), ("Q413", None)}
    said = cli(course, "check").stdout
    assert 'to keep the deck, write in this bank: deck: "A test course::The clock"' in said
    assert "gone from the banks: storm" in said
    assert build(course, "a").exit_code == 0
    assert found(course) == {("Q412", None)}, "b is not built yet"
    assert build(course, "--frozen").exit_code == 1
    assert "warning Q412" in build(course).stderr
    assert found(course) == set()


def test_a_lock_from_before_decks_were_remembered_is_as_good_as_ever(course: Path) -> None:
    file = course / "quizgen.lock"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("decks:")] + text[text.index("models:") :], encoding="utf-8")
    edit(course / "decks/b.yaml", "title: The clock", "title: The watch")
    assert found(course) == set()
    assert verdicts(course, with_texts=False)["locked"] == 3


def test_the_decks_of_both_sides_are_merged(course: Path) -> None:
    ours = (course / "quizgen.lock").read_text(encoding="utf-8")
    theirs = ours.replace("  b: {name:", "  z: {name:")
    merged = locks.merge(f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n", WHEN)
    assert merged.decks == dict.fromkeys("abz", "A test course::The clock")
    assert locks.read(locks.write(merged)) == merged
