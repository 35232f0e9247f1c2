"""The framework of the rules, and the two ways to print what they find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest
from courses import COURSE, PRICE, STORM, TRAINS, bank, cli, edit, make_course, read, snapshot

from quizgen.check import rules
from quizgen.course import Course, Entry
from quizgen.diagnostics import Edit, Finding, Fix, Span
from quizgen.registry import NameClashError

SPAN = {name: {"type": ["integer", "null"], "minimum": 1} for name in ("line", "column", "end_line", "end_column")}
PLACE = {"file": {"type": ["string", "null"], "pattern": r"^[^\\]+$", "not": {"pattern": "^/"}}, **SPAN}


def exactly(**properties: object) -> dict[str, object]:
    """The JSON Schema of an object with these properties, all of them, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


TEXTUAL = {"type": "string"}
COUNTS = ("questions", "proved", "reviewed", "locked", "unproved", "wrong", "uncited", "errors", "warnings", "infos")
CONTRACT = exactly(
    version={"const": 1},
    summary=exactly(**{name: {"type": "integer", "minimum": 0} for name in COUNTS}),
    diagnostics={
        "type": "array",
        "items": exactly(
            code={"type": "string", "pattern": r"^Q\d{3}$"},
            name={"type": "string", "pattern": r"^[a-z][a-z0-9-]+$"},
            severity={"enum": ["error", "warning", "info"]},
            message=TEXTUAL,
            **PLACE,
            question={"type": ["string", "null"]},
            hint=TEXTUAL,
            related={"type": "array", "items": exactly(message=TEXTUAL, **PLACE)},
            fix={
                "anyOf": [
                    {"type": "null"},
                    exactly(
                        message=TEXTUAL,
                        safe={"type": "boolean"},
                        edits={"type": "array", "items": exactly(**PLACE, text=TEXTUAL)},
                    ),
                ]
            },
        ),
    },
)


def document(course: Path, *arguments: str) -> dict[str, object]:
    """The JSON document of a check, which must keep to the contract."""
    found = json.loads(cli(course, "check", "--format", "json", *arguments).stdout)
    jsonschema.validate(found, CONTRACT)
    return found  # type: ignore[no-any-return]


def diagnostics(course: Path, *arguments: str) -> list[dict[str, object]]:
    return document(course, *arguments)["diagnostics"]  # type: ignore[return-value]


MESSY = "- {short: Who?, answer: me}\n- short: Who?\n  answer: a storm\n  cite: a storm bent\n"


def test_the_json_document_is_the_contract(tmp_path: Path) -> None:
    wrong = PRICE.replace("It cost 340 pounds", "“𝔸 quote” of nothing")
    make_course(tmp_path, {"a.yaml": bank(wrong, STORM) + MESSY, "unit/b.yaml": bank(STORM), "c.yaml": "\x00"})
    found = diagnostics(tmp_path)
    assert {d["code"] for d in found} >= {"Q003", "Q024", "Q025", "Q101"}
    quote = next(d for d in found if d["code"] == "Q101")
    line = "  cite: “𝔸 quote” of nothing"
    assert (quote["file"], quote["question"]) == ("decks/a.yaml", "price")
    assert (quote["column"], quote["end_column"]) == (line.index("“") + 1, len(line) + 1), "code points, ends exclusive"
    assert quote["line"] == quote["end_line"] == 8
    duplicate = next(d for d in found if d["code"] == "Q024")
    assert (duplicate["file"], duplicate["related"][0]["file"]) == ("decks/unit/b.yaml", "decks/a.yaml")  # type: ignore[index]
    fixes = [d["fix"] for d in found if d["code"] == "Q025"]
    assert [bool(fix) for fix in fixes] == [False, True], "a question in one line is not mended"


def test_the_summary_counts_each_question_once(tmp_path: Path) -> None:
    uncited = "id: free\nopen: What do you think?\nanswer: Much.\nuncited: an opinion"
    wrong = PRICE.replace("id: price", "id: wrong").replace("340\nunit", "341\nunit")
    make_course(tmp_path, {"a.yaml": bank(PRICE, STORM, uncited, wrong)})
    summary = document(tmp_path)["summary"]
    assert isinstance(summary, dict)
    assert summary == dict.fromkeys(COUNTS, 0) | {"questions": 4, "proved": 2, "uncited": 1, "wrong": 1, "errors": 1}
    assert sum(summary[verdict] for verdict in COUNTS[1:7]) == summary["questions"]


