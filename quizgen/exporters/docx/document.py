"""A Word file around a page: paper, styles, header and footer, properties, and bytes that depend on nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import html as lxml_html

from quizgen.exporters.docx.page import INDENT, Page
from quizgen.exporters.docx.pictures import Pictures
from quizgen.exporters.docx.runs import Look, Piece, inside, language, pieces, settled
from quizgen.exporters.docx.runs import write as write_runs
from quizgen.i18n import catalogue

PAPER = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
MARGIN = Mm(20)
TABLE_STYLES = frozenset({"Normal Table", "Table Grid"})
"""Those that a page uses, of the hundred that python-docx brings."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
LONGEST_PROPERTY = 255
"""Characters, by the standard for documents' properties."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the earliest there is."""
WORD_2013 = "15"
"""The newest mode of Word; with any other it says “compatibility mode”."""
PAGE_NUMBER = re.compile(r"\{(pages?)\}")
FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
HANG = Cm(1.1)
"""Room for a circle and a letter before an option."""


@dataclass(frozen=True, slots=True)
class Made:
    """A Word file, and the words for the pictures that are not in it."""

    data: bytes
    lost: tuple[str, ...]


def write(html: str, paper: str, font: str) -> Made:
    """Turn a page of HTML into a Word file for a size of paper (`a4`, `letter`), in a font if one is named."""
    tree = lxml_html.document_fromstring(
        FORBIDDEN.sub("", html).encode(), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    document = Document()
    section = document.sections[0]
    width = _lay_out(section, paper)
    look = Look(tree.get("lang") or "en").within(tree)
    _define_styles(document, width, look.lang, font)
    pictures = Pictures(Length(width - INDENT))
    _run_along(section, width, tree, look, pictures)
    Page(document, width, pictures).set(tree.find(".//main"), look)
    _describe(document, tree)
    return Made(_packed(document), tuple(pictures.lost))


def _lay_out(section: Section, paper: str) -> Length:
    """Set the size of the paper and its margins; gives the length of a line."""
    section.page_width, section.page_height = PAPER[paper]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.header_distance = section.footer_distance = Mm(10)
    return Length(PAPER[paper][0] - 2 * MARGIN)


def _define_styles(document: WordDocument, width: Length, lang: str, font: str) -> None:
    """Make the styles that the page uses, few and plain, so that she changes the look of a sheet in one place each."""
    for style in [*document.styles]:
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in TABLE_STYLES:
            style.element.getparent().remove(style.element)
    normal = _style(document, "Normal", after=4)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.replace(defaults.find(qn("w:lang")), language(lang))
    if font:
        _use_font(normal, font)
    for name, size, before in (("Title", 18, 2), ("Heading 1", 14, 14), ("Heading 2", 12, 10), ("Heading 3", 11, 6)):
        heading = _style(document, name, before=before, after=4, size=size)
        heading.font.color.rgb = RGBColor(0, 0, 0)
        for border in heading.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    question = _style(document, "Question", after=4, left=INDENT, hang=INDENT)
    question.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    # Small, so that the frame ends with the line: LibreOffice moves a table from right to left that begins beside one.
    _style(document, "Points", size=9).paragraph_format.line_spacing = 1.0
    _style(document, "For marking", before=8, after=4, left=INDENT)
    _style(document, "Question text", after=4, left=INDENT)
    _style(document, "Option", after=3, left=Length(INDENT + HANG), hang=HANG)
    _style(document, "In a table", after=2, left=HANG, hang=HANG)
    _style(document, "Cell", after=0)
    _style(document, "Mark", after=0, size=9).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _style(document, "List item", after=2, left=Length(INDENT + Cm(0.6)), hang=Cm(0.6))
    _style(document, "Student", before=6, after=6)
    _style(document, "Instructions", after=6).font.italic = True
    _style(document, "Task", after=4, left=INDENT).font.italic = True
    _style(document, "Small", after=4, size=9)
    _style(document, "Small text", after=2, left=INDENT, size=9)
    caption = _style(document, "Caption", after=4, left=INDENT, size=9)
    caption.font.bold, caption.font.color.rgb = False, RGBColor(0, 0, 0)
    _style(document, "Passage label", before=12, after=2, size=9).paragraph_format.keep_with_next = True
    _framed(_style(document, "Word bank", before=4, after=6, left=INDENT), ["top", "left", "bottom", "right"])
    line = _style(document, "Answer line", after=0, left=INDENT)
    line.paragraph_format.line_spacing_rule, line.paragraph_format.line_spacing = WD_LINE_SPACING.AT_LEAST, Mm(9)
    _framed(line, ["bottom", "between"])
    for name in ("Header", "Footer"):
        stops = _style(document, name, after=0, size=9).paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _style(
    document: WordDocument,
    name: str,
    *,
    before: float = 0,
    after: float = 0,
    left: Length | None = None,
    hang: Length | None = None,
    size: float | None = None,
) -> ParagraphStyle:
    """Make a style for paragraphs, or change the one there is; sizes and spaces in points."""
    styles = document.styles
    style: ParagraphStyle = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.1
    layout.left_indent, layout.first_line_indent = left, Length(-hang) if hang else None
    if size:
        style.font.size = Pt(size)
        sizes = style.element.get_or_add_rPr()
        for former in sizes.findall(qn("w:szCs")):
            sizes.remove(former)
        for_other_scripts = parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(2 * size)}"/>')
        sizes.insert_element_before(for_other_scripts, "w:u", "w:vertAlign", "w:rtl", "w:cs", "w:lang")
    return style


