"""`quizgen init`."""

from __future__ import annotations

import re
import string
from pathlib import Path

import click

from quizgen.cli._common import Refusal, plain_refusals, say

STARTER = Path(__file__).parent.parent / "starter"
FILES = {
    "quizgen.yaml": "quizgen.yaml",
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
        import secrets

        from quizgen.files import write_all
        from quizgen.naming import id_from
        from quizgen.portable import typed
        from quizgen.reporters.text import printable

        for target in FILES.values():
            if (folder / target).exists():
                raise Refusal(f"{folder / target} is already there; nothing was changed.")
        name = printable(folder.resolve().name) or "My course"
        start = id_from(name)[:57].strip("-") if re.search("[A-Za-z0-9]", name) else "course"
        course_id = start + "-" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(6))
        title = name.replace("\\", "\\\\").replace('"', '\\"')
        made = {}
        for source, target in FILES.items():
            text = (STARTER / source).read_text(encoding="utf-8")
            made[folder / target] = text.replace("@ID@", course_id).replace("@TITLE@", title).encode()
        if not (folder / ".gitignore").exists():
            made[folder / ".gitignore"] = b"/build/\n"
        write_all(made)
    say(f"Made a course in {folder}: quizgen.yaml, seeds/clock.txt and decks/clock.yaml.")
    go = "" if folder == Path() else f"cd {typed(folder)}, then "
    say(f"Next: {go}quizgen build. Then open decks/clock.yaml and write your own questions.")
