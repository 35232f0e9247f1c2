"""Markdown to safe HTML and plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen import markup
from quizgen.items import Text
from quizgen.markup import BLANK_MARK, MATH_MARK, plain, render

INLINE = {"strong", "em", "code", "sup", "sub", "img", "span"}
BLOCK = {"p", "br", "ul", "ol", "li", "blockquote", "h4", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"img": {"src", "alt"}, "span": {"class"}}
MARKS = r"""* ** ` ^ ~ \ \( \) \[ \] ![ ](x.png) [a](http://b) " ' < > <script> onerror=alert(1) &amp; | $5 _ x é"""
PIECES = [
    *MARKS.split(),
    "](<a b.png>)",
    "\n",
    "\n\n",
    "\r\n",
    "- ",
    "1. ",
    "2. ",
    "# ",
    "> ",
    "|-|:-:|\n",
    " ",
    "\x00",
    "\x1b",
    MATH_MARK,
]
TRICKY = st.lists(
    st.sampled_from(PIECES) | st.text(max_size=5),
    max_size=20,
).map("".join)


class Tags(HTMLParser):
    """The tags of a text with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, set[str]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name for name, _ in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a live comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def found(_path: str) -> str:
    return "medium.png"


@given(TRICKY, st.booleans())
@example('![\\(" onerror="alert(1)\\)](x.png)', False)
@example("|a|\n|:-|\n|b|", True)
@example("1863. Founded", True)
def test_no_tag_and_no_attribute_but_ours(source: str, block: bool) -> None:
    text = render(source, found, block=block)
    for tag, attributes in Tags(text.html).seen:
        assert tag in (INLINE | BLOCK if block else INLINE)
        assert attributes == ATTRIBUTES.get(tag, set())


@given(TRICKY)
def test_what_is_shown_is_the_plain_form(source: str) -> None:
    """The pictures aside, whose alternative text is part of the plain form."""
    text = render(source.replace("![", ""))
    assert " ".join(Tags(text.html).words.split()) == " ".join(text.plain.split())


PLAIN = st.characters(exclude_categories=("Cc", "Cs", "Co"), exclude_characters="*`^~\\!")


@given(st.text(PLAIN, min_size=1).map(str.strip).filter(bool))
def test_a_text_without_special_characters_comes_out_alike_on_both_ways(source: str) -> None:
    fast = render(source)
    assert not markup.SPECIAL.search(source)
    assert render(f"{source} *end*") == Text(f"{fast.html} <em>end</em>", f"{fast.plain} end")


@pytest.mark.parametrize(
    ("source", "html", "words"),
    [
        ("a **b** *c*", "a <strong>b</strong> <em>c</em>", "a b c"),
        ("H~2~O, km^2^", "H<sub>2</sub>O, km<sup>2</sup>", "H2O, km2"),
        ("~~no~~ 5^ 6^", "~~no~~ 5^ 6^", "~~no~~ 5^ 6^"),
        ("`a*b`", "<code>a*b</code>", "a*b"),
        ("_a_ snake_case *b*", "_a_ snake_case <em>b</em>", "_a_ snake_case b"),
        (r"\*a\* *b*", "*a* <em>b</em>", "*a* b"),
        ("5 * 3 * 2", "5 * 3 * 2", "5 * 3 * 2"),
        ("$5 and *$6*", "$5 and <em>$6</em>", "$5 and $6"),
        ("<b>*a*</b> &amp;", "&lt;b&gt;<em>a</em>&lt;/b&gt; &amp;amp;", "<b>a</b> &amp;"),
        ("[a](http://b) *c*", "[a](http://b) <em>c</em>", "[a](http://b) c"),
        ("a\n b", "a b", "a b"),
        ("a\x00\x1b[31m", "a[31m", "a[31m"),
    ],
)
def test_inline(source: str, html: str, words: str) -> None:
    assert render(source) == Text(html, words)
    assert plain(source) == words


@pytest.mark.parametrize(
    ("source", "html", "words"),
    [
        ("a\n\nb", "<p>a</p>\n<p>b</p>", "a\nb"),
        ("a\nb", "a\nb", "a b"),
        ("a  \nb", "a<br>\nb", "a b"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "a\nb"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>", "a\nb"),
        ("1863. The house is built.", "1863. The house is built.", "1863. The house is built."),
        ("1863. The *house*.", "1863. The <em>house</em>.", "1863. The house."),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>", "q"),
        ("# h", "<h4>h</h4>", "h"),
        ("<div>\n\n*a*", "<p>&lt;div&gt;</p>\n<p><em>a</em></p>", "<div>\na"),
        ("-5 degrees", "-5 degrees", "-5 degrees"),
    ],
)
def test_blocks(source: str, html: str, words: str) -> None:
    assert render(source, block=True) == Text(html, words)


def test_a_table_has_cells_and_no_style() -> None:
    text = render("| a | b |\n|:--|--:|\n| 1 | *2* |", block=True)
    assert re.sub(r"\s", "", text.html).startswith("<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>")
    assert text.plain == "a\nb\n1\n2"


@given(st.text("ab*_^~`{}<>&\"'\\ ", min_size=1).filter(lambda tex: not tex.endswith("\\")))
def test_a_formula_is_not_read_as_markdown(tex: str) -> None:
    text = render(rf"*a* \({tex}\) **b**")
    assert text.plain == rf"a \({tex}\) b"
    assert Tags(text.html).seen == [("em", set()), ("span", {"class"}), ("strong", set())]
    assert Tags(text.html).words == text.plain


def test_formulas_of_both_kinds_keep_their_places() -> None:
    text = render(r"\[x_1 < 2\] and *\(y*z*\)*")
    assert text.html == (r'<span class="math">\[x_1 &lt; 2\]</span> and <em><span class="math">\(y*z*\)</span></em>')
    assert render(r"\\(a\\)").plain == r"\(a\)", "an escaped backslash begins no formula"


def test_a_picture_is_asked_for_by_its_path_as_written() -> None:
    asked: list[str] = []

    def find(path: str) -> str:
        asked.append(path)
        return "m.png"

    text = render('![The *region*](<my карта.png> "x") ![b](javascript:a)', find)
    assert asked == ["my карта.png", "javascript:a"], "what may not be used is for `media` to say"
    assert text.html == '<img src="m.png" alt="The region"> <img src="m.png" alt="b">'
    assert text.plain == "The region b"


def test_a_picture_that_cannot_be_used_shows_its_words() -> None:
    assert render("a ![<b> *c*](x.png)") == Text("a &lt;b&gt; c", "a <b> c")


def test_the_mark_of_a_blank_comes_through() -> None:
    text = render(f"a **{BLANK_MARK}** b")
    assert text.html.split(BLANK_MARK) == ["a <strong>", "</strong> b"]
    assert text.plain.split(BLANK_MARK) == ["a ", " b"]
