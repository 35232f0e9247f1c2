"""The formats of `quizgen check`, each read back as its reader does."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from courses import COURSE, PRICE, STORM, bank, cli, make_course, read

from quizgen import registry
from quizgen.check import Report, rules
from quizgen.diagnostics import Diagnostic, Edit, Finding, Fix, Place, Related, Span
from quizgen.files import edited
from quizgen.reporters import View, github, sarif, text

SCHEMA = os.environ.get("SARIF_SCHEMA")
"""Where the standard's own schema is: npm has it, in @microsoft/jest-sarif. With it every document is validated."""
HERE = Span(8, 9, 8, 27)
"""Where the quote of a bank's first question stands."""
PAPER = "late\nshort: Why did skippers wait?\nanswer: because the skippers were late\ncite: Skippers missed trains"
ACCEPTED = f"id: {PAPER}\nallow:\n  key-paraphrased: a fair summary"


def found(*findings: Finding, code: str = "Q101", severity: Any = "error") -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(code, rules()[code].NAME, severity, finding) for finding in findings)


def report(folder: Path, *diagnostics: Diagnostic, bank_text: str = bank(PRICE)) -> Report:
    """The report of a small course, with the findings that a test makes up."""
    course, checked = read(make_course(folder, {"a.yaml": bank_text}))
    return Report(course, checked.banks, True, diagnostics, (), checked.verdicts)


@pytest.mark.parametrize("form", sorted(registry.register("quizgen.reporters", "NAME")))
def test_two_runs_print_the_same(tmp_path: Path, form: str) -> None:
    make_course(
        tmp_path, {"a.yaml": bank(ACCEPTED, "short: Who?\nanswer: me", PRICE.replace("340\nunit", "341\nunit"))}
    )
    first, second = (cli(tmp_path, "check", "--format", form) for _ in range(2))
    assert first.stdout == second.stdout
    assert first.stdout.endswith("\n")
    assert first.exit_code == 1, "the format changes nothing about the status"
    assert str(tmp_path) not in first.stdout, "no path of this computer"


# ----------------------------------------------------------------------------------------------- text


def test_the_place_of_another_part_is_shown_with_its_line(tmp_path: Path) -> None:
    other = Related("the same id", Place("decks/a.yaml", Span(4, 7, 4, 12)))
    finding = Finding("two questions", Place("decks/a.yaml", HERE), "rename one", related=(other,))
    lines = text.render(report(tmp_path, *found(finding)), View()).splitlines()
    assert lines[:7] == [
        "decks/a.yaml:8:9: error Q101 two questions",
        "    8 |   cite: It cost 340 pounds",
        "      |         ^^^^^^^^^^^^^^^^^^",
        "      = hint: rename one",
        "      = the same id: decks/a.yaml:4:7",
        "    4 | - id: price",
        "      |       -----",
    ]


def test_several_findings_at_one_place_show_its_line_once(tmp_path: Path) -> None:
    place = Place("decks/a.yaml", HERE)
    printed = text.render(report(tmp_path, *found(Finding("one", place), Finding("two", place))), View())
    assert printed.count("cite: It cost 340 pounds") == 1
    assert "^\ndecks/a.yaml:8:9: error Q101 two\n" in printed


def test_the_last_lines_say_what_to_do(tmp_path: Path) -> None:
    place = Place("decks/a.yaml", HERE)
    safe, unsafe = (Fix("mend it", (Edit("decks/a.yaml", HERE, "x"),), safe=safe) for safe in (True, False))
    warnings = found(Finding("w", place, fix=safe), Finding("w", place, fix=unsafe), code="Q105", severity="warning")
    infos = found(Finding("i", place), code="Q129", severity="info")
    printed = text.render(report(tmp_path, *warnings, *infos, *found(Finding("e", place))), View()).splitlines()
    assert printed[-3:] == [
        "1 question: 1 proved. 1 error, 2 warnings, 1 info.",
        "1 can be mended: quizgen check --fix (first look: quizgen check --diff)",
        "What a finding means: quizgen explain Q101",
    ]
    assert text.render(report(tmp_path), View()) == "1 question: 1 proved. 0 errors, 0 warnings.\n"


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_colours_mark_severity_place_and_hint(tmp_path: Path, severity: str) -> None:
    finding = Finding("message", Place("decks/a.yaml", HERE), "hint")
    one = report(tmp_path, *found(finding, severity=severity))
    colour = text.COLOURS[severity]
    printed = text.render(one, View(colour=True))
    assert f"{colour}{severity} Q101{text.RESET} message\n" in printed
    assert f"{colour}{'^' * 18}{text.RESET}\n" in printed
    assert f"{text.COLOURS['hint']}= hint:{text.RESET} hint\n" in printed
    assert re.sub(r"\x1b\[[0-9;]*m", "", printed) == text.render(one, View())