def test_findings_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    wrong = PRICE.replace("340\nunit", "341\nunit")
    make_course(tmp_path, {f"{n}.yaml": bank(wrong.replace("price", n), STORM + "-" + n) for n in "cab"})
    places = [(d["file"], d["line"]) for d in diagnostics(tmp_path)]
    assert places == sorted(places)  # type: ignore[type-var]
    assert len(places) > 3


# ----------------------------------------------------------------------------------------------- text


def test_the_text_shows_the_line_and_marks_the_place(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(PRICE.replace("It cost 340 pounds", "It cost 350 pounds"))})
    lines = cli(tmp_path, "check").stdout.splitlines()
    assert lines[0].startswith("decks/a.yaml:8:9: error Q101 ")
    assert lines[1] == "    8 |   cite: It cost 350 pounds"
    assert lines[2] == "      |         ^^^^^^^^^^^^^^^^^^"
    assert "It cost 340 pounds." in lines[3]
    assert lines[-2] == "1 question: 1 wrong. 1 error, 0 warnings."


def test_of_a_long_line_the_part_that_matters_is_shown(tmp_path: Path) -> None:
    line = "[" + ", ".join(["It cost 340 pounds"] * 30) + ", It cost 350 pounds]"
    make_course(tmp_path, {"a.yaml": bank(PRICE.replace("It cost 340 pounds", line))})
    shown, marks = next(
        (lines[i + 1], lines[i + 2])
        for lines in [cli(tmp_path, "check").stdout.splitlines()]
        for i, text in enumerate(lines)
        if "Q101" in text
    )
    assert len(shown) < 130
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "It cost 350 pounds"


def test_line_ends_that_no_editor_knows_do_not_move_the_line(tmp_path: Path) -> None:
    text = bank(PRICE.replace("It cost 340 pounds", "It cost 350 pounds"))
    make_course(tmp_path, {"a.yaml": "# \u2028 \x85 \u2029\n" + text})
    assert "    9 |   cite: It cost 350 pounds" in cli(tmp_path, "check").stdout


HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e\x7f\u0000"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        *(["check", "--format", form] for form in ("github", "json", "sarif")),
        ["build"],
        ["build", "--draft"],
    ],
)
def test_no_control_character_of_a_course_reaches_the_terminal(tmp_path: Path, arguments: list[str]) -> None:
    name = HOSTILE.replace("\0", "").replace("\x07", "") + "\n.yaml"
    escaped = "".join(f"\\u{ord(c):04x}" for c in HOSTILE[:-1])
    questions = [
        f'id: "{escaped}"\nshort: Who?\nanswer: me\ncite: Nobody',
        f'id: one\nshort: Who?\nanswer: "{escaped}"\ncite: "{escaped}"\nabout: "{escaped}"',
        f'id: two\nshort: Who?\n"{escaped}": x\nanswer: me',
    ]
    sheets = f'sheets:\n  one:\n    title: A\n    parts: [{{pick: ["{escaped}"]}}]\n'
    files = {name: bank(*questions, PRICE), "b.yaml": bank(STORM) + f"- {HOSTILE}\n", "c.yaml": f"title: {HOSTILE}\n"}
    make_course(tmp_path, files, COURSE + (sheets if "--draft" not in arguments else ""))
    (tmp_path / "templates/worksheet").mkdir(parents=True)
    done = cli(tmp_path, *arguments)
    assert done.exit_code in {0, 1}
    written = done.stdout + done.stderr
    assert "owned" in written
    assert not {c for c in written if c != "\n" and (not c.isprintable() or ord(c) in range(0x80, 0xA0))}


def test_letters_of_all_scripts_and_spaces_of_typesetters_are_shown(tmp_path: Path) -> None:
    words = "7\u00a0500\u202fkm — Қазақстан, 中国, \u200fשלום, \u00ad🏔️"
    make_course(tmp_path, {"a.yaml": bank(PRICE.replace("It cost 340 pounds", f'"{words}"'))})
    assert words in cli(tmp_path, "check").stdout


# ----------------------------------------------------------------------------------------------- the framework


def rule(monkeypatch: pytest.MonkeyPatch, code: str, **attributes: object) -> None:
    """Add a rule to those that quizgen has."""
    module = ModuleType(f"rule_{code}")
    module.__dict__.update({"CODE": code, "NAME": f"rule-{code.lower()}", "SEVERITY": "warning", **attributes})
    known = {**rules(), code: module}
    monkeypatch.setattr("quizgen.check.rules", lambda: known)


