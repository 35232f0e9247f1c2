"""PDFs: what a screen reader is given, what stays out, and that they look like what a browser prints."""

from __future__ import annotations

import hashlib
import logging
import os
import subprocess
import sys
import threading
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace

import cffi
import pytest
from courses import PRICE, bank, cli, make_course
from exporters.chromium import PrintedPage, needs_printing, printed, read_back
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from sample import PNG, edition, item, items, text

from quizgen.edition import Artifact, Edition, OutputUnavailableError
from quizgen.exporters import key, pdf, worksheet
from quizgen.items import EMPTY, Open, Text

FORMULA = Text(r'Solve <span class="math">\(x^2=2\)</span>.', "Solve x^2=2.")
UNKNOWN = "\U0010fffd"
"""A letter that no font has."""


def short(name: str, stem: Text) -> Edition:
    """An edition of one short question."""
    return edition([replace(item(name, "", Open(text("x"), (), 1, False, False)), stem=stem, explain=EMPTY)])


def page(html: str, monkeypatch: pytest.MonkeyPatch) -> Artifact:
    """The PDF of a page with this in its body, as if a worksheet looked so."""
    whole = f'<!DOCTYPE html><html lang="en"><title>T</title><body>{html}</body></html>'
    output = SimpleNamespace(export=lambda _: [Artifact("worksheet/page.html", whole.encode())])
    monkeypatch.setattr(pdf, "PAGES", (output,))
    (made,) = pdf.export(edition())
    return made


def read(artifact: Artifact) -> PdfReader:
    return PdfReader(BytesIO(artifact.data))


@pytest.fixture(scope="module")
def made() -> dict[str, Artifact]:
    """The PDFs of the sample, by path."""
    return {artifact.path: artifact for artifact in pdf.export(edition())}


@pytest.fixture(scope="module")
def sheet(made: dict[str, Artifact]) -> PdfReader:
    return read(made["pdf/worksheet/harbour.pdf"])


@pytest.fixture(scope="module")
def answers(made: dict[str, Artifact]) -> PdfReader:
    return read(made["pdf/key/harbour.pdf"])


def elements(reader: PdfReader) -> list[DictionaryObject]:
    """The elements of the structure tree, in reading order."""
    found: list[DictionaryObject] = []

    def walk(element: object) -> None:
        if isinstance(element, DictionaryObject) and "/S" in element:
            found.append(element)
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                walk(kid.get_object())

    for kid in reader.trailer["/Root"]["/StructTreeRoot"]["/K"]:
        walk(kid.get_object())
    return found


def kinds(reader: PdfReader) -> list[str]:
    return [str(element["/S"]).removeprefix("/") for element in elements(reader)]


def descriptions(reader: PdfReader) -> list[str]:
    """What a screen reader says for each figure; fails for one without a word."""
    return [str(element["/Alt"]) for element in elements(reader) if element["/S"] == "/Figure"]


# ------------------------------------------------------------------------------------------- files and paper


def test_each_page_for_paper_becomes_a_pdf(made: dict[str, Artifact]) -> None:
    pages = [artifact.path for output in pdf.PAGES for artifact in output.export(edition())]
    wanted = [f"pdf/{path.removesuffix('.html')}.pdf" for path in pages if path.endswith(".html")]
    assert list(made) == wanted
    assert {"pdf/worksheet/harbour.pdf", "pdf/key/harbour.pdf"} <= made.keys()
    assert pdf.count(edition()) == len(wanted)
    for artifact in made.values():
        assert artifact.data.startswith(b"%PDF-1.7")
        assert artifact.use == ("print" if "/worksheet/" in artifact.path else "keep")


