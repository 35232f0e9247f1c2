"""The report: what it says is what `check` found, it opens in a real browser, and everybody can use it."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest
from courses import COURSE, PRICE, STORM, TEXT, TRAINS, bank, cli, edit, lock_of, make_course, process, read, snapshot
from exporters.chromium import CHROMIUM, PDFTOTEXT

from quizgen.report.counting import by_bank, by_difficulty, by_level, by_type, statuses
from quizgen.report.findings import findings
from quizgen.report.listing import listing
from quizgen.report.page import render
from quizgen.report.reasons import uncited, waivers
from quizgen.report.sides import sides
from quizgen.report.strips import Cell, Strip, strips
from quizgen.templating import Templates

BOARD = (
    "id: board\nshort: Who bought the clock?\nanswer: the Harbour Board\n"
    "cite: the Harbour Board bought a clock\nlevel: remember\ndifficulty: easy"
)
AGAIN = BOARD.replace("id: board", "id: again").replace("level: remember", "level: apply")
WRONG = PRICE.replace("id: price", "id: wrong").replace("answer: 340", "answer: 350")
FREE = "id: free\nopen: What do you think of it?\nanswer: Much.\nuncited: it asks for an opinion"
REVIEWED = (
    "id: late\nshort: What happened to passengers?\nanswer: they were late for the railway\n"
    "cite: Skippers missed trains\nallow:\n  Q105: a fair paraphrase\n  Q112: <never found>"
)
DRAFT = STORM + "\nstatus: draft"
RETIRED = TRAINS + "\nstatus: retired"
SECOND = "The clock of Lower Ness\n\nThe Harbour Board paid 300 pounds for its clock. It was hung in 1873.\n"
SOURCES = """\
clock: {file: clock.txt, title: The harbour of Lower Ness, author: Ida Marsh, show: sentence}
notes: {file: notes.txt, title: The clock of Lower Ness, publisher: The Ness Press}
"""
DISPUTE = """\
disputes:
  - id: paid
    about: what the clock cost
    claims:
      - {source: clock, value: 340 pounds, scope: the clock alone, quote: It cost 340 pounds}
      - {source: notes, value: 300 pounds, quote: paid 300 pounds for its clock}
"""
NOTED = (
    "id: noted\nnumeric: What did the Harbour Board pay for the clock, says The Ness Press?\nanswer: 300\n"
    "unit: pounds\ncite: {source: notes, quote: paid 300 pounds for its clock}\ndispute: paid"
)
PRICED = PRICE.replace("What did the clock cost?", "What did the clock cost, says Ida Marsh?")
BOTH = (
    "id: both\nopen: The sources differ on the cost of the clock. Why might they?\nanswer: They may count other things."
    "\ndispute: paid\ncite: It cost 340 pounds"
)
HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>"'&{{ 7*7 }}"""
YAML_HOSTILE = "'" + HOSTILE.replace("'", "''") + "'"


def rich(folder: Path, **changes: str) -> Path:
    """A course with something for every part of the report; the text `notes` ships, but may not be shown."""
    return make_course(
        folder,
        {
            "one.yaml": bank(PRICED, BOARD, AGAIN, WRONG, FREE),
            "two.yaml": bank(REVIEWED, DRAFT, RETIRED, NOTED, BOTH, head="title: More\nsource: clock\n"),
        },
        changes.get("course", COURSE + DISPUTE),
        {"clock.txt": TEXT, "notes.txt": SECOND, "sources.yaml": SOURCES},
    )


def locked(folder: Path) -> Path:
    """The same course without its error, locked, and then without its texts."""
    rich(folder)
    edit(folder / "decks/one.yaml", "answer: 350", "answer: 340")
    assert cli(folder, "lock").exit_code == 0
    (folder / "seeds/clock.txt").unlink()
    (folder / "seeds/notes.txt").unlink()
    return folder


def html_of(folder: Path, *text_folders: Path) -> str:
    _, report = read(folder, *text_folders)
    return render(report, Templates(folder)).decode()


