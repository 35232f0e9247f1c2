"""`quizgen check`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli._common import (
    Refusal,
    banks_argument,
    fix,
    mend,
    plain_refusals,
    print_report,
    read_course,
    say,
    selected,
    sources_option,
    text_folders,
    wants_colour,
)

if TYPE_CHECKING:
    from quizgen.check import Report
    from quizgen.fixing import Mended

COLOURS = {"-": "red", "+": "green", "@": "cyan"}


@click.command(
    epilog="\b\nExamples:\n  quizgen check\n  quizgen check decks/harbour.yaml --strict\n"
    "  quizgen check --sources ~/articles --fix\n  quizgen check --watch"
)
@banks_argument
@sources_option
@click.option("--fix", "mend_it", is_flag=True, help="Mend what can be mended safely, such as a missing id.")
@click.option("--diff", "preview", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file of the course is saved, until Ctrl-C.")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option("--format", "form", default="text", metavar="[text|json|github|sarif]", help="How to print the findings.")
def check(
    banks: tuple[str, ...],
    sources: tuple[Path, ...],
    mend_it: bool,
    preview: bool,
    watch: bool,
    strict: bool,
    form: str,
) -> None:
    """Prove every answer against the sentence it quotes, and look for mistakes.

    BANK is the name or path of a bank; without one, all are checked. Ends with status 0 if nothing is wrong,
    1 if something is (or --diff shows a change), 2 if quizgen could not do its work.
    """
    with plain_refusals():
        from quizgen import check as checking
        from quizgen.registry import register

        forms = register("quizgen.reporters", "NAME")
        if form not in forms:
            raise Refusal(f"There is no format “{form}”. There are: {', '.join(forms)}.")
        if watch and (mend_it or preview):
            raise Refusal("--watch changes no file; use it without --fix and --diff.")
        if form != "text" and (watch or preview):
            raise Refusal(f"{'--watch' if watch else '--diff'} is for people; use it without --format.")
        if watch:
            _watch(banks, sources)
        course = read_course(sources)
        report = checking.check(course, selected(course, banks))
        if preview and (mended := mend(report, sources, banks)).files:
            _show(mended)
            sys.exit(1)
        if mend_it and not preview:
            report = fix(report, sources, banks)
        print_report(report, form)
    sys.exit(1 if report.errors or (strict and report.count("warning")) else 0)


def _show(mended: Mended) -> None:
    """Print what the fixes would change: as it is to a file or a program, harmless and in colour to a terminal."""
    from quizgen.counting import counted
    from quizgen.fixing import difference
    from quizgen.reporters.text import printable

    for _, lines in difference(mended.report.course.root, mended.files):
        for number, line in enumerate(lines):
            if not sys.stdout.isatty():
                click.echo(line.encode(), nl=False)
                continue
            colour = COLOURS.get(line[0]) if number > 1 else None
            shown = "\t".join(map(printable, line.rstrip("\r\n").split("\t")))
            click.secho(shown, fg=colour, bold=number < 2 or None, color=wants_colour())
    files = counted(len(mended.files), "file")
    say(f"{len(mended.found)} can be mended, in {files}. Nothing was written; to do it: quizgen check --fix", err=True)


def _watch(banks: tuple[str, ...], sources: tuple[Path, ...]) -> None:
    """Check now and after each change, until Ctrl-C, which ends with status 0."""
    from quizgen import watching
    from quizgen.load import find_root

    root = find_root(Path.cwd())
    folders = [folder.resolve() for folder in text_folders(sources)]
    try:
        for changed in watching.changes(lambda: watching.stamps(root, folders), time.sleep):
            if changed:
                say(f"--- {_named(changed)} changed ".ljust(79, "-"))
            report = _check_again(root, banks, sources, is_first=not changed)
            if report:
                print_report(report)
            if not changed:
                say("Watching the course; press Ctrl-C to end.", err=True)
    except KeyboardInterrupt:
        sys.exit(0)


def _check_again(root: Path, banks: tuple[str, ...], sources: tuple[Path, ...], *, is_first: bool) -> Report | None:
    """What is found now; None, with a sentence, if the course can't be read just now, unless that is so at once."""
    from quizgen import check as checking

    try:
        with plain_refusals():
            course = read_course(sources, root)
            return checking.check(course, selected(course, banks))
    except Refusal as refusal:
        if is_first:
            raise
        refusal.show()
        return None


def _named(files: tuple[str, ...]) -> str:
    """The names of the first files, and how many more there are."""
    more = len(files) - 3
    return ", ".join(files[:3]) + (f" and {more} more" if more > 0 else "")