def _use_font(style: ParagraphStyle, font: str) -> None:
    """Set a font for every script."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)


def _framed(style: ParagraphStyle, sides: Iterable[str]) -> None:
    """Draw lines along paragraphs; they stay where they are while somebody types."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        borders.append(parse_xml(f'<w:{side} {nsdecls("w")} w:val="single" w:sz="4" w:space="1" w:color="808080"/>'))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:outlineLvl")


def _run_along(section: Section, width: Length, tree: Any, look: Look, pictures: Pictures) -> None:
    """Write what stands above and below every page: title, version and code, a place for the name, the page's number.

    The first page has title and name in its head.
    """
    section.different_first_page_header_footer = True
    mark = _between(" · ", [settled(pieces(e, look)) for e in tree.iterfind(".//p[@class='mark']/span")], look)
    title = settled(inside(tree.find(".//h1"), look))
    tab = Piece("\t", look, exact=True)
    name = tree.find(".//p[@class='field wide']/bdi")
    first, others = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    write_runs(first, [tab, *mark], look, pictures)
    write_runs(others, _between(" · ", [title, mark], look), look, pictures)
    if name is not None:  # in a line of its own: a title may fill the first
        for_name = section.header.add_paragraph(style=others.style)
        write_runs(for_name, [*inside(name, look), tab], look, pictures)
        for_name.paragraph_format.space_before, for_name.paragraph_format.space_after = Pt(4), Pt(8)
        for_name.paragraph_format.tab_stops.add_tab_stop(Length(width // 2), leader=WD_TAB_LEADER.LINES)
    for footer in (section.first_page_footer, section.footer):
        _number(footer.paragraphs[0], look, pictures)


def _number(paragraph: Paragraph, look: Look, pictures: Pictures) -> None:
    """Write “Page 1 of 2”, with fields that Word fills."""
    write_runs(paragraph, [Piece("\t", look, exact=True)], look, pictures)
    for at, words in enumerate(PAGE_NUMBER.split(catalogue(look.lang).gettext("Page {page} of {pages}"))):
        if at % 2:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), FIELDS[words])
            paragraph._p.append(field)  # python-docx knows no fields
            run = OxmlElement("w:r")
            run.append(OxmlElement("w:t"))
            run[0].text = "1"
            field.append(run)
        else:
            write_runs(paragraph, [Piece(words, look, exact=True)], look, pictures)


def _between(separator: str, groups: list[list[Piece]], look: Look) -> list[Piece]:
    """Join groups of pieces; empty ones are left out."""
    joined: list[Piece] = []
    for group in filter(None, groups):
        joined += [Piece(separator, look, exact=True), *group] if joined else group
    return joined


def _describe(document: WordDocument, tree: Any) -> None:
    """Say in the properties what the page says of itself, and nothing of when and by whom it was made."""
    properties = document.core_properties
    for name in ("created", "modified", "revision", "lastModifiedBy", "keywords", "category", "description", "creator"):
        for element in properties._element.xpath(f"*[local-name()='{name}']"):
            element.getparent().remove(element)
    properties.title = (tree.findtext(".//title") or "")[:LONGEST_PROPERTY]
    author = tree.find(".//meta[@name='author']")
    properties.author = (author.get("content") if author is not None else "")[:LONGEST_PROPERTY]
    properties.language = tree.get("lang") or ""
    settings = document.settings.element
    for mode in settings.xpath(".//w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), WORD_2013)
    for rsids in settings.findall(qn("w:rsids")):
        settings.remove(rsids)


def _packed(document: WordDocument) -> bytes:
    """Write the archive without a clock, and without the thumbnail of an empty page that python-docx brings."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    raw, packed = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return packed.getvalue()
