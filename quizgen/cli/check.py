"""`quizgen check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizgen.cli._common import (
    banks_argument,
    plain_refusals,
    print_report,
    read_course,
    selected,
    sources_option,
)


@click.command(
    epilog="\b\nExamples:\n  quizgen check\n  quizgen check decks/harbour.yaml --strict\n"
    "  quizgen check --sources ~/articles --fix"
)
@banks_argument
@sources_option
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, such as a missing id.")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option("--format", "form", default="text", metavar="[text|json]", help="How to print the findings.")
def check(banks: tuple[str, ...], sources: tuple[Path, ...], fix: bool, strict: bool, form: str) -> None:
    """Prove every answer against the sentence it quotes, and look for mistakes.

    BANK is the name or path of a bank; without one, all are checked. Ends with status 0 if nothing is wrong,
    1 if something is, 2 if quizgen could not do its work.
    """
    with plain_refusals():
        from quizgen import check as checking
        from quizgen import fixing
        from quizgen.registry import register

        if form not in register("quizgen.reporters", "NAME"):
            raise click.BadParameter(f"“{form}” is none of: {', '.join(register('quizgen.reporters', 'NAME'))}.")
        course = read_course(sources)
        report = checking.check(course, selected(course, banks))
        if fix and (found := fixing.fixable(report)):
            fixing.apply(report, found)
            for diagnostic in found:
                if diagnostic.finding.fix:
                    click.echo(f"{diagnostic.finding.place.file}: {diagnostic.finding.fix.message}", err=True)
            course = read_course(sources)
            report = checking.check(course, selected(course, banks))
        print_report(report, form)
    sys.exit(1 if report.errors or (strict and report.count("warning")) else 0)
