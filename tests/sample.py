"""An edition made by hand: every response and every kind, hostile texts among them, for exporter tests."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from html import escape

from quizgen.edition import Deck, Edition, Heading, Part, Sheet
from quizgen.items import (
    EMPTY,
    Blank,
    Choose,
    Criterion,
    Fill,
    Image,
    Item,
    Kind,
    Match,
    Number,
    Open,
    Option,
    Passage,
    Proof,
    Reference,
    Response,
    Text,
)
from quizgen.templating import Templates

NOW = 1_760_000_000
TEMPLATES = Templates()  # shared, as each of them compiles the templates anew
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "0000000500010d0a2db40000000049454e44ae426082"
)
SOURCE = Reference("harbour", "The harbour", author="A. Writer", publisher="The Quay", date="2022-01-07")


def text(plain: str) -> Text:
    """A text as the renderer would make it from words without Markdown."""
    return Text(escape(plain), plain)


def item(name: str, stem: str, response: Response, **changes: object) -> Item:
    """An item with everything filled in that every output has to carry."""
    made = Item(
        id=name,
        origin=name,
        stem=text(stem),
        response=response,
        explain=text(f"Explained: {name} <b>not bold</b> & more."),
        hint=text(f"Hint for {name}."),
        note=text(f"Teacher's note on {name}."),
        context=None,
        proofs=(Proof(SOURCE, text(f"the quote of {name}"), 2, 1, text(f"Here is the quote of {name}, whole.")),),
        correction=EMPTY,
        image=None,
        points=Decimal(1),
        scoring="all",
        tags=("harbour", "trade"),
        level="remember",
        difficulty="easy",
        lang="en",
        status="ready",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def choose(options: list[str], correct: set[int], kind: Kind = "one", author_order: bool = False) -> Choose:
    """A `Choose` from plain words."""
    return Choose(tuple(Option(text(o)) for o in options), frozenset(correct), kind, author_order)


def blank(*answers: str, card: int = 1, hint: str = "", number: Number | None = None) -> Blank:
    """A `Blank` from plain words."""
    return Blank(tuple(map(text, answers)), text(hint) if hint else None, number, False, card)


def items() -> list[Item]:
    """One item of each of the ten types, in the order of the design's table."""
    return [
        item(
            "q-choice",
            "Which port grew <fastest> & why?",
            replace(
                choose(["Aalborg", "Bergen", "Cadiz", "All of the above"], {1}),
                options=(
                    Option(text("Aalborg"), text("It shrank.")),
                    Option(text("Bergen")),
                    Option(text("Cadiz")),
                    Option(text("All of the above")),
                ),
            ),
            image=Image("quizgen-0001.png", "A harbour <seen> from above", text("Photo: A. Writer")),
        ),
        item("q-multi", "Which two goods came by sea?", choose(["Salt", "Tin", "Wool", "Wine"], {0, 3}, "many")),
        item(
            "q-false",
            "The harbour froze in 1862.",
            choose(["True", "False"], {1}, "true_false"),
            correction=text("The harbour froze in 1863."),
        ),
        item(
            "q-cloze",
            "",
            Fill(
                (
                    text("In "),
                    blank("1863", card=1),
                    text(" the town of "),
                    blank("Aalborg", "Ålborg", card=2, hint="a town"),
                    text(" shipped "),
                    blank("std::salt }} tons", card=3),
                    text("."),
                ),
                inline=True,
                word_bank=(text("1862"), text("Bergen")),
            ),
        ),
        item("q-short", "Who built the pier?", Fill((blank("Miller", "Mr Miller"),), inline=False)),
        item(
            "q-numeric",
            "How long is the pier?",
            Fill(
                (blank("7,500", number=Number(Decimal(7500), text("m"), Decimal(5))),),
                inline=False,
            ),
        ),
        item(
            "q-match",
            "Match each port to its country.",
            Match(
                tuple(map(text, ("Aalborg", "Bergen", "Cadiz"))),
                tuple(map(text, ("Denmark", "Norway", "Spain", "Sweden"))),
                (0, 1, 2),
                False,
            ),
        ),
        item(
            "q-order",
            "Put the events in order.",
            Match(
                tuple(map(text, "123")),
                tuple(map(text, ("The pier is built", "The harbour freezes", "The ice melts"))),
                (0, 1, 2),
                True,
            ),
            points=Decimal(3),
            scoring="each",
        ),
        item(
            "q-open",
            "Why did trade fall?",
            Open(
                text("Because the harbour froze."),
                (
                    Criterion(text("Names the frost"), Decimal(2)),
                    Criterion(text("Names a consequence"), None),
                ),
                lines=4,
                recall=False,
                reversed=False,
            ),
            level="evaluate",
            difficulty="hard",
            points=Decimal(4),
        ),
        item("q-card", "Pier", Open(text("A landing place"), (), 0, recall=True, reversed=True)),
    ]


def edition(made: list[Item] | None = None, templates: Templates | None = None) -> Edition:
    """A whole edition of one bank and one sheet."""
    every = tuple(items() if made is None else made)
    passage = Passage("p", text("The harbour"), text("A text that two questions share."), None)
    shared = tuple(replace(one, context=passage) if one.id in {"q-short", "q-numeric"} else one for one in every)
    return Edition(
        course_id="sample-abc123",
        title="The sample course",
        lang="en",
        decks=(Deck("unit/harbour", "The harbour", "Sample::Harbour", "en", shared),),
        sheets=(Sheet("harbour", "The harbour", "en", (Part(EMPTY, EMPTY, shared),), Heading(time="40 min")),),
        media={"quizgen-0001.png": PNG},
        changed={one.id: NOW for one in every},
        models_changed={},
        templates=templates or TEMPLATES,
    )