class Page(HTMLParser):
    """A page as a browser reads it: its elements and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.text += data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


# ------------------------------------------------------------------------------------------------- what it says


def test_the_verdicts_are_those_of_check(tmp_path: Path) -> None:
    folder = rich(tmp_path)
    _, report = read(folder)
    assert report.tally == Counter(proved=7, reviewed=1, wrong=1, uncited=1)
    words = Page(html_of(folder)).words
    assert "10 questions in 2 banks: 8 ready, 1 draft, 1 retired." in words
    for verdict, count in (("proved", 7), ("reviewed", 1), ("locked", 0), ("unproved", 0), ("wrong", 1)):
        assert re.search(rf"\b{verdict} {count} \w", words), verdict
    assert re.search(rf"{len(report.errors)} errors? {report.count('warning')} warnings?", words)


def test_drafts_and_retired_questions_are_counted_apart(tmp_path: Path) -> None:
    _, report = read(rich(tmp_path))
    assert statuses(report) == Counter(ready=8, draft=1, retired=1)
    bars = {bar.label: (bar.count, bar.percent) for bar in by_type(report)}
    assert bars == {"numeric": (3, 100), "short": (3, 100), "open": (2, 66)}
    levels = {bar.label: bar.count for bar in by_level(report)}
    assert list(levels) == ["remember", "understand", "apply", "analyze", "evaluate", "create", "not given"]
    assert (levels["remember"], levels["apply"], levels["create"], levels["not given"]) == (1, 1, 0, 6)
    assert {bar.label: bar.count for bar in by_difficulty(report)} == {
        "easy": 2,
        "medium": 0,
        "hard": 0,
        "not given": 6,
    }
    grid = by_bank(report)
    assert grid.types == ("numeric", "short", "open")
    assert [(row.name, row.counts, row.ready, row.drafts, row.retired) for row in grid.rows] == [
        ("one", (2, 2, 1), 5, 0, 0),
        ("two", (1, 1, 1), 3, 1, 1),
    ]
    assert grid.most == 2


def counts(strip: Strip) -> list[list[int]]:
    return [[cell.count for cell in paragraph] for paragraph in strip.paragraphs]


def cell(strip: Strip, words: str) -> Cell:
    return next(cell for cell in strip.cells if words in cell.text)


def test_a_source_is_a_strip_of_its_sentences(tmp_path: Path) -> None:
    _, report = read(rich(tmp_path))
    clock, notes = strips(report)
    # The title; board + again, then price + wrong + both, none; then the review (and a retired one), and a draft.
    assert counts(clock) == [[0], [2, 3, 0], [1, 0]]
    assert (clock.cited, len(clock.cells), clock.at_hand) == (3, 6, True)
    assert [one.question for one in cell(clock, "340").citing] == ["price", "wrong", "both"]
    assert [(one.question, one.status) for one in cell(clock, "Skippers").citing] == [
        ("late", "ready"),
        ("trains", "retired"),
    ]
    assert counts(notes) == [[0], [1, 0]]


def test_the_lock_draws_the_same_strips_without_a_word_of_the_text(tmp_path: Path) -> None:
    folder = rich(tmp_path)
    edit(folder / "decks/one.yaml", "answer: 350", "answer: 340")
    _, before = read(folder)
    with_texts = strips(before)
    assert "clerks missed tides" in html_of(folder)
    locked(tmp_path)
    _, report = read(folder)
    assert report.tally == Counter(locked=9, uncited=1)
    assert [counts(strip) for strip in strips(report)] == [counts(strip) for strip in with_texts]
    assert [[one.citing for one in strip.cells] for strip in strips(report)] == [
        [one.citing for one in strip.cells] for strip in with_texts
    ]
    html = html_of(folder)
    assert "3 of 6 sentences cited" in html
    assert "clerks missed tides" not in html
    assert "Anna Holt" not in html
    assert "It cost 340 pounds" in html  # a quote of the bank


def test_a_question_that_changed_since_the_lock_has_no_place(tmp_path: Path) -> None:
    folder = locked(tmp_path)
    edit(folder / "decks/one.yaml", "numeric: What did the clock cost, says Ida Marsh?", "numeric: What did it cost?")
    _, report = read(folder)
    clock, _ = strips(report)
    assert report.verdicts["price"] == "unproved"
    assert clock.unplaced == 1
    assert counts(clock) == [[0], [2, 2, 0], [1, 0]]
    assert "1 citation of it has no proved place." in html_of(folder)


def test_a_sentence_that_moved_since_the_lock_is_found_by_its_digest(tmp_path: Path) -> None:
    folder = locked(tmp_path)
    lock = lock_of(folder)
    _, report = read(folder)
    moved = ((("0" * 16),), *lock.sources["clock"].sentences)
    records = {**lock.sources, "clock": replace(lock.sources["clock"], sentences=moved)}
    course = replace(report.course, lock=replace(lock, sources=records))
    clock, _ = strips(replace(report, course=course))
    assert counts(clock) == [[0], [0], [2, 3, 0], [1, 0]]


def test_text_that_may_not_be_passed_on_is_named(tmp_path: Path) -> None:
    folder, elsewhere = rich(tmp_path / "c"), tmp_path / "elsewhere"
    words = Page(html_of(folder)).words
    notice = re.search(r"For your own eyes\..*?network\.", words)
    assert notice
    assert "The clock of Lower Ness." in notice[0]
    assert "The harbour of Lower Ness" not in notice[0]  # it ships, and may be shown
    elsewhere.mkdir()
    (folder / "seeds/clock.txt").rename(elsewhere / "clock.txt")
    assert "The harbour of Lower Ness; The clock of Lower Ness." in Page(html_of(folder, elsewhere)).words
    for name in ("clock.txt", "notes.txt"):
        (folder / "seeds" / name).unlink(missing_ok=True)
    assert "For your own eyes" not in Page(html_of(folder)).words


def test_findings_stand_under_their_rule(tmp_path: Path) -> None:
    _, report = read(rich(tmp_path))
    groups = findings(report)
    assert sum(len(group.spots) for group in groups) == len(report.diagnostics)
    assert [group.severity for group in groups] == sorted(
        (g.severity for g in groups), key=["error", "warning", "info"].index
    )
    first = groups[0]
    assert (first.code, first.name, first.severity) == ("Q112", "number-differs", "error")
    assert first.title.endswith(".")
    assert [(spot.question, spot.place) for spot in first.spots] == [("wrong", "decks/one.yaml:23:11")]
    html = html_of(tmp_path)
    assert '<a href="#q-wrong">wrong</a> <code>decks/one.yaml:23:11</code>' in html
    assert "“350 pounds” is not in the cited sentence" in html


def test_reasons_and_what_became_of_them(tmp_path: Path) -> None:
    folder = rich(tmp_path)
    _, report = read(folder)
    assert [(w.question, w.code, w.name, w.reason, w.state) for w in waivers(report)] == [
        ("late", "Q105", "key-paraphrased", "a fair paraphrase", "accepted"),
        ("late", "Q112", "number-differs", "<never found>", "silences nothing"),
    ]
    assert [(one.question, one.reason) for one in uncited(report)] == [("free", "it asks for an opinion")]
    locked(tmp_path)
    _, report = read(folder)
    assert {w.state for w in waivers(report)} == {"not judged without the text"}
    (folder / "seeds/clock.txt").write_text(TEXT, encoding="utf-8")
    edit(folder / "decks/two.yaml", "What happened to passengers?", "What became of passengers?")
    _, report = read(folder)
    assert waivers(report)[0].state == "void"
    assert "void: given for another wording" in html_of(folder)


def test_disputes_stand_side_by_side(tmp_path: Path) -> None:
    folder = rich(tmp_path)

    def shown() -> list[object]:
        _, report = read(folder)
        (dispute,) = sides(report)
        assert dispute.about == "what the clock cost"
        assert dispute.others == ("both",)
        return [
            (c.value, c.scope, c.source_id, c.place and (c.place.paragraph, c.place.sentence), c.questions)
            for c in dispute.claims
        ]

    expected = [
        ("340 pounds", "the clock alone", "clock", (2, 2), ("price",)),
        ("300 pounds", "", "notes", (2, 1), ("noted",)),
    ]
    assert shown() == expected
    edit(folder / "decks/one.yaml", "answer: 350", "answer: 340")  # now two questions have the value
    expected[0] = (*expected[0][:4], ("price", "wrong"))
    locked(tmp_path)
    assert shown() == expected
    edit(folder / "quizgen.yaml", "scope: the clock alone", "scope: the clock")
    edit(folder / "quizgen.yaml", "value: 340 pounds", "value: £340 pounds")
    assert [one[3] for one in shown()] == [None, None]  # type: ignore[index]


def test_every_question_in_short(tmp_path: Path) -> None:
    folder = rich(tmp_path)
    _, report = read(folder)
    first, second = listing(report)
    assert [line.id for line in first.lines] == ["price", "board", "again", "wrong", "free"]
    trains = next(line for line in second.lines if line.id == "trains")
    assert trains.stem == "Skippers missed [trains], and clerks missed [tides]."
    assert (trains.type, trains.status, trains.verdict) == ("cloze", "retired", "proved")
    words = Page(html_of(folder)).words
    assert (
        "proved board short · remember · easy Who bought the clock? "
        "the Harbour Board bought a clock Ida Marsh, paragraph 2, sentence 1" in words
    )


def test_every_link_leads_somewhere_and_no_id_is_there_twice(tmp_path: Path) -> None:
    shown = Page(html_of(rich(tmp_path)))
    ids = [attrs["id"] for _, attrs in shown.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for _, attrs in shown.elements if "href" in attrs]
    assert {link[0] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(ids)
    labels = {name for _, attrs in shown.elements for name in attrs.get("aria-labelledby", "").split()}
    assert labels <= set(ids)


def test_words_for_people_come_from_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Marked(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"⟦{message}⟧"

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    monkeypatch.setattr("quizgen.report.page.catalogue", lambda lang: Marked())
    folder = rich(tmp_path, course=COURSE + "lang: ar\n" + DISPUTE)
    html = html_of(folder)
    assert '<html lang="ar" dir="rtl">' in html
    left = re.sub(
        r"⟦[^⟧]*⟧", "", re.sub(r'<style>.*?</style>|lang="en".*?<|<code>.*?</code>', "", html, flags=re.DOTALL)
    )
    own = re.compile(
        r"\b(question|sentence|paragraph|proved|Report|bank|cited|reason|none|error|text)s?\b", re.IGNORECASE
    )
    from_course = "A test course|" + "|".join(DISPUTE.splitlines())
    assert not own.search(re.sub(r"<[^>]*>", " ", left.replace(from_course, ""))), own.findall(left)


# -------------------------------------------------------------------------------------------- whatever is wrong

BROKEN = {
    "nothing but a course file": {"quizgen.yaml": COURSE},
    "an empty course file": {"quizgen.yaml": ""},
    "a course file that cannot be read": {"quizgen.yaml": "title: [\n\t- {"},
    "no text and no lock": {"quizgen.yaml": COURSE, "decks/a.yaml": bank(PRICE, STORM)},
    "no such source": {"quizgen.yaml": COURSE, "decks/a.yaml": bank(PRICE, head="title: x\nsource: nowhere\n")},
    "a bank that is no bank": {"quizgen.yaml": COURSE, "decks/a.yaml": "- x\n", "decks/b.yaml": b"\xff\xfe\x00"},
    "a question that cannot be read": {"quizgen.yaml": COURSE, "decks/a.yaml": bank("id: lost\nshort: What?", PRICE)},
    "one id twice": {"quizgen.yaml": COURSE, "decks/a.yaml": bank(PRICE, PRICE)},
    "a damaged lock": {"quizgen.yaml": COURSE, "quizgen.lock": "version: [", "decks/a.yaml": bank(PRICE)},
    "a lock in two versions": {"quizgen.yaml": COURSE, "quizgen.lock": "<<<<<<< a\n=======\n>>>>>>> b\n"},
    "two disputes of one id": {"quizgen.yaml": COURSE + DISPUTE + DISPUTE.removeprefix("disputes:\n")},
    "a dispute about no source": {"quizgen.yaml": COURSE + DISPUTE, "decks/a.yaml": bank(PRICED, BOTH)},
}


@pytest.mark.parametrize("files", BROKEN.values(), ids=list(BROKEN))
def test_it_works_whatever_is_wrong_with_the_course(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = cli(tmp_path, "report")
    assert done.exit_code == 0, done.output
    shown = Page((tmp_path / "build/report.html").read_text(encoding="utf-8"))
    assert not shown.open
    _, report = read(tmp_path)
    for diagnostic in report.diagnostics:
        assert " ".join(diagnostic.finding.message.split()) in shown.words


def test_a_question_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    words = Page(html_of(make_course(tmp_path, {"a.yaml": bank(PRICE, "id: lost\nshort: What?")}))).words
    assert "1 question in 1 bank. 1 more could not be read: lost." in words
    assert "A part of this file could not be read" in words


def hostile(folder: Path) -> Path:
    """A course in which every text that a person writes is an attack."""
    evil = YAML_HOSTILE
    questions = (
        f"id: evil\nshort: {evil}\nanswer: {evil}\ncite: {evil}\ntags: [{evil}]\nallow:\n  Q105: {evil}",
        f"id: free\nopen: {evil}\nanswer: {evil}\nuncited: {evil}",
        f"id: {evil}\nshort: x\nanswer: y",
        f"id: cloze\ncloze: x {{{{<script>alert(1)</script>}}}} y\ncite: {{source: {evil}, quote: {evil}}}",
        f"id: good\nshort: What did the script say?\nanswer: alert\ncite: {evil}",
    )
    course = (
        f"id: test-course\ntitle: {evil}\ndisputes:\n  - id: d\n    about: {evil}\n    claims:\n"
        f"      - {{source: clock, value: {evil}, scope: {evil}, quote: {evil}}}\n"
        f"      - {{source: clock, value: {evil}, quote: {evil}}}\n"
    )
    fields = f"{{file: clock.txt, title: {evil}, author: {evil}, url: 'javascript:alert(1)', date: {evil}}}"
    texts = {
        "clock.txt": f"The script said {HOSTILE} to all.\n",
        "sources.yaml": f"clock: {fields}\n{evil}: {fields}\n",
    }
    head = f"title: {evil}\nsource: clock\n"
    return make_course(folder, {"a.yaml": bank(*questions, head=head), "b<b>&.yaml": head}, course, texts)


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    html = html_of(hostile(tmp_path))
    shown = Page(html)
    assert not shown.open
    assert not [
        tag for tag, _ in shown.elements if tag in {"script", "img", "iframe", "object", "link", "base", "form"}
    ]
    assert not [name for _, attrs in shown.elements for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in shown.elements if "javascript:" in attrs.get("href", "")]
    assert shown.text.count("<script>alert(1)</script>") > 15
    assert "{{ 7*7 }}" in shown.text
    assert "<title>Report: &lt;script&gt;" in html


def test_a_page_asks_for_nothing(tmp_path: Path) -> None:
    html = html_of(rich(tmp_path))
    shown = Page(html)
    policy = next(a["content"] for _, a in shown.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert not {name for _, attrs in shown.elements for name in attrs} & {"src", "srcset", "action", "background"}
    assert not re.search(r"url\(|@import|http-equiv=.refresh", html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = rich(tmp_path / "c")
    for seed in ("1", "2"):
        done = process(folder, "report", "--out", f"../{seed}.html", PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH=seed)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_ten_thousand_questions(tmp_path: Path) -> None:
    """The page alone, in seconds of this process, whatever else the computer does."""
    _, report = read(make_course(tmp_path, {"a.yaml": bank(PRICE, WRONG, FREE)}))
    (only,) = report.banks
    entries = [
        replace(
            entry,
            question=entry.question.model_copy(update={"id": f"{entry.id}-{number}"}),
            item=replace(entry.item, id=f"{entry.id}-{number}"),
        )
        for number in range(3334)
        for entry in only.entries
    ]
    verdicts = {entry.id: report.verdicts[entry.id.partition("-")[0]] for entry in entries}
    many = replace(report, banks=(replace(only, entries=tuple(entries)),), verdicts=verdicts)
    start = time.process_time()
    made = render(many, Templates(tmp_path))
    assert time.process_time() - start < 10
    assert made.count(b'class="question"') == 10_002


# ------------------------------------------------------------------------------------------------- the command


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    folder = rich(tmp_path / "c")
    before = snapshot(folder)
    done = cli(folder, "report")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert re.fullmatch(
        r"  build/report\.html  \(10 questions, \d+ errors?, \d+ warnings?\)", lines[0].replace(os.sep, "/")
    )
    assert lines[-1].startswith("Keep it to yourself")
    assert "“The clock of Lower Ness”" in lines[-1]
    after = snapshot(folder)
    assert set(after) - set(before) == {str(Path("build/report.html"))}
    assert all(after[name] == data for name, data in before.items())
    assert cli(folder / "decks", "report", "--out", "mine.HTML").exit_code == 0
    assert (folder / "decks/mine.HTML").read_bytes() == after[str(Path("build/report.html"))]


@pytest.mark.parametrize("out", ["quizgen.yaml", "decks/one.yaml", "report", ".html"])
def test_no_other_file_is_written_over(tmp_path: Path, out: str) -> None:
    folder = rich(tmp_path)
    before = snapshot(folder)
    refused = cli(folder, "report", "--out", out)
    assert (refused.exit_code, snapshot(folder)) == (2, before)
    assert "must end in .html" in refused.stderr


def test_it_opens_the_page_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    folder = rich(tmp_path)
    cli(folder, "report")
    assert opened == []
    cli(folder, "report", "--open")
    assert opened == [str(folder / "build/report.html")]


def test_a_course_may_have_its_own_look(tmp_path: Path) -> None:
    folder = rich(tmp_path)
    own = folder / "templates/report/style.css"
    own.parent.mkdir(parents=True)
    own.write_text("h1 { color: rebeccapurple }", encoding="utf-8")
    assert "<style>\nh1 { color: rebeccapurple }\n</style>" in html_of(folder)


def test_a_page_that_cannot_be_made_leaves_the_old_one(tmp_path: Path) -> None:
    folder = rich(tmp_path)
    cli(folder, "report")
    before = snapshot(folder / "build")
    own = folder / "templates/report/head.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nonsense( }}", encoding="utf-8")
    refused = cli(folder, "report")
    assert refused.exit_code == 2
    assert "report/head.html" in refused.stderr
    assert snapshot(folder / "build") == before


# ------------------------------------------------------------------------------------------------- in a browser

CLIENTS = bool(CHROMIUM and PDFTOTEXT and find_spec("playwright") and find_spec("axe_playwright_python"))
needs_browser = pytest.mark.skipif(
    not CLIENTS,
    reason="needs Chromium (or Chrome), poppler's pdftotext, playwright and axe-playwright-python to look at a page",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def look(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Open a page as a person would; the fixture fails if the page asks for anything, or complains."""
    asked: list[str] = []
    contexts = []

    def opened(html: str, width: int = 1200, scheme: str = "light") -> Any:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        shown = context.new_page()
        shown.on("request", lambda request: asked.append(request.url))
        shown.on("console", lambda message: asked.append(message.text))
        shown.on("dialog", lambda dialog: asked.append(dialog.message))
        shown.goto(file.as_uri())
        assert asked == [file.as_uri()]
        asked.clear()
        return shown

    yield opened
    for context in contexts:
        context.close()
    assert asked == []


