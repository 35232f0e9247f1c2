"""A question, or what several share, is taller than a page.

Why: it will be torn apart on paper. Everything else is kept together: a stem with its options, a list to match, a
figure. The height is reckoned from the number of lines, for the paper of the course file and the plain style.

Bad:

    - id: essay
      open: What changed in the harbour?
      answer: The price of salt.
      lines: 60

Good:

    - id: essay
      open: What changed in the harbour?
      answer: The price of salt.
      lines: 20
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import assert_never

from quizgen.arranging import columns
from quizgen.course import Course
from quizgen.diagnostics import Finding, Place
from quizgen.items import Choose, Fill, Image, Item, Match, Open, Passage, Response, Text

CODE = "Q501"
NAME = "taller-than-page"
SEVERITY = "warning"
ROOM = {"a4": 264, "letter": 246}
"""Millimetres between the margins, by paper."""
LINE, RULED_LINE, PAIR, STEP, PICTURE = 5.2, 8.25, 6.8, 7.0, 82.0
"""Millimetres of a line of text, a ruled line, a line of a pair, a step, and of a picture at its tallest."""
ACROSS, HALF = 95, 42
"""Letters of a line across the page, and in one of two columns."""


def check_course(course: Course) -> Iterator[Finding]:
    """Reckon the height of every question that is printed, and of every passage."""
    room = ROOM[course.fields.paper]
    for bank in course.banks:
        for name, passage in bank.passages.items():
            if (height := _of_passage(passage)) > room:
                yield _finding("what these questions share", height, room, bank.document.place(("passages", name)))
        for entry in bank.entries:
            if entry.question.status == "ready" and (height := _of_item(entry.item)) > room:
                yield _finding("the question", height, room, entry.home, entry.id)


def _finding(what: str, height: float, room: int, place: Place, question: str | None = None) -> Finding:
    message = f"{what} is about {height / 10:.0f} cm tall on paper, and a page has {room / 10:.0f}"
    return Finding(message, place, "make two of it, or make it shorter", question)


def _of_passage(passage: Passage) -> float:
    return _lines(passage.title, ACROSS) + _lines(passage.text, ACROSS) + _picture(passage.image)


def _of_item(item: Item) -> float:
    return _lines(item.stem, ACROSS) + _picture(item.image) + _of_response(item.response)


def _of_response(response: Response) -> float:
    """The height of what a student ticks, fills in or writes on."""
    match response:
        case Choose():
            texts = [option.text for option in response.options]
            return sum(_lines(text, ACROSS) for text in texts) / columns(texts)
        case Fill():
            texts = [part if isinstance(part, Text) else part.answers[0] for part in response.parts]
            letters = sum(len(text.plain) for text in texts) + 30 * len(response.blanks)
            return ceil(letters / ACROSS) * RULED_LINE
        case Match(ordered=True):
            return sum(max(STEP, _lines(right, ACROSS)) for right in response.rights)
        case Match():
            sides = (response.lefts, response.rights)
            return max(sum(_lines(text, HALF) / LINE * PAIR for text in side) for side in sides)
        case Open():
            return response.lines * RULED_LINE
        case _:
            assert_never(response)


def _lines(text: Text | None, letters: int) -> float:
    """The height of a text whose lines have so many letters."""
    lines = text.plain.splitlines() if text else []
    return sum(max(1, ceil(len(line) / letters)) for line in lines) * LINE


def _picture(image: Image | None) -> float:
    return PICTURE if image else 0.0
