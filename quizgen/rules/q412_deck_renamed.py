"""A bank's deck in Anki has another name than at the last build.

Why: Anki moves nothing. Whoever has the old deck keeps its cards there, and gets new ones into a second deck. The name
is `deck`, or else the titles of course and bank. Keep the old one with `deck`. Or build: then the new name holds, and
this is said no more.

Bad:

    title: The town clock                 # was: The clock, when students got it

Good:

    title: The town clock
    deck: "Lower Ness::The clock"         # the deck that students have

Source: our trials with Anki, in tests/exporters/test_anki_updates.py: cards stay in the deck they came in
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import UNREADABLE, Course
from quizgen.diagnostics import Finding
from quizgen.yaml_tree.surprises import quoted

CODE = "Q412"
NAME = "deck-renamed"
SEVERITY = "warning"


def check_course(course: Course) -> Iterator[Finding]:
    """Compare each bank's deck with the one in which the lock knows its cards."""
    if course.fields.id == UNREADABLE:
        return
    for bank in course.banks:
        old = course.lock.decks.get(bank.name, bank.deck)
        named = bank.fields.deck or bank.document.root.get("title")  # not so where nothing of the file can be read
        if named and old != bank.deck:
            message = (
                f"students may have these cards in the deck “{old}”; new ones would go into a second, “{bank.deck}”"
            )
            place = bank.document.place(("deck",) if bank.fields.deck else ("title",))
            yield Finding(message, place, f"to keep the deck, write in this bank: deck: {quoted(old)}")