def violations(shown: Any) -> list[str]:
    """What axe-core has to say with every one of its rules, AAA and experimental ones too, and all details open."""
    from axe_playwright_python.base import AXE_SCRIPT

    shown.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    shown.evaluate(AXE_SCRIPT)
    options = "{runOnly: {type: 'rule', values: axe.getRules().map(rule => rule.ruleId)}, resultTypes: ['violations']}"
    result = shown.evaluate(f"axe.run({options})")
    assert len(result["passes"]) > 20
    return [f"{found['id']}: {node['html']}" for found in result["violations"] for node in found["nodes"]]


KINDS = {"rich": rich, "locked": locked, "hostile": hostile, "bare": lambda folder: make_course(folder, {}, texts={})}


@needs_browser
@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_use_it(look: Any, tmp_path: Path, kind: str, scheme: str, width: int) -> None:
    shown = look(html_of(KINDS[kind](tmp_path / "c")), width, scheme)
    assert violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


@needs_browser
def test_axe_would_find_something(look: Any, tmp_path: Path) -> None:
    html = html_of(rich(tmp_path / "c")).replace("--ink: #1c2023", "--ink: #c8c8c8").replace("<h1>", "<h3>", 1)
    found = {line.partition(":")[0] for line in violations(look(html))}
    assert {"color-contrast", "page-has-heading-one"} <= found


