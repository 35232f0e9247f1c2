"""The command line: the only part that speaks click, prints, exits and reads the clock.

One file a command; each imports what it needs when it runs, so that `quizgen --help` stays quick.
"""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

import click

from quizgen import __version__
from quizgen.cli.add import add
from quizgen.cli.build import build
from quizgen.cli.check import check
from quizgen.cli.draft import draft
from quizgen.cli.explain import explain
from quizgen.cli.import_ import import_
from quizgen.cli.init import init
from quizgen.cli.lock import lock
from quizgen.cli.report import report
from quizgen.cli.schema import schema

GARBAGE = 100_000
"""So many new objects before Python looks for garbage: a command makes many, keeps most, and soon ends."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="quizgen")
def main() -> None:
    """Question banks in which every answer can prove itself.

    \b
    quizgen init my-course      make a small course that builds at once
    quizgen add article.pdf     take the text of a file into the course
    quizgen check               prove every answer against its source
    quizgen build               make Anki decks, worksheets and keys
    """  # noqa: D301 - click reads \b
    gc.set_threshold(GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that lacks a letter shows “?” for it
            stream.reconfigure(errors="replace")


for command in (init, add, draft, import_, check, build, lock, explain, schema, report):
    main.add_command(command)