def test_a_rule_that_crashes_is_reported_and_the_others_run_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(entry: Entry, course: Course) -> None:
        raise ZeroDivisionError(f"at {entry.id}")

    def crash_course(course: Course) -> None:
        raise KeyError("x")

    rule(monkeypatch, "Q901", check=crash, check_course=crash_course)
    make_course(tmp_path, {"a.yaml": bank(PRICE, STORM.replace("a storm bent", "a gale bent"))})
    found = {(d["code"], d["question"]) for d in diagnostics(tmp_path)}
    assert found >= {("Q999", None), ("Q999", "price"), ("Q999", "storm"), ("Q101", "storm")}
    assert cli(tmp_path, "build").exit_code == 1


def test_fix_leaves_alone_what_a_person_must_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def propose(entry: Entry, course: Course) -> Iterator[Finding]:
        edit = Edit(entry.document.file, Span(1, 1, 1, 1), "# perhaps\n")
        yield Finding("is this right?", entry.home, fix=Fix("add a line", (edit,), safe=False))

    rule(monkeypatch, "Q901", check=propose)
    make_course(tmp_path, {"a.yaml": bank(PRICE)})
    before = snapshot(tmp_path)
    assert "is this right?" in cli(tmp_path, "check", "--fix").stdout
    assert snapshot(tmp_path) == before


def test_select_and_ignore_choose_among_warnings_but_hide_no_error(tmp_path: Path) -> None:
    uncited = "id: free\nopen: What do you think?\nanswer: Much."
    make_course(tmp_path, {"a.yaml": bank(uncited, PRICE.replace("340\nunit", "341\nunit"))})
    codes = {d["code"] for d in diagnostics(tmp_path)}
    assert codes == {"Q106", "Q112"}
    for setting in ("ignore: [Q106, Q112]", "ignore: [uncited]", "select: [Q105]"):
        (tmp_path / "quizgen.yaml").write_text(f"{COURSE}{setting}\n", encoding="utf-8")
        assert {d["code"] for d in diagnostics(tmp_path)} == {"Q112"}, setting


def test_a_course_may_require_citations(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank("id: free\nopen: Well?\nanswer: Much.")}, COURSE + "require: [cite]\n")
    (found,) = [d for d in diagnostics(tmp_path) if d["code"] == "Q106"]
    assert found["severity"] == "error"


def test_check_of_some_banks_counts_the_course_file_but_not_other_banks(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(PRICE), "b.yaml": bank(TRAINS, "id: x\nshort: Who?")}, COURSE + "tilte: x\n")
    files = {d["file"] for d in diagnostics(tmp_path, "a")}
    assert files == {"quizgen.yaml"}


def test_two_rules_of_one_name_are_an_error_that_names_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def clash(*_: str) -> None:
        raise NameClashError("one.rule and other.rule both call themselves 'Q101'")

    monkeypatch.setattr("quizgen.check.register", clash)
    make_course(tmp_path, {"a.yaml": bank(PRICE)})
    refused = cli(tmp_path, "check")
    assert refused.exit_code == 2
    assert "one.rule and other.rule" in refused.stderr


def test_a_report_names_what_was_accepted(tmp_path: Path) -> None:
    late = (
        "id: late\nshort: Why did skippers wait for trains?\n"
        "answer: because the skippers were late\ncite: Skippers missed trains"
    )
    make_course(tmp_path, {"a.yaml": bank(late + "\nallow:\n  key-paraphrased: a fair summary")})
    _, report = read(tmp_path)
    assert [d.code for d in report.accepted] == ["Q105"]
    assert not report.diagnostics
    edit(tmp_path / "decks/a.yaml", "key-paraphrased", "key-paraphased")
    _, report = read(tmp_path)
    assert {d.code for d in report.diagnostics} == {"Q105", "Q401"}


def test_what_the_course_ignores_still_counts_for_the_verdict(tmp_path: Path) -> None:
    question = """
id: storm
short: What did the storm do?
answer: damaged the black hand
cite: In 1894 a storm bent the black hand
"""
    make_course(tmp_path, {"bank.yaml": bank(question)}, COURSE + "ignore:\n  - Q105\n")
    _, report = read(tmp_path)
    assert report.diagnostics == ()
    assert report.verdicts == {"storm": "reviewed"}


# ----------------------------------------------------------------------------------------------- banks and courses

