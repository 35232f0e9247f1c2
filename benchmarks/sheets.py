"""How long 26 versions of a sheet of 40 questions take, against Jinja alone.

    python benchmarks/sheets.py

quizgen  arranges the versions A to Z and sets worksheets, keys and the page for marking, as HTML
jinja    renders the same templates with the same texts once more, and does no more
Prints the CPU seconds of each and their ratio; the worksheets are to take less than 2 s.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from quizgen.arranging import LETTERS
from quizgen.edition import Edition, Part, Sheet
from quizgen.exporters import key, marking, worksheet
from quizgen.items import EMPTY, Blank, Choose, Fill, Item, Match, Open, Option, Proof, Reference, Response, Text
from quizgen.templating import Templates

QUESTIONS = 40
SOURCE = Reference("ness", "The harbour of Lower Ness", author="A. Holt")


class Recording(Templates):
    """Templates that remember what they were asked to render."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def render(self, name: str, **context: Any) -> str:
        """Render a template, and remember it."""
        self.asked.append((name, context))
        return super().render(name, **context)


def main() -> None:
    """Measure and print."""
    for output in (worksheet, key, marking):
        recording = Recording()
        pages = list(output.export(edition(recording)))
        made = edition(Templates())
        taken = seconds(lambda output=output, made=made: list(output.export(made)))
        floor = seconds(lambda made=made, asked=recording.asked: [made.templates.render(n, **c) for n, c in asked])
        size = sum(len(page.data) for page in pages) / 1e6
        print(f"{output.NAME:<10} {len(pages):3} pages, {size:.1f} MB, {len(recording.asked)} templates")
        print(f"{'':<10} quizgen {taken:6.2f} s CPU   jinja {floor:6.2f} s CPU   ratio {taken / floor:5.2f}")


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds that some work takes, the best of three; the first fills the caches."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def edition(templates: Templates) -> Edition:
    """A course of one sheet, in 26 versions."""
    parts = (Part(EMPTY, EMPTY, tuple(map(item, range(QUESTIONS)))),)
    sheet = Sheet("piers", "Piers", "en", parts, versions=tuple(LETTERS))
    return Edition("harbour-abc123", "Harbour", "en", (), (sheet,), {}, {}, {}, templates)


def item(number: int) -> Item:
    """A question of one of six kinds, in turn."""
    quote = Proof(SOURCE, text(f"pier {number} was built of oak"), 1 + number, 1)
    return Item(
        id=f"pier-{number}",
        origin=f"pier-{number}",
        stem=EMPTY if number % 6 == 2 else text(f"What does the book of Lower Ness say about pier {number}?"),
        response=response(number),
        explain=text("The book is the only source that names it."),
        hint=EMPTY,
        note=EMPTY,
        context=None,
        proofs=(quote,),
        correction=EMPTY,
        image=None,
        points=Decimal(1),
        scoring="all",
        tags=(),
        level=None,
        difficulty=None,
        lang="en",
        status="ready",
    )


def response(number: int) -> Response:
    """An answer of one of six kinds."""
    words = tuple(text(f"{word} {number}") for word in ("oak", "iron", "stone", "brick"))
    match number % 6:
        case 0 | 1:
            return Choose(tuple(map(Option, words)), frozenset({number % 4}), "one", author_order=False)
        case 2:
            blank = Blank((words[0],), None, None, exact=False, card=1)
            return Fill((text("It was built of "), blank, text(".")), inline=True, word_bank=words[1:])
        case 3:
            return Match(tuple(map(text, "123")), words, (0, 1, 2), ordered=False)
        case 4:
            return Fill((Blank((words[0],), None, None, exact=False, card=1),), inline=False)
        case _:
            return Open(text("Because the sea took the old one."), (), 4, recall=False, reversed=False)


def text(plain: str) -> Text:
    """A text without Markdown."""
    return Text(plain, plain)


if __name__ == "__main__":
    main()
