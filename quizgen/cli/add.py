"""`quizgen add`."""

from __future__ import annotations

import re
from collections.abc import Sized
from pathlib import Path

import click

from quizgen.cli._common import FAILURE, plain_refusals, say

ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]+://|www\.")
SHOWN = 70
"""Letters of a paragraph to show, at most."""


class _NotAdded(Exception):  # noqa: N818 - it ends no program, only the work on one file
    """A file that could not be added; the message is a sentence."""


@click.command(
    epilog="\b\nExamples:\n  quizgen add article.pdf\n  quizgen add chapter.docx page.html notes.txt",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def add(files: tuple[str, ...]) -> None:
    """Take the text out of files and put it into seeds/, for you to see and mend, and to quote from.

    Reads plain text, Markdown, saved web pages (.html), PDF, Word (.docx) and EPUB. What a file says of its title,
    author and date goes into seeds/sources.yaml. Your file itself is left alone. Files that can't be added are named;
    the others are added.
    """
    with plain_refusals():
        from quizgen.load import find_root

        root = find_root(Path.cwd())
        failed, made = 0, []
        for file in files:
            try:
                made += _add(root, file)
            except _NotAdded as error:
                say(str(error), err=True)
                failed += 1
    if made:
        _say_what_next(made)
    if failed:
        raise click.exceptions.Exit(FAILURE if failed == len(files) else 1)


def _add(root: Path, file: str) -> list[str]:
    """Add one file and say so; gives its id, or none if it is there already. Raises _NotAdded."""
    from quizgen.adding import NotAddedError, addition
    from quizgen.extracting import MissingLibraryError, extract
    from quizgen.extras import to_install
    from quizgen.files import write_all
    from quizgen.sources import UnreadableError

    data = _content(file)
    try:
        found = extract(file, data)
        new = addition(root, Path(file).name, found)
    except MissingLibraryError:
        raise _NotAdded(f"{file}: reading it needs more than quizgen alone: {to_install('read')}.") from None
    except UnreadableError as error:
        raise _NotAdded(f"{file} can't be read: {error}.") from None
    except NotAddedError as error:
        raise _NotAdded(str(error)) from None
    if new is None:
        say(f"{file}: the course has this very text already; nothing to do.")
        return []
    write_all(new.files)
    _say(new.id, found.text, found.lang)
    return [new.id]


def _content(file: str) -> bytes:
    if ADDRESS.match(file):
        raise _NotAdded(f"{file}: nothing here touches the network: save the page in your browser and add the file.")
    if Path(file).is_dir():
        raise _NotAdded(f"{file} is a folder; name the files in it.")
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise _NotAdded(f"There is no file {file}.") from None
    except (OSError, ValueError):
        raise _NotAdded(f"{file} can't be opened; is it open in another program, or not yours to read?") from None


def _say(identity: str, text: str, lang: str) -> None:
    """Say what was made, and what to look at."""
    from quizgen.sentences import paragraphs, split

    parts, sentences = paragraphs(text), split(text, lang or "en")
    say(f"seeds/{identity}.txt: {_number(parts, 'paragraph')}, {_number(sentences, 'sentence')}")
    say(f"  first: {_shown(parts[0])}")
    say(f"  last:  {_shown(parts[-1])}")


def _say_what_next(made: list[str]) -> None:
    from quizgen.course import SOURCES_FILE

    say("Look the text over: does it begin and end where it should, is it all there? Mend it in any editor.")
    say(f"Outputs print only quotes of it. If the text is your own, write `show: sentence` in {SOURCES_FILE}.")
    for identity in made:
        say(f"Next: quizgen draft {identity}")


def _number(things: Sized, word: str) -> str:
    return f"{len(things)} {word}" + "s" * (len(things) != 1)


def _shown(paragraph: str) -> str:
    return paragraph if len(paragraph) <= SHOWN else paragraph[: SHOWN - 1].rstrip() + "…"