@pytest.mark.parametrize(
    ("line", "word", "before", "marked"),
    [
        ("answer: 340", "340", 8, 3),
        ("\tanswer: 340", "340", 9, 3),
        ("答え: 三百", "三百", 6, 4),
        ("e\u0301te\u0301: x", "x", 5, 1),
        ("ｆｕｌｌ: ｘ", "ｘ", 10, 2),
        ("שלום: x", "x", 6, 1),
        ("a\u200db: x", "x", 4, 1),
        ("a: ", "", 0, 1),
    ],
    ids=["plain", "tab", "Chinese", "accents", "full width", "Hebrew", "joiner", "nothing"],
)
def test_marks_stand_below_their_characters(line: str, word: str, before: int, marked: int) -> None:
    start = line.index(word)
    assert text.excerpt(line, start, start + len(word)) == (line.replace("\t", " "), before, marked)


@pytest.mark.parametrize("letter", ["x", "字", "e\u0301", "\t"], ids=["plain", "wide", "accents", "tabs"])
@pytest.mark.parametrize("around", [(0, 1000), (1000, 1000), (1000, 0), (109, 0), (0, 109), (60, 60)], ids=str)
def test_of_a_long_line_the_part_around_the_place_is_shown(letter: str, around: tuple[int, int]) -> None:
    left, right = (letter * number for number in around)
    line = f"{left}HERE{right}"
    shown, before, marked = text.excerpt(line, len(left), len(left) + 4)
    width = {"字": 2, "\u0301": 0}
    columns = [c for c in shown for _ in range(width.get(c, 1))]
    assert "".join(columns[before : before + marked]) == "HERE"
    cut = (len(left) > 0 and shown.startswith("…")) + (len(right) > 0 and shown.endswith("…"))
    assert len(columns) - cut <= text.WIDTH
    assert len(columns) - cut >= text.WIDTH - 1 or shown == line.replace("\t", " "), "the room is used"


def test_line_numbers_of_any_length_keep_the_marks_in_place(tmp_path: Path) -> None:
    filler = "#\n" * 123_456
    one = report(
        tmp_path, *found(Finding("x", Place("decks/a.yaml", Span(123_457, 3, 123_457, 4)))), bank_text=filler + "- b\n"
    )
    _, shown, marks, *_ = text.render(one, View()).splitlines()
    assert shown == " 123457 | - b"
    assert marks.index("^") == shown.index("b")


# ----------------------------------------------------------------------------------------------- github

COMMAND = re.compile(r"::(error|warning|notice) (.*?)::(.*)")


def commands(printed: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The commands as GitHub's runner reads them: kind, properties, message."""
    for line in printed.splitlines():
        if match := COMMAND.fullmatch(line):
            pairs = (pair.split("=", 1) for pair in match[2].split(","))
            yield match[1], {name: _read(value, "%3A:", "%2C,") for name, value in pairs}, _read(match[3])


def _read(value: str, *further: str) -> str:
    for escape in ("%0D\r", "%0A\n", *further, "%25%"):
        value = value.replace(escape[:3], escape[3:])
    return value


def test_a_finding_becomes_an_annotation(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(PRICE.replace("It cost 340 pounds", "It cost 350 pounds"))})
    printed = cli(tmp_path, "check", "--format", "github").stdout
    ((kind, properties, message),) = commands(printed)
    assert kind == "error"
    title = "Q101 quote-not-found"
    assert properties == {
        "file": "decks/a.yaml", "line": "8", "endLine": "8", "col": "9", "endColumn": "27", "title": title
    }  # fmt: skip
    assert message.startswith("the quote is not in source ‘clock’\nhint: ")
    assert printed.splitlines()[-1] == "1 question: 1 wrong. 1 error, 0 warnings."