@needs_browser
def test_a_sentence_shows_where_one_points(look: Any, tmp_path: Path) -> None:
    shown = look(html_of(rich(tmp_path / "c")))
    cells = shown.locator("#source-1 .cell")
    assert cells.count() == 6
    tip = cells.nth(2).locator(".tip")
    assert not tip.is_visible()
    cells.nth(2).hover()
    assert tip.is_visible()
    assert tip.inner_text().split("\n") == ["paragraph 2, sentence 2 3 questions", "It cost 340 pounds."]
    cells.nth(3).hover()
    assert not tip.is_visible()
    cells.nth(3).evaluate("cell => cell.focus()")
    shown.mouse.move(0, 0)
    assert "The clock was hung in May 1872." in cells.nth(3).locator(".tip").inner_text()
    cells.nth(2).click()
    assert shown.locator("#source-1-2-2").is_visible()  # its row, in what was closed before
    shown.locator("#source-1-2-2 a", has_text="both").click()
    assert shown.locator("#q-both").is_visible()


@needs_browser
def test_height_and_colour_tell_how_often_a_sentence_is_cited(look: Any, tmp_path: Path) -> None:
    shown = look(html_of(rich(tmp_path / "c")))
    cells = shown.locator("#source-1 .cell")
    looks = {}
    for number, count in enumerate([0, 2, 3, 0, 1, 0]):
        style = "bar => [bar.getBoundingClientRect().height, getComputedStyle(bar).backgroundColor]"
        looks.setdefault(count, set()).add(tuple(cells.nth(number).locator("i").evaluate(style)))
    assert [len(same) for same in looks.values()] == [1, 1, 1, 1]
    heights = [next(iter(looks[count]))[0] for count in range(4)]
    assert heights == sorted(set(heights))
    assert len({next(iter(looks[count]))[1] for count in range(4)}) == 4


