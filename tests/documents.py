"""Files as teachers have them, made for tests: a short article as Word file, e-book, web page and PDF."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from html import escape
from io import BytesIO

TITLE, AUTHOR = "The clock of Lower Ness", "Ida Marsh"
PARAGRAPHS = tuple(
    """\
In 1871 the Harbour Board of Lower Ness bought a tower clock from Anna Holt. It cost 340 pounds, and the
representatives of the fishermen considered the expenditure extraordinarily irresponsible.

The clock was hung in May 1872. For the first time skippers, clerks and schoolchildren could agree upon an hour,
and the administration congratulated itself. A well-known photographer documented the inauguration.

Not everybody was satisfied. Skippers missed trains, and clerks missed tides, because the railway kept the time of
the capital while the harbour followed the sun. The disagreement lasted for twenty-two years.

In 1894 a storm bent the black hand. The clockmaker’s granddaughter straightened it within an afternoon, and the
inhabitants subscribed 12.5 pounds for a commemorative inscription beneath the dial.
""".replace("\n\n", "\0")
    .replace("\n", " ")
    .strip()
    .split("\0")
)
SENTENCES = (
    "It cost 340 pounds, and the representatives of the fishermen considered the expenditure extraordinarily",
    "For the first time skippers, clerks and schoolchildren could agree upon an hour",
    "A well-known photographer documented the inauguration.",
    "the railway kept the time of the capital while the harbour followed the sun.",
    "subscribed 12.5 pounds for a commemorative inscription beneath the dial.",
)
"""Quotes of the article, one or two a paragraph."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XML = '<?xml version="1.0" encoding="UTF-8"?>'
CORE = (
    f"{XML}<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>'
    "</cp:coreProperties>"
)


def zipped(members: dict[str, str | bytes]) -> bytes:
    """An archive of some members."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx_members(paragraphs: tuple[str, ...] = PARAGRAPHS) -> dict[str, str | bytes]:
    """The parts of a Word file; a word may be cut into runs there."""
    runs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text[:9])}</w:t></w:r>'
        f"<w:r><w:t>{escape(text[9:])}</w:t></w:r></w:p>"
        for text in paragraphs
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "docProps/core.xml": CORE.format(title=TITLE, author=AUTHOR),
        "word/document.xml": f"{XML}<w:document {W}><w:body>{runs}</w:body></w:document>",
    }


def epub_members() -> dict[str, str | bytes]:
    """The parts of an e-book of two chapters, in folders, with a table of contents."""
    head = f'{XML}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>not text</title></head>'
    halves = PARAGRAPHS[:2], PARAGRAPHS[2:]
    chapters: dict[str, str | bytes] = {
        f"OPS/text/ch {number}.xhtml": f"{head}<body><h1>Chapter {number}</h1><!-- c -->"
        + "".join(f"<p>{escape(text[:20])}<em>{escape(text[20:25])}</em>{escape(text[25:])}</p>" for text in half)
        + "<p>Salt&nbsp;&amp; tar</p></body></html>"
        for number, half in enumerate(halves, start=1)
    }
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'{XML}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": f'{XML}<package xmlns="http://www.idpf.org/2007/opf"><metadata'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{TITLE}</dc:title><dc:creator>{AUTHOR}</dc:creator>'
        "<dc:date>2021-05-04T00:00:00Z</dc:date><dc:publisher>Ness Press</dc:publisher><dc:language>en-GB</dc:language>"
        '</metadata><manifest><item id="nav" href="nav.xhtml" properties="nav"/><item id="b" href="text/ch%202.xhtml"/>'
        '<item id="a" href="text/ch%201.xhtml"/><item id="out" href="../../../etc/passwd"/></manifest>'
        '<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="out"/></spine></package>',
        "OPS/nav.xhtml": f"{head}<body><nav>Contents</nav></body></html>",
        **chapters,
    }


def web_page() -> str:
    """The article on a page with all that surrounds articles."""
    article = "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} | The Ness Herald</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Ness Herald">
<meta name="author" content="{AUTHOR}"><meta property="article:published_time" content="2021-05-04T08:00:00Z">
<link rel="canonical" href="https://herald.example.org/clock"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport and weather</a></li></ul></nav></header>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience on our site.</p></div>
<main><article><h1>{TITLE}</h1>{article}
<div class="advertisement"><p>Buy two herrings and get a third one free, today only.</p></div></article></main>
<section id="comments" class="comments"><h2>Comments</h2><div class="comment"><p>First! I never liked that clock.</p>
</div></section><footer><p>Copyright The Ness Herald. All rights reserved. Subscribe to our newsletter.</p></footer>
</body></html>"""


def pdf(columns: int = 1, repeat: int = 3) -> bytes:
    """The article, several times over, as a PDF with headers, page numbers, cut words and justified lines."""
    parts = ((f"Part {'ABCDEFGH'[part]}", *PARAGRAPHS) for part in range(repeat))
    return printed(TITLE, [text for part in parts for text in part], columns)


def printed(title: str, texts: Sequence[str], columns: int = 1) -> bytes:
    """Headings and paragraphs, which end with a full stop, as a PDF, set as a journal sets them."""
    import weasyprint  # takes its time

    tags = ("p" if text.endswith(".") else "h2" for text in texts)
    article = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in zip(tags, texts, strict=True))
    style = (
        "@page { size: A5; margin: 20mm; @top-center { content: 'The Ness Herald, volume 7' }"
        " @bottom-center { content: 'page ' counter(page) ' of ' counter(pages) } }"
        f" body {{ hyphens: auto; text-align: justify; font: 11pt serif; columns: {columns} }}"
    )
    head = f'<title>{escape(title)}</title><meta name="author" content="{AUTHOR}"><style>{style}</style>'
    page = f'<html lang="en">{head}{article}'
    made: bytes = weasyprint.HTML(string=page).write_pdf()
    return made


def article_files() -> dict[str, bytes]:
    """The article as each kind of file, by name."""
    plain = "\n\n".join((TITLE, *PARAGRAPHS))
    return {
        "text.txt": plain.encode(),
        "marks.md": f"# {plain}".replace("340", "**340**").encode(),
        "page.html": web_page().encode(),
        "word.docx": zipped(docx_members()),
        "book.epub": zipped(epub_members()),
        "print.pdf": pdf(),
    }
