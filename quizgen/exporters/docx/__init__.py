"""`docx`: worksheets and keys as Word files that a teacher can go on editing.

python-docx, the extra `quizgen[docx]`, is given the very HTML of the other outputs, so a Word file says what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
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
    """Say how many files there will be."""
    return sum(output.count(_plain(edition)) for output in PAGES)


def export(edition: Edition) -> Iterator[Artifact]:
    """Make a Word file of each plain page, one after another; its `loss` names pictures that are left out.

    Raises OutputUnavailableError without python-docx, before anything is made.
    """
    write = _writer()
    for output in PAGES:
        for page in output.export(_plain(edition)):
            made = write(page.data.decode(), edition.paper, edition.font)
            path = f"{NAME}/{page.path.removesuffix('.html')}.docx"
            yield Artifact(path, made.data, page.summary, page.use, _loss(made.lost))


def _plain(edition: Edition) -> Edition:
    """The edition without styles: they are for print, and a Word file she styles herself."""
    return replace(edition, styles=())


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
