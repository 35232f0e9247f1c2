"""`quizgen draft`."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli._common import Refusal, plain_refusals, read_course, say, sources_option, text_folders, unknown

if TYPE_CHECKING:
    from quizgen.course import Course, Source


@click.command(epilog="\b\nExamples:\n  quizgen draft harbour\n  quizgen draft harbour --number 10")
@click.argument("name", metavar="SOURCE")
@sources_option
@click.option("--number", type=click.IntRange(1, 500), default=30, show_default=True, help="How many at most.")
def draft(name: str, sources: tuple[Path, ...], number: int) -> None:
    """Make a bank of draft questions from the text of SOURCE, for you to choose from and rework.

    Each rests on one sentence, which it quotes, and is proved. None is in any output until you change its status.
    """
    with plain_refusals():
        from quizgen.counting import counted
        from quizgen.drafting import proving
        from quizgen.files import write_atomically

        course = read_course(sources)
        source = _source(course, name)
        if source.anchors is None:
            _say_without_text(course, source, sources)
            return
        file = _free_file(course, source.id)
        made = proving.make(course, source, file, number)
        left_out = f" Left out: {made.asked_already} that your banks ask already." if made.asked_already else ""
        if not made.drafts:
            say(f"No draft: the text of “{source.id}” has no fact that a draft could ask for.{left_out}")
            return
        write_atomically(course.root / file, made.text.encode())
    kinds = Counter(one.type for one in made.drafts)
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
    say(f"Wrote {file}: {counted(len(made.drafts), 'draft question')} ({listed}).{left_out}")
    say("Next: open it, reword what you like, and delete the rest.")
    say(f"Change `status: draft` to `ready` where a question is good, then: quizgen build {Path(file).stem}")


def _source(course: Course, name: str) -> Source:
    """The source of that id. Raises Refusal if there is none."""
    source = course.sources.get(name)
    if source is None and (file := _to_add(course, name)):
        raise Refusal(f"The text of {file} is not in the course yet. Take it in first: quizgen add {shlex.quote(file)}")
    if source is None:
        raise unknown("source", name, sorted(course.sources))
    return source


def _to_add(course: Course, name: str) -> str:
    """The file that the name may mean, given by its path or put into seeds/ as it was; empty if there is none."""
    from quizgen.extracting import endings
    from quizgen.naming import id_from

    files = [Path(name), *sorted((course.root / "seeds").glob("*"))]
    meant = id_from(Path(name).stem)
    if meant in course.sources:
        return ""
    found = (f for f in files if f.suffix.lower() in endings() and id_from(f.stem) == meant and f.is_file())
    return next((os.path.relpath(file) for file in found), "")


def _say_without_text(course: Course, source: Source, sources: tuple[Path, ...]) -> None:
    """Say that a text is empty, which is no mistake. Raises Refusal if it is not there."""
    file = source.fields.file
    if not any((folder / file).is_file() for folder in (course.root / "seeds", *text_folders(sources))):
        raise Refusal(f"The text of “{source.id}” is not here. Put {file} into seeds/, or name its folder: --sources")
    say(f"No draft: {file} is empty, or can't be read; quizgen check says which.")


def _free_file(course: Course, source: str) -> str:
    """The bank's file: `decks/<source>.yaml`, with a number if that is there already."""
    number, file = 2, f"decks/{source}.yaml"
    while (course.root / file).exists():
        number, file = number + 1, f"decks/{source}-{number}.yaml"
    return file
