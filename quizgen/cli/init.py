"""`quizgen init`."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import click

from quizgen.cli._common import Refusal, plain_refusals, say

STARTER = Path(__file__).parent.parent / "starter"
FILES = ("quizgen.yaml", "seeds/clock.txt", "decks/clock.yaml")


@click.command(
    epilog="\b\nExamples:\n  quizgen init history-9\n  cd history-9\n  quizgen build\n\n"
    "\b\n  quizgen init history-2027 --from history-2026"
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--from",
    "old",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="OLD",
    help="Take over the course in the folder OLD, for a new class.",
)
def init(folder: Path, old: Path | None) -> None:
    """Make a small course in the folder DIR: a text, and a bank with all ten types of question.

    It builds at once, and its comments teach the format. With --from, the new course has the banks, texts and proofs of
    another, and an id of its own: in Anki its cards begin afresh.
    """
    with plain_refusals():
        if old is None:
            _start(folder)
        else:
            _take_over(old, folder)


def _start(folder: Path) -> None:
    """Write the course to learn from."""
    _refuse_what_is_in_the_way(folder, FILES)
    title = _name(folder).replace("\\", "\\\\").replace('"', '\\"')
    course_id = _new_id(folder)
    made = {}
    for file in FILES:
        text = (STARTER / file).read_text(encoding="utf-8")
        made[file] = text.replace("@ID@", course_id).replace("@TITLE@", title).encode()
    _write(folder, made)
    say(f"Made a course in {folder}: quizgen.yaml, seeds/clock.txt and decks/clock.yaml.")
    say(f"Next: {_go_to(folder)}quizgen build. Then take in your text: quizgen add article.pdf")
    say("Or write your own questions, as decks/clock.yaml shows.")


def _take_over(old: Path, folder: Path) -> None:
    """Write a course for another class from an old one."""
    from quizgen.course import FOLDERS, LOCK_FILE
    from quizgen.reusing import NotReusableError, reuse

    here, there = folder.resolve(), old.resolve()
    if here.is_relative_to(there) or there.is_relative_to(here):
        raise Refusal(f"{folder} and {old} lie one in the other: make the new course in a folder beside the old one.")
    try:
        taken = reuse(old, _new_id(folder))
    except NotReusableError as error:
        raise Refusal(str(error)) from None
    tops = {PurePosixPath(file).parts[0] for file in taken.files}
    _refuse_what_is_in_the_way(folder, [*FOLDERS, LOCK_FILE, *sorted(tops)])
    _write(folder, taken.files)
    say(f"Made a course in {folder} from the one in {old}, with an id of its own: its cards begin afresh in Anki.")
    if taken.left_out:
        say(f"Left out, as links to folders or out of the course: {', '.join(taken.left_out)}. Copy what you need.")
    title = "give the course its new title and dates in quizgen.yaml"
    say(f"Next: {_go_to(folder)}{title}, then quizgen build.")


def _refuse_what_is_in_the_way(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        if (folder / name).exists():
            raise Refusal(f"{folder / name} is already there; nothing was changed.")


def _write(folder: Path, made: Mapping[str, bytes]) -> None:
    from quizgen.files import write_all

    ignored = {} if (folder / ".gitignore").exists() else {".gitignore": b"/build/\n"}
    write_all({folder / file: data for file, data in {**made, **ignored}.items()})


def _name(folder: Path) -> str:
    from quizgen.reporters.text import printable

    return printable(folder.resolve().name) or "My course"


def _new_id(folder: Path) -> str:
    """The folder's name and six random letters."""
    import secrets

    from quizgen.naming import id_from

    start = id_from(_name(folder), "course")[:57].strip("-")
    return start + "-" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(6))


def _go_to(folder: Path) -> str:
    from quizgen.portable import typed

    return "" if folder == Path() else f"cd {typed(folder)}, then "
