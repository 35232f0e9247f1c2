"""What the commands share: finding the course, reading it, refusing in one clear sentence."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizgen.check import Report
    from quizgen.course import Bank, Course
    from quizgen.fixing import Mended

FAILURE = 2
sources_option = click.option(
    "--sources",
    "sources",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with texts of sources that do not ship with the course; may be repeated. QUIZGEN_SOURCES names"
    " such folders too.",
)
banks_argument = click.argument("banks", nargs=-1, metavar="[BANK]...")


class Refusal(click.ClickException):
    """The command can't do what it was asked to; the message says why. Exit status 2."""

    exit_code = FAILURE

    def __init__(self, message: str) -> None:
        """Take a sentence; names of files in it may be hostile."""
        from quizgen.reporters.text import printable

        super().__init__(printable(message))


def say(line: str, *, err: bool = False) -> None:
    """Print a line in which names from the course may stand."""
    from quizgen.reporters.text import printable

    click.echo(printable(line), err=err)


def text_folders(given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders of `--sources`, then those of QUIZGEN_SOURCES."""
    named = [Path(name) for name in os.environ.get("QUIZGEN_SOURCES", "").split(os.pathsep) if name]
    for folder in named:
        if not folder.is_dir():
            raise Refusal(f"QUIZGEN_SOURCES names the folder {folder}, which is not there.")
    return (*given, *named)


def read_course(
    sources: tuple[Path, ...], root: Path | None = None, unsaved: Mapping[Path, bytes] | None = None
) -> Course:
    """Read the course in `root`, or else the one that the current folder is in; `unsaved` as in `load`."""
    from quizgen.load import find_root, load

    return load(root or find_root(Path.cwd()), [folder.resolve() for folder in text_folders(sources)], unsaved)


def mend(report: Report, sources: tuple[Path, ...], banks: tuple[str, ...], *codes: str) -> Mended:
    """The course as its safe fixes (those of some codes, or all) make it; nothing is written."""
    from quizgen import check as checking
    from quizgen import fixing

    def recheck(files: Mapping[Path, bytes]) -> Report:
        course = read_course(sources, report.course.root, files)
        return checking.check(course, selected(course, banks))

    return fixing.mend(report, recheck, codes or None)


def fix(report: Report, sources: tuple[Path, ...], banks: tuple[str, ...], *codes: str) -> Report:
    """Write the safe fixes of some codes, or all, and say so; gives what is found after them."""
    from quizgen.files import write_all

    mended = mend(report, sources, banks, *codes)
    write_all(mended.files)
    for diagnostic in mended.found:
        if diagnostic.finding.fix:
            say(f"{diagnostic.finding.place.file}: {diagnostic.finding.fix.message}", err=True)
    return mended.report


def selected(course: Course, names: tuple[str, ...]) -> list[Bank] | None:
    """The banks that were named, by name or by path; None if none was."""
    if not names:
        return None
    return [_bank(course, name) for name in dict.fromkeys(names)]


def _bank(course: Course, name: str) -> Bank:
    path = (Path.cwd() / name).resolve()
    for bank in course.banks:
        if Path(name).as_posix() == bank.name or path == (course.root / bank.document.file).resolve():
            return bank
    raise unknown("bank", name, [bank.name for bank in course.banks])


def unknown(kind: str, name: str, known: Collection[str]) -> Refusal:
    """The refusal of a name that is none of those known of its kind, with what it may mean or what there is."""
    from quizgen.naming import did_you_mean

    hint = did_you_mean(name, known) or f"there are: {', '.join(known) or 'none'}."
    return Refusal(f"There is no {kind} “{name}”. {hint[0].upper()}{hint[1:]}")


def now() -> int:
    """The time in seconds since 1970, or SOURCE_DATE_EPOCH."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given and not re.fullmatch(r"[0-9]{1,11}", given):
        raise Refusal("SOURCE_DATE_EPOCH must be a whole number of seconds since 1970.")
    return int(given) if given else int(time.time())


def wants_colour(*, err: bool = False) -> bool:
    """Colours are for terminals, and for people who do not set NO_COLOR."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR")


def print_report(report: Report, form: str = "text", *, err: bool = False) -> None:
    """Print what was found."""
    from quizgen.registry import register
    from quizgen.reporters import View

    colour = wants_colour(err=err)
    view = View(colour, _folder_in_repository(report.course.root))
    text = register("quizgen.reporters", "NAME")[form].render(report, view)
    click.echo(text, nl=False, err=err, color=colour)


def _folder_in_repository(root: Path) -> str:
    """The way from the repository that a workflow on GitHub checked out to the course; empty elsewhere."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not root.resolve().is_relative_to(Path(workspace).resolve()):
        return ""
    folder = root.resolve().relative_to(Path(workspace).resolve())
    return "".join(f"{part}/" for part in folder.parts)


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Turn what can go wrong outside the banks into one sentence and exit status 2."""
    from quizgen.arranging import TooManyVersionsError
    from quizgen.edition import OutputUnavailableError
    from quizgen.load import NoCourseError
    from quizgen.manifest import UnusablePathError
    from quizgen.registry import NameClashError

    try:
        yield
    except (NoCourseError, OutputUnavailableError, TooManyVersionsError, UnusablePathError) as error:
        raise Refusal(str(error)) from None
    except NameClashError as error:
        raise Refusal(f"{error}. Uninstall one of the two.") from None
    except OSError as error:
        what = error.filename2 or error.filename or "a file"
        raise Refusal(f"{what}: {error.strerror or error}.") from None
    except (click.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:
        if trouble := _template_trouble(error):
            raise Refusal(trouble) from None
        if os.environ.get("QUIZGEN_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}"
        raise Refusal(
            f"quizgen itself failed ({what}). Nothing is lost. Please report it, with what QUIZGEN_TRACEBACK=1 shows."
        ) from None


def _template_trouble(error: Exception) -> str:
    """What is wrong with a template, and where; empty if the error is of another kind."""
    from jinja2 import TemplateError

    if not isinstance(error, TemplateError):
        return ""
    place = f"templates/{getattr(error, 'name', None) or 'a template'}"
    line = getattr(error, "lineno", None)
    return place + (f", line {line}" if line else "") + f": {error.message}."
