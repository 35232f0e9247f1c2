"""Reads pages of worksheets and keys as a browser does, and makes small sheets, for tests of what is on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from sample import edition

from quizgen.build import make_edition
from quizgen.check import check
from quizgen.edition import Edition, Part
from quizgen.load import load
from quizgen.templating import Templates

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """A page as a browser reads it: its elements, and the words of each question."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self.words: dict[str, str] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.elements.append((tag, named))
        if tag not in VOID:
            self.open.append((tag, named.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if any(tag in {"style", "title"} for tag, _ in self.open):
            return
        self.text += data
        for question in (name for _, name in self.open if name):
            self.words[question] = self.words.get(question, "") + data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def of_class(self, *names: str) -> list[dict[str, str]]:
        """The attributes of the elements of any of these classes."""
        return [attrs for _, attrs in self.elements if set(names) & set(attrs.get("class", "").split())]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


def html_of(artifacts: object) -> str:
    (artifact,) = artifacts  # type: ignore[misc]
    return artifact.data.decode()


def with_parts(*parts: Part, **changes: object) -> Edition:
    """The sample edition with a sheet of these parts."""
    base = edition()
    return replace(base, sheets=(replace(base.sheets[0], parts=parts, **changes),))  # type: ignore[arg-type]


def code_of(html: str) -> str:
    """The code in the head of a page, or above the only strip for marking."""
    (code,) = re.findall(r'<span class="code">(\w{5})</span>', html)
    return str(code)


@cache
def shipped() -> Edition:
    """The course that is shipped with quizgen, as it goes out."""
    course = load(Path(__file__).parents[2])
    return make_edition(check(course), course.lock, Templates())
