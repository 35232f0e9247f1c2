"""`quizgen init`."""

from __future__ import annotations

import secrets
import string
from pathlib import Path

import click

from quizgen.cli._common import Refusal, plain_refusals

STARTER = Path(__file__).parent.parent / "starter"
FILES = {
    "quizgen.yaml": "quizgen.yaml",
    "gitignore": ".gitignore",
    "seeds/clock.txt": "seeds/clock.txt",
    "decks/clock.yaml": "decks/clock.yaml",
}


@click.command(epilog="\b\nExample:\n  quizgen init history-9\n  cd history-9\n  quizgen build")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Make a small course in the folder DIR: a text, and a bank with all ten types of question.

    It builds at once, and its comments teach the format.
    """
    with plain_refusals():
        from quizgen.files import write_atomically
        from quizgen.naming import id_from

        for target in FILES.values():
            if (folder / target).exists():
                raise Refusal(f"{folder / target} is already there; nothing was changed.")
        name = folder.resolve().name
        start = id_from(name)[:57].strip("-") or "course"
        course_id = start + "-" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(6))
        title = "".join(c for c in name if c.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
        for source, target in FILES.items():
            text = (STARTER / source).read_text(encoding="utf-8")
            text = text.replace("@ID@", course_id).replace("@TITLE@", title)
            write_atomically(folder / target, text.encode())
    click.echo(f"Made a course in {folder}: quizgen.yaml, seeds/clock.txt and decks/clock.yaml.")
    click.echo(f"Next: cd {folder}, then quizgen build. Then open decks/clock.yaml and write your own questions.")
