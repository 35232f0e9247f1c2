"""`quizgen add`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from quizgen.cli._common import FAILURE, Refusal, plain_refusals, say

ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]+://|www\.")
SHOWN = 70
"""Letters of a paragraph to show, at most."""


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
            except Refusal as error:  # it ends the work on this file alone
                say(error.message, err=True)
                failed += 1
    if made:
        _say_what_next(made)
    if failed:
        raise click.exceptions.Exit(FAILURE if failed == len(files) else 1)


def _add(root: Path, file: str) -> list[str]:
    """Add one file and say so; gives its id, or none if it is there already. Raises Refusal."""
    from quizgen.adding import NotAddedError, addition
    from quizgen.course import SOURCES_FILE
    from quizgen.extracting import MissingLibraryError, extract
    from quizgen.extras import to_install
    from quizgen.files import write_all
    from quizgen.sources import UnreadableError

    data = _content(file)
    try:
        found = extract(file, data)
        new = addition(root, Path(file).name, found)
    except MissingLibraryError:
        raise Refusal(f"{file}: reading it needs more than quizgen alone: {to_install('read')}.") from None
    except UnreadableError as error:
        raise Refusal(f"{file} can't be read: {error}.") from None
    except NotAddedError as error:
        raise Refusal(str(error)) from None
    if new is None:
        say(f"{file}: the course has this very text already; nothing to do.")
        return []
    write_all(new.files)
    _say(new.id, found.text, found.lang or new.lang)
    if new.lang:
        say(f"  language: {new.lang}, by its words; if that is wrong, change `lang` in {SOURCES_FILE}")
    return [new.id]


def _content(file: str) -> bytes:
    if ADDRESS.match(file):
        raise Refusal(f"{file}: nothing here touches the network: save the page in your browser and add the file.")
    if Path(file).is_dir():
        raise Refusal(f"{file} is a folder; name the files in it.")
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise Refusal(f"There is no file {file}.") from None
    except (OSError, ValueError):
        raise Refusal(f"{file} can't be opened; is it open in another program, or not yours to read?") from None


def _say(identity: str, text: str, lang: str) -> None:
    """Say what was made, and what to look at."""
    from quizgen.counting import counted
    from quizgen.sentences import paragraphs, split

    parts, sentences = paragraphs(text), split(text, lang or "en")
    say(f"seeds/{identity}.txt: {counted(len(parts), 'paragraph')}, {counted(len(sentences), 'sentence')}")
    say(f"  first: {_shown(parts[0])}")
    say(f"  last:  {_shown(parts[-1])}")


def _say_what_next(made: list[str]) -> None:
    from quizgen.course import SOURCES_FILE

    say("Look the text over: does it begin and end where it should, is it all there? Mend it in any editor.")
    say(f"Outputs print only quotes of it. If the text is your own, write `show: sentence` in {SOURCES_FILE}.")
    for identity in made:
        say(f"Next: quizgen draft {identity}")


def _shown(paragraph: str) -> str:
    return paragraph if len(paragraph) <= SHOWN else paragraph[: SHOWN - 1].rstrip() + "…"