MAKER = "id: maker\nshort: Who made the black clock of the harbour?\nanswer: Anna Holt\nuncited: an example"
GIVEN_AWAY = (
    "id: year\nnumeric: In which year did Anna Holt make the black clock of the harbour?\n"
    "answer: 1871\nuncited: an example"
)
LENGTHY = [
    f"id: {name}-{number}\nchoice: Which way leads to house {number}?\nanswer: along the wall and over the bridge\n"
    "distractors: [by the sea, up the hill, a tunnel]\nuncited: an example"
    for name in "ab"
    for number in range(8)
]
PLAIN = "title: The clock\nsource: clock\n"


def codes(course: Path, *arguments: str) -> list[tuple[object, object, object]]:
    """Code, file and question of each finding, but for those about a source that no question cites."""
    found = diagnostics(course, *arguments)
    return [(d["code"], d["file"], d["question"]) for d in found if d["code"] != "Q406"]


def test_a_question_allows_what_a_rule_about_the_course_finds_in_it(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(MAKER, GIVEN_AWAY)})
    assert codes(tmp_path) == [("Q402", "decks/a.yaml", "year")]
    make_course(tmp_path, {"a.yaml": bank(MAKER, GIVEN_AWAY + "\nallow:\n  Q402: never on one sheet")})
    assert codes(tmp_path) == []
    _, report = read(tmp_path)
    assert [d.code for d in report.accepted] == ["Q402"]
    make_course(tmp_path, {"a.yaml": bank(MAKER + "\nallow:\n  Q402: never on one sheet", GIVEN_AWAY)})
    assert codes(tmp_path) == [("Q401", "decks/a.yaml", "maker"), ("Q402", "decks/a.yaml", "year")], "not the other's"


def test_a_bank_allows_what_is_found_about_it_as_a_whole(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(*LENGTHY[:8])}, COURSE + "select: [Q405]\n")
    assert codes(tmp_path) == [("Q405", "decks/a.yaml", None)]
    for allowed in ("Q405", "key-length-bias"):
        head = PLAIN + f"allow:\n  {allowed}: to be shortened\n"
        make_course(tmp_path, {"a.yaml": bank(*LENGTHY[:8], head=head)}, COURSE + "ignore: [Q306, Q307, Q403]\n")
        assert codes(tmp_path) == []
        _, report = read(tmp_path)
        assert [d.code for d in report.accepted] == ["Q405"]


def test_an_unused_waiver_of_a_bank_is_found_once_where_it_stands(tmp_path: Path) -> None:
    head = PLAIN + "allow:\n  Q405: to be shortened\n  Q322: old texts\n"
    make_course(tmp_path, {"a.yaml": bank(PRICE, STORM, TRAINS, head=head)})
    found = [(d["code"], d["line"], d["question"]) for d in diagnostics(tmp_path)]
    assert found == [("Q401", 4, None), ("Q401", 5, None)]
    slip = STORM.replace("What bent", "What  bent")
    make_course(tmp_path, {"a.yaml": bank(PRICE, slip, TRAINS, head=head)})
    found = [(d["code"], d["line"], d["question"]) for d in diagnostics(tmp_path)]
    assert found == [("Q401", 4, None)], "one question that needs it is enough"


def test_select_and_ignore_hold_for_findings_about_banks_and_the_course(tmp_path: Path) -> None:
    make_course(
        tmp_path, {"a.yaml": bank(*LENGTHY[:8], MAKER, GIVEN_AWAY)}, COURSE + "select: [Q402, key-length-bias]\n"
    )
    assert {d["code"] for d in diagnostics(tmp_path)} == {"Q402", "Q405"}
    for setting, kept in (("select: [Q406]", {"Q406"}), ("select: [Q402, Q406]\nignore: [source-unused]", {"Q402"})):
        (tmp_path / "quizgen.yaml").write_text(f"{COURSE}{setting}\n", encoding="utf-8")
        assert {d["code"] for d in diagnostics(tmp_path)} == kept


def test_a_run_on_one_bank_says_nothing_of_the_others(tmp_path: Path) -> None:
    make_course(
        tmp_path,
        {"a.yaml": bank(*LENGTHY[:8]), "b.yaml": bank(*LENGTHY[8:], MAKER, GIVEN_AWAY), "c.yaml": bank(PRICE)},
        COURSE + "select: [Q402, Q405]\n",
    )
    of_a, of_b = [("Q405", "decks/a.yaml", None)], [("Q405", "decks/b.yaml", None), ("Q402", "decks/b.yaml", "year")]
    assert codes(tmp_path) == of_a + of_b
    assert (codes(tmp_path, "a"), codes(tmp_path, "b"), codes(tmp_path, "c")) == (of_a, of_b, [])


