"""Templates: quizgen's own, overridden file by file."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from quizgen.templating import SHIPPED, Templates

STYLE = "anki/style.css"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "templates/anki").mkdir(parents=True)
    (tmp_path / "templates/page.html").write_text("<p>{{ words }}</p>\n{% if more %}\n  more\n{% endif %}\n")
    return tmp_path


def test_a_page_is_escaped_and_keeps_no_line_of_a_tag(course: Path) -> None:
    page = Templates(course).render("page.html", words="<b>&", more=True)
    assert page == "<p>&lt;b&gt;&amp;</p>\n  more\n"


def test_a_forgotten_name_is_an_error(course: Path) -> None:
    with pytest.raises(UndefinedError, match="words"):
        Templates(course).render("page.html", more=False)


def test_what_the_course_lacks_is_quizgens(course: Path) -> None:
    shipped = (SHIPPED / STYLE).read_text(encoding="utf-8")
    assert Templates(course).source(STYLE) == Templates().source(STYLE) == shipped
    assert not Templates(course).overridden(STYLE)
    assert not Templates().overridden(STYLE)


def test_what_the_course_has_is_its_own(course: Path) -> None:
    (course / "templates" / STYLE).write_bytes(b"b {}\r\n")
    assert Templates(course).source(STYLE) == "b {}\n"
    assert Templates(course).overridden(STYLE)
    assert Templates(course).overridden("page.html"), "quizgen has none"


def test_a_copy_is_no_override_whatever_its_line_ends(course: Path) -> None:
    copy = (SHIPPED / STYLE).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    (course / "templates" / STYLE).write_bytes(copy)
    assert not Templates(course).overridden(STYLE)


def test_the_folder_that_ships_overrides_nothing() -> None:
    assert Templates(SHIPPED.parent).own is None


def test_an_unknown_template(course: Path) -> None:
    with pytest.raises(TemplateNotFound):
        Templates(course).render("none.html")
    with pytest.raises(FileNotFoundError):
        Templates(course).source("none.css")


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname"])
def test_a_template_cannot_include_what_is_outside(name: str, course: Path) -> None:
    (course / "secret.txt").write_text("secret")
    (course / "templates/page.html").write_text(f"{{% include '{name}' %}}")
    with pytest.raises(TemplateNotFound):
        Templates(course).render("page.html")