@needs_browser
def test_the_strips_are_no_obstacle_for_the_keyboard(look: Any, tmp_path: Path) -> None:
    shown = look(html_of(rich(tmp_path / "c")))
    stops = []
    for _ in range(100):
        shown.keyboard.press("Tab")
        stops.append(shown.evaluate("document.activeElement.closest('body > *, .strip')?.className ?? 'end'"))
        if stops[-1] == "end":
            break
    assert stops[-1] == "end"
    assert 5 < len(stops) < 40
    assert not {"strip"} & {name for stop in stops for name in stop.split()}


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_on_a4_with_nothing_lost(look: Any, tmp_path: Path, scheme: str) -> None:
    shown = look(html_of(rich(tmp_path / "c")), scheme=scheme)
    pdf = tmp_path / "page.pdf"
    shown.pdf(path=pdf, prefer_css_page_size=True)
    text = subprocess.run([str(PDFTOTEXT), "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    words = " ".join(text.split())
    for expected in (
        "In 1871 the Harbour Board bought a clock from Anna Holt.",  # a cited sentence, from closed details
        "“350 pounds” is not in the cited sentence",
        "a fair paraphrase",
        "Skippers missed [trains]",
        "For your own eyes",
    ):
        assert expected in words
    assert "Point at a bar" not in words
    shown.emulate_media(media="print")
    assert shown.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()") == "#1c2023"
    assert shown.locator("#source-1 .strip").evaluate("strip => getComputedStyle(strip).breakInside") == "avoid"
    boxes = subprocess.run([str(PDFTOTEXT), "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    assert {
        tuple(map(round, map(float, size))) for size in re.findall(r'<page width="(.*?)" height="(.*?)"', boxes)
    } == {(595, 842)}
