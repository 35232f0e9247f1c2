"""`quizgen build`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from quizgen.cli._common import (
    Refusal,
    banks_argument,
    fix,
    now,
    plain_refusals,
    print_report,
    read_course,
    say,
    selected,
    sources_option,
    unknown,
)
from quizgen.cli._outcome import outcome

if TYPE_CHECKING:
    from quizgen.build import Progress
    from quizgen.check import Report
    from quizgen.edition import PaperSize
    from quizgen.sheets import Printing

MISSING_ID = "Q025"


@click.command(
    epilog="\b\nExamples:\n  quizgen build\n  quizgen build --to worksheet --to key --out print\n"
    "  quizgen build harbour --draft --open\n  quizgen build --sheet test --versions A,B,C --to worksheet --to key"
)
@banks_argument
@sources_option
@click.option(
    "--to",
    "outputs",
    multiple=True,
    metavar="OUTPUT",
    help="An output: anki, worksheet, key, marking, answer-sheet, pdf, docx; may be repeated.",
)
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Print this sheet alone; may be repeated.")
@click.option("--versions", metavar="A,B,C", help="The versions of each sheet: capital letters.")
@click.option(
    "--style",
    "styles",
    multiple=True,
    metavar="STYLE",
    help="Copies of each worksheet in this style too: large-print, dyslexia, high-contrast; may be repeated.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The size of the paper in PDFs.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where to write; `build/` by default.")
@click.option("--draft", is_flag=True, help="Leave out the questions in error, and name them.")
@click.option("--frozen", is_flag=True, help="Fail rather than change the lock or a bank.")
@click.option("--open", "open_it", is_flag=True, help="Open the folder with the outputs.")
def build(  # noqa: PLR0913 - one for each option
    banks: tuple[str, ...],
    sources: tuple[Path, ...],
    outputs: tuple[str, ...],
    sheets: tuple[str, ...],
    versions: str | None,
    styles: tuple[str, ...],
    paper: PaperSize | None,
    out: Path | None,
    draft: bool,
    frozen: bool,
    open_it: bool,
) -> None:
    """Make Anki decks, worksheets and keys from the course.

    BANK is the name or path of a bank; without one, all are built. An error in a bank that is built means no
    output at all.
    """
    with plain_refusals():
        from quizgen import build as building

        wanted = _outputs(outputs, paper_only=bool(sheets))
        report = _checked(banks, sheets, sources, frozen=frozen)
        printing = _printing(report, sheets, versions, styles, paper)
        _stop_at_errors(report, draft=draft)
        folder = (Path.cwd() / out) if out else report.course.root / "build"
        try:
            with _bar() as progress:
                built = building.build(
                    report, wanted, folder, now(), frozen=frozen, printing=printing, progress=progress
                )
        except building.FrozenError as error:
            say(f"quizgen.lock would change, and --frozen forbids it: {error}.", err=True)
            click.echo("Run `quizgen build` or `quizgen lock`, and commit the lock.", err=True)
            sys.exit(1)
        for line in outcome(built, folder, Path.cwd()):
            say(line)
    if open_it:
        click.launch(str(folder))


def _outputs(names: tuple[str, ...], *, paper_only: bool) -> Sequence[str]:
    from quizgen.build import DEFAULT_OUTPUTS, PAPER_OUTPUTS, exporters

    known = exporters()
    for name in names:
        if name not in known:
            if name.lower() == "word":
                raise Refusal(f"There is no output “{name}”. For Word: --to docx.")
            raise unknown("output", name, known)
    return tuple(dict.fromkeys(names)) or (PAPER_OUTPUTS if paper_only else DEFAULT_OUTPUTS)


def _printing(
    report: Report, sheets: tuple[str, ...], versions: str | None, styles: tuple[str, ...], paper: PaperSize | None
) -> Printing:
    """What the options say about printing. Raises Refusal for a sheet, version or style that does not exist."""
    from quizgen.arranging import LETTERS
    from quizgen.sheets import Printing, sheet_names
    from quizgen.templating import Templates

    letters = tuple(dict.fromkeys(re.split(r"[\s,]+", versions.strip(" ,")))) if versions else ()
    for letter in letters:
        if letter not in tuple(LETTERS):
            raise Refusal(f"“{letter}” can't name a version: give capital letters, as in --versions A,B,C")
    there = {"sheet": sheet_names(report.course), "style": Templates(report.course.root).styles()}
    for kind, names in (("sheet", sheets), ("style", styles)):
        for name in names:
            if name not in there[kind]:
                raise unknown(kind, name, there[kind])
    return Printing(sheets, letters, styles, paper)


@contextmanager
def _bar() -> Iterator[Progress]:
    """Show on a terminal how far a build is."""
    with click.progressbar(length=1, label="Making", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(made: int, total: int) -> None:
            bar.length = total
            bar.update(made - bar.pos)

        yield progress


def _checked(banks: tuple[str, ...], sheets: tuple[str, ...], sources: tuple[Path, ...], *, frozen: bool) -> Report:
    """Check the banks, or those that the sheets need; missing ids are added first, unless nothing may change."""
    from quizgen import check as checking
    from quizgen.sheets import banks_of

    course = read_course(sources)
    needed = banks or banks_of(course, sheets)
    report = checking.check(course, selected(course, needed), frozen=frozen)
    return report if frozen else fix(report, sources, needed, MISSING_ID)


def _stop_at_errors(report: Report, *, draft: bool) -> None:
    """Print the findings; end here if they, or the lack of questions, forbid to build."""
    from quizgen.build import good

    if report.diagnostics:
        print_report(report, err=True)
    if report.errors and not draft:
        _stop("Mend the errors, or leave those questions out: --draft")
    if any(not (d.finding.place.file or "").startswith("decks/") for d in report.errors):
        _stop("Mend the errors outside the banks; --draft can only leave out questions.")
    if not report.banks:
        _stop("There is no bank in decks/.")
    if not good(report):
        _stop("No question is without an error." if report.errors else "The banks have no questions.")


def _stop(why: str) -> NoReturn:
    click.echo(f"Nothing was built. {why}", err=True)
    sys.exit(1)
