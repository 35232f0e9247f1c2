"""`quizgen check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizgen.cli._common import (
    Refusal,
    banks_argument,
    fix,
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
@click.option("--fix", "mend", is_flag=True, help="Mend what can be mended safely, such as a missing id.")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option("--format", "form", default="text", metavar="[text|json]", help="How to print the findings.")
def check(banks: tuple[str, ...], sources: tuple[Path, ...], mend: bool, strict: bool, form: str) -> None:
    """Prove every answer against the sentence it quotes, and look for mistakes.

    BANK is the name or path of a bank; without one, all are checked. Ends with status 0 if nothing is wrong,
    1 if something is, 2 if quizgen could not do its work.
    """
    with plain_refusals():
        from quizgen import check as checking
        from quizgen.registry import register

        forms = register("quizgen.reporters", "NAME")
        if form not in forms:
            raise Refusal(f"There is no format “{form}”. There are: {', '.join(forms)}.")
        course = read_course(sources)
        report = checking.check(course, selected(course, banks))
        if mend and (mended := fix(report, sources)):
            report = checking.check(mended, selected(mended, banks))
        print_report(report, form)
    sys.exit(1 if report.errors or (strict and report.count("warning")) else 0)
