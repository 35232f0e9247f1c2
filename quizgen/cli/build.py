"""`quizgen build`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli._common import (
    Refusal,
    banks_argument,
    now,
    plain_refusals,
    print_report,
    read_course,
    selected,
    sources_option,
)

if TYPE_CHECKING:
    from quizgen.build import Built
    from quizgen.check import Report

MISSING_ID = "Q025"


@click.command(
    epilog="\b\nExamples:\n  quizgen build\n  quizgen build --to worksheet --to key --out print\n"
    "  quizgen build harbour --draft --open"
)
@banks_argument
@sources_option
@click.option(
    "--to",
    "outputs",
    multiple=True,
    metavar="OUTPUT",
    help="An output: anki, worksheet, key; may be repeated.",
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where to write; `build/` by default.")
@click.option("--draft", is_flag=True, help="Leave out the questions in error, and name them.")
@click.option("--frozen", is_flag=True, help="Fail rather than change the lock or a bank.")
@click.option("--open", "open_it", is_flag=True, help="Open the folder with the outputs.")
def build(
    banks: tuple[str, ...],
    sources: tuple[Path, ...],
    outputs: tuple[str, ...],
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

        wanted = _outputs(outputs)
        report = _checked(banks, sources, frozen=frozen)
        _stop_at_errors(report, draft=draft)
        folder = (Path.cwd() / out) if out else report.course.root / "build"
        try:
            built = building.build(report, wanted, folder, now(), frozen=frozen)
        except building.FrozenError as error:
            click.echo(f"quizgen.lock would change, and --frozen forbids it: {error}.", err=True)
            click.echo("Run `quizgen build` or `quizgen lock`, and commit the lock.", err=True)
            sys.exit(1)
        _say(built, folder)
    if open_it:
        click.launch(str(folder))


def _outputs(names: tuple[str, ...]) -> Sequence[str]:
    from quizgen.build import DEFAULT_OUTPUTS, exporters

    known = exporters()
    for name in names:
        if name not in known:
            raise Refusal(f"There is no output “{name}”. There are: {', '.join(known)}.")
    return tuple(dict.fromkeys(names)) or DEFAULT_OUTPUTS


def _checked(banks: tuple[str, ...], sources: tuple[Path, ...], *, frozen: bool) -> Report:
    """Check the course; missing ids are added first, unless nothing may change."""
    from quizgen import check as checking
    from quizgen import fixing

    course = read_course(sources)
    report = checking.check(course, selected(course, banks), frozen=frozen)
    found = fixing.fixable(report, {MISSING_ID})
    if not found or frozen:
        return report
    fixing.apply(report, found)
    for diagnostic in found:
        if diagnostic.finding.fix:
            click.echo(f"{diagnostic.finding.place.file}: {diagnostic.finding.fix.message}")
    course = read_course(sources)
    return checking.check(course, selected(course, banks), frozen=frozen)


def _stop_at_errors(report: Report, *, draft: bool) -> None:
    from quizgen.build import good

    if not report.diagnostics:
        return
    print_report(report, err=True)
    general = [d for d in report.errors if d.finding.question is None and d.code[:2] != "Q1"]
    if report.errors and (not draft or any(d.finding.place.file == "quizgen.yaml" for d in general)):
        click.echo("Nothing was built. Mend the errors, or leave those questions out: --draft", err=True)
        sys.exit(1)
    if not good(report):
        click.echo("Nothing was built: no question is without an error.", err=True)
        sys.exit(1)


def _say(built: Built, folder: Path) -> None:
    """Say what was made, what to do with it, and how the cards changed."""
    from quizgen.build import exporters

    try:
        shown = folder.relative_to(Path.cwd())
    except ValueError:
        shown = folder
    makers = exporters()
    for name, artifacts in built.artifacts.items():
        for artifact in artifacts:
            click.echo(f"  {shown / artifact.path}" + (f"  ({artifact.summary})" if artifact.summary else ""))
        if artifacts:
            click.echo(f"{makers[name].ADVICE}\n")
    for path in built.removed:
        click.echo(f"Removed {shown / path}, which is no longer made.")
    if built.left_out:
        click.echo(f"Left out, because of errors: {', '.join(built.left_out)}.")
    changes = built.changes
    click.echo(
        f"Cards since the last build: {len(changes.new)} new, {len(changes.changed)} changed,"
        f" {len(changes.removed)} removed."
    )
