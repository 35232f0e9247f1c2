"""The body of a page: from blocks of HTML to paragraphs and tables of a Word file.

What an element is for is told by the classes of quizgen's templates; a course's own template may use others, whose
elements become plain paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from quizgen.exporters.docx.pictures import Pictures
from quizgen.exporters.docx.runs import NO_BREAK, RULE, TAB, Look, Piece, classes, inside, pieces, settled, write

INDENT = Cm(0.9)
"""What a question's number stands out by."""
APART = Pt(12)
"""The space between questions."""
BOX = Cm(1.2)
"""The side of the box for the number of a step."""
BLOCKS = frozenset(
    "article blockquote div figcaption figure footer h1 h2 h3 h4 header li main ol p section table ul".split()
)
TAG_STYLES = {
    "blockquote": "Quote",
    "figcaption": "Caption",
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
}
CLASS_STYLES = {
    "bank": "Word bank",
    "course": "Small",
    "credit": "Small",
    "facts": "Small",
    "full": "Small text",
    "instructions": "Instructions",
    "label": "Passage label",
    "left-out": "Small",
    "line": "Answer line",
    "meta": "Small text",
    "proof": "Small text",
    "question": "Question text",
    "rubric-space": "For marking",
    "school": "Small",
    "task": "Task",
}
SHORTEST, LONGEST = 3, 40
"""The letters between which a longer cell makes its column wider."""
NARROWEST, LETTER = Cm(0.7), Cm(0.24)
"""The width of a column of marks, at least, and for each letter in it."""
LINES = {"short": 0.3, "medium": 0.55, "long": 1.0}
"""How much of a line a line to write on takes, by the class of its width."""


