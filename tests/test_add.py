"""`quizgen add` takes the text out of files, whole or with a reason, whatever the file."""

from __future__ import annotations

import os
import re
import struct
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from types import ModuleType

import documents
import pytest
from courses import bank, cli, make_course, snapshot
from documents import CORE, PARAGRAPHS, SENTENCES, TITLE, XML, docx_members, epub_members, web_page, zipped
from hypothesis import given
from hypothesis import strategies as st

from quizgen import extracting
from quizgen.evidence.guessing import guessed
from quizgen.extracting import extract
from quizgen.extracting._joining import Line, Page, joined, paragraphs, without_repeated
from quizgen.registry import register
from quizgen.sources import UnreadableError

GERMAN = (
    "Die Brücke wurde am 18. August 1868 eröffnet. Sie kostete mehr, als der Rat gerechnet hatte. Am ersten Tag gingen"
    " rund 9.000 Menschen hinüber, ohne dass ein Zoll erhoben wurde. Danach ließ die Stadt neue Pfeiler setzen."
)
NAMES = ("text.txt", "marks.md", "page.html", "word.docx", "book.epub", "print.pdf")
ENTITIES = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LAUGHS = "<!DOCTYPE x [<!ENTITY l0 'lol'>{}]>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return documents.article_files()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests run beside these; no text is to be given up for want of a processor."""
    monkeypatch.setattr(extracting, "SECONDS", 120)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, which has the libraries already: to start another for each file takes seconds in all."""

    def answer(ending: str, data: bytes) -> dict[str, str]:
        try:
            return asdict(register("quizgen.extracting", "ENDINGS")[ending].extract(data))
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError("it is damaged") from error

    monkeypatch.setattr(extracting, "_answer", answer)


in_this_process = pytest.mark.usefixtures("here")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return make_course(tmp_path / "c", {}, texts={})


def added(course: Path, name: str, data: bytes) -> str:
    """The text that adding a file writes."""
    (course / name).write_bytes(data)
    result = cli(course, "add", name)
    assert result.exit_code == 0, result.stderr
    return (course / "seeds" / f"{Path(name).stem}.txt").read_text(encoding="utf-8")


def refused(course: Path, name: str, data: bytes) -> str:
    """The sentence for a file that can't be added; nothing is written."""
    (course / name).write_bytes(data)
    before = snapshot(course)
    result = cli(course, "add", name)
    assert (result.exit_code, result.stdout, snapshot(course)) == (2, "", before)
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.mark.parametrize("name", NAMES)
def test_quotes_of_the_article_are_found_in_what_was_added(course: Path, files: dict[str, bytes], name: str) -> None:
    text = added(course, name, files[name])
    for surrounding in ("cookie", "Sport", "newsletter", "never liked", "herring", "Herald", "page ", "Contents"):
        assert surrounding not in text
    single = re.sub(r"(?s)\n\nPart B.*", "\n", text)  # the PDF has the article three times
    (course / "seeds" / f"{Path(name).stem}.txt").write_text(single, encoding="utf-8")
    questions = [
        f'id: q-{number}\nopen: What does it say?\nanswer: That.\ncite: "{quote}"'
        for number, quote in enumerate(SENTENCES)
    ]
    (course / "decks/a.yaml").write_text(
        bank(*questions, head=f"title: A\nsource: {Path(name).stem}\n"), encoding="utf-8"
    )
    checked = cli(course, "check")
    assert "5 questions: 5 proved. 0 errors" in checked.stdout, checked.stdout


@in_this_process
@pytest.mark.parametrize("name", NAMES)
def test_a_paragraph_is_a_line_and_nothing_is_lost(files: dict[str, bytes], name: str) -> None:
    lines = extract(name, files[name]).text.rstrip("\n").split("\n\n")
    found, wanted = [line for line in lines if len(line) > 60], list(PARAGRAPHS)
    if name == "print.pdf":  # three times; and it does not tell a word's own hyphen from one for the line's end
        found, wanted = [line.replace("-", "") for line in found], [line.replace("-", "") for line in wanted * 3]
    assert found == wanted


