"""Word files: what is in them, what stays out, and how a word processor sets them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader
from sample import PNG, choose, edition, item, items, text

from quizgen.arranging import papers
from quizgen.edition import Artifact, Edition, OutputUnavailableError
from quizgen.exporters import docx, worksheet
from quizgen.items import Text

HOSTILE = "</w:t><w:p/> &#1; {{ x }} ${y} <script>alert(1)</script> ]]> \u0001\ufffe"
NAMESPACE = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
soffice = shutil.which("soffice")
needs_soffice = pytest.mark.skipif(soffice is None, reason="LibreOffice (soffice) is not installed")


@pytest.fixture(scope="module")
def made() -> dict[str, Artifact]:
    marked = edition()
    marked = replace(marked, sheets=tuple(replace(sheet, marks=True) for sheet in marked.sheets))
    return {artifact.path: artifact for artifact in docx.export(marked)}


@pytest.fixture(scope="module")
def sheet(made: dict[str, Artifact]) -> WordDocument:
    return opened(made["docx/worksheet/harbour.docx"])


@pytest.fixture(scope="module")
def answers(made: dict[str, Artifact]) -> WordDocument:
    return opened(made["docx/key/harbour.docx"])


def opened(artifact: Artifact) -> WordDocument:
    return Document(BytesIO(artifact.data))


def one(stem: Text) -> Edition:
    return edition([replace(item("q", "", choose(["Yes", "No"], {0})), stem=stem)])


def first(made: Edition) -> Artifact:
    return next(iter(docx.export(made)))


def words(document: WordDocument) -> str:
    """All words of the body in order, a line a paragraph, cells included."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(part.text or "" for part in p.iter(qn("w:t"))) for p in paragraphs)


def page(body: str, monkeypatch: pytest.MonkeyPatch) -> Artifact:
    """The Word file of a page with this body."""
    html = f"<!DOCTYPE html><html lang=en dir=ltr><title>T</title><main><h1>T</h1>{body}</main>"
    output = SimpleNamespace(NAME="worksheet", export=lambda _: [Artifact("worksheet/harbour.html", html.encode())])
    monkeypatch.setattr(docx, "PAGES", (output,))
    return first(edition())


# ------------------------------------------------------------------------------------------------------ files


def test_each_version_has_a_sheet_and_a_key_and_styles_have_none() -> None:
    base = edition()
    many = replace(base, sheets=(replace(base.sheets[0], versions=("A", "B")),), styles=("large-print",))
    uses = {artifact.path: artifact.use for artifact in docx.export(many)}
    assert uses == {
        f"docx/{output}/harbour-{letter}.docx": use
        for output, use in (("worksheet", "print"), ("key", "keep"))
        for letter in "AB"
    }
    assert docx.count(many) == len(uses)


def test_without_python_docx_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("quizgen.exporters.docx.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(OutputUnavailableError, match="its extra “docx”"):
        next(iter(docx.export(edition())))


def test_the_same_edition_gives_the_same_bytes_in_another_process_and_time_zone(tmp_path: Path) -> None:
    program = (
        "import hashlib; from sample import edition; from quizgen.exporters import docx\n"
        "for made in docx.export(edition()): print(made.path, hashlib.sha256(made.data).hexdigest())"
    )
    paths = os.pathsep.join([str(Path(__file__).parent.parent), *filter(None, sys.path)])
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": paths, "TZ": "Asia/Almaty"}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True, check=True, timeout=120
    )
    here = [f"{a.path} {hashlib.sha256(a.data).hexdigest()}" for a in docx.export(edition())]
    assert run.stdout.decode().splitlines() == here
    with ZipFile(BytesIO(first(edition()).data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (216, 279))])
def test_the_edition_sets_the_size_of_paper(paper: str, size: tuple[int, int]) -> None:
    section = opened(first(replace(one(text("Why?")), paper=paper))).sections[0]  # type: ignore[arg-type]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


# --------------------------------------------------------------------------------------------- what she can edit


