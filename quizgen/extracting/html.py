"""A saved web page: its article alone, without menus, notices, advertisements and comments."""

from __future__ import annotations

import re

from quizgen.decoding import decode_page
from quizgen.extracting import Extract
from quizgen.sources import UnreadableError

ENDINGS = (".html", ".htm", ".xhtml")
LANG = re.compile(r"""<html\b[^>]{0,2000}?\slang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)""", re.IGNORECASE)
ADVERTISEMENTS = (
    "//*[self::div or self::aside or self::section or self::ins or self::p]["
    + " or ".join(
        f"starts-with(@{name}, '{start}')"
        for name in ("class", "id")
        for start in ("ad-", "ads-", "advert", "sponsored")
    )
    + "]"
)
"""What pages mark as advertising in the midst of an article, which trafilatura would keep."""
FAR = "2200-01-01"
"""Without it the library drops dates that lie after today, so that a text would depend on the day."""


def extract(data: bytes) -> Extract:
    """Give the article as trafilatura finds it, and what the page says of it. Raises UnreadableError."""
    from trafilatura import bare_extraction  # noqa: PLC0415  # an extra, and slow to import
    from trafilatura.settings import Document  # noqa: PLC0415

    page = decode_page(data)
    found = bare_extraction(
        page,
        favor_precision=True,
        include_comments=False,
        prune_xpath=ADVERTISEMENTS,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": FAR},
    )
    if not isinstance(found, Document) or not found.text:
        raise UnreadableError("no article was found on the page; copy its text into a .txt file and add that")
    lang = LANG.search(page)
    return Extract(
        found.text,
        title=found.title or "",
        author=found.author or "",
        date=found.date or "",
        publisher=found.sitename or "",
        url=found.url or "",
        lang=lang[1] if lang else "",
    )
