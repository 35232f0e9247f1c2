"""`docx`: worksheets and keys as Word files that a teacher can go on editing.

python-docx, the extra `quizgen[docx]`, is given the very HTML of the other outputs, so a Word file says what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen.edition import Artifact, Edition, OutputUnavailableError
from quizgen.exporters import key, worksheet
from quizgen.extras import to_install

if TYPE_CHECKING:
    from quizgen.exporters.docx.document import Made

NAME = "docx"
ADVICE = "Open the Word files and change what you like. The next build writes them anew: save yours elsewhere."

PAGES = (worksheet, key)
"""The outputs whose pages are turned into Word files. The strips of `marking` are laid out to the millimetre."""
NO_PYTHON_DOCX = f"The output “docx” needs python-docx: {to_install('docx')}"


def count(edition: Edition) -> int:
    """Say how many files there will be: styles are for print and have no Word files, which she styles herself."""
    return sum(len(sheet.versions) for sheet in edition.sheets) * len(PAGES)


def export(edition: Edition) -> Iterator[Artifact]:
    """Make a Word file of each plain page, one after another; its `loss` names pictures that are left out.

    Raises OutputUnavailableError without python-docx, before anything is made.
    """
    write = _writer()
    names = {name for sheet in edition.sheets for name in _plain_pages(sheet.name, sheet.versions)}
    for output in PAGES:
        for page in output.export(edition):
            name = page.path.removeprefix(f"{output.NAME}/").removesuffix(".html")
            if name in names:
                made = write(page.data.decode(), edition.paper, edition.font)
                path = f"{NAME}/{output.NAME}/{name}.docx"
                yield Artifact(path, made.data, page.summary, page.use, _loss(made.lost))


def _plain_pages(sheet: str, versions: Sequence[str]) -> list[str]:
    return [f"{sheet}-{version}" if version else sheet for version in versions]


def _writer() -> Callable[[str, str, str], Made]:
    """Import what python-docx is needed for."""
    try:
        from quizgen.exporters.docx.document import write  # noqa: PLC0415  # an extra, and slow to import
    except ImportError:
        raise OutputUnavailableError(NO_PYTHON_DOCX) from None
    return write


def _loss(alts: Sequence[str]) -> str:
    """Say which pictures are not in the file; their words stand in their place."""
    if not alts:
        return ""
    many = "a picture" if len(alts) == 1 else f"{len(alts)} pictures"
    named = ", ".join(f"“{alt}”" if alt else "one without `alt`" for alt in alts)
    return f"{many} that Word can't show left out: {named} (save it as PNG or JPEG)"
