"""`quizgen schema`."""

from __future__ import annotations

import click

from quizgen.cli._common import plain_refusals

KINDS = ("bank", "course", "sources")


@click.command(
    epilog="\b\nExamples:\n  quizgen schema > quizgen.schema.json\n"
    "  quizgen schema course > quizgen-course.schema.json\n"
    "  quizgen schema sources > quizgen-sources.schema.json"
)
@click.argument("kind", type=click.Choice(KINDS), default="bank", metavar="[bank|course|sources]")
def schema(kind: str) -> None:
    """Print the JSON Schema with which editors complete and explain the fields of a bank.

    Or that of the course file, quizgen.yaml, or of seeds/sources.yaml.
    """
    with plain_refusals():
        import json

        from quizgen.schema import SCHEMAS

        click.echo(json.dumps(SCHEMAS[kind](), indent=2))