def test_what_a_file_says_of_itself_is_in_its_entry(course: Path, files: dict[str, bytes]) -> None:
    for name in ("page.html", "word.docx", "book.epub", "text.txt"):
        added(course, name, files[name])
    assert (
        (course / "seeds/sources.yaml").read_text(encoding="utf-8")
        == f"""\
# yaml-language-server: $schema=../quizgen-sources.schema.json
page:
  file: page.txt
  title: {TITLE}
  author: Ida Marsh
  publisher: The Ness Herald
  date: "2021-05-04"
  url: "https://herald.example.org/clock"
  lang: en-GB
  show: quote
word:
  file: word.txt
  title: {TITLE}
  author: Ida Marsh
  show: quote
book:
  file: book.txt
  title: {TITLE}
  author: Ida Marsh
  publisher: Ness Press
  date: "2021-05-04"
  lang: en-GB
  show: quote
text:
  file: text.txt
  title: {TITLE}
  show: quote
"""
    )
    assert cli(course, "check").exit_code == 0


@pytest.mark.parametrize(
    "old", ["a:\r\n  file: a.txt\r\n  title: A\r\n", "\ufeff# mine\n\na: {file: a.txt, title: A} # ok"]
)
def test_the_sources_that_are_there_stay_as_they_are(course: Path, old: str) -> None:
    (course / "seeds/sources.yaml").write_bytes(old.encode())
    added(course, "b.txt", b'He said: "No #1".\n')
    new = (course / "seeds/sources.yaml").read_bytes()
    assert new.startswith(old.encode())
    assert new.count(b"\r\n") in {0, new.count(b"\n")}
    assert b"""title: 'He said: "No #1".'""" in new
    (course / "seeds/a.txt").write_text("A.", encoding="utf-8")
    assert "Q0" not in cli(course, "check").stdout


@in_this_process
@pytest.mark.parametrize("old", ["{a: {file: a.txt, title: A}}", "- a", "a: [", "a:\n  file: a.txt\n  title: 'x\n"])
def test_sources_that_cannot_be_continued_are_left_alone(course: Path, old: str) -> None:
    (course / "seeds/sources.yaml").write_text(old, encoding="utf-8")
    assert "seeds/sources.yaml" in refused(course, "b.txt", b"Text.")


def test_what_is_printed(course: Path, files: dict[str, bytes]) -> None:
    (course / "word.docx").write_bytes(files["word.docx"])
    (course / "scan.txt").write_bytes(b"")
    result = cli(course, "add", "word.docx", "scan.txt", "https://example.org/a.html")
    assert result.exit_code == 1
    assert result.stdout == (
        "seeds/word.txt: 4 paragraphs, 10 sentences\n"
        "  first: In 1871 the Harbour Board of Lower Ness bought a tower clock from Ann…\n"
        "  last:  In 1894 a storm bent the black hand. The clockmaker’s granddaughter s…\n"
        "Look the text over: does it begin and end where it should, is it all there? Mend it in any editor.\n"
        "Outputs print only quotes of it. If the text is your own, write `show: sentence` in seeds/sources.yaml.\n"
        "Next: quizgen draft word\n"
    )
    assert result.stderr == (
        "scan.txt can't be read: the file is empty.\n"
        "https://example.org/a.html: nothing here touches the network: save the page in your browser and add the file."
        "\n"
    )


def test_the_same_text_again_is_nothing_to_do_and_another_is_refused(course: Path, files: dict[str, bytes]) -> None:
    added(course, "word.docx", files["word.docx"])
    before = snapshot(course / "seeds")
    again = cli(course, "add", "word.docx")
    assert (again.exit_code, again.stdout) == (0, "word.docx: the course has this very text already; nothing to do.\n")
    assert "word.txt: the course has another source with the id “word” already" in refused(
        course, "word.txt", b"Other."
    )
    assert snapshot(course / "seeds") == before


@in_this_process
def test_a_text_that_sources_do_not_name_has_its_id_too(course: Path) -> None:
    (course / "seeds/My Text.md").write_text("Mine.", encoding="utf-8")
    assert "another source with the id “my-text”" in refused(course, "my_text.txt", b"Other.")


@in_this_process
def test_names_in_other_letters_are_numbered(course: Path) -> None:
    for name, number in (("История.txt", 1), ("Тарих.txt", 2), ("История.txt", 1)):
        (course / name).write_text(f"Text of {name}.", encoding="utf-8")
        assert cli(course, "add", name).exit_code == 0
        assert (course / f"seeds/text-{number}.txt").read_text(encoding="utf-8") == f"Text of {name}.\n"
    assert len(list((course / "seeds").glob("*.txt"))) == 2


RUSSIAN = "В январе 2022 года цены на газ выросли вдвое, и люди вышли на улицы. Протесты начались в Жанаозене.\n" * 3
FRENCH = "L’été dernier, « la cité » a été fêtée à Besançon – où l’œuvre coûtait 12 €, déjà très chère.\n" * 3