def test_a_rule_looks_at_the_types_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def point(entry: Entry, course: Course) -> Iterator[Finding]:
        yield Finding("seen", entry.home, question=entry.id)

    rule(monkeypatch, "Q901", check=point, TYPES=("short", "cloze"))
    make_course(tmp_path, {"a.yaml": bank(PRICE, STORM, TRAINS)})
    assert [question for code, _, question in codes(tmp_path) if code == "Q901"] == ["storm", "trains"]


def choice(distractors: str, answer: str = "340 pounds") -> str:
    return (
        f"id: price\nchoice: What did the clock cost?\nanswer: {answer}\ndistractors: [{distractors}]\n"
        "cite: It cost 340 pounds"
    )


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (choice("30 pounds, 30 pounds"), "Q201"),
        (choice("30 pounds, 340 pounds"), "Q203"),
    ],
)
def test_a_second_right_option_makes_a_question_wrong(tmp_path: Path, question: str, code: str) -> None:
    make_course(tmp_path, {"a.yaml": bank(choice("30 pounds, 40 pounds"))})
    _, report = read(tmp_path)
    assert report.verdicts == {"price": "proved"}
    make_course(tmp_path, {"a.yaml": bank(question)}, COURSE + f"ignore: [{code}]\n")
    _, report = read(tmp_path)
    assert code in {d.code for d in report.errors}
    assert report.verdicts == {"price": "wrong"}


# ------------------------------------------------------------------------------------------- lists and waivers


@pytest.mark.parametrize(("which", "name"), [("select", "negative-stm"), ("ignore", "Q888")])
def test_a_name_in_a_list_that_no_rule_has_is_said(tmp_path: Path, which: str, name: str) -> None:
    make_course(tmp_path, {"a.yaml": bank(PRICE)}, COURSE + f"{which}: [{name}]\n")
    (found,) = [d for d in read(tmp_path)[1].diagnostics if d.code == "Q401"]
    assert found.finding.message == f"`{which}` names {name}, which is no rule"
    assert found.finding.place.file == "quizgen.yaml"
    assert ("negative-stem" in found.finding.hint) is (which == "select")


NOT = "choice: Which of these was not a ship?\nanswer: a clock\ndistractors: [a boat, a barge]\nuncited: an example"
NONE = NOT.replace("a barge", "none of these")
BOTH = "allow: {Q305: the exception is the point}\n"


def test_what_a_question_allows_is_added_to_what_its_bank_allows(tmp_path: Path) -> None:
    own = f"id: own\n{NONE}\nallow: {{none-of-the-above: wanted here}}"
    make_course(tmp_path, {"a.yaml": bank(own, f"id: two\n{NOT}", head="title: T\n" + BOTH)})
    assert {d.code for d in read(tmp_path)[1].diagnostics} == {"Q406"}


def test_a_waiver_that_no_question_needs_is_named_where_it_stands_unless_that_is_ignored(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(PRICE, head="title: T\nsource: clock\n" + BOTH)})
    assert [(d.code, d.finding.place.span.line) for d in read(tmp_path)[1].diagnostics] == [("Q401", 3)]  # type: ignore[union-attr]
    make_course(tmp_path, {}, COURSE + "ignore: [unused-waiver]\n")
    assert read(tmp_path)[1].diagnostics == ()


def test_a_bank_is_told_that_an_error_cant_be_accepted(tmp_path: Path) -> None:
    head = "title: T\nsource: clock\nallow: {Q203: both are meant}\n"
    make_course(tmp_path, {"a.yaml": bank(choice("340 pounds, 30 pounds"), head=head)})
    messages = {d.code: d.finding.message for d in read(tmp_path)[1].diagnostics}
    assert messages["Q401"] == "`allow` accepts Q203, but an error can't be accepted"


def test_a_waiver_of_a_bank_is_not_judged_where_a_question_cant_be_read(tmp_path: Path) -> None:
    make_course(
        tmp_path, {"a.yaml": bank(PRICE, f"id: broken\n{NOT}\nlevel: high", head="title: T\nsource: clock\n" + BOTH)}
    )
    assert {d.code for d in read(tmp_path)[1].diagnostics} == {"Q022"}


def test_a_warning_about_options_is_no_review_of_the_answer(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(choice("thirty pounds, Thirty pounds"))})
    _, report = read(tmp_path)
    assert [(d.code, d.severity) for d in report.diagnostics] == [("Q201", "warning")]
    assert report.verdicts == {"price": "proved"}