@pytest.mark.parametrize(("severity", "kind"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_an_annotation_of_each_severity(tmp_path: Path, severity: str, kind: str) -> None:
    printed = github.render(report(tmp_path, *found(Finding("x", Place()), severity=severity)), View())
    assert printed.startswith(f"::{kind} title=Q101 quote-not-found::x\n")


def test_an_annotation_over_several_lines_has_no_columns(tmp_path: Path) -> None:
    diagnostics = found(
        Finding("x", Place("decks/a.yaml", Span(2, 5, 4, 9))),
        Finding("y", Place("decks/a.yaml")),
        Finding("z", Place()),
    )
    first, second, third = commands(github.render(report(tmp_path, *diagnostics), View()))
    assert first[1].keys() == {"file", "line", "endLine", "title"}
    assert second[1].keys() == {"file", "title"}
    assert third[1].keys() == {"title"}


def test_an_annotation_says_exactly_what_was_found(tmp_path: Path) -> None:
    place = Place("decks/50%, or: ::error file=x::.yaml", Span(1, 1, 1, 2))
    finding = Finding("::error::100% %0A, sure: yes", place, "::stop-commands::x", related=(Related("a: b", place),))
    printed = github.render(report(tmp_path, *found(finding)), View("", "my course/"))
    ((_, properties, message),) = commands(printed)
    assert properties["file"] == f"my course/{place.file}"
    assert message == f"::error::100% %0A, sure: yes\nhint: ::stop-commands::x\na: b: {place.file}:1:1"
    assert len(printed.splitlines()) == 2
    assert sum(line.startswith("::") for line in printed.splitlines()) == 1


@pytest.mark.parametrize(
    ("workspace", "file"),
    [("", "decks/a.yaml"), ("repo", "courses/clock/decks/a.yaml"), ("repo/courses/clock", "decks/a.yaml"),
     ("elsewhere", "decks/a.yaml"), ("rep", "decks/a.yaml"), ("link", "courses/clock/decks/a.yaml")],
)  # fmt: skip
def test_an_annotation_is_found_from_the_top_of_the_repository(tmp_path: Path, workspace: str, file: str) -> None:
    course = make_course(tmp_path / "repo/courses/clock", {"a.yaml": bank(PRICE.replace("340 pounds", "350 pounds"))})
    (tmp_path / "link").symlink_to("repo")
    where = str(tmp_path / workspace) if workspace else ""
    ((_, properties, _),) = commands(
        cli(course / "decks", "check", "--format", "github", GITHUB_WORKSPACE=where).stdout
    )
    assert properties["file"] == file
    document = json.loads(cli(course, "check", "--format", "sarif", GITHUB_WORKSPACE=where).stdout)
    (location,) = document["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": file}


# ----------------------------------------------------------------------------------------------- sarif


def run_of(printed: str) -> dict[str, Any]:
    """The run of a document, which must be valid."""
    document = json.loads(printed)
    if SCHEMA:
        schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))
        jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    (run,) = document["runs"]
    return dict(run)


MESSY = "- {short: Who?, answer: me}\n- short: Who?\n  answer: a storm\n  cite: a storm bent\n"


