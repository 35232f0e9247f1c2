"""`quizgen report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli._common import Refusal, plain_refusals, read_course, say, sources_option

if TYPE_CHECKING:
    from quizgen.check import Report

SUFFIXES = frozenset({".html", ".htm"})


@click.command(epilog="\b\nExamples:\n  quizgen report --open\n  quizgen report --sources ~/articles --out course.html")
@sources_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write; `build/report.html` of the course by default.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser.")
def report(sources: tuple[Path, ...], out: Path | None, open_it: bool) -> None:
    """Show the course on one page: its proofs, findings, questions, sources and disputes.

    It works whatever is wrong with the course. With the texts of the sources at hand it shows their sentences; such
    a page is for you alone.
    """
    with plain_refusals():
        from quizgen import check as checking
        from quizgen.files import write_atomically
        from quizgen.report.page import render
        from quizgen.templating import Templates

        if out and out.suffix.lower() not in SUFFIXES:
            raise Refusal(f"The report is a web page, so its name must end in .html: {out}")
        course = read_course(sources)
        checked = checking.check(course)
        target = (Path.cwd() / out) if out else course.root / "build" / "report.html"
        write_atomically(target, render(checked, Templates(course.root)))
        _say(checked, target)
    if open_it:
        click.launch(str(target))


def _say(report: Report, target: Path) -> None:
    """Say what was made, and whether it may be passed on."""
    from quizgen.counting import counted
    from quizgen.portable import shown
    from quizgen.report.page import private_sources

    numbers = {"question": len(report.verdicts), "error": len(report.errors), "warning": report.count("warning")}
    found = ", ".join(counted(number, thing) for thing, number in numbers.items())
    say(f"  {shown(target, Path.cwd())}  ({found})")
    click.echo("Open it in a browser, and print it from there if you like.")
    if private := private_sources(report):
        say(f"Keep it to yourself: it holds text that may not be passed on, of “{'”, “'.join(private)}”.")
