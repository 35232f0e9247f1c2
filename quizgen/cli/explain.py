"""`quizgen explain`."""

from __future__ import annotations

import inspect

import click

from quizgen.cli._common import Refusal, plain_refusals


@click.command(epilog="\b\nExamples:\n  quizgen explain Q101\n  quizgen explain quote-not-found\n  quizgen explain")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a finding by its CODE or name; without one, list them all."""
    with plain_refusals():
        from quizgen.check import rules
        from quizgen.naming import did_you_mean

        known = rules()
        if code is None:
            for rule in known.values():
                title = (inspect.getdoc(rule) or "").partition("\n")[0]
                click.echo(f"{rule.CODE}  {rule.SEVERITY:<7}  {rule.NAME:<20}  {title}")
            return
        for rule in known.values():
            if code.lower() in {rule.CODE.lower(), rule.NAME}:
                click.echo(f"{rule.CODE} {rule.NAME} ({rule.SEVERITY})\n\n{inspect.getdoc(rule)}")
                return
        names = [*known, *(rule.NAME for rule in known.values())]
        hint = did_you_mean(code, names) or "quizgen explain lists them all."
        raise Refusal(f"There is no finding “{code}”. {hint[0].upper()}{hint[1:]}")