@pytest.mark.skipif(not SCHEMA, reason="needs the schema of SARIF (SARIF_SCHEMA)")
def test_the_document_is_valid_and_has_every_finding(tmp_path: Path) -> None:
    banks = {"a.yaml": bank(PRICE, ACCEPTED) + MESSY, "unit/é b.yaml": bank(PRICE, STORM), "c.yaml": "\x00"}
    make_course(tmp_path, banks, COURSE + "tilte: x\n")
    run = run_of(cli(tmp_path, "check", "--format", "sarif").stdout)
    _, checked = read(tmp_path)
    results = run["results"]
    assert len(results) == len(checked.diagnostics) + len(checked.accepted)
    assert {result["ruleId"] for result in results} >= {"Q003", "Q020", "Q024", "Q025", "Q105"}
    known = run["tool"]["driver"]["rules"]
    for result in results:
        assert known[result["ruleIndex"]]["id"] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert (tmp_path / unquote(uri)).is_file()
    duplicate = next(result for result in results if result["ruleId"] == "Q024")
    (related,) = duplicate["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "decks/a.yaml"
    assert related["message"]["text"]


def test_the_document_describes_every_rule(tmp_path: Path) -> None:
    run = run_of(sarif.render(report(tmp_path), View()))
    assert run["results"] == [], "“nothing was found” is not “nothing was looked for”"
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == list(rules())
    by_id = {rule["id"]: rule for rule in described}
    quote = by_id["Q101"]
    assert (quote["name"], quote["defaultConfiguration"]) == ("quote-not-found", {"level": "error"})
    assert quote["shortDescription"]["text"] == "The quote does not stand in its source."
    assert "Why: " in quote["help"]["text"]
    assert by_id["Q129"]["defaultConfiguration"] == {"level": "note"}


def test_a_region_counts_characters_and_ends_after_the_last(tmp_path: Path) -> None:
    wrong = PRICE.replace("It cost 340 pounds", "“𝔸 quote” of nothing")
    make_course(tmp_path, {"a.yaml": bank(wrong)})
    run = run_of(cli(tmp_path, "check", "--format", "sarif").stdout)
    line = "  cite: “𝔸 quote” of nothing"
    (location,) = run["results"][0]["locations"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert location["physicalLocation"]["region"] == {
        "startLine": 8, "startColumn": line.index("“") + 1, "endLine": 8, "endColumn": len(line) + 1
    }  # fmt: skip


def test_an_accepted_finding_is_there_with_its_reason(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank(ACCEPTED)})
    done = cli(tmp_path, "check", "--format", "sarif", "--strict")
    (result,) = run_of(done.stdout)["results"]
    assert done.exit_code == 0
    assert result["level"] == "warning"
    assert result["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "a fair summary"}]


def test_a_finding_that_a_bank_accepts_has_the_reason_of_the_bank(tmp_path: Path) -> None:
    head = "title: The clock\nsource: clock\nallow:\n  Q105: all of it is a summary\n"
    made = report(tmp_path, bank_text=bank(PRICE, head=head))
    accepted = found(Finding("x", Place("decks/a.yaml")), Finding("y", Place()), code="Q105", severity="warning")
    second, first = run_of(sarif.render(replace(made, accepted=accepted), View()))["results"]
    assert first["suppressions"][0]["justification"] == "all of it is a summary"
    assert "justification" not in second["suppressions"][0]


def test_a_fix_of_the_document_does_what_quizgen_does(tmp_path: Path) -> None:
    make_course(tmp_path, {"a.yaml": bank("short: What bent the hand?\nanswer: a storm\ncite: a storm bent")})
    run = run_of(cli(tmp_path, "check", "--format", "sarif").stdout)
    (fix,) = next(result["fixes"] for result in run["results"] if result["ruleId"] == "Q025")
    (change,) = fix["artifactChanges"]
    file = change["artifactLocation"]["uri"]
    edits = [
        Edit(file, Span(*(one["deletedRegion"][name] for name in names)), one["insertedContent"]["text"])
        for names in [("startLine", "startColumn", "endLine", "endColumn")]
        for one in change["replacements"]
    ]
    mended = edited((tmp_path / file).read_bytes(), edits)
    assert cli(tmp_path, "check", "--fix").exit_code == 0
    assert (tmp_path / file).read_bytes() == mended


def test_no_text_of_a_bank_works_as_markup_of_the_document(tmp_path: Path) -> None:
    finding = Finding("{0} of {{blank}}: [see](https://evil.example)", Place("a b%/é#?.yaml", HERE))
    run = run_of(sarif.render(report(tmp_path, *found(finding, Finding("x", Place()))), View("", "c d/")))
    second, first = run["results"]
    assert first["message"]["text"] == "{{0}} of {{{{blank}}}}: [see] (https://evil.example)"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "c%20d/a%20b%25/%C3%A9%23%3F.yaml"
    assert "locations" not in second