@in_this_process
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (RUSSIAN, "utf-8-sig"),
        (FRENCH, "utf-32"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert extract("a.txt", text.encode(encoding)).text.replace("\n\n", "\n") == text


@in_this_process
@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (GERMAN, "de"),
        ("Il conte si alzò e disse che non voleva più partire, perché aveva perso il denaro e la strada di casa.", ""),
        (" ".join(PARAGRAPHS), "en"),
        ("Nur wenige Wörter.", ""),
    ],
)
def test_the_language_is_told_by_the_words(text: str, lang: str) -> None:
    assert guessed(text) == lang


def test_the_entry_names_a_language_that_is_not_the_course_s(course: Path) -> None:
    (course / "old.txt").write_text(GERMAN, encoding="utf-8")
    assert "language: de, by its words; if that is wrong, change `lang`" in cli(course, "add", "old.txt").stdout
    assert "  lang: de\n" in (course / "seeds/sources.yaml").read_text(encoding="utf-8")
    (course / "own.txt").write_text(" ".join(PARAGRAPHS), encoding="utf-8")
    assert "language" not in cli(course, "add", "own.txt").stdout


@in_this_process
def test_a_page_says_its_encoding() -> None:
    page = web_page().replace('charset="utf-8"', 'charset="windows-1252"')
    assert "clockmaker’s" in extract("a.htm", page.encode("cp1252")).text


@in_this_process
def test_a_wrong_byte_on_a_page_does_no_harm() -> None:
    assert "clockmaker’s" in extract("a.html", web_page().encode().replace(b"herrings", b"herr\xffngs")).text


@in_this_process
def test_lines_broken_at_a_width_become_paragraphs() -> None:
    wrapped = "\n\n".join(re.sub(r"(.{50,60}) ", r"\1\n", text) for text in PARAGRAPHS)
    assert extract("a.txt", wrapped.encode()).text == "\n\n".join(PARAGRAPHS) + "\n"


@in_this_process
def test_two_columns_are_read_one_after_the_other() -> None:
    text = extract("a.pdf", documents.pdf(columns=2)).text
    assert [line for line in text.splitlines() if line.startswith("In 1894")] == [PARAGRAPHS[3]] * 3
    assert "Herald" not in text
    assert not re.search(r"page \d", text)


PASSWORD = "it has a password"


