"""A Word file."""

from __future__ import annotations

from io import BytesIO

from quizgen.extracting import Extract, _xml
from quizgen.extracting._zipped import opened, part
from quizgen.sources import UnreadableError

ENDINGS = (".docx",)
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a file of the older Word begins, and one with a password."""
PROPERTIES = "docProps/core.xml"


def extract(data: bytes) -> Extract:
    """Give the paragraphs in order, those of tables, notes and lists too; title, author and language if they are set.

    The dates in a Word file are its own, not the text's, and stay out. Raises UnreadableError.
    """
    import mammoth  # noqa: PLC0415  # an extra

    if data.startswith(OLD_OR_LOCKED):
        raise UnreadableError(
            "it has a password, or is from an old Word; open it in Word and save it as .docx without a password"
        )
    with opened(data) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                _xml.parsed(part(archive, name))  # mammoth's own parser knows no such caution
        properties = _xml.parsed(part(archive, PROPERTIES)) if PROPERTIES in names else None
    text = mammoth.extract_raw_text(BytesIO(data)).value
    if properties is None:
        return Extract(text)
    title, author, lang = (_xml.first(properties, name) for name in ("title", "creator", "language"))
    return Extract(text, title=title, author=author, lang=lang)
