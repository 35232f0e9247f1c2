"""Templates: those of the package, overridden file by file by a course's `templates/`."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).parent
SHIPPED = next(folder for folder in (PACKAGE / "templates", PACKAGE.parent / "templates") if folder.is_dir())
ENCODING = "utf-8-sig"
"""UTF-8, with or without the mark that Windows may put before it."""


class Templates:
    """Finds a template in the course first, then among those that quizgen ships."""

    def __init__(self, course: Path | None = None) -> None:
        """Look in `course/templates`, unless that is the very folder that quizgen ships."""
        own = course / "templates" if course else None
        self.own = own if own and own.is_dir() and own.resolve() != SHIPPED.resolve() else None

    @cached_property
    def environment(self) -> Environment:
        """The Jinja2 environment: everything escaped, an unknown name is an error."""
        from jinja2 import (  # noqa: PLC0415  # a check fills no template
            ChoiceLoader,
            Environment,
            FileSystemLoader,
            StrictUndefined,
        )

        folders = [FileSystemLoader(folder, ENCODING) for folder in (self.own, SHIPPED) if folder]
        return Environment(
            loader=ChoiceLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, name: str, **context: Any) -> str:
        """Render a Jinja2 template, such as `worksheet/page.html`."""
        return self.environment.get_template(name).render(**context)

    def source(self, name: str) -> str:
        """The text of a file that is no Jinja2 template, such as `anki/style.css`.

        Raises FileNotFoundError when neither the course nor quizgen has it.
        """
        own = self.own / name if self.own else None
        return _text(own if own and own.is_file() else SHIPPED / name)

    def styles(self) -> list[str]:
        """The names of the styles in which worksheets can be printed besides the plain one."""
        folders = [folder / "paper" / "styles" for folder in (self.own, SHIPPED) if folder]
        return sorted({file.stem for folder in folders for file in folder.glob("*.css")})

    def overridden(self, name: str) -> bool:
        """Tell whether the course has a copy of a file that differs from the one that quizgen ships."""
        own = self.own / name if self.own else None
        if own is None or not own.is_file():
            return False
        shipped = SHIPPED / name
        return not shipped.is_file() or _text(own) != _text(shipped)


def _text(path: Path) -> str:
    """The text of a file; line ends and the byte order mark that Windows may have written do not matter."""
    return path.read_text(encoding=ENCODING)
