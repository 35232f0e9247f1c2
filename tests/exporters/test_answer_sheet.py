"""Answer sheets: printed, found by their marks and read again by the layout alone, as a scanner's program would."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from exporters.chromium import CHROMIUM, print_to_pdf
from PIL import Image, ImageDraw
from sample import choose, edition, item, items, text

from quizgen.edition import Edition, Heading, Part
from quizgen.exporters import answer_sheet
from quizgen.items import EMPTY, Item

LONG = "What happened in the towns of Kazakhstan in January 2022, and why it matters to the neighbours of the country"
FIELDS = ("Name", "Class", "Date", "Seat", "Teacher", "Group")


def questions(number: int, lang: str = "en", words: tuple[str, str] = ("True", "False")) -> list[Item]:
    """Questions of all kinds: of two to five options, one or several right, true or false, and some to write."""
    made = []
    for place in range(number):
        options = [f"option {place} {mark}" for mark in "abcde"[: 2 + place % 4]]
        response = (
            choose(options, {0}),
            choose(options, {0, 1}, "many"),
            choose(list(words), {place % 2}, "true_false"),
            items()[8].response,
        )[place % 4]
        made.append(item(f"q{place}", f"Question {place}?", response, lang=lang))
    return made


def of(made: list[Item], versions: tuple[str, ...] = ("",), lang: str = "en", **heading: Any) -> Edition:
    base = edition()
    sheet = replace(
        base.sheets[0],
        lang=lang,
        versions=versions,
        heading=Heading(**heading),
        parts=(Part(EMPTY, EMPTY, tuple(made)),),
    )
    return replace(base, sheets=(sheet,))


def files(made: Edition) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in answer_sheet.export(made)}


def layouts(out: dict[str, bytes]) -> dict[str, Any]:
    """The layouts among the files, by path."""
    return {path: json.loads(data) for path, data in out.items() if path.endswith(".json")}


# ------------------------------------------------------------------------------- what a scanner's program does


@dataclass(frozen=True)
class Circle:
    """A bubble as the layout tells it: the field it answers, what it means, and the corner of its box."""

    field: str
    value: str
    left: int
    top: int


def circles(layout: dict[str, Any]) -> list[Circle]:
    """The bubbles of a layout, as OMRChecker's guide explains it."""
    found = []
    for block in layout["fieldBlocks"].values():
        left, top = block["origin"]
        upright = block["direction"] == "vertical"
        for across, field in enumerate(block["fieldLabels"]):
            for along, value in enumerate(block["bubbleValues"]):
                steps = across * block["labelsGap"], along * block["bubblesGap"]
                right, down = steps if upright else steps[::-1]
                found.append(Circle(field, value, left + right, top + down))
    return found