class Page:
    """Sets a page's blocks one after another at the end of a document; `width` is the length of a line."""

    def __init__(self, document: WordDocument, width: Length, pictures: Pictures) -> None:
        self.document = document
        self.width = width
        self.pictures = pictures
        self._end = document.element.body.sectPr  # it says how the page is laid out, and stays last
        self._before: list[Piece] = []
        self._opens_question = False
        self._depth = 0
        self._by_class: dict[str, Callable[[Any, Look, str], None]] = {
            "question": self._question,
            "mark": _nothing,  # it stands above every page
            "fields": self._fields,
            "with-unit": self._with_unit,
            "correction": self._correction,
            "line": self._line,
            "options": self._options,
            "verdict": self._options,
            "match": self._match,
            "steps": self._steps,
            "marks": self._marks,
        }
        self._by_tag: dict[str, Callable[[Any, Look, str], None]] = {
            "ol": self._list,
            "ul": self._list,
            "table": self._table,
        }

    def set(self, main: Any, look: Look) -> None:
        """Set the whole of an element."""
        self._flow(main, look, "Normal")

    def _flow(self, element: Any, look: Look, style: str) -> None:
        """Set what stands in an element: its blocks, and paragraphs of the words between them."""
        words = [Piece(element.text or "", look)]
        for child in element:
            if child.tag in BLOCKS:
                self._paragraph(words, look, style)
                self._block(child, look.within(child), style)
                words = []
            elif isinstance(child.tag, str):
                words += pieces(child, look)
            words.append(Piece(child.tail or "", look))
        self._paragraph(words, look, style)

    def _block(self, element: Any, look: Look, style: str) -> None:
        named = [name for name in classes(element) if name in self._by_class]
        own = [CLASS_STYLES[name] for name in classes(element) if name in CLASS_STYLES]
        style = own[0] if own else TAG_STYLES.get(element.tag, style)
        handler = self._by_class[named[0]] if named else self._by_tag.get(element.tag, self._flow)
        handler(element, look, style)

    def _paragraph(self, words: Iterable[Piece], look: Look, style: str) -> Paragraph | None:
        """Add a paragraph, with the number of a question that it opens; none for no words."""
        done = settled(words)
        if not done:
            return None
        if self._opens_question:
            style, self._opens_question = "Question", False
        paragraph = self._add(style)
        if self._depth > 1:
            paragraph.paragraph_format.left_indent = Length(INDENT + self._depth * Cm(0.6))
        write(paragraph, [*self._before, *done], look, self.pictures)
        self._before = []
        return paragraph

    def _add(self, style: str) -> Paragraph:
        """Add an empty paragraph of a style."""
        paragraph = self.document.add_paragraph()
        _give_style(paragraph, style)
        return paragraph

    def _question(self, element: Any, look: Look, style: str) -> None:
        """Set a question that stays on one page; its number hangs before the first paragraph."""
        self._end_table()
        before = self._last
        number, points = (element.find(f"span[@class='{name}']") for name in ("number", "points"))
        tab = Piece(TAB, look, exact=True)
        if number is not None:
            self._before = [*settled(pieces(number, look)), tab]
        if points is not None:
            self._points(settled(pieces(points, look)), look)
        self._opens_question = True
        for part in (number, points):
            if part is not None:
                part.drop_tree()
        self._flow(element, look, style)
        self._open_question(look)
        if not self._end_table():
            # Space before the next question would push it below its points.
            Paragraph(self._last, self.document).paragraph_format.space_after = APART
        _keep_together(self._since(before))

    def _points(self, words: list[Piece], look: Look) -> None:
        """Set points at the end of a question's first line, in a frame that the question flows around."""
        paragraph = self._add("Points")
        write(paragraph, words, look, self.pictures)
        side = "left" if look.rtl else "right"
        frame = parse_xml(
            f'<w:framePr {nsdecls("w")} w:hSpace="170" w:wrap="around" w:vAnchor="text" w:hAnchor="margin"'
            f' w:xAlign="{side}" w:y="1"/>'
        )
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(frame, "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")

    def _open_question(self, look: Look) -> None:
        """Give a number a paragraph of their own, where no paragraph comes first."""
        if self._opens_question:
            number, self._before = self._before, []
            self._paragraph(number, look, "Question")

    @property
    def _last(self) -> Any:
        """The last paragraph or table so far; None if there is none."""
        return self._end.getprevious()

    def _since(self, before: Any) -> list[Any]:
        """Give the paragraphs and tables after one, or all where that is None."""
        following = self.document.element.body if before is None else before.itersiblings()
        return [element for element in following if element is not self._end]

    def _fields(self, element: Any, look: Look, _style: str) -> None:
        """Set what the student fills in, two fields in a line, each with a leader that gives way to what is typed."""
        fields = [settled(pieces(field, look)) for field in element.iterfind("p")]
        for start in range(0, len(fields), 2):
            self._pair_of_fields(fields[start : start + 2], look)

    def _pair_of_fields(self, fields: list[list[Piece]], look: Look) -> None:
        words = [_led(field, look) for field in fields]
        paragraph = self._paragraph(
            [piece for field in words for piece in (*field, Piece(TAB, look, exact=True))][:-1], look, "Student"
        )
        if paragraph is None:
            return
        stops, ends = paragraph.paragraph_format.tab_stops, (Length(self.width * 57 // 100), self.width)
        for field, end in zip(fields, ends, strict=False):
            if any(piece.text == RULE for piece in field):
                align = WD_TAB_ALIGNMENT.RIGHT if end == self.width else WD_TAB_ALIGNMENT.LEFT
                stops.add_tab_stop(end, align, WD_TAB_LEADER.LINES)
        stops.add_tab_stop(Length(self.width * 60 // 100))

    def _with_unit(self, element: Any, look: Look, style: str) -> None:
        """Set a line with the unit behind it."""
        unit = element.find("p")
        paragraph = self._paragraph(
            [Piece(TAB, look, exact=True), Piece(" ", look, exact=True), *settled(inside(unit, look.within(unit)))],
            look,
            style,
        )
        if paragraph:
            end = Length(INDENT + self.width // 3)
            paragraph.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            paragraph.paragraph_format.space_before = Cm(0.3)

    def _correction(self, element: Any, look: Look, style: str) -> None:
        """Set a question to write behind, with a line to the end."""
        paragraph = self._paragraph(_led(settled(inside(element, look)), look), look, style)
        if paragraph:
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)

    def _line(self, element: Any, look: Look, style: str) -> None:
        """Set a line to write on: a border below an empty paragraph."""
        self._open_question(look)
        paragraph = self._add(style)
        write(paragraph, [], look, self.pictures)
        part = next((LINES[name] for name in classes(element) if name in LINES), 1.0)
        if part < 1:
            paragraph.paragraph_format.right_indent = Length(int((self.width - INDENT) * (1 - part)))

    def _options(self, element: Any, look: Look, _style: str) -> None:
        """Set options below each other, or in the columns of a table where they are short."""
        columns = 4 if "verdict" in classes(element) else _columns(element)
        entries = [(settled(pieces(entry, look)), look.within(entry)) for entry in element.iterfind("li")]
        if columns == 1:
            for words, own in entries:
                self._paragraph(words, own, "Option")
            return
        rows = [entries[start : start + columns] for start in range(0, len(entries), columns)]
        self._grid([[words for words, _ in row] for row in rows], look, [1.0 / columns] * columns)

    def _match(self, element: Any, look: Look, _style: str) -> None:
        """Set both sides of a match beside each other."""
        lefts, rights = (
            [settled(pieces(entry, look)) for entry in side.iterfind("li")] for side in element.iterfind("ol")
        )
        self._grid([*zip_longest(lefts, rights, fillvalue=[])], look, [0.5, 0.5])

    def _steps(self, element: Any, look: Look, _style: str) -> None:
        """Set steps, each behind a box for its number."""
        rows = []
        for entry in element.iterfind("li"):
            for place in entry.findall("span[@class='place']"):
                place.drop_tree()
            space = Piece(NO_BREAK, look, exact=True)
            rows.append([[], [space, *settled(pieces(entry, look))]])
        part = BOX / (self.width - INDENT)
        table = self._grid(rows, look, [part, 1 - part])
        for row in table.rows:
            row.height = Cm(0.8)
            _frame(row.cells[0])

    def _grid(self, rows: Sequence[Sequence[list[Piece]]], look: Look, parts: Sequence[float]) -> Table:
        """Add a table without lines, in line with the question's text; `parts` are the columns' parts of its width."""
        table = self._empty_table(rows, [part * (self.width - INDENT) for part in parts], look, INDENT)
        margins = parse_xml(f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/></w:tblCellMar>')
        table._tblPr.insert_element_before(margins, "w:tblLook")
        for row, words in zip(table.rows, rows, strict=True):
            for cell, done in zip(row.cells, [*words, *[[]] * len(parts)], strict=False):
                _give_style(cell.paragraphs[0], "In a table")
                write(cell.paragraphs[0], done, look, self.pictures)
        return table

    def _table(self, element: Any, look: Look, style: str) -> None:
        """Set a table as it is, with lines."""
        rows = _rows(element)
        shares = [min(max(SHORTEST, letters), LONGEST) for letters in _longest(rows)]
        indent = Length(0) if style == "Normal" else INDENT
        widths = [share / sum(shares) * (self.width - indent) for share in shares]
        self._rule(self._empty_table(rows, widths, look, indent), rows, look, "Cell")

    def _marks(self, element: Any, look: Look, _style: str) -> None:
        """Set the table for the marks, in which no number breaks."""
        rows = _rows(element)
        widths = [max(NARROWEST, letters * LETTER) for letters in _longest(rows)]
        most = min(1.0, self.width / sum(widths))
        table = self._empty_table(rows, [width * most for width in widths], look, Length(0))
        self._rule(table, rows, look, "Mark")
        sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
        margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
        table._tblPr.insert_element_before(margins, "w:tblLook")

    def _rule(self, table: Table, rows: Sequence[Sequence[Any]], look: Look, style: str) -> None:
        """Give a table lines, and fill its cells with what stands in those of HTML."""
        table.style = "Table Grid"
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=False):
                paragraph = cell.paragraphs[0]
                _give_style(paragraph, style)
                write(paragraph, settled(inside(content, look.within(content))), look, self.pictures)

    def _empty_table(self, rows: Sized, widths: Sequence[float], look: Look, indent: Length) -> Table:
        """Add a table, apart from any before it, which Word would join with it."""
        self._open_question(look)
        self._end_table()
        table: Table = self.document.add_table(len(rows), len(widths))
        table.autofit = False
        # LibreOffice moves an indented table from right to left out of the page.
        place = parse_xml(f'<w:tblInd {nsdecls("w")} w:w="{0 if look.rtl else indent.twips}" w:type="dxa"/>')
        table._tblPr.insert_element_before(place, "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        if look.rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Length(int(width))
            for cell in column.cells:
                cell.width = Length(int(width))
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        return table

    def _end_table(self) -> bool:
        """Add an empty paragraph where a table came last, and tell whether one did."""
        ended = self._last is not None and self._last.tag == qn("w:tbl")
        if ended:
            self._add("Cell")
        return ended

    def _list(self, element: Any, look: Look, _style: str) -> None:
        """Set a list; its numbers are text, so that none of them counts on from another question's list."""
        self._open_question(look)
        self._depth += 1
        for place, entry in enumerate(element.iterfind("li"), 1):
            if "pairs" not in classes(element):
                mark = f"{place}." if element.tag == "ol" else "•"
                self._before = [*self._before, Piece(mark, look), Piece(TAB, look, exact=True)]
            self._flow(entry, look.within(entry), "Option" if "pairs" in classes(element) else "List item")
            self._before = []
        self._depth -= 1


def _give_style(paragraph: Paragraph, name: str) -> None:
    """Give a paragraph a style by its id, the name without spaces; by name python-docx looks through all of them."""
    paragraph._p.style = name.replace(" ", "")


def _nothing(_element: Any, _look: Look, _style: str) -> None:
    """Set nothing."""


def _rows(table: Any) -> list[list[Any]]:
    return [row.xpath("th|td") for row in table.iter("tr")]


def _longest(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Count the letters of the longest cell in each column."""
    return [max(column) for column in zip_longest(*([len(c.text_content()) for c in row] for row in rows), fillvalue=0)]


def _columns(element: Any) -> int:
    return next((int(name[-1]) for name in classes(element) if name in {"columns-2", "columns-4"}), 1)


def _led(words: Iterable[Piece], look: Look) -> list[Piece]:
    """Make a short line one that reaches as far as there is room: a tab with a leader."""
    return [replace(piece, text=TAB, look=look) if piece.text == RULE else piece for piece in words]


def _frame(cell: Any) -> None:
    """Draw lines around a cell."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="6"/>' for side in ("top", "left", "bottom", "right"))
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{sides}</w:tcBorders>"))


def _keep_together(blocks: Sequence[Any]) -> None:
    """Tie paragraphs and rows of tables to the next, but for the last."""
    lines = [
        line for block in blocks for line in ([block] if block.tag == qn("w:p") else block.iterchildren(qn("w:tr")))
    ]
    for at, line in enumerate(lines):
        for element in line.iter(qn("w:p")):
            layout = Paragraph(element, None).paragraph_format  # type: ignore[arg-type]
            layout.keep_together = True
            layout.keep_with_next = at + 1 < len(lines) or None