def test_the_summary_says_how_many_pages_there_are(made: dict[str, Artifact], sheet: PdfReader) -> None:
    (page,) = worksheet.export(edition())
    assert made["pdf/worksheet/harbour.pdf"].summary == f"{page.summary}; {len(sheet.pages)} pages"


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_edition_sets_the_size_of_paper(paper: str, size: tuple[int, int]) -> None:
    one = replace(short("q", text("Why?")), paper=paper)  # type: ignore[arg-type]
    for artifact in pdf.export(one):
        for sheet in read(artifact).pages:
            assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == size


def test_pages_are_made_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def pages(_: Edition) -> Iterator[Artifact]:
        for number in range(2):
            begun.append(number)
            yield Artifact(f"worksheet/{number}.html", b"<!DOCTYPE html><html lang=en><title>T</title><p>a")

    monkeypatch.setattr(pdf, "PAGES", (SimpleNamespace(export=pages),))
    first = next(iter(pdf.export(edition())))
    assert (first.path, begun) == ("pdf/worksheet/0.pdf", [0])


def test_other_files_of_an_output_are_no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    output = SimpleNamespace(export=lambda _: [Artifact("answer-sheet/layout.json", b"{}")])
    monkeypatch.setattr(pdf, "PAGES", (output,))
    assert list(pdf.export(edition())) == []


def test_the_same_edition_gives_the_same_bytes_in_another_process_and_folder(
    made: dict[str, Artifact], tmp_path: Path
) -> None:
    program = (
        "import hashlib; from sample import edition; from quizgen.exporters import pdf\n"
        "for made in pdf.export(edition()): print(made.path, hashlib.sha256(made.data).hexdigest(), sep='\\t')"
    )
    paths = os.pathsep.join([str(Path(__file__).parent.parent), *filter(None, sys.path)])
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": paths}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True, check=True, timeout=120
    )
    here = [f"{path}\t{hashlib.sha256(artifact.data).hexdigest()}" for path, artifact in made.items()]
    assert run.stdout.decode().splitlines() == here


# ----------------------------------------------------------------------------------------- for screen readers


def test_a_pdf_declares_what_pdf_ua_asks_for(sheet: PdfReader) -> None:
    root = sheet.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert all(page["/Tabs"] == "/S" for page in sheet.pages)


def test_title_and_maker_are_in_the_metadata_and_no_date(sheet: PdfReader, answers: PdfReader) -> None:
    assert (sheet.metadata.title, answers.metadata.title) == ("The harbour", "Key: The harbour")
    assert sheet.metadata.creator == "quizgen"
    assert not {"/CreationDate", "/ModDate"} & sheet.metadata.keys()


def test_the_author_is_the_one_the_page_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(page('<meta name="author" content="Ness School"><p>a', monkeypatch)).metadata.author == "Ness School"


def test_the_structure_has_every_question_list_and_heading(sheet: PdfReader) -> None:
    found = Counter(kinds(sheet))
    assert kinds(sheet)[0] == "Document"
    assert found["H1"] == 1
    assert found["Sect"] >= len(items())
    # Options of two questions, true and false, both sides of the match, the steps.
    assert found["L"] >= 6
    assert found["LI"] == found["LBody"] >= 4 + 4 + 2 + 3 + 4 + 3


def test_headings_go_down_by_one_level_at_most(sheet: PdfReader, answers: PdfReader) -> None:
    for reader in (sheet, answers):
        levels = [int(kind[1]) for kind in kinds(reader) if kind in {"H1", "H2", "H3", "H4"}]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_blanks_and_formulas_have_their_words(sheet: PdfReader) -> None:
    found = Counter(descriptions(sheet))
    assert found == {"A harbour <seen> from above": 1, "blank": 3}
    formula = next(iter(pdf.export(short("q", FORMULA))))
    assert descriptions(read(formula)) == ["x^2=2"]