def find_marks(scan: Image.Image, layout: dict[str, Any], mark: bytes) -> list[tuple[float, float]]:
    """Find the picture of a mark in each quarter of a scan; gives the centres, from left to right and downwards."""
    options = layout["preProcessors"][0]["options"]
    small = scan.resize((scan.width // 8, scan.height // 8), Image.Resampling.BOX)
    side = round(small.width / options["sheetToMarkerWidthRatio"])
    numbers = [int(bit) for line in mark.decode().split("\n")[2:] for bit in line]
    size = int(len(numbers) ** 0.5)
    picture = Image.fromarray((255 - 255 * np.array(numbers, np.uint8)).reshape(size, size))
    wanted = np.asarray(picture.resize((side, side), Image.Resampling.BOX), np.float32)
    wanted = (wanted - wanted.mean()) / wanted.std()
    dark = np.asarray(scan) < 128
    centres = []
    for down in (0, 1):
        for right in (0, 1):
            x, y = right * small.width // 2, down * small.height // 2
            quarter = np.asarray(small, np.float32)[y : y + small.height // 2, x : x + small.width // 2]
            windows = np.lib.stride_tricks.sliding_window_view(quarter, (side, side))
            alike = np.einsum("ijkl,kl->ij", windows, wanted) / (windows.std(axis=(2, 3)) + 1e-3) / side**2
            row, column = np.unravel_index(alike.argmax(), alike.shape)
            assert alike[row, column] > 0.8
            left, top = (x + int(column)) * 8, (y + int(row)) * 8
            ys, xs = np.nonzero(dark[top : top + 8 * side, left : left + 8 * side])
            centres.append((left + xs.mean() + 0.5, top + ys.mean() + 0.5))
    return centres


def flatten(scan: Image.Image, layout: dict[str, Any], mark: bytes) -> tuple[Image.Image, np.ndarray]:
    """Bring the box between the marks to the layout's size; gives the eight numbers that did it as well."""
    width, height = layout["pageDimensions"]
    corners = [(0, 0), (width, 0), (0, height), (width, height)]
    rows, values = [], []
    for (x, y), (to_x, to_y) in zip(corners, find_marks(scan, layout, mark), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -x * to_x, -y * to_x], [0, 0, 0, x, y, 1, -x * to_y, -y * to_y]]
        values += [to_x, to_y]
    numbers = np.linalg.solve(np.array(rows), np.array(values))
    flat = scan.transform((width, height), Image.Transform.PERSPECTIVE, tuple(numbers), Image.Resampling.BILINEAR)
    return flat, numbers


def read(flat: Image.Image, layout: dict[str, Any]) -> dict[str, str]:
    """Read every field: the values of the boxes that are dark for the most part."""
    width, height = layout["bubbleDimensions"]
    dark = np.asarray(flat) < 150
    said: dict[str, str] = {}
    for one in circles(layout):
        share = dark[one.top : one.top + height, one.left : one.left + width].mean()
        said[one.field] = said.get(one.field, "") + (one.value if share > 0.45 else "")
    joined = {name: "".join(said[part] for part in parts) for name, parts in layout["customLabels"].items()}
    return {name: {**said, **joined}[name] for name in layout["outputColumns"]}


# ------------------------------------------------------------------------------------------------ on paper

PDFTOPPM = shutil.which("pdftoppm")
needs_scanning = pytest.mark.skipif(
    not (CHROMIUM and PDFTOPPM and find_spec("weasyprint")),
    reason="needs Chromium (or Chrome), WeasyPrint and poppler's pdftoppm to print a sheet and look at it",
)


def weasyprint_to_pdf(page: Path, pdf: Path) -> None:
    import weasyprint

    weasyprint.HTML(str(page)).write_pdf(pdf)


PRINTERS = {"chromium": print_to_pdf, "weasyprint": weasyprint_to_pdf}


def scans(html: bytes, printer: str, paper: str, folder: Path) -> list[Image.Image]:
    """Print a sheet and scan it in grey at 200 dots an inch."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(html.decode().replace("</style>", f"@page{{size:{paper}}}</style>", 1), encoding="utf-8")
    PRINTERS[printer](page, pdf)
    subprocess.run(
        [str(PDFTOPPM), "-r", "200", "-gray", "-png", str(pdf), str(folder / "scan")], check=True, timeout=60
    )
    return [Image.open(file).convert("L") for file in sorted(folder.glob("scan*.png"))]


def assert_printed_in_place(flat: Image.Image, layout: dict[str, Any], filled: dict[str, str]) -> None:
    """Each bubble has a whole ring within 0.3 mm of its place, nothing else near it, and is empty or filled."""
    dark = np.pad(np.asarray(flat) < 128, 30)
    ys, xs = np.mgrid[-26:26, -26:26] + 0.5
    distance = np.hypot(xs, ys)
    near, inside = distance < 24, distance < 14
    sectors = np.floor((np.arctan2(ys, xs) + np.pi) / (2 * np.pi) * 24).astype(int) % 24
    for one in circles(layout):
        x, y = one.left + 20, one.top + 20
        around = dark[y + 4 : y + 56, x + 4 : x + 56]
        ring = around & near
        off_x, off_y = xs[ring].mean(), ys[ring].mean()
        assert np.hypot(off_x, off_y) < 3, one
        assert np.bincount(sectors[ring & ~inside], minlength=24).all(), one
        assert np.hypot(xs[ring] - off_x, ys[ring] - off_y).max() < 22.5, one
        if filled.get(one.field) == one.value:
            assert around[inside].all(), one
        else:
            assert not around[inside].any(), one


def assert_marks_stand_alone(scan: Image.Image, centres: list[tuple[float, float]]) -> None:
    """A mark is 6 mm wide and black, and nothing is printed within 2 mm of it."""
    dark, millimetre = np.asarray(scan) < 128, 200 / 25.4
    for x, y in centres:
        whole, own = (
            dark[round(y - half) : round(y + half), round(x - half) : round(x + half)].sum()
            for half in (5 * millimetre, 3.2 * millimetre)
        )
        assert whole == own
        assert own**0.5 / millimetre == pytest.approx(6, abs=0.15)


def crooked(scan: Image.Image) -> Image.Image:
    """As a sheet lies in a scanner: turned by a degree, a little smaller, not in the middle."""
    turned = scan.rotate(1, Image.Resampling.BICUBIC, fillcolor=255)
    small = turned.resize((round(scan.width * 0.97), round(scan.height * 0.97)), Image.Resampling.BICUBIC)
    placed = Image.new("L", scan.size, 255)
    placed.paste(small, (9, 31))
    return placed


def fill(scan: Image.Image, layout: dict[str, Any], numbers: np.ndarray, random: Random) -> dict[str, str]:
    """Fill bubbles with a pencil, not all in the middle or quite black; gives what was meant by the student."""
    pen, meant = ImageDraw.Draw(scan), dict.fromkeys(layout["outputColumns"], "")
    a, b, c, d, e, f, g, h = numbers
    columns = {part: name for name, parts in layout["customLabels"].items() for part in parts}
    for field, bubbles in groupby(circles(layout), key=lambda one: one.field):
        if field in {"version", "page"}:
            continue
        several = list(bubbles)
        for one in several if field not in columns and not random.randrange(9) else [random.choice(several)]:
            x, y = one.left + random.randint(17, 23), one.top + random.randint(17, 23)
            scale = g * x + h * y + 1
            to_x, to_y, radius = (a * x + b * y + c) / scale, (d * x + e * y + f) / scale, 17 * (a + e) / 2
            pen.ellipse((to_x - radius, to_y - radius, to_x + radius, to_y + radius), fill=random.randint(20, 110))
            meant[columns.get(field, field)] += one.value
    return meant


@needs_scanning
@pytest.mark.parametrize(
    ("printer", "paper", "number"),
    [("chromium", "A4", 32), ("chromium", "letter", 120), ("weasyprint", "A4", 32), ("weasyprint", "letter", 32)],
)
def test_what_is_filled_in_is_read_by_the_layout_alone(printer: str, paper: str, number: int, tmp_path: Path) -> None:
    made = of(questions(number), ("A", "B"), school="The school of Lower Ness", fields=FIELDS)
    made = replace(made, sheets=(replace(made.sheets[0], title=LONG),))
    out = files(made)
    layout = layouts(out)["answer-sheet/harbour-B.json"]
    mark = out["answer-sheet/mark.pbm"]
    (page,) = scans(out["answer-sheet/harbour-B.html"], printer, paper, tmp_path)
    flat, numbers = flatten(page, layout, mark)
    assert_printed_in_place(flat, layout, {"version": "B"})
    assert_marks_stand_alone(page, find_marks(page, layout, mark))
    meant = fill(page, layout, numbers, Random(f"{printer} {paper}")) | {"version": "B"}
    again, _ = flatten(crooked(page), layout, mark)
    assert read(again, layout) == meant
    assert len(meant) == number * 3 // 4 + 2
    assert len(set(meant.values())) > 7


@needs_scanning
def test_two_pages_from_right_to_left_are_read_too(tmp_path: Path) -> None:
    made = of(questions(136, "ar", ("صحيح", "خطأ")), ("A",), "ar")
    out = files(made)
    pages = scans(out["answer-sheet/harbour-A.html"], "chromium", "A4", tmp_path)
    assert len(pages) == 2
    for page, (number, layout) in zip(pages, enumerate(layouts(out).values(), 1), strict=True):
        coded = {"version": "A", "page": str(number)}
        flat, _ = flatten(page, layout, out["answer-sheet/mark.pbm"])
        assert_printed_in_place(flat, layout, coded)
        assert read(flat, layout) == dict.fromkeys(layout["outputColumns"], "") | coded


# ------------------------------------------------------------------------------------------------- the layout

DOCUMENTED = {
    "pageDimensions",
    "bubbleDimensions",
    "preProcessors",
    "customLabels",
    "fieldBlocks",
    "outputColumns",
    "emptyValue",
}
IN_A_BLOCK = {"direction", "bubbleValues", "origin", "bubblesGap", "labelsGap", "fieldLabels"}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("number", [1, 150])
def test_a_layout_is_what_omrchecker_documents(number: int, lang: str) -> None:
    plans = layouts(files(of(questions(number, lang), ("A", "B") if number > 1 else ("",), lang)))
    assert plans
    for layout in plans.values():
        assert set(layout) == DOCUMENTED
        assert all(set(block) == IN_A_BLOCK for block in layout["fieldBlocks"].values())
        found = circles(layout)
        names = {one.field for one in found}
        parts = [part for joined in layout["customLabels"].values() for part in joined]
        assert sorted([*names - set(parts), *layout["customLabels"]]) == sorted(layout["outputColumns"])
        assert all(re.fullmatch(r"[a-z]+\d*", name) for name in names)
        values = [[one.value for one in found if one.field == name] for name in names]
        assert all(len(value) == 1 for some in values for value in some)
        assert all(len(set(some)) == len(some) for some in values)
        width, height = layout["pageDimensions"]
        bubble_width, bubble_height = layout["bubbleDimensions"]
        for one in found:  # bubbles may lie left and right of the marks' centres, but not on the marks
            assert 0 <= one.left <= width - bubble_width or 40 < one.top < height - 40 - bubble_height
            assert 0 <= one.top <= height - bubble_height
        places = np.array([(one.left, one.top) for one in found])
        apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
        np.fill_diagonal(apart, 1000)
        assert apart.min() >= 50


def test_the_bubbles_lie_within_both_papers() -> None:
    """210 mm by 279.4 mm is common to A4 and US Letter; a mark's centre is 15 mm from the edge at least."""
    for layout in layouts(files(of(questions(150)))).values():
        width, height = layout["pageDimensions"]
        assert width + 2 * 150 <= 2100
        assert height + 2 * 150 <= 2794
        assert all(one.left + 40 <= width + 30 and one.left >= -30 for one in circles(layout))


def test_a_hundred_questions_fit_on_a_page() -> None:
    made = [one for one in questions(200) if one.response != items()[8].response]
    assert list(layouts(files(of(made[:100])))) == ["answer-sheet/harbour.json"]
    assert list(layouts(files(of(made[:101])))) == ["answer-sheet/harbour.json", "answer-sheet/harbour.page-2.json"]


def test_each_page_has_its_own_questions_and_all_are_there() -> None:
    made = of(questions(300), ("A", "B", "C"))
    out = files(made)
    plans = layouts(out)
    for version in "ABC":
        mine = [plan for name, plan in plans.items() if f"-{version}." in name]
        numbers = [int(name[1:]) for plan in mine for name in plan["fieldBlocks"] if re.fullmatch(r"q\d+", name)]
        assert len(mine) == 3
        assert len(numbers) == len(set(numbers)) == 225
        assert numbers == sorted(numbers)
        assert [plan["fieldBlocks"]["version"]["bubbleValues"] for plan in mine] == [["A", "B", "C"]] * 3
        assert [plan["fieldBlocks"]["page"]["bubbleValues"] for plan in mine] == [["1", "2", "3"]] * 3
    assert answer_sheet.count(made) == len(out)


def test_from_right_to_left_a_is_on_the_right_and_a_number_still_runs_to_the_right() -> None:
    made = [item("q", "?", choose(list("wxyz"), {0}), lang="ar")]
    (there,) = layouts(files(of(made, lang="en"))).values()
    (here,) = layouts(files(of(made, lang="ar"))).values()
    assert there["fieldBlocks"]["q1"]["bubbleValues"] == ["a", "b", "c", "d"]
    assert here["fieldBlocks"]["q1"]["bubbleValues"] == ["d", "c", "b", "a"]
    width, bubble = here["pageDimensions"][0], here["bubbleDimensions"][0]
    turned = {(one.field, one.value): width - one.left - bubble for one in circles(there)}
    assert all(turned[one.field, one.value] == one.left for one in circles(here) if one.field == "q1")
    places = [here["fieldBlocks"][name]["origin"][0] for name in here["customLabels"]["student"]]
    assert places == sorted(places)
    assert places[0] > width / 2


# ---------------------------------------------------------------------------------------- what is on the sheet


def words(html: bytes) -> str:
    body = re.sub(r"<style>.*?</style>", "", html.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_only_what_is_chosen_has_bubbles_and_numbers_are_those_of_the_worksheet() -> None:
    many = item("many", "Which?", choose([f"o{n}" for n in range(11)], {0, 1}, "many"))
    out = files(of([*items(), many]))
    layout = json.loads(out["answer-sheet/harbour.json"])
    assert [name for name in layout["outputColumns"] if name[0] == "q"] == ["q1", "q2", "q3"]
    assert [len(layout["fieldBlocks"][name]["bubbleValues"]) for name in ("q1", "q2", "q3")] == [4, 4, 2]
    assert layout["fieldBlocks"]["q3"]["bubbleValues"] == ["T", "F"]
    sheet = words(out["answer-sheet/harbour.html"])
    assert " 2* " in sheet
    assert "1*" not in sheet
    assert "* More than one may be right: fill in all that apply." in sheet
    assert "Questions 4–11: answer on the worksheet." in sheet
    assert "Version" not in sheet


def test_a_sheet_with_nothing_to_choose_has_no_answer_sheet() -> None:
    made = of(items()[3:])
    assert files(made) == {}
    assert answer_sheet.count(made) == 0


def test_another_key_leaves_sheet_and_layout_as_they_are() -> None:
    made = [one for one in questions(12) if one.response != items()[8].response]
    before = files(of(made, ("A", "B")))
    for place, one in enumerate(made):
        for index in range(len(one.response.options)):  # type: ignore[union-attr]
            correct = frozenset({index}) if one.response.kind != "many" else frozenset(range(index + 1))  # type: ignore[union-attr]
            other = replace(one, response=replace(one.response, correct=correct), explain=text("Other."))  # type: ignore[type-var]
            assert files(of([*made[:place], other, *made[place + 1 :]], ("A", "B"))) == before


HOSTILE = "<script>alert(1)</script></style>\"'{{ 7*7 }}<img src=x onerror=alert(1)>"


def test_hostile_words_stay_words() -> None:
    made = of(items(), ("A",), school=HOSTILE, fields=(HOSTILE,))
    made = replace(made, sheets=(replace(made.sheets[0], title=HOSTILE),))
    html = files(made)["answer-sheet/harbour-A.html"].decode()
    tags = set(re.findall(r"<(\w+)", html))
    assert not tags & {"script", "img", "iframe", "link", "object"}
    assert html.count("</style>") == 1
    assert "7*7" in html
    assert html.count("&lt;script&gt;") == 5  # the title of page and sheet, the author, the school, a field
    assert not re.search(r"url\(|@import", html)


# ---------------------------------------------------------------------------------------------- in a browser

needs_browser = pytest.mark.skipif(
    not (CHROMIUM and find_spec("playwright") and find_spec("axe_playwright_python")),
    reason="needs Chromium (or Chrome), playwright and axe-playwright-python to look at a page",
)
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(
    ".corner, .bubble, .word, .nr, .title, .number-head, .aside, .coded > p, .notes")]
    .map(one => [one, one.getBoundingClientRect()]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const name = one => `${one.className} ${one.textContent.trim().slice(0, 20)}`;
  const found = [];
  boxes.forEach(([one, box], i) => boxes.slice(i + 1).forEach(([other, its]) => {
    if (meet(box, its)) found.push(`${name(one)} on ${name(other)}`);
  }));
  for (const one of document.querySelectorAll(".title, .aside, .notes"))
    if (one.scrollHeight > one.clientHeight + 1) found.push(`${name(one)} is cut`);
  return found;
}"""


@pytest.fixture
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@needs_browser
def test_nothing_lies_on_anything_and_everybody_can_use_it(browser: Any) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    letters = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    made = of(questions(140, "es", ("Verdadero", "Falso")), letters, "es", school="Lower Ness", fields=FIELDS)
    made = replace(made, sheets=(replace(made.sheets[0], title=LONG),))
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(files(made)["answer-sheet/harbour-Q.html"].decode())
    assert page.locator(".question").count() == 105
    assert page.evaluate(OVERLAPS) == []
    page.evaluate(AXE_SCRIPT)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert len(result["passes"]) > 10
    assert [(found["id"], node["html"]) for found in result["violations"] for node in found["nodes"]] == []
    assert asked == []
    page.close()
