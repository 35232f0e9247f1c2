"""What YAML and word processors do to an unwary teacher: found, explained, mended as it was meant."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from courses import bank, cli, make_course

from quizgen.load import load

NBSP = "\u00a0"
BOM = b"\xef\xbb\xbf"


class Blunder(NamedTuple):
    """A field as it was typed in a question of some type, the code of what is found there, and the value meant."""

    typed: str
    code: str
    meant: object
    kind: str = "short"


BLUNDERS = {
    "comma-in-brackets": Blunder("accept: [2,700 km, far]", "Q006", ["2,700 km", "far"]),
    "comma-in-braces": Blunder("rubric: [{text: 2,700 km}]", "Q006", [{"text": "2,700 km"}], "open"),
    "colon": Blunder("answer: Putin: the man", "Q009", "Putin: the man"),
    "hash": Blunder("answer: Route #5", "Q010", "Route #5"),
    "star": Blunder("answer: *nix", "Q005", "*nix"),
    "ampersand": Blunder("answer: &c", "Q005", "&c"),
    "exclamation": Blunder("answer: !Kung", "Q005", "!Kung"),
    "percent": Blunder("answer: %GDP", "Q005", "%GDP"),
    "at": Blunder("answer: @home", "Q005", "@home"),
    "backtick": Blunder("answer: `ls` lists", "Q005", "`ls` lists"),
    "brace": Blunder("answer: {a} is a set", "Q005", "{a} is a set"),
    "bracket": Blunder("answer: [sic] he wrote", "Q005", "[sic] he wrote"),
    "greater": Blunder("answer: >5 degrees", "Q005", ">5 degrees"),
    "bar": Blunder("answer: |x| is positive", "Q005", "|x| is positive"),
    "question": Blunder("answer: ? is a sign", "Q005", "? is a sign"),
    "hyphen": Blunder("answer: - 5 degrees", "Q005", "- 5 degrees"),
    "apostrophe": Blunder("answer: 'don't panic'", "Q011", "don't panic"),
    "backslash": Blunder(r'answer: "a \times b"', "Q012", r"a \times b"),
    "tab": Blunder("\tanswer: a tab", "Q004", "a tab"),
    "odd-space-in-front": Blunder(f"{NBSP}{NBSP}answer: odd", "Q013", "odd"),
    "odd-space-after-colon": Blunder(f"answer:{NBSP}odd", "Q013", "odd"),
    "odd-space-after-dash": Blunder(f"accept:\n-{NBSP}odd", "Q013", ["odd"]),
    "curly-number": Blunder("answer: “7,500”", "Q022", "7,500", "numeric"),
    "curly-negative": Blunder("answer: „-5.5“", "Q022", "-5.5", "numeric"),
    "curly-truth": Blunder("answer: « true »", "Q022", "true", "true_false"),
    "curly-word": Blunder("status: ‘ready’", "Q022", "ready"),
    "half-curly-word": Blunder('level: “remember"', "Q022", "remember"),
}
FIRST = "id: caesar\nshort: “Veni, vidi, vici” was written by whom?\nanswer: “Caesar”"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with all blunders, between sound questions, as Notepad saves it: with a mark in front."""
    questions = [FIRST]
    for name, blunder in BLUNDERS.items():
        rest = "" if "answer:" in blunder.typed else "\nanswer: 5"
        questions.append(f"id: {name}\n{blunder.kind}: What is meant by {name}?\n{blunder.typed}{rest}")
    text = bank(*questions, head="title: Blunders\nuncited: an example\n")
    text = re.sub(rf"^  (?=[\t{NBSP}])", "", text, flags=re.MULTILINE)
    folder = make_course(tmp_path_factory.mktemp("blunders"), {}, texts={})
    (folder / "decks/bank.yaml").write_bytes(BOM + text.replace("\n", "\r\n").encode())
    return folder


@pytest.fixture(scope="module")
def before(course: Path) -> bytes:
    return (course / "decks/bank.yaml").read_bytes()


@pytest.fixture(scope="module")
def found(course: Path, before: bytes) -> dict[str, set[str]]:
    """The codes of what is found in each question of the file as it was `before`; then all is mended."""
    assert before
    document = json.loads(cli(course, "check", "--format", "json").stdout)
    codes: dict[str, set[str]] = {}
    for diagnostic in document["diagnostics"]:
        if diagnostic["code"] > "Q1":  # about what is asked, not how it is written down
            continue
        assert diagnostic["hint"]
        assert diagnostic["fix"]["safe"]
        codes.setdefault(diagnostic["question"], set()).add(diagnostic["code"])
    fixed = cli(course, "check", "--fix")
    assert fixed.exit_code == 0, fixed.stdout
    return codes


@pytest.mark.parametrize("name", BLUNDERS)
def test_a_blunder_is_found_explained_and_mended(name: str, course: Path, found: dict[str, set[str]]) -> None:
    field = BLUNDERS[name].typed.strip(f"\t{NBSP}").partition(":")[0]
    assert found[name] == {BLUNDERS[name].code}
    entries = {entry.id: entry for entry in load(course).entries}
    assert entries[name].fields[field] == BLUNDERS[name].meant


def test_nothing_else_changes_by_a_byte(course: Path, before: bytes, found: dict[str, set[str]]) -> None:
    assert found.keys() == BLUNDERS.keys(), "a real quotation is left alone"
    after = (course / "decks/bank.yaml").read_bytes()
    old, new = (data.split(b"\r\n") for data in (before, after))
    typed = {line for blunder in BLUNDERS.values() for line in blunder.typed.split("\n")}
    changed = {line.decode().removeprefix("  ") for line, now in zip(old, new, strict=True) if line != now}
    assert changed == {line for line in typed if line != "accept:"}
    assert after.startswith(BOM + b"title")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n")
