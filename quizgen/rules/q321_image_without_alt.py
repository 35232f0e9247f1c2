"""A picture has no words for those who can't see it.

Why: a screen reader says `alt` in its place, and a printer that lost the picture leaves a hole without it. Say what
the student must see, but not the answer; for a picture within a text, between its brackets: `![A tower](tower.svg)`.

Bad:

    choice: Which tower is this?
    image: tower.svg
    answer: the clock tower
    distractors:
      - the light tower

Good:

    choice: Which tower is this?
    image:
      file: tower.svg
      alt: A tower of brick with a round white face near its top
    answer: the clock tower
    distractors:
      - the light tower

Source: WCAG 2.2, 1.1.1 Non-text Content
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.items import Choose, Fill, Text
from quizgen.questions._base import Path

CODE = "Q321"
NAME = "image-without-alt"
SEVERITY = "warning"
HINT = "say in `alt:` what is to be seen, but not the answer"
WITHIN = "a picture within the text has nothing between its brackets"
WITHIN_HINT = "say there what is to be seen, but not the answer: ![A tower](tower.svg)"
BARE = re.compile(r'<img [^>]*alt=""')


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look at the question's picture, and at those within its texts."""
    image = entry.question.image
    if image and not image.alt:
        yield Finding(f"the picture “{image.file}” has no `alt`", entry.place(("image",)), HINT, entry.id)
    for text, path in _texts(entry):
        if BARE.search(text.html):
            yield Finding(WITHIN, entry.place(path), WITHIN_HINT, entry.id)


def _texts(entry: Entry) -> Iterator[tuple[Text, Path]]:
    """What a student sees before answering, each with its place."""
    item = entry.item
    yield item.stem, (entry.type,)
    if isinstance(item.response, Choose) and entry.written.paths:
        yield from zip((option.text for option in item.response.options), entry.written.paths, strict=True)
    elif isinstance(item.response, Fill):
        yield from ((part, (entry.type,)) for part in item.response.parts if isinstance(part, Text))


def check_course(course: Course) -> Iterator[Finding]:
    """Look at the pictures of passages."""
    for bank in course.banks:
        for name, passage in bank.fields.passages.items():
            if passage.image and not passage.image.alt:
                place = bank.document.place(("passages", name, "image"))
                yield Finding(f"the picture “{passage.image.file}” has no `alt`", place, HINT)
        for name, shown in bank.passages.items():
            if shown.text and BARE.search(shown.text.html):
                yield Finding(WITHIN, bank.document.place(("passages", name, "text")), WITHIN_HINT)
