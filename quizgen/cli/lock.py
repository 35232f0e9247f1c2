"""`quizgen lock`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizgen.cli._common import (
    Refusal,
    banks_argument,
    now,
    plain_refusals,
    print_report,
    read_course,
    say,
    selected,
    sources_option,
)


@click.command(epilog="\b\nExamples:\n  quizgen lock\n  quizgen lock --accept trenin-border-length")
@banks_argument
@sources_option
@click.option("--accept", multiple=True, metavar="ID", help="A question whose reasons under `allow` hold again.")
@click.option("--frozen", is_flag=True, help="Write nothing; end with status 1 if the lock would change.")
def lock(banks: tuple[str, ...], sources: tuple[Path, ...], accept: tuple[str, ...], frozen: bool) -> None:
    """Bring quizgen.lock up to date without building, and merge it after a conflict.

    `quizgen build` does this too; a teacher who builds needs no `lock`.
    """
    with plain_refusals():
        from quizgen import build as building
        from quizgen import check as checking
        from quizgen import lock as locks
        from quizgen.files import write_atomically

        course = read_course(sources)
        if locks.has_conflict(course.lock_text) and not frozen:
            try:
                merged = locks.write(locks.merge(course.lock_text, now()))
            except locks.LockError as error:
                raise Refusal(f"quizgen.lock can't be merged: one side is not readable, {error}.") from None
            write_atomically(course.root / "quizgen.lock", merged.encode())
            click.echo("Merged the two versions of quizgen.lock.")
            course = read_course(sources)
        report = checking.check(course, selected(course, banks), frozen=frozen)
        unknown = set(accept) - report.verdicts.keys() - course.broken_ids.keys()
        if unknown:
            where = "the banks you named" if banks else "the course"
            raise Refusal(f"There is no question “{min(unknown)}” in {where}.")
        if report.errors:
            print_report(report, err=True)
            click.echo("quizgen.lock stays as it was: mend the errors first.", err=True)
            sys.exit(1)
        new, _ = building.renew_lock(report, now(), accept)
        text = locks.write(new)
        if frozen and text != course.lock_text:
            reason = building.explain_difference(course.lock, new, course.lock_text, text)
            say(f"quizgen.lock would change: {reason}.", err=True)
            sys.exit(1)
        changed = building.write_lock(report, text)
        click.echo("quizgen.lock is up to date." if not changed else "Wrote quizgen.lock; commit it with the banks.")
