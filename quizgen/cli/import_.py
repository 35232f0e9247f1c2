"""`quizgen import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli._common import Refusal, plain_refusals, read_course, say

if TYPE_CHECKING:
    from quizgen.importers import Imported, Pictures
    from quizgen.importing import NewBank

SHOWN = 200
"""How many lines about what was left out are printed."""


@click.command(
    "import",
    epilog="\b\nExamples:\n  quizgen import old.xlsx\n  quizgen import moodle.xml\n  quizgen import deck.apkg",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
def import_(file: Path) -> None:
    """Make a bank of the questions in FILE, which another program made.

    FILE is a plain text with numbered questions, a table (CSV or Excel) whose first row names fields of the format,
    GIFT, Aiken or Moodle XML, an Anki package, or a list with a tab between term and definition. What can't be carried
    over is listed.
    """
    with plain_refusals():
        from quizgen.files import write_all
        from quizgen.importers import Pictures
        from quizgen.importing import new_bank
        from quizgen.naming import id_from

        course = read_course(())
        name = id_from(file.stem, "imported")
        folder = course.root / "decks"
        _refuse_to_overwrite(folder, name)
        pictures = Pictures(f"images/{name}")
        bank = new_bank(_read(file, pictures), name, _title(file), course.fields.lang, course.known_ids)
        if bank.text:
            used = {path: data for path, data in pictures.files.items() if f"({path})" in bank.text}
            made = {folder / path: data for path, data in used.items()}
            write_all({**made, folder / f"{name}.yaml": bank.text.encode()})
    _say_what_was_made(name, bank)


def _read(file: Path, pictures: Pictures) -> Imported:
    from quizgen.importers import read_file
    from quizgen.sources import UnreadableError

    try:
        return read_file(file.name, file.read_bytes(), pictures)
    except UnreadableError as error:
        raise Refusal(f"{file} can't be imported: {error}. Nothing was written.") from None


def _refuse_to_overwrite(folder: Path, name: str) -> None:
    from quizgen.course import BANK_SUFFIXES

    for path in (*(folder / f"{name}{suffix}" for suffix in BANK_SUFFIXES), folder / "images" / name):
        if path.exists():
            there = path.relative_to(folder.parent).as_posix()
            raise Refusal(f"{there} is already there; nothing was changed. Give the file to import another name.")


def _title(file: Path) -> str:
    from quizgen.reporters.text import printable

    return " ".join(printable(file.stem).replace("_", " ").split()) or "Imported questions"


def _say_what_was_made(name: str, bank: NewBank) -> None:
    from quizgen.counting import counted

    for remark in bank.remarks[:SHOWN]:
        say(f"{remark.where}: {remark.kind}: {remark.what}", err=True)
    if len(bank.remarks) > SHOWN:
        say(f"… and {len(bank.remarks) - SHOWN} more", err=True)
    missing = sum(remark.kind == "left out" for remark in bank.remarks)
    if not bank.text:
        raise Refusal("No question could be imported, so no bank was written.")
    types = ", ".join(f"{number} {kind}" for kind, number in sorted(bank.types.items()))
    say(f"Made decks/{name}.yaml: {counted(sum(bank.types.values()), 'question')} ({types}); {missing} left out.")
    say(f"Next: quizgen check --fix {name}. It proposes quotes from your sources; then read what is left.")