def test_title_and_headings_have_words_own_styles(sheet: WordDocument, answers: WordDocument) -> None:
    assert [p.text for p in sheet.paragraphs if p.style.name == "Title"] == ["The harbour"]
    assert [p.text for p in answers.paragraphs if p.style.name == "Heading 1"] == ["Sources"]
    numbers = [p.text.split("\t")[0] for p in sheet.paragraphs if p.style.name == "Question"]
    assert numbers == [f"{number}." for number in range(1, len(items()) + 1)]


def test_lines_to_write_on_are_borders_and_leaders_and_never_underscores(sheet: WordDocument) -> None:
    assert len([p for p in sheet.paragraphs if p.style.name == "Answer line"]) == 1 + 4 + 1
    between = sheet.styles["Answer line"].element.find(".//w:pBdr/w:between", NAMESPACE)
    assert between is not None  # without it Word joins the borders of neighbours into one
    assert len(sheet.element.body.findall(".//w:tab[@w:leader='underscore']", NAMESPACE)) == 4 + 1 + 1
    assert "_" not in words(sheet)


def test_a_match_and_its_sides_stand_in_a_table(sheet: WordDocument) -> None:
    (match,) = [table for table in sheet.tables if (len(table.rows), len(table.columns)) == (4, 2)]
    assert [row.cells[0].text.split("\t")[-1] for row in match.rows] == ["Aalborg", "Bergen", "Cadiz", ""]
    assert {row.cells[1].text.split("\t")[1] for row in match.rows} == {"Denmark", "Norway", "Spain", "Sweden"}


def test_every_block_of_a_question_holds_on_to_the_next(sheet: WordDocument) -> None:
    kept = [p.paragraph_format.keep_with_next for p in sheet.paragraphs if p.style.name in {"Points", "Question"}]
    assert kept == [True] * len(kept) == [True] * 2 * len(items())
    assert all(row._tr.find(".//w:cantSplit", NAMESPACE) is not None for t in sheet.tables for row in t.rows)


def test_code_version_and_page_number_stand_on_every_page() -> None:
    base = edition()
    versions = replace(base, sheets=(replace(base.sheets[0], versions=("B",)),))
    (paper,) = papers(versions)
    section = opened(first(versions)).sections[0]
    for header in (section.first_page_header, section.header):
        assert f"Version B · {paper.code}" in header.paragraphs[0].text
    assert [p.text for p in section.header.paragraphs] == [f"The harbour · Version B · {paper.code}", "Name\t"]
    for footer in (section.first_page_footer, section.footer):
        assert footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_markdown_becomes_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        "<p><strong>b</strong> <em>i</em><code>c</code><sup>u</sup><sub>d</sub><del>s</del><br>n "
        '<span class="math">\\(x^2\\)</span></p><ol><li>one</li><li>two</li></ol><blockquote><p>said</p></blockquote>'
        "<table><tr><th>h</th></tr><tr><td>k</td></tr></table>"
    )
    document = opened(page(body, monkeypatch))
    (runs,) = [p.runs for p in document.paragraphs if p.text.startswith("b ic")]
    looks = {run.text: run.font for run in runs}
    assert (looks["b"].bold, looks["i"].italic, looks["c"].name) == (True, True, "Consolas")
    assert (looks["u"].superscript, looks["d"].subscript, looks["s"].strike) == (True, True, True)
    assert {"\n", "\\(x^2\\)"} <= looks.keys()
    assert [p.text for p in document.paragraphs if p.style.name == "List item"] == ["1.\tone", "2.\ttwo"]
    assert [p.text for p in document.paragraphs if p.style.name == "Quote"] == ["said"]
    assert [row.cells[0].text for row in document.tables[0].rows] == ["h", "k"]


def test_a_sheet_from_right_to_left_runs_so_and_names_its_language() -> None:
    base = edition([replace(item("q", "ما هذا؟", choose(["ا", "ب"], {0})), lang="ar")])
    arabic = opened(first(replace(base, sheets=(replace(base.sheets[0], lang="ar", title="ورقة"),))))
    written = [p for p in arabic.element.body.iter(qn("w:p")) if p.findall(".//w:t", NAMESPACE)]
    assert written
    assert all(p.find("w:pPr/w:bidi", NAMESPACE) is not None for p in written)
    assert set(arabic.element.body.xpath(".//w:lang/@w:bidi")) == {"ar"}
    assert all(table._tblPr.find(qn("w:bidiVisual")) is not None for table in arabic.tables)


