"""`quizgen schema`."""

from __future__ import annotations

import click

from quizgen.cli._common import plain_refusals


@click.command(epilog="\b\nExample:\n  quizgen schema > quizgen.schema.json")
def schema() -> None:
    """Print the JSON Schema of a bank, with which editors complete and explain its fields."""
    with plain_refusals():
        import json

        from quizgen.schema import bank_schema

        click.echo(json.dumps(bank_schema(), indent=2))
