"""`quizgen explain`."""

from __future__ import annotations

import shutil

import click

from quizgen.cli._common import Refusal, plain_refusals


@click.command(
    epilog="\b\nExamples:\n  quizgen explain Q101\n  quizgen explain quote-not-found\n  quizgen explain\n"
    "  quizgen explain --all > docs/rules.md"
)
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Print the manual of all findings, in Markdown.")
def explain(code: str | None, everything: bool) -> None:
    """Explain a finding by its CODE or name; without one, list them all."""
    with plain_refusals():
        from quizgen import manual
        from quizgen.check import rules
        from quizgen.naming import did_you_mean

        pages = manual.pages(rules().values())
        width = shutil.get_terminal_size().columns
        if code is None:
            click.echo(manual.as_markdown(pages) if everything else manual.as_list(pages, width), nl=False)
            return
        if everything:
            raise Refusal("Give either a finding or --all.")
        for page in pages:
            if code.lower() in {page.code.lower(), page.name}:
                click.echo(manual.as_text(page, width), nl=False)
                return
        hint = did_you_mean(code, [name for page in pages for name in (page.code, page.name)])
        hint = hint[0].upper() + hint[1:] if hint else "See them all: quizgen explain"
        raise Refusal(f"There is no finding “{code}”. {hint}")