def test_the_key_has_answers_explanations_proofs_and_sources(answers: WordDocument) -> None:
    said = words(answers)
    for item_ in items():
        assert f"Explained: {item_.id} <b>not bold</b> & more." in said
        assert f"“the quote of {item_.id}” – A. Writer, paragraph 2, sentence 1" in said
    bold = {run.text for p in answers.paragraphs for run in p.runs if run.bold}
    assert {"Bergen", "1863", "Miller", "Denmark", "The pier is built"} <= bold


# ------------------------------------------------------------------------------------------------------ pictures


def image(kind: str, data: bytes) -> str:
    return f'<p><img alt="A map &amp; more" src="data:image/{kind};base64,{b64encode(data).decode()}"></p>'


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/>%s</svg>'


@pytest.mark.parametrize(("kind", "data"), [("png", PNG), ("svg+xml", DRAWING % b"")], ids=["png", "svg"])
def test_a_picture_keeps_its_words(kind: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    artifact = page(image(kind, data), monkeypatch)
    document = opened(artifact)
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["A map & more"]
    assert not artifact.loss


@pytest.mark.parametrize(
    "picture",
    [
        image("webp", b"RIFF0000WEBP"),
        image("png", b"no picture"),
        image("svg+xml", b"<svg"),
        image("svg+xml", DRAWING.replace(b"0 0 40 20", b"0 0 1 99999999") % b""),
        '<p><img alt="A map &amp; more" src="http://127.0.0.1:9/x.png"></p>',
        '<p><img alt="A map &amp; more" src="/etc/hostname"></p>',
    ],
)
def test_a_picture_that_word_cannot_show_is_named_and_leaves_its_words(
    picture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    artifact = page(picture, monkeypatch)
    assert "A map & more" in words(opened(artifact))
    assert artifact.loss == ("a picture that Word can't show left out: “A map & more” (save it as PNG or JPEG)")


def test_a_drawing_reads_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    Image.new("RGB", (40, 20), "red").save(tmp_path / "red.png")
    drawn = []
    for address in (
        f"{tmp_path}/red.png",
        f"data:image/png;base64,{b64encode((tmp_path / 'red.png').read_bytes()).decode()}",
    ):
        inner = f'<image href="{address}" width="40" height="20"/>'.encode()
        (part,) = [p for p in opened(page(image("svg+xml", DRAWING % inner), monkeypatch)).part.package.iter_parts()
                   if p.partname.endswith(".png")]  # fmt: skip
        drawn.append(Image.open(BytesIO(part.blob)).convert("RGB").getpixel((800, 400)))
    assert drawn == [(0, 0, 0), (255, 0, 0)]  # the file is not seen; a picture in the drawing itself is


# -------------------------------------------------------------------------------------------- what stays out


def test_hostile_texts_stay_text_and_characters_that_xml_forbids_are_dropped() -> None:
    from html import escape

    base = one(Text(escape(HOSTILE), HOSTILE))
    hostile = replace(base, title=HOSTILE, sheets=(replace(base.sheets[0], title=HOSTILE * 9),))
    for artifact in docx.export(hostile):
        document = opened(artifact)
        assert HOSTILE[:-2].strip() in words(document)
        assert len(document.core_properties.title) <= 255


def test_nothing_runs_and_nothing_is_fetched(made: dict[str, Artifact]) -> None:
    for artifact in made.values():
        with ZipFile(BytesIO(artifact.data)) as archive:
            assert not [name for name in archive.namelist() if "vba" in name.lower() or name.endswith(".bin")]
            for name in archive.namelist():
                if name.endswith((".rels", ".xml")):
                    assert not etree.fromstring(archive.read(name)).xpath("//*[@TargetMode='External']")


def test_properties_have_a_title_and_neither_maker_nor_time(sheet: WordDocument, answers: WordDocument) -> None:
    assert (sheet.core_properties.title, answers.core_properties.title) == ("The harbour", "Key: The harbour")
    for document in (sheet, answers):
        properties = document.core_properties
        assert (properties.created, properties.modified, properties.author) == (None, None, "")


def other_keys() -> Iterator[Edition]:
    """The sample with another option, right side or step made the key."""
    for place, one_item in enumerate(items()):
        response = one_item.response
        if hasattr(response, "correct"):
            other = replace(response, correct=frozenset({2 if response.kind != "true_false" else 0}))
        elif hasattr(response, "pairing") and not response.ordered:
            other = replace(response, pairing=(1, 2, 0))
        elif hasattr(response, "ordered"):
            other = replace(response, rights=response.rights[::-1])
        else:
            continue
        yield edition([*items()[:place], replace(one_item, response=other), *items()[place + 1 :]])


def test_another_key_leaves_the_students_copy_as_it_is() -> None:
    changed = list(other_keys())
    assert len(changed) == 5
    before = first(edition())
    assert before.path == "docx/worksheet/harbour.docx"
    for other in changed:
        assert first(other).data == before.data
    ours, theirs = ([a.data for a in docx.export(made)][-1] for made in (edition(), changed[0]))
    assert ours != theirs  # the keys differ


def test_a_sheet_says_what_the_html_says(sheet: WordDocument) -> None:
    base = edition()
    (artifact,) = worksheet.export(replace(base, sheets=tuple(replace(s, marks=True) for s in base.sheets)))
    from lxml import html

    main = html.document_fromstring(artifact.data).find(".//main")
    main.find(".//p[@class='mark']").drop_tree()  # stands above the page

    def letters(said: str) -> list[str]:
        return sorted(c for c in said if c.isalnum())

    assert letters(words(sheet)) == letters(main.text_content())


# ------------------------------------------------------------------------------------------- in a word processor


@pytest.fixture(scope="module")
def printed(made: dict[str, Artifact], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with PDFs by LibreOffice: worksheet, key, and a sheet whose table for marks is as wide as they come."""
    folder = tmp_path_factory.mktemp("printed")
    long = edition([item(f"q-{number}", "Why?", choose(["Yes", "No"], {0})) for number in range(18)])
    long = replace(long, sheets=tuple(replace(sheet, marks=True) for sheet in long.sheets))
    sheets = {"marks": first(long), **{kind: made[f"docx/{kind}/harbour.docx"] for kind in ("worksheet", "key")}}
    for name, artifact in sheets.items():
        (folder / f"{name}.docx").write_bytes(artifact.data)
    with_bookmarks = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
         with_bookmarks, "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in sheets)],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return folder


@needs_soffice
def test_libreoffice_shows_every_question_whole(made: dict[str, Artifact], printed: Path) -> None:
    for kind in ("worksheet", "key"):
        pages = [page.extract_text() for page in PdfReader(printed / f"{kind}.pdf").pages]
        shown = "".join("".join(pages).split())
        for run in opened(made[f"docx/{kind}/harbour.docx"]).element.body.iter(qn("w:t")):
            assert "".join(run.text.split()) in shown
        for number in range(len(pages)):
            assert f"Page {number + 1} of {len(pages)}" in pages[number]
        assert len(pages) > 1
    (with_pier,) = [text_ for text_ in pages if "7,500 m" in text_ and "How long is the pier?" in text_]
    assert "the quote of q-numeric" in with_pier


@needs_soffice
def test_headings_and_questions_are_in_the_navigator(printed: Path) -> None:
    names = [entry.title for entry in flat(PdfReader(printed / "worksheet.pdf").outline)]
    assert [name for name in names if name[0].isalpha()] == ["The harbour"]
    assert [name.split(".")[0] for name in names if name[0].isdecimal()] == [str(n + 1) for n in range(len(items()))]
    assert "6. How long is the pier?" in names


def flat(outline: Iterable[Any]) -> Iterator[Any]:
    for entry in outline:
        yield from flat(entry) if isinstance(entry, list) else [entry]


@needs_soffice
def test_no_number_breaks_in_the_table_for_marks(printed: Path) -> None:
    lines = [line.split() for line in PdfReader(printed / "marks.pdf").pages[0].extract_text().splitlines()]
    assert ["Question", *map(str, range(1, 19)), "Total"] in lines