def locked_pdf(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def scan() -> bytes:
    from PIL import Image

    made = BytesIO()
    Image.new("L", (200, 300), 255).save(made, "PDF")
    return made.getvalue()


def without(members: dict[str, str | bytes], name: str) -> dict[str, str | bytes]:
    return {key: value for key, value in members.items() if key != name}


def bomb(members: dict[str, str | bytes], name: str, size: int) -> bytes:
    """An archive whose member says that it unpacks to so many bytes."""
    blown = zipped({**members, name: b" " * 51_234})
    return blown.replace(struct.pack("<L", 51_234), struct.pack("<L", size))


def hostile_files(files: dict[str, bytes]) -> list[tuple[str, bytes, str]]:
    """Name, content, and words of the sentence."""
    deep = "<div>" * 1_000
    lure = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    encryption = (
        f'{XML}<encryption><CipherReference URI="OPS/text/ch%201.xhtml"/><CipherReference URI="a.otf"/></encryption>'
    )
    title = CORE.format(title="&b;", author="")
    return [
        ("a.pdf", locked_pdf(files["print.pdf"]), PASSWORD),
        ("a.pdf", scan(), "pictures without text"),
        ("a.pdf", files["print.pdf"][:5000], "damaged"),
        ("a.pdf", b"Not a PDF.", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, PASSWORD),
        ("a.docx", files["print.pdf"], "damaged"),
        ("a.docx", bomb(docx_members(), "word/media/a.bin", 501_000_000), "far larger inside"),
        ("a.docx", zipped({**docx_members(), "docProps/core.xml": XML + ENTITIES + title[len(XML) :]}), "entities"),
        ("a.docx", zipped({**docx_members(), "word/document.xml": f"{XML}{LAUGHS}<x>&l9;</x>"}), "can't be read"),
        ("a.docx", zipped({**docx_members(), "word/document.xml": XML + "<a>" * 50_000 + "</a>" * 50_000}), "damaged"),
        ("a.docx", zipped(docx_members(())), "no text"),
        ("a.epub", zipped(without(epub_members(), "OPS/book.opf")), "damaged"),
        ("a.epub", zipped({**epub_members(), "META-INF/encryption.xml": encryption}), "protected against copying"),
        ("a.epub", zipped({**epub_members(), "OPS/book.opf": f"{XML}{LAUGHS}<x>&l9;</x>"}), "can't be read"),
        ("a.epub", zipped({**epub_members(), "META-INF/container.xml": f"{XML}{lure}<x>&f;</x>"}), "entities"),
        ("a.epub", bomb(epub_members(), "OPS/text/ch 1.xhtml", 51_000_000), "far larger inside"),
        ("a.html", b"<html><body><script>a()</script></body></html>", "no article"),
        ("a.html", f"<html><body>{deep}".encode(), "no article"),
        ("a.txt", b"\n \r\n", "empty"),
        ("a.txt", "\ufeff\u200b…".encode(), "no text"),
        ("a.txt", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0", "it is no text"),
        ("a.rtf", b"{\\rtf1 Text}", "save a copy as .docx or PDF"),
        ("a.jpg", b"\xff\xd8", "it is a picture"),
        ("a.zip", b"PK", "files ending in .zip are not among those that are read: .docx, .epub"),
        ("a", b"Text.", "files without an ending"),
    ]


def test_a_library_that_fails_means_a_damaged_file(course: Path, files: dict[str, bytes]) -> None:
    assert "it is damaged, or it is no .pdf file inside" in refused(course, "a.pdf", files["print.pdf"][:5000])
    assert "it has a password" in refused(course, "a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)


@in_this_process
def test_what_cannot_be_read_is_one_sentence(course: Path, files: dict[str, bytes]) -> None:
    for name, data, words in hostile_files(files):
        assert words in refused(course, name, data)
    for argument, words in (
        ("none.pdf", "There is no file"),
        ("decks", "is a folder"),
        ("a\0b.txt", "can't be opened"),
    ):
        result = cli(course, "add", argument)
        assert (result.exit_code, result.stderr.count("\n"), words in result.stderr) == (2, 1, True), result.stderr


@in_this_process
def test_an_external_entity_or_a_path_out_of_the_archive_brings_nothing_in() -> None:
    lure = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    page = epub_members()["OPS/text/ch 1.xhtml"]
    assert isinstance(page, str)
    chapter = page.replace("<!DOCTYPE html>", lure).replace("Salt", "Salt &f;")
    for name, data in (
        ("a.epub", zipped({**epub_members(), "OPS/text/ch 1.xhtml": chapter})),
        ("a.html", web_page().replace("<!DOCTYPE html>", lure).replace("In 1894", "In 1894 &f;").encode()),
    ):
        text = extract(name, data).text
        assert "In 1894" in text
        assert "root:" not in text


def test_a_reader_that_hangs_or_crashes_is_stopped(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "SECONDS", 0.001)
    assert "took longer than" in refused(course, "a.txt", b"Text.")
    monkeypatch.setattr(extracting, "SECONDS", 120)
    crash = course / "crash" / "charset_normalizer.py"
    crash.parent.mkdir()
    crash.write_text("import os; os.abort()", encoding="utf-8")
    monkeypatch.syspath_prepend(str(crash.parent))
    assert "damaged" in refused(course, "a.txt", "déjà".encode("cp1252"))


def test_without_the_extra_one_line_says_what_to_install(
    course: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = course / "blocked"
    blocked.mkdir()
    for library in ("trafilatura", "lxml", "pypdfium2", "mammoth", "charset_normalizer"):
        (blocked / f"{library}.py").write_text(f"raise ModuleNotFoundError(name={library!r})", encoding="utf-8")
    monkeypatch.syspath_prepend(str(blocked))
    for name in ("page.html", "word.docx", "book.epub", "print.pdf"):
        assert "its extra “read”" in refused(course, name, files[name])
    added(course, "text.txt", files["text.txt"])
    added(course, "marks.md", files["marks.md"])


def test_nothing_in_the_current_folder_is_run(course: Path) -> None:
    (course / "json.py").write_text("import os; os.abort()", encoding="utf-8")
    (course / "lxml.py").write_text("import os; os.abort()", encoding="utf-8")
    added(course, "page.html", web_page().encode())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system can't fork")
@pytest.mark.parametrize("name", NAMES)
def test_no_broken_file_hangs(hostile: ModuleType, files: dict[str, bytes], tmp_path: Path, name: str) -> None:
    """`python benchmarks/hostile.py FOLDER` does the same with 1,000 of each."""
    (tmp_path / name).write_bytes(files[name])
    found, _ = hostile.measured(tmp_path / name, 20)
    assert (found.total(), found["slow"]) == (20, 0)


def test_a_broken_file_is_a_text_or_a_reason(hostile: ModuleType, files: dict[str, bytes]) -> None:
    for name in ("word.docx", "print.pdf"):
        for data in hostile.mutants(files[name], 2):
            with suppress(UnreadableError):
                assert extract(name, data).text.strip()


WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=1, max_size=40)


def set_in_lines(words: list[str], width: int) -> Page:
    """Words set in lines of at most so many letters, ten points high; longer words are cut with a hyphen."""
    lines, line = [], ""
    for word in words:
        rest = word
        while rest:
            room = width - len(line) - bool(line)
            if len(rest) <= room:
                line, rest = f"{line} {rest}".strip(), ""
            elif room > 3 and len(rest) > 3:
                line, rest = f"{line} {rest[: room - 1]}-".strip(), rest[room - 1 :]
                lines.append(line)
                line = ""
            else:
                lines.append(line)
                line = ""
    lines += [line] if line else []
    return Page(tuple(at(text, 700 - 12 * number) for number, text in enumerate(lines)), 800)


def at(text: str, bottom: float, left: float = 50, height: float = 10) -> Line:
    return Line(text, left, bottom, left + 5 * len(text), bottom + height)


@given(WORDS, st.integers(14, 40))
def test_set_lines_become_the_words_again(words: list[str], width: int) -> None:
    found = paragraphs([set_in_lines(words, width)])
    assert "".join(found).replace("-", "").replace(" ", "") == "".join(words)
    if len(set(words)) == 1:  # nothing tells where a hyphen belongs to a word of two words
        assert found == [" ".join(words)]


@given(st.integers(2, 9), st.booleans())
def test_headers_footers_and_page_numbers_go_and_all_else_stays(number: int, alternating: bool) -> None:
    pages = [
        Page(
            (
                at(f"The Herald {'left' if alternating and page % 2 else 'right'}", 770),
                *(at(f"body {page} {'abcdefghij'[page]}{'klmnopqrst'[line]}.", 700 - 12 * line) for line in range(6)),
                at(f"– {page + 7} –", 20),
            ),
            800,
        )
        for page in range(number)
    ]
    kept = list(without_repeated(pages))
    lonely = number < 4 and alternating  # a header that only one page has is no header for certain
    assert all(not any("–" in line.text for line in page.lines) for page in kept)
    assert all(sum("body" in line.text for line in page.lines) == 6 for page in kept)
    assert lonely or not any("Herald" in line.text for page in kept for line in page.lines)


def test_what_sets_a_paragraph_off() -> None:
    full = "a line as long as the column of this page is."
    cases = {
        "a wider gap": (at("Next", 400 - 24), 2),
        "larger letters": (at("Next", 400 - 12, height=14), 2),
        "an indent": (at("Next", 400 - 12, left=62), 2),
        "nothing": (at("Next", 400 - 12), 1),
        "a small letter, whatever the gap is": (at("next", 400 - 12, left=62), 2),
    }
    above = [at(full, 400 + 12 * number) for number in range(4, -1, -1)]
    for name, (line, expected) in cases.items():
        assert len(paragraphs([Page((*above, line), 800)])) == expected, name
    short = at("It is short.", 400)
    assert len(paragraphs([Page((*above[:-1], short, at("Next", 388)), 800)])) == 2
    running = at("a sentence that goes on in the next", 400)
    assert len(paragraphs([Page((*above[:-1], running), 800), Page((at("Column or page.", 700),), 800)])) == 1


@pytest.mark.parametrize(
    ("first", "second", "known", "whole"),
    [
        ("the inter-", "national", (), "the international"),
        ("the inter‐", "national", (), "the international"),
        ("the inter\u00ad", "national", (), "the international"),
        ("a well-", "known", ("well-known",), "a well-known"),
        ("a well-", "known", ("well", "known"), "a well-known"),
        ("to re-", "member", ("re-member", "remember"), "to remember"),
        ("the Anglo-", "Saxon", (), "the Anglo-Saxon"),
        ("in 1999-", "2000", (), "in 1999-2000"),
        ("he came -", "and went", (), "he came - and went"),
    ],
)
def test_words_cut_between_lines(first: str, second: str, known: tuple[str, ...], whole: str) -> None:
    assert joined(first, second, known) == whole