def test_a_blank_keeps_its_place_in_the_sentence(sheet: PdfReader) -> None:
    every = elements(sheet)
    blanks = [element for element in every if element.get("/Alt") == "blank"]
    assert len({blank["/P"].indirect_reference.idnum for blank in blanks}) == 1
    around = [kid.get_object() for kid in blanks[0]["/P"]["/K"]]
    assert ["/Figure" if "/Alt" in kid else "text" for kid in around] == [
        *("text", "/Figure") * 3,
        "text",
    ]


def test_bookmarks_lead_to_the_title_the_parts_and_the_answers(sheet: PdfReader, answers: PdfReader) -> None:
    def titles(outline: list[object], depth: int = 0) -> Iterator[tuple[int, str]]:
        for entry in outline:
            if isinstance(entry, list):
                yield from titles(entry, depth + 1)
            else:
                yield depth, entry.title  # type: ignore[attr-defined]

    on_sheet, on_key = (list(titles(reader.outline)) for reader in (sheet, answers))
    assert on_sheet[0] == (0, "The harbour")
    assert on_key[0] == (0, "Key: The harbour")
    numbers = [title for _, title in on_key if title.rstrip(".").isdigit()]
    assert numbers == [f"{number}." for number in range(1, len(items()) + 1)]


# --------------------------------------------------------------------------------------------- what stays out


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An address, and the paths that were asked for there."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PNG)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()


def tempting(address: str) -> str:
    """A page that asks for files below an address in every way we know of."""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        f'<image xlink:href="{address}/in-svg" width="9" height="9"/></svg>'
    )
    return (
        f'<base href="{address}/"><link rel="stylesheet" href="{address}/sheet.css">'
        f'<link rel="attachment" href="{address}/attached">'
        f'<style>@import "{address}/imported.css"; @font-face {{ font-family: Far; src: url("{address}/font") }}'
        f'p {{ background: url("{address}/back"); font-family: Far; border-image: url("{address}/border") 1; '
        f'list-style-image: url("{address}/dot") }} p::before {{ content: url("{address}/before") }}</style>'
        f'<p style="display: list-item">Here <img src="{address}/img" alt="a"><img src="relative" alt="b">'
        f'<object data="{address}/object"></object><embed src="{address}/embed">{drawn}'
        f'<img alt="c" src="data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"></p>'
    )


