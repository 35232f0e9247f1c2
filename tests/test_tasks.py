"""The pages of tasks: what they tell a teacher to type is typed, in order, and does what they say.

Each page is played in a folder of its own. QUIZGEN_WRITE_PAGES=1 writes what is really printed into the pages; read the
difference before you keep it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import AUTHOR, printed
from docx import Document
from transcripts import Terminal, blocks, commands

if TYPE_CHECKING:
    from exporters.anki_client import Client

PAGES = Path(__file__).parents[1] / "docs" / "tasks"
ARTICLE = Path(__file__).with_name("article.txt").read_text(encoding="utf-8").strip().split("\n\n")


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in an empty folder."""
    return Terminal(tmp_path, monkeypatch)


def play(name: str, terminal: Terminal) -> None:
    """Play a page, which must read as it plays."""
    page = PAGES / name
    read = terminal.play(page)
    if os.environ.get("QUIZGEN_WRITE_PAGES"):
        page.write_text(read, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == read


def test_first_sheet(terminal: Terminal, tmp_path: Path, student: Client) -> None:
    (tmp_path / "article.pdf").write_bytes(printed(ARTICLE[0], ARTICLE))
    play("first-sheet.md", terminal)
    build = tmp_path / "history-9" / "build"
    sheets = [Document(str(build / f"docx/worksheet/article-{letter}.docx")) for letter in "AB"]
    asked = [[p.text.partition("\t")[2] for p in sheet.paragraphs if p.style.name == "Question"] for sheet in sheets]
    assert [len(questions) for questions in asked] == [10, 10]
    assert asked[0] != asked[1]
    assert sorted(asked[0]) == sorted(asked[1])
    for letter in "AB":
        key = "\n".join(p.text for p in Document(str(build / f"docx/key/article-{letter}.docx")).paragraphs)
        assert key.count(f"” – {AUTHOR}, paragraph ") >= 10, "each answer is proved by a quote of the article"
    deck = (build / "anki/banks/article.apkg").read_bytes()
    assert student.import_package(deck) == Counter(new=10)
    assert student.col.card_count() == 10
    assert student.decks() == {"history-9", f"history-9::{ARTICLE[0]}"}


def test_versions_and_keys(terminal: Terminal, tmp_path: Path) -> None:
    play("versions-and-keys.md", terminal)
    build = tmp_path / "history-9" / "build"
    for letter in "ABC":
        codes = {
            re.findall(r'class="code">(\w+)<', (build / kind / f"clock-{letter}.html").read_text(encoding="utf-8"))[0]
            for kind in ("worksheet", "key")
        }
        assert len(codes) == 1, "the key that was made after the slip fits the sheet that was printed before"


def test_anki_in_class(terminal: Terminal) -> None:
    play("anki-in-class.md", terminal)


def test_correcting_a_card(terminal: Terminal) -> None:
    play("correcting-a-card.md", terminal)


def test_sharing_without_articles(terminal: Terminal, tmp_path: Path) -> None:
    play("sharing-without-articles.md", terminal)
    article = (tmp_path / "articles" / "article.txt").read_bytes()
    shared = b"".join(path.read_bytes() for path in (tmp_path / "colleague").rglob("*") if path.is_file())
    for words in (b"Some 9,000 people", b"By then it had brought in"):
        assert words in article
        assert words not in shared


def test_twelve_authors(terminal: Terminal, tmp_path: Path) -> None:
    for command in ("init -q --bare -b main shared.git", "clone -q shared.git anna"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True, stderr=subprocess.PIPE)
    play("twelve-authors.md", terminal)


def test_next_year(terminal: Terminal) -> None:
    terminal.type("$ quizgen init history-2026\n$ cd history-2026\n$ quizgen build --to anki\n$ cd ..\n")
    play("next-year.md", terminal)


def test_lost_lock(terminal: Terminal) -> None:
    play("lost-lock.md", terminal)


def test_every_page_is_played() -> None:
    tested = {f"{name.removeprefix('test_').replace('_', '-')}.md" for name in globals() if name.startswith("test_")}
    assert {page.name for page in PAGES.iterdir()} <= tested


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_every_command_that_a_page_names_is_typed_on_one(page: Path) -> None:
    typed = [line for one in PAGES.glob("*.md") for block in blocks(one) for line in commands(block.text)]
    assert not [block for block in blocks(page) if block.kind == "sh"], "a block of commands that nobody plays"
    for words in re.findall(r"`quizgen ([^`]+)`", page.read_text(encoding="utf-8")):
        assert any({"quizgen", *words.split()} <= set(line.split()) for line in typed), words
