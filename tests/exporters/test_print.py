"""What reaches the paper: every page of worksheets, keys and marking pages, printed by a browser and read back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, partial
from types import ModuleType

import pytest
from exporters.chromium import Browser, browser, missing_glyphs, needs_browser
from exporters.pages import html_of, shipped, with_parts
from exporters.printing import (
    Printout,
    assert_kept_together,
    assert_margins_say,
    assert_no_word_is_lost,
    assert_nothing_sticks_out,
    assert_the_last_page_is_worth_its_paper,
    print_marked,
)
from sample import choose, item, items, text

from quizgen.edition import Edition, Heading, Paragraph, Part, Reading
from quizgen.exporters import key, marking, worksheet
from quizgen.i18n import points_in_words
from quizgen.items import EMPTY, Choose, Image, Item, Open, Option, Passage, Reference
from quizgen.templating import Templates

pytestmark = needs_browser
PAPERS = ("A4", "Letter")
PLAIN = ""
STYLES = (PLAIN, *Templates().styles())
TITLE = 'Harbours: "ice" & <salt>'
LONG = "Explain in your own words how the merchants of the town came to depend on a harbour that froze each year. "
WIDE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="300"><path d="M0 0H1600V300H0z"/></svg>'
TALL = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="1600"><path d="M0 0H300V1600H0z"/></svg>'


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("printed")) as started:
        yield started


# ------------------------------------------------------------------------------------------------- the sheets


def many(number: int) -> list[Item]:
    """Questions of all types, some short, some long, some with figures, each with words that stand nowhere else."""
    return [one_of_many(place) for place in range(number)]


def one_of_many(place: int) -> Item:
    one = items()[place % len(items())]
    response = one.response
    if isinstance(response, Open) and not response.recall:
        response = replace(response, lines=3 + place % 17)
    if isinstance(response, Choose) and response.kind != "true_false" and place % 3:
        longer = tuple(Option(text(f"{o.text.plain} {LONG[: place * 7 % 100]}")) for o in response.options)
        response = replace(response, options=longer)
    figures = {3: Image("wide.svg", "A wide drawing", text("Drawn by me")), 8: Image("tall.svg", "A tall drawing")}
    name = f"q{place}"
    stem = text(f"Q{place}stem {one.stem.plain} {LONG * (place % 4)}".strip())
    return replace(one, id=name, origin=name, stem=stem, response=response, image=figures.get(place % 12, one.image))


def about_passages(made: Sequence[Item]) -> list[Item]:
    """The same questions, of which each seventh and the one after it share a passage."""
    shared = [
        Passage(f"p{n}", text(f"Passage{n}"), text(f"Text{n} {LONG * (1 + n % 5)}"), figure)
        for n, figure in zip(range(len(made)), [None, Image("wide.svg", "A wide drawing")] * len(made), strict=False)
    ]
    return [replace(one, context=shared[n // 7]) if n % 7 in {5, 6} else one for n, one in enumerate(made)]


def in_two_parts(made: Sequence[Item]) -> Edition:
    """A sheet with everything that a sheet can have, in every style."""
    half = (len(made) + 1) // 2
    parts = [
        Part(text(f"Part{name}"), text(f"Instruction{name} for all."), tuple(some))
        for name, some in (("One", made[:half]), ("Two", made[half:]))
        if some
    ]
    head = Heading("Ness School", Image("quizgen-0001.png", "The school"), (), date(2026, 11, 24), "40 min")
    made_of = Reference("harbour", "The harbour", author="A. Writer")
    reading = Reading(made_of, (Paragraph(2, "The pier", is_heading=True), Paragraph(3, LONG * 3)))
    base = with_parts(*parts, heading=head, title=TITLE, reading=reading, versions=("B",), marks=True)
    media = {**base.media, "wide.svg": WIDE, "tall.svg": TALL}
    return replace(base, media=media, styles=tuple(STYLES[1:]))


@cache
def copies(number: int) -> dict[str, str]:
    """All pages of a sheet of some questions: by output, and the worksheet by style too."""
    made = in_two_parts(about_passages(many(number)))
    styled = zip(STYLES, worksheet.export(made), strict=True)
    return {
        **{f"worksheet {style}".strip(): artifact.data.decode() for style, artifact in styled},
        "key": html_of(key.export(made)),
        "marking": html_of(marking.export(made)),
    }


KINDS = tuple(copies(1))
SHEETS = [
    (kind, number, paper)
    for kind in KINDS
    for number in (1, 20, 100)
    for paper in PAPERS
    if " " not in kind or paper == ("A4" if number == 100 else "Letter")
]
"""Styles are tried on one paper each: what differs by the paper is the same in all of them."""

# ------------------------------------------------------------------------------------------------- every page


def assert_margins_are_right(out: Printout, kind: str) -> None:
    """Version, code and number are on each page; title, version and room for a name above all but the first."""
    title = {"key": f"Key: {TITLE}", "marking": f"For marking: {TITLE}"}.get(kind, TITLE)
    if kind == "marking":
        assert_margins_say(out, above=title, below="")
    else:
        name = f"Name {'_' * 28}" if "worksheet" in kind else ""
        assert_margins_say(out, above=f"{title} · Version B {name}", below="Version B ·")


@pytest.mark.parametrize(("kind", "number", "paper"), SHEETS)
def test_every_page_is_whole(chromium: Browser, kind: str, number: int, paper: str) -> None:
    out = print_marked(chromium, copies(number)[kind], paper)
    size = (out.pages[0].width, out.pages[0].height)
    assert size == pytest.approx((595, 842) if paper == "A4" else (612, 792), abs=1)
    assert [box.name for box in out.boxes].count("question") == (number if kind != "marking" else 0)
    assert_kept_together(out)
    assert_margins_are_right(out, kind)
    assert_no_word_is_lost(out)
    assert_nothing_sticks_out(out)
    assert_the_last_page_is_worth_its_paper(out)
    assert number == 100 or not missing_glyphs(chromium.pdf)
    assert not chromium.requests


MUTED = '<div class="stem" style="height: 2mm; overflow: clip">'
TURNED = '<p style="break-before: page">'
SPOILERS = {
    "a split question": (assert_kept_together, "</style>", ".question { break-inside: auto !important }</style>"),
    "a lone heading": (assert_kept_together, '<p class="instr', f'{TURNED}</p><p class="instr'),
    "a number that is missing": (partial(assert_margins_are_right, kind="worksheet"), "counter(pages)", "none"),
    "a lost word": (assert_no_word_is_lost, '<div class="stem">', MUTED),
    "a hidden word": (assert_no_word_is_lost, "</style>", ".small { display: none }</style>"),
    "a line that sticks out": (assert_nothing_sticks_out, "</style>", ".rule { min-width: 200mm }</style>"),
    "a lone line": (assert_the_last_page_is_worth_its_paper, "</main>", f"{TURNED}One.</p></main>"),
}


@pytest.mark.parametrize("spoiler", SPOILERS)
def test_each_of_these_checks_can_fail(chromium: Browser, spoiler: str) -> None:
    holds, old, new = SPOILERS[spoiler]
    html = copies(20)["worksheet"]
    assert old in html
    out = print_marked(chromium, html.replace(old, new), "A4")
    with pytest.raises(AssertionError):
        holds(out)


@pytest.mark.parametrize(("output", "paper"), [(worksheet, "A4"), (key, "Letter")])
def test_the_shipped_sheets_are_whole(chromium: Browser, output: ModuleType, paper: str) -> None:
    for sheet in shipped().sheets:
        for artifact in output.export(replace(shipped(), sheets=(sheet,))):
            out = print_marked(chromium, artifact.data.decode(), paper)
            assert len([box for box in out.boxes if box.name == "question"]) >= 10, artifact.path
            assert out.fits
            assert_kept_together(out)
            assert_the_last_page_is_worth_its_paper(out)


def test_a_question_taller_than_a_page_breaks_and_keeps_its_first_line(chromium: Browser) -> None:
    tall = item("tall", "Tallstem " + LONG, Open(text("Model."), (), 60, recall=False, reversed=False))
    options = [f"Option{n} {LONG * 2}" for n in range(10)]
    listed = item("listed", "Listedstem?", choose(options, {0}, author_order=True))
    listed = replace(listed, response=replace(listed.response, options=listed.response.options * 3))
    html = html_of(worksheet.export(with_parts(Part(EMPTY, EMPTY, (tall, items()[1], listed)))))
    out = print_marked(chromium, html, "A4")
    questions = [number for number, box in enumerate(out.boxes) if box.name == "question"]
    assert out.place_of(f"mark{questions[0]}top") == 0, "it begins where there is room"
    assert out.place_of(f"mark{questions[0]}bottom") > 0
    assert_no_word_is_lost(out)
    assert "Option0" in out.pages[out.place_of("Listedstem?")].texts
    assert_nothing_sticks_out(out)


def test_passages_stay_with_their_first_question(chromium: Browser) -> None:
    made = []
    for n in range(25):
        shared = Passage(f"p{n}", text(f"Passage{n}"), text(f"Text{n} {LONG * 4} end{n}."), None)
        made.append(item(f"fill{n}", "?", Open(text("Model."), (), 1 + n % 13, recall=False, reversed=False)))
        made.append(item(f"about{n}", f"Stem{n}?", choose([LONG, "b"], {0}), context=shared))
    out = print_marked(chromium, html_of(worksheet.export(with_parts(Part(EMPTY, EMPTY, tuple(made))))), "A4")
    assert [box.name for box in out.boxes].count("passage") == 25
    assert_kept_together(out)


# ---------------------------------------------------------------------------------------- letters and languages


def test_a_letter_that_no_font_has_is_counted(chromium: Browser) -> None:
    for stem, missing in (("Who \ue000 and \ue001?", 2), ("Who?", 0)):
        made = with_parts(Part(EMPTY, EMPTY, (item("q", stem, choose(["a", "b"], {0})),)))
        chromium.show(html_of(worksheet.export(made)), medium="print")
        chromium.print("A4")
        assert missing_glyphs(chromium.pdf) == missing


SPOKEN = {
    "ar": ("ما عاصمة كازاخستان؟", ["أستانا", "ألماتي", "شيمكنت"], "اختر إجابة واحدة."),
    "he": ("מהי בירת קזחסטן?", ["אסטנה", "אלמטי", "שימקנט"], "סמנו תשובה אחת."),
    "kk": ("Қазақстанның астанасы қай қала?", ["Астана", "Алматы", "Өскемен әлде Үшарал"], "Бір жауапты белгілеңіз."),
    "zh": ("哈萨克斯坦的首都是哪里？", ["阿斯塔纳", "阿拉木图", "奇姆肯特"], "请选择一个答案。"),
}


def needs_font(lang: str) -> None:
    """Skip where no font has the letters of a language."""
    fonts = subprocess.run(["fc-list", f":lang={lang}", "family"], check=True, capture_output=True, timeout=60).stdout
    if not fonts:
        pytest.skip(f"needs a font for the language {lang}")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lang", SPOKEN)
def test_a_sheet_in_the_letters_of_a_language(chromium: Browser, lang: str, style: str) -> None:
    needs_font(lang)
    stem, options, instructions = SPOKEN[lang]
    one = item(
        "one", stem, choose(options, {0}), lang=lang, points=Decimal(2), explain=text(stem), note=EMPTY, proofs=()
    )
    base = with_parts(Part(text(stem), text(instructions), (one,)), lang=lang, title=stem, heading=Heading())
    base = replace(base, title=stem, styles=(style,) if style else ())
    made = [*worksheet.export(base)] if style else [*worksheet.export(base), *key.export(base), *marking.export(base)]
    for artifact in made[len(base.styles) :]:
        out = print_marked(chromium, artifact.data.decode(), "A4")
        assert not missing_glyphs(chromium.pdf)
        assert_nothing_sticks_out(out)
        assert_kept_together(out)


@pytest.mark.parametrize("lang", ["ar", "he"])
def test_numbers_and_points_are_in_the_right_order_from_right_to_left(chromium: Browser, lang: str) -> None:
    needs_font(lang)
    stem, options, _ = SPOKEN[lang]
    made = [item(f"q{n}", f"{stem}", choose(options, {0}), lang=lang, points=Decimal(2)) for n in range(7)]
    html = html_of(worksheet.export(with_parts(Part(EMPTY, EMPTY, tuple(made)), lang=lang)))
    (page,) = print_marked(chromium, html, "A4").pages
    (number,) = [word for word in page.words if word.text == "7."]
    line = sorted((word for word in page.words if abs(word.bottom - number.bottom) < 4), key=lambda word: word.left)
    assert line[-1] == number, "the number is at the right end"
    ends = [place for place, word in enumerate(line) if set(word.text) & set("[]")]
    points = [word.text for word in line[: ends[-1] + 1]]
    assert ends[0] == 0, "the points are at the left end"
    if lang == "ar":  # its words run from right to left; pdftotext gives the letters as they stand
        points = [word[::-1] for word in reversed(points)]
    assert " ".join(points) == f"[{points_in_words(Decimal(2), lang)}]"


# --------------------------------------------------------------------------------------------- for every reader

GREYS = """() => {
  // The contrast of each text, and of each line that is drawn, with what lies behind it, as on a grey copier.
  const light = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!colour.endsWith(", 0)")) return light(colour);
    }
    return 1;
  };
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const found = [];
  for (const element of document.querySelectorAll("main, main *")) {
    const style = getComputedStyle(element);
    if ([...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
      found.push(contrast(light(style.color), behind(element)) * style.opacity);
    }
    for (const side of ["Top", "Right", "Bottom", "Left"]) {
      if (parseFloat(style[`border${side}Width`]) > 0) {
        found.push(contrast(light(style[`border${side}Color`]), behind(element.parentElement)) * style.opacity);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("medium", ["print", "screen"])
@pytest.mark.parametrize("kind", KINDS)
def test_everything_can_be_read_in_grey(chromium: Browser, kind: str, medium: str) -> None:
    chromium.show(copies(20)[kind], medium=medium)
    contrasts = chromium.tab.evaluate(GREYS)
    assert len(contrasts) > 20
    assert min(contrasts) >= 4.5


def test_too_pale_a_grey_is_found(chromium: Browser) -> None:
    for spoiler in (".task { color: #888 }", ".circle { border-color: #aaa }", "h2 { background: #555 }"):
        chromium.show(copies(20)["worksheet"].replace("</style>", f"{spoiler}</style>"), medium="print")
        assert min(chromium.tab.evaluate(GREYS)) < 4.5, spoiler


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_use_it_on_a_screen(chromium: Browser, kind: str) -> None:
    for width in (360, 1200):
        chromium.show(copies(20)[kind], width=width)
        assert chromium.tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is cut off"
    assert not violations(chromium)


def violations(shown: Browser) -> list[str]:
    """What axe-core has to say with every one of its rules."""
    axe = pytest.importorskip("axe_playwright_python.base", reason="needs axe-playwright-python")
    shown.tab.evaluate(axe.AXE_SCRIPT)
    options = "{runOnly: {type: 'rule', values: axe.getRules().map(rule => rule.ruleId)}, resultTypes: ['violations']}"
    result = shown.tab.evaluate(f"axe.run({options})")
    assert len(result["passes"]) > 20
    return [f"{found['id']}: {node['html']}" for found in result["violations"] for node in found["nodes"]]


def test_axe_would_find_something(chromium: Browser) -> None:
    html = copies(20)["worksheet"]
    chromium.show(html.replace("</style>", ".task { color: #aaa }</style>").replace(' alt="The school"', ""))
    assert {line.partition(":")[0] for line in violations(chromium)} >= {"color-contrast", "image-alt"}