def test_nothing_is_fetched(server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    address, asked = server
    artifact = page(tempting(address), monkeypatch)
    assert asked == []
    assert sorted(read(artifact).pages[0].extract_text().split()) == ["Here", "ab", "•"]  # the words of lost pictures
    assert "left out" in artifact.loss

    import weasyprint  # the page would fetch, if it could

    weasyprint.HTML(string=tempting(address)).write_pdf()
    assert {"/img", "/sheet.css", "/imported.css", "/font", "/back", "/in-svg", "/attached"} <= set(asked)


def test_no_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = tmp_path.as_uri()
    for name in ("img", "back", "in-svg", "relative", "before", "border", "dot", "object", "embed"):
        (tmp_path / name).write_bytes(PNG)
    for name in ("sheet.css", "imported.css"):
        (tmp_path / name).write_text("p::after { content: 'LEAKED' }")
    (tmp_path / "attached").write_text("secret")
    safe = read(page(tempting(address), monkeypatch))
    import weasyprint

    open_to_all = PdfReader(BytesIO(weasyprint.HTML(string=tempting(address)).write_pdf()))
    for reader, leaks in ((safe, False), (open_to_all, True)):
        assert bool(reader.pages[0].images) is leaks
        assert ("LEAKED" in reader.pages[0].extract_text()) is leaks
        assert bool(reader.attachments) is leaks


def test_weasyprint_does_not_speak_to_the_user(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("weasyprint")
    before = (logger.propagate, logger.level, list(logger.handlers))
    page("<style>p { no-such: thing }</style><p>a</p><img src='nowhere' alt='x'>", monkeypatch)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert (logger.propagate, logger.level, logger.handlers) == before


def test_letters_that_no_font_has_are_named(made: dict[str, Artifact]) -> None:
    unknown = next(iter(pdf.export(short("q", text(f"Why {UNKNOWN}?")))))
    assert f"no font here has the letters {UNKNOWN} (" in unknown.loss
    assert all("no font" not in artifact.loss for artifact in made.values())


def test_at_most_a_line_of_missing_letters_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = [chr(0x10FF00 + number) for number in range(30)]
    assert f"{' '.join(letters[: pdf.MOST_LETTERS])} … (" in page("".join(letters), monkeypatch).loss


def test_pictures_that_cannot_be_read_are_counted(made: dict[str, Artifact]) -> None:
    broken = replace(edition(items()[:1]), media={"quizgen-0001.png": b"no picture"})
    lost = "a picture left out, which can't be read (print the page from a browser)"
    assert next(iter(pdf.export(broken))).loss == lost
    assert all("left out" not in artifact.loss for artifact in made.values())


# ------------------------------------------------------------------------------------------- without WeasyPrint


def without(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget that WeasyPrint was ever imported, and then do without a part of it."""
    for module in [module for module in sys.modules if module.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, module)
    if name == "weasyprint":
        monkeypatch.setitem(sys.modules, "weasyprint", None)
    else:

        def missing(_: cffi.FFI, library: str, *_flags: int) -> None:
            raise OSError(f"cannot load library {library!r}")

        monkeypatch.setattr(cffi.FFI, "dlopen", missing)


@pytest.mark.parametrize(
    ("missing", "platform", "sentence"),
    [
        ("weasyprint", sys.platform, "The output “pdf” needs WeasyPrint: install quizgen again with its extra “pdf”"),
        ("pango", "linux", "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("pango", "darwin", "The output “pdf” needs the library Pango: brew install pango."),
        ("pango", "win32", "install MSYS2 and run there: pacman -S mingw-w64-ucrt-x86_64-pango"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    missing: str,
    platform: str,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    without(missing, monkeypatch)
    monkeypatch.setattr(pdf, "sys", SimpleNamespace(platform=platform))
    with pytest.raises(OutputUnavailableError) as raised:
        next(iter(pdf.export(edition())))
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)
    assert capfd.readouterr() == ("", "")


def test_nothing_is_written_where_weasyprint_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_course(tmp_path, {"clock.yaml": bank(PRICE)})
    before = sorted(tmp_path.rglob("*"))
    without("weasyprint", monkeypatch)
    run = cli(folder, "build", "--to", "worksheet", "--to", "pdf")
    assert run.exit_code == 2
    assert run.stderr.splitlines()[-1] == f"Error: {pdf.NO_WEASYPRINT}"
    assert sorted(tmp_path.rglob("*")) == before


# ------------------------------------------------------------------------------------------------ as in a browser

MARGIN = 40
"""Points above and below which stands what is on every page."""


def body(pages: list[PrintedPage]) -> list[str]:
    """The words of the pages without what stands at the head and foot of each; a browser draws dots of lists itself."""
    words = [word for page in pages for word in page.words if MARGIN < word.top < page.height - MARGIN]
    return [word.text for word in words if word.text != "•"]


@needs_printing
@pytest.mark.parametrize("output", [worksheet, key], ids=["worksheet", "key"])
def test_a_pdf_is_set_as_a_browser_prints_it(output: ModuleType, made: dict[str, Artifact], tmp_path: Path) -> None:
    (artifact,) = output.export(edition())
    path = tmp_path / "weasyprint.pdf"
    path.write_bytes(made[f"pdf/{output.NAME}/harbour.pdf"].data)
    ours, theirs = read_back(path), printed(artifact.data.decode(), tmp_path, "A4")
    assert len(body(ours)) > 150
    assert body(ours) == body(theirs)
    assert abs(len(ours) - len(theirs)) <= 1
    assert not [word for page in ours for word in page.words if word.left < MARGIN or word.right > page.width - MARGIN]
