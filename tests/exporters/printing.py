"""Prints a page whose boxes are marked, and tells what is wrong on the paper, for tests."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exporters.chromium import Browser, PrintedPage, Word
from exporters.pages import Page, code_of

WIDTHS = {"A4": 210, "Letter": 215.9}
"""Of the paper, in millimetres."""
POINTS_IN_A_MM = 72 / 25.4
POINTS_IN_A_PIXEL = 72 / 96
WORD = re.compile(r"\w+|[^\w\s]")
WHOLE = ".question, .options, .match, .steps, .bank, .picture, .passage, .instructions, .strip, .marks, h2, h3"
STEPS = ".question, .strip, .reading p, .sources li"
MARK = re.compile(r"mark\d+(top|bottom)$")
MARK_BOXES = """([whole, steps]) => {
  // Each box gets a tiny word at its top and one at its bottom, which take no room; clear of the edge of the paper.
  const boxes = [...document.querySelectorAll(`${whole}, ${steps}`)];
  const mark = (box, word, edge) => {
    const made = document.createElement("span");
    made.textContent = word;
    made.style.cssText = `position:absolute;${edge}:2px;inset-inline-start:0;font:1px/1 monospace;letter-spacing:0`;
    if (getComputedStyle(box).position === "static") box.style.position = "relative";
    box.append(made);
  };
  const after = (one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING && !one.contains(other);
  const told = boxes.map(box => ({
    name: box.className || box.tagName,
    whole: box.matches(whole),
    leads: box.matches("h2, h3, .instructions, .passage"),
    height: box.getBoundingClientRect().height,
    next: boxes.findIndex(other => other.matches(steps) && after(box, other)),
  }));
  boxes.forEach((box, number) => {
    mark(box.tagName === "TABLE" ? box.querySelector("th") : box, `mark${number}top`, "top");
    mark(box.tagName === "TABLE" ? box.querySelector("tr:last-child th") : box, `mark${number}bottom`, "bottom");
  });
  return told;
}"""


@dataclass(frozen=True)
class Box:
    """Something on a page: must it be whole, and does it lead what comes next? Its height is in points."""

    name: str
    whole: bool
    leads: bool
    height: float
    next: int


@dataclass(frozen=True)
class Printout:
    """A page as shown, and as printed: its text, whether it is as narrow as the paper, the boxes that were marked.

    `top`, `side` and `bottom` are the margins in points.
    """

    html: str
    text: str
    fits: bool
    boxes: list[Box]
    pages: list[PrintedPage]
    pdf: Path
    top: float
    side: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of what may be printed on."""
        return self.pages[0].height - self.top - self.bottom

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for number, page in enumerate(self.pages):
            for word in page.texts:
                places.setdefault(word, []).append(number)
        return places

    def place_of(self, word: str) -> int:
        """The page on which a word stands, which is printed once."""
        (found,) = self._places.get(word, ["nowhere"])
        return int(found)

    def body(self, page: PrintedPage) -> list[Word]:
        """What stands on a page between the margins, but the marks."""
        bottom = page.height - self.bottom
        return [word for word in page.words if word.bottom > self.top and word.top < bottom and not is_mark(word)]

    def strip(self, page: PrintedPage, top: float, bottom: float) -> list[str]:
        """The words between two heights of a page, from left to right."""
        found = [word for word in page.words if top <= word.top and word.bottom <= bottom and not is_mark(word)]
        return [word.text for word in sorted(found, key=lambda word: word.left)]


def is_mark(word: Word) -> bool:
    """Tell whether a word is none of the page's own."""
    return bool(re.fullmatch(r"mark\d+(top|bottom)", word.text))


def print_marked(shown: Browser, html: str, paper: str) -> Printout:
    """Print a page whose boxes are marked; its margins are those of its last rule for them."""
    css = html[: html.index("</style>")]
    margins = re.findall(r"@page \{[^}]*?margin: ([\d. m]+);", css)[-1].replace("mm", "").split()
    top, side, bottom = map(float, margins)
    shown.show(html, width=round((WIDTHS[paper] - 2 * side) / 25.4 * 96), medium="print")
    text = shown.tab.inner_text("main")
    fits = shown.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    told = shown.tab.evaluate(MARK_BOXES, [WHOLE, STEPS])
    boxes = [Box(**box | {"height": box["height"] * POINTS_IN_A_PIXEL}) for box in told]
    points = (margin * POINTS_IN_A_MM for margin in (top, side, bottom))
    return Printout(html, text, fits, boxes, shown.print(paper), shown.pdf, *points)


def assert_kept_together(out: Printout) -> None:
    """No box is split unless it is taller than a page, with the passages that lead it; none that leads is the last."""
    first = [out.place_of(f"mark{number}top") for number in range(len(out.boxes))]
    last = [out.place_of(f"mark{number}bottom") for number in range(len(out.boxes))]
    for number, box in enumerate(out.boxes):
        passages = [one.height for one in out.boxes if one.name == "passage" and one.next == number]
        if box.whole and box.height + sum(passages) < out.height:
            assert first[number] == last[number], f"{number} {box} is split"
        if box.leads:
            assert last[number] == first[box.next], f"{number} {box} is the last on its page"


def assert_margins_say(out: Printout, above: str, below: str) -> None:
    """`above` stands on each page but the first; below stand `below` and the page's number on all."""
    for number, page in enumerate(out.pages, 1):
        foot = f"{below} {code_of(out.html)} Page {number} of {len(out.pages)}"
        assert out.strip(page, page.height - out.bottom, page.height) == foot.split()
        assert out.strip(page, 0, out.top) == (above.split() if number > 1 else [])


def assert_no_word_is_lost(out: Printout) -> None:
    """All words of the page are printed, as often as they stand there; figures may have words of their own."""
    assert "".join(out.text.split()) == "".join(Page(out.html).text.split()), "no word is hidden"
    there = Counter(WORD.findall(" ".join(word.text for page in out.pages for word in out.body(page))))
    assert not Counter(WORD.findall(out.text)) - there


def assert_nothing_sticks_out(out: Printout) -> None:
    """Nothing is wider than the page, and no ink beside its area, nor close above or below it."""
    assert out.fits, "a browser would print all of it smaller"
    subprocess.run(["pdftoppm", "-r", "36", "-gray", out.pdf, out.pdf.with_name("ink")], check=True, timeout=60)
    for file, page in zip(sorted(out.pdf.parent.glob("ink-*.pgm")), out.pages, strict=True):
        data = file.read_bytes()
        file.unlink()
        header = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", data)
        assert header
        width, height = map(int, header.groups())
        left, right = round(out.side / 2), round((page.width - out.side) / 2)
        top, bottom = round(out.top / 2), round((page.height - out.bottom) / 2)
        for row in range(height):
            line = data[header.end() + row * width : header.end() + (row + 1) * width]
            near = top - 4 < row < top - 1 or bottom + 1 < row < bottom + 4
            outside = line if near else line[: left - 1] + line[right + 1 :]
            assert min(outside) > 240, f"ink outside, {row} of {height} from above, {file.name}"


def assert_the_last_page_is_worth_its_paper(out: Printout) -> None:
    """The last page of several has two lines at least."""
    assert len({round(word.bottom) for word in out.body(out.pages[-1])}) > 1 or len(out.pages) == 1
