"""The Anki output, judged by the real Anki: what a student's collection makes of the packages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from anki_client import ANKI_VERSION, Client, back, front
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample import NOW, PNG, SOURCE, blank, edition, item, items, text

from quizgen.edition import Edition
from quizgen.exporters import anki
from quizgen.exporters.anki import identity, markup, notetypes
from quizgen.items import EMPTY, Choose, Fill, Image, Item, Match, Number, Open, Option, Proof, Region, Text
from quizgen.templating import SHIPPED, Templates

KEYS = tuple(identity.NUMBERS)
TYPES = {
    "q-choice": "quizgen choice",
    "q-multi": "quizgen multi",
    "q-false": "quizgen true-false",
    "q-cloze": "quizgen cloze",
    "q-short": "quizgen typed",
    "q-numeric": "quizgen numeric",
    "q-match": "quizgen match",
    "q-order": "quizgen order",
    "q-open": "quizgen open",
    "q-card": "quizgen card",
}
CARDS = dict.fromkeys(TYPES, 1) | {"q-cloze": 3, "q-card": 2}
MARKED = '<ol class="options marked">'


@pytest.fixture
def studied(student: Client) -> Client:
    """A collection that has the sample course."""
    student.import_package(course(edition()))
    return student


def course(made: Edition) -> bytes:
    return next(one.data for one in anki.export(made) if one.path == f"anki/{made.course_id}.apkg")


def sample_item(name: str) -> Item:
    return next(one for one in items() if one.id == name)


def edited(name: str, **changes: object) -> list[Item]:
    return [replace(one, **changes) if one.id == name else one for one in items()]  # type: ignore[arg-type]


def later(made: Edition, name: str, seconds: int = 5) -> Edition:
    return replace(made, changed={**made.changed, name: NOW + seconds})


def with_regions() -> Item:
    regions = (
        Region(text("North {{c9::x}}"), Decimal("0.1"), Decimal("0.10"), Decimal("0.2"), Decimal("0.25"), 1),
        Region(text("South"), Decimal("0.5"), Decimal("0.5"), Decimal("0.2"), Decimal("0.2"), 2),
    )
    return item(
        "q-map",
        "Name the hidden place.",
        Open(text("A coast"), (), 0, recall=True, reversed=False),
        image=Image("quizgen-0001.png", "A map", text("Map: The Quay"), regions),
    )


# Fixed for ever


def test_names_fields_and_ids_never_change() -> None:
    rest = [
        "Image", "Context", "Options", "Key", "Explain", "Hint", "Quote", "Source", "Sentence", "Labels", "Lang", "Id",
        "Reverse", "Spare1", "Spare2", "Spare3", "Spare4",
    ]  # fmt: skip
    first = {"cloze": "Text", "occlusion": "Text"}
    types = notetypes.note_types(Templates(), "sample-abc123", {})
    assert {key: (made.name, made.model_id) for key, made in types.items()} == GOLDEN_TYPES
    for number, (key, made) in enumerate(types.items(), start=1):
        assert [field["name"] for field in made.fields] == [first.get(key, "Stem"), *rest]
        start = 2022010500000 + 100 * number
        assert [field["id"] for field in made.fields] == list(range(start + 1, start + 19))
        assert [(card["name"], card["id"]) for card in made.templates] == (
            [("Card", start + 51), ("Reverse", start + 52)] if key == "card" else [("Card", start + 51)]
        )


GOLDEN_TYPES = {
    "choice": ("quizgen choice", 6556318760926502),
    "multi": ("quizgen multi", 1984337323184714),
    "true-false": ("quizgen true-false", 5548696700268231),
    "cloze": ("quizgen cloze", 968627574608909),
    "typed": ("quizgen typed", 4579468285507740),
    "numeric": ("quizgen numeric", 1300211822135658),
    "match": ("quizgen match", 1626216834328743),
    "order": ("quizgen order", 8255274117214078),
    "open": ("quizgen open", 5900471085739633),
    "card": ("quizgen card", 6130957276408595),
    "occlusion": ("quizgen occlusion", 1969225866844639),
}


def test_guids_and_deck_ids_never_change() -> None:
    assert identity.guid("kz2022-q7rtma", "trenin-border-length", "choice") == "41ee60128f8b2044"
    assert identity.guid("kz2022-q7rtma", "trenin-border-length", "cloze") == "43d0aa4ec21ea196"
    assert identity.guid("sample-abc123", "q-map", "occlusion") == "e9f0c525ef9fe3d6"
    assert identity.deck_id("kz2022-q7rtma", "Kazakhstan 2022::Trenin") == 149071951549327
    assert [identity.row_id("41ee60128f8b2044", place, set()) for place in (0, 1)] == [1079717670980, 1326666394713]


def test_ids_are_what_anki_accepts() -> None:
    types = notetypes.note_types(Templates(), "sample-abc123", {}).values()
    decks = [identity.deck_id("c", f"deck {number}") for number in range(1000)]
    guids = [identity.guid("c", f"{number}", "choice") for number in range(1000)]
    rows = [identity.row_id(guid, place, set()) for guid in guids for place in (0, 1)]
    assert all(1 < number < 2**53 for number in [*decks, *(made.model_id for made in types)])
    assert all(0 < number < 1_600_000_000_000 for number in rows)  # milliseconds: before September 2020


def test_ids_arrive_in_anki(studied: Client) -> None:
    fields = studied.note("q-choice").note_type()["flds"]
    assert [field["id"] for field in fields] == list(range(2022010500101, 2022010500119))
    assert studied.note("q-choice").note_type()["tmpls"][0]["id"] == 2022010500151
    assert studied.note("q-choice").note_type()["id"] == identity.type_id("choice")
    assert studied.note("q-choice").guid == identity.guid("sample-abc123", "q-choice", "choice")


# A package


def test_artifacts_and_summaries() -> None:
    made = edition()
    assert [(one.path, one.summary) for one in anki.export(made)] == [
        ("anki/sample-abc123.apkg", "10 notes, 13 cards"),
        ("anki/banks/unit/harbour.apkg", "10 notes, 13 cards"),
    ]
    some = replace(made, whole=False)
    assert [one.path for one in anki.export(some)] == ["anki/banks/unit/harbour.apkg"]
    single = edition([sample_item("q-open")])
    assert {one.summary for one in anki.export(single)} == {"1 note, 1 card"}


def test_nothing_is_made_of_nothing() -> None:
    assert list(anki.export(edition([]))) == []
    draft = edition([replace(one, status="draft") for one in items()])
    assert list(anki.export(draft)) == []
    assert anki.digests(draft) == {}


def test_every_note_and_card_arrives_and_none_is_empty(student: Client) -> None:
    assert student.import_package(course(edition())) == Counter(new=10)
    assert {note["Id"]: note.note_type()["name"] for note in student.notes()} == TYPES
    assert {question: len(student.cards(question)) for question in TYPES} == CARDS
    assert student.col.card_count() == 13
    assert student.empty_cards() == []


def test_new_cards_come_in_the_order_of_the_bank(studied: Client) -> None:
    due = {one.id: studied.cards(one.id)[0].due for one in items()}
    assert sorted(due, key=lambda question: due[question]) == [one.id for one in items()]
    assert len(set(due.values())) == len(due)


# What the fields say


def fields(studied: Client, question: str) -> dict[str, str]:
    return {name: value for name, value in studied.note(question).items() if value}


STEPS = "<li>The pier is built</li><li>The harbour freezes</li><li>The ice melts</li>"

EXPECTED: dict[str, dict[str, str]] = {
    "q-choice": {
        "Stem": "Which port grew &lt;fastest&gt; &amp; why?",
        "Image": '<figure><img src="quizgen-0001.png" alt="A harbour &lt;seen&gt; from above">'
        "<figcaption>Photo: A. Writer</figcaption></figure>",
        "Options": '<ol class="options"><li>Cadiz</li><li>Aalborg</li><li>Bergen</li>'
        '<li class="fixed">All of the above</li></ol>',
        "Key": f'{MARKED}<li class="wrong">Cadiz</li><li class="wrong">Aalborg<div class="why">It shrank.</div></li>'
        '<li class="right">Bergen</li><li class="wrong fixed">All of the above</li></ol><p class="answer">Bergen</p>',
    },
    "q-multi": {
        "Stem": "Which two goods came by sea?",
        "Options": '<ol class="options"><li>Wool</li><li>Tin</li><li>Salt</li><li>Wine</li></ol>',
        "Key": f'{MARKED}<li class="wrong">Wool</li><li class="wrong">Tin</li><li class="right">Salt</li>'
        '<li class="right">Wine</li></ol><p class="answer">Salt · Wine</p>',
    },
    "q-false": {
        "Stem": "The harbour froze in 1862.",
        "Options": '<ol class="options"><li class="fixed">True</li><li class="fixed">False</li></ol>',
        "Key": f'{MARKED}<li class="wrong fixed">True</li><li class="right fixed">False</li></ol>'
        '<p class="answer">False</p><p class="correction">The harbour froze in 1863.</p>',
    },
    "q-cloze": {
        "Text": "In {{c1::1863}} the town of {{c2::Aalborg::a town}} shipped {{c3::std&#58;:salt &#125;} tons}}.",
        "Key": '<ol class="answer"><li>1863</li><li>Aalborg</li><li>std::salt }} tons</li></ol>',
        "Explain": '<p class="accepted">Ålborg (Aalborg)</p><div>Explained: q-cloze &lt;b&gt;not bold&lt;/b&gt; '
        "&amp; more.</div>",
    },
    "q-short": {
        "Stem": "Who built the pier?",
        "Context": "<h2>The harbour</h2><div>A text that two questions share.</div>",
        "Key": "Miller",
        "Explain": '<span data-rule="{&quot;answers&quot;: [&quot;Miller&quot;, &quot;Mr Miller&quot;], '
        '&quot;articles&quot;: [&quot;a&quot;, &quot;an&quot;, &quot;the&quot;], &quot;exact&quot;: false}"></span>'
        '<p class="accepted">Mr Miller</p><div>Explained: q-short &lt;b&gt;not bold&lt;/b&gt; '
        "&amp; more.</div>",
    },
    "q-numeric": {
        "Stem": "How long is the pier?",
        "Context": "<h2>The harbour</h2><div>A text that two questions share.</div>",
        "Options": "m",
        "Key": "7,500",
        "Explain": '<span data-rule="{&quot;answers&quot;: [&quot;7,500&quot;], &quot;articles&quot;: [&quot;a&quot;, '
        "&quot;an&quot;, &quot;the&quot;], &quot;exact&quot;: false, &quot;value&quot;: &quot;7500&quot;, "
        '&quot;tolerance&quot;: &quot;5&quot;, &quot;unit&quot;: &quot;m&quot;, &quot;mark&quot;: &quot;.&quot;}">'
        '</span><p class="accepted">7,500 ± 5 m</p><div>Explained: q-numeric &lt;b&gt;not bold&lt;/b&gt; '
        "&amp; more.</div>",
    },
    "q-match": {
        "Stem": "Match each port to its country.",
        "Options": '<div class="columns"><ol class="lefts"><li>Aalborg</li><li>Bergen</li><li>Cadiz</li></ol>'
        '<ol class="rights"><li>Denmark</li><li>Norway</li><li>Spain</li><li>Sweden</li></ol></div>',
        "Key": '<table class="pairs"><tr data-right="0"><td>Aalborg</td><td>Denmark</td></tr>'
        '<tr data-right="1"><td>Bergen</td><td>Norway</td></tr><tr data-right="2"><td>Cadiz</td><td>Spain</td></tr>'
        '<tr class="extra" data-right="3"><td>–</td><td>Sweden</td></tr></table>',
    },
    "q-order": {
        "Stem": "Put the events in order.",
        "Options": f'<ol class="steps">{STEPS}</ol>',
        "Key": '<ol class="sequence"><li data-step="0">The pier is built</li><li data-step="1">The harbour freezes</li>'
        '<li data-step="2">The ice melts</li></ol>',
    },
    "q-open": {
        "Stem": "Why did trade fall?",
        "Key": 'Because the harbour froze.<ul class="rubric"><li>Names the frost (2)</li>'
        "<li>Names a consequence</li></ul>",
    },
    "q-card": {"Stem": "Pier", "Key": "A landing place", "Reverse": "1"},
}


@pytest.mark.parametrize("question", TYPES)
def test_fields(studied: Client, question: str) -> None:
    common = {
        "Explain": f"<div>Explained: {question} &lt;b&gt;not bold&lt;/b&gt; &amp; more.</div>",
        "Hint": f"<summary>Hint</summary>Hint for {question}.",
        "Quote": f"<blockquote>the quote of {question}</blockquote>",
        "Source": "A. Writer, <cite>The harbour</cite>, The Quay, <time>2022-01-07</time>, paragraph 2, sentence 1",
        "Sentence": f"<summary>The whole sentence</summary>Here is the quote of {question}, whole.",
        "Labels": markup.labels("en"),
        "Lang": "en",
        "Id": question,
    }
    assert fields(studied, question) == common | EXPECTED[question]


def test_steps_and_rights_are_shuffled_by_the_seed_of_the_course(student: Client) -> None:
    names = tuple(text(f"step {number}") for number in range(8))
    order = Match(tuple(text(str(number)) for number in range(8)), names, tuple(range(8)), ordered=True)
    student.import_package(course(edition([item("q", "Order", order)])))
    shown = re.findall("step .", student.note("q")["Options"])
    assert sorted(shown) == [name.plain for name in names] != shown
    assert re.findall("step .", student.note("q")["Key"]) == [name.plain for name in names]


def test_tags(student: Client) -> None:
    made = edition(edited("q-choice", tags=("two words", "a::b", "two words", " \u3000 ", "x\u3000y"), level=None))
    student.import_package(course(made))
    assert sorted(student.note("q-choice").tags) == [
        "a::b",
        "bank::unit::harbour",
        "difficulty::easy",
        "two-words",
        "x-y",
    ]
    assert sorted(student.note("q-open").tags) == [
        "bank::unit::harbour", "difficulty::hard", "harbour", "level::evaluate", "trade",
    ]  # fmt: skip


def test_several_proofs_bear_the_same_numbers(student: Client) -> None:
    linked = replace(SOURCE, title="A <b>", url="https://example.org/?a=1&b=2")
    proofs = (
        Proof(linked, text("one")),
        Proof(replace(SOURCE, url="javascript:alert(1)"), text("two"), 4, 2, text("one and two")),
    )
    student.import_package(course(edition(edited("q-open", proofs=proofs))))
    note = student.note("q-open")
    assert note["Quote"] == (
        '<ol><li value="1"><blockquote>one</blockquote></li><li value="2"><blockquote>two</blockquote></li></ol>'
    )
    assert note["Source"] == (
        '<ol><li value="1">A. Writer, <cite>A &lt;b&gt;</cite>, The Quay, <time>2022-01-07</time>, '
        '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></li>'
        '<li value="2">A. Writer, <cite>The harbour</cite>, The Quay, <time>2022-01-07</time>, '
        "paragraph 4, sentence 2, javascript:alert(1)</li></ol>"
    )
    assert note["Sentence"] == '<summary>The whole sentence</summary><ol><li value="2">one and two</li></ol>'


def test_an_item_with_nothing_but_a_question_has_a_card(student: Client) -> None:
    bare = item(
        "bare", "", Open(text("Yes"), (), 3, recall=False, reversed=False), proofs=(), tags=(), explain=EMPTY,
        hint=EMPTY, image=Image("quizgen-0001.png", "A harbour"),
    )  # fmt: skip
    assert student.import_package(course(edition([bare]))) == Counter(new=1)
    assert len(student.cards("bare")) == 1
    assert student.empty_cards() == []
    assert "Where it says so" not in back(student.cards("bare")[0]).words


def test_withdrawn_and_drafts(student: Client) -> None:
    student.import_package(course(edition()))
    changed = [
        replace(one, status={"q-choice": "retired", "q-cloze": "retired", "q-open": "draft"}.get(one.id, "ready"))
        for one in items()
    ]
    made = edition(changed)
    made = later(later(made, "q-choice"), "q-cloze")
    assert next(iter(anki.export(made))).summary == "9 notes, 12 cards"
    assert student.import_package(course(made)) == Counter(updated=2, duplicate=7)
    for question in ("q-choice", "q-cloze"):
        assert "withdrawn" in student.note(question).tags
        for card in student.cards(question):
            assert "This question has been withdrawn." in front(card).words
            assert "This question has been withdrawn." in back(card).words
    assert "q-open" not in anki.digests(made)


def test_a_withdrawn_card_says_why(student: Client) -> None:
    one = replace(items()[0], status="retired", withdrawn=text("The source was corrected."))
    student.import_package(course(edition([one])))
    for card in student.cards(one.id):
        assert "This question has been withdrawn. The source was corrected." in front(card).words


# Sides of a card


SECRET = {
    "q-short": ["Miller"],
    "q-numeric": ["7,500", "7500"],
    "q-open": ["Because the harbour froze", "Names the frost"],
    "q-card": ["landing"],
}


def shown_to_people(page: str) -> str:
    """A side of a card without its scripts and without the copy of the key that a front holds for them."""
    return re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("question", SECRET)
def test_the_front_keeps_the_key(studied: Client, question: str) -> None:
    page = front(studied.cards(question)[0])
    assert all(secret not in page.html for secret in SECRET[question])
    shown = back(studied.cards(question)[0])
    assert all(secret in shown.words for secret in SECRET[question] if secret != "7500")


def test_the_reverse_card_asks_for_the_front(studied: Client) -> None:
    reverse = studied.cards("q-card")[1]
    assert "A landing place" in front(reverse).words
    assert "Pier" not in front(reverse).html
    assert "Pier" in back(reverse).words


@pytest.mark.parametrize(("card", "secret"), [(0, "1863"), (1, "Aalborg"), (2, "std::salt }} tons")])
def test_a_blank_hides_itself_alone(studied: Client, card: int, secret: str) -> None:
    asked = studied.cards("q-cloze")[card]
    assert secret not in front(asked).words
    assert front(asked).words.count("[") == 1
    assert secret in back(asked).words
    others = {"1863", "Aalborg", "std::salt }} tons"} - {secret}
    assert all(other in front(asked).words for other in others)
    assert "Bergen" not in front(asked).html + back(asked).html  # the word bank is for paper


def test_the_hint_of_a_blank_stands_in_its_place(studied: Client) -> None:
    assert "[a town]" in front(studied.cards("q-cloze")[1]).words


@pytest.mark.parametrize("question", TYPES)
def test_both_sides(studied: Client, question: str) -> None:
    for card in studied.cards(question):
        shown = back(card)
        for needed in (f"the quote of {question}", "A. Writer, The harbour , The Quay", f"Explained: {question}"):
            assert needed in shown.words
        assert "paragraph 2, sentence 1" in shown.words
        assert f"Here is the quote of {question}, whole." in shown.words
        assert "the quote of" not in front(card).html
        assert "Explained" not in front(card).html
        assert "Teacher" not in front(card).html + shown.html
        assert '<details class="hint"><summary>Hint</summary>Hint for' in front(card).html or card.ord == 1
        for page in (front(card), shown):
            assert '<div class="quizgen type-' in page.html
            assert 'lang="en" dir="ltr" style="--several:' in page.html
            assert "{{" not in page.words.replace("}}", "")


def test_the_right_options_are_marked_on_the_back_alone(studied: Client) -> None:
    card = studied.cards("q-multi")[0]
    assert re.findall(r'class="right">(\w+)', back(card).html) == ["Salt", "Wine"]
    assert 'class="right' not in shown_to_people(front(card).html)
    shrank = studied.cards("q-choice")[0]
    assert "It shrank." in back(shrank).words
    assert "It shrank." not in shown_to_people(front(shrank).html)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("q-choice", lambda one: replace(one, correct=frozenset({0}))),
        ("q-multi", lambda one: replace(one, correct=frozenset({1, 2, 3}))),
        ("q-false", lambda one: replace(one, correct=frozenset({0}))),
        ("q-match", lambda one: replace(one, pairing=(2, 1, 3))),
        ("q-order", lambda one: replace(one, pairing=(2, 1, 0))),
    ],
)
def test_the_front_does_not_depend_on_the_key(
    studied: Client, question: str, other: Callable[[Choose | Match], Choose | Match]
) -> None:
    before = shown_to_people(front(studied.cards(question)[0]).html), back(studied.cards(question)[0]).html
    turned = edited(question, response=other(sample_item(question).response))  # type: ignore[arg-type]
    assert studied.import_package(course(later(edition(turned), question)))["updated"] == 1
    after = shown_to_people(front(studied.cards(question)[0]).html), back(studied.cards(question)[0]).html
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_typed_answers_are_compared_with_the_bare_key(studied: Client) -> None:
    assert "[[type:Key]]" in front(studied.cards("q-short")[0]).html
    assert "[[type:Key]] m" in front(studied.cards("q-numeric")[0]).words
    assert "7,500 m" in back(studied.cards("q-numeric")[0]).words
    assert "Mr Miller" in back(studied.cards("q-short")[0]).words
    assert "typeBad" not in studied.col.compare_answer(studied.note("q-numeric")["Key"], "7,500")


@pytest.mark.parametrize(
    ("answer", "unit", "key"),
    [("7500", "km", "7500"), ("5 %", "%", "5"), ("20%", "%", "20"), ("3\u202fm", "m", "3"), ("1e3", None, "1e3")],
)
def test_the_unit_is_not_typed(student: Client, answer: str, unit: str | None, key: str) -> None:
    number = Number(Decimal(1), text(unit) if unit else None, Decimal(0))
    student.import_package(
        course(edition([item("q", "How many?", Fill((blank(answer, number=number),), inline=False))]))
    )
    assert (student.note("q")["Key"], student.note("q")["Options"]) == (key, unit or "")
    assert "accepted" not in student.note("q")["Explain"]


def test_a_card_speaks_its_language_and_direction(student: Client) -> None:
    student.import_package(course(edition(edited("q-choice", lang="ar"))))
    for page in (front(student.cards("q-choice")[0]), back(student.cards("q-choice")[0])):
        assert 'lang="ar" dir="rtl" style="--several:' in page.html
    assert student.note("q-choice")["Lang"] == "ar"


def test_labels_are_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shouting:
        def gettext(self, message: str) -> str:
            return f"""{message.upper()} '"<&\\"""

    monkeypatch.setattr(markup, "catalogue", lambda lang: Shouting())
    markup.labels.cache_clear()
    try:
        parsed = attributes(f"<div {markup.labels('de')}>")
    finally:
        markup.labels.cache_clear()
    assert (parsed["lang"], parsed["dir"]) == ("de", "ltr")
    assert "--check:'CHECK \\27 \\22 <&\\5c ';" in parsed["style"]


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, as a browser reads them."""
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update({name: value or "" for name, value in attrs})

    Reader().feed(tag)
    return found


def test_old_anki_does_not_show_the_key_in_place_of_the_box() -> None:
    """`{{type:nc:Key}}`, which forgives accents, prints the key on the front in Anki 23.12 and before."""
    pages = [card["qfmt"] for made in notetypes.note_types(Templates(), "c", {}).values() for card in made.templates]
    assert {found for page in pages for found in re.findall("{{type:.*?}}", page)} == {"{{type:Key}}"}


def test_every_label_has_its_place() -> None:
    style = (SHIPPED / "anki/style.css").read_text(encoding="utf-8")
    scripts = "".join(pages())
    names = re.findall(r"--([\w-]+):'", markup.labels("en"))
    assert len(names) == 16
    assert [name for name in names if f"var(--{name})" not in style and f'"{name}"' not in scripts] == []


def pages() -> list[str]:
    """Every side of every note type, as Anki gets it."""
    types = notetypes.note_types(Templates(), "c", {}).values()
    return [card[side] for made in types for card in made.templates for side in ("qfmt", "afmt")]


KEY_FOR_THE_SCRIPT = '<script type="text/plain" class="key">'
OWN_SCRIPTS = {script for page in pages() for script in re.findall(r"<script>.*?</script>", page, re.DOTALL)}


def test_cards_ask_for_nothing_from_outside() -> None:
    style = (SHIPPED / "anki/style.css").read_text(encoding="utf-8")
    for page in (style, *pages()):
        assert not re.search(r"<link|<iframe|https?:|//|url\(|@import|javascript|\son\w+=|\bsrc\b", page)
        assert not re.search(r"fetch|XMLHttp|WebSocket|import\(|\beval|Function\(|sendBeacon|<!--", page)
        assert set(re.findall("<script[^>]*>", page)) <= {"<script>", KEY_FOR_THE_SCRIPT}


def test_a_script_is_small_and_no_template_of_anki() -> None:
    assert len(OWN_SCRIPTS) == 4
    for script in OWN_SCRIPTS:
        assert len(script.encode()) < 10_000
        assert "{{" not in script


def test_the_list_of_cards_does_not_show_the_key(studied: Client) -> None:
    """What Anki's browser and speech make of a front: all its text but that of scripts."""
    studied.col.set_browser_card_columns(["question"])
    shown = studied.col._backend.browser_row_for_id(studied.cards("q-choice")[0].id).cells[0].text
    assert "Bergen" in shown
    assert "It shrank." not in shown


# Clozes


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (Text(r'<span class="math">\(\frac{1}{x^{2}}\)</span>', r"\frac{1}{x^{2}}"), r"\(\frac{1}{x^{2}}\)"),
        (text("std::vector"), "std::vector"),
        (text("}}"), "}}"),
        (text("a}"), "a}"),
        (text("{{c7::b}}"), "{{c7::b}}"),
        (text("::"), "::"),
        (text("a:"), "a:"),
        (text("<b>&"), "<b>&"),
        (text(":a"), ":a"),
        (text("}a{"), "}a{"),
        (Text("<em>a::b</em>", "a::b"), "a::b"),
    ],
)
def test_an_answer_survives_its_cloze(student: Client, answer: Text, shown: str) -> None:
    gap = replace(blank("x"), answers=(answer,), hint=answer)
    fill = Fill((text("{"), gap, text("} and {{c4::d}} "), replace(blank("y"), card=2), text("}}")), inline=True)
    student.import_package(course(edition([item("q", "", fill)])))
    first, second = student.cards("q")
    assert bare(shown) in bare(back(first).words)
    assert bare(shown) in bare(front(second).words)
    assert bare(f"[{shown}]") in bare(front(first).words)
    assert "{{c4::d}}" in front(first).words
    assert student.empty_cards() == []


def test_blanks_may_share_a_card(student: Client) -> None:
    fill = Fill((blank("a", card=2), text(" "), blank("b", card=2), text(" "), blank("c", card=5)), inline=True)
    student.import_package(course(edition([item("q", "", fill)])))
    assert [card.ord for card in student.cards("q")] == [1, 4]
    assert front(student.cards("q")[0]).words.startswith("[...] [...] c")
    assert student.empty_cards() == []


def test_parts_that_open_and_close_each_other_are_joined(student: Client) -> None:
    fill = Fill((Text("<strong>In ", "In "), blank("1863"), Text(" it</strong> froze.", " it froze.")), inline=True)
    student.import_package(course(edition([item("q", "", fill)])))
    assert student.note("q")["Text"] == "<strong>In {{c1::1863}} it</strong> froze."


def test_a_blank_more_is_a_card_more_and_moves_no_history(studied: Client) -> None:
    first = studied.cards("q-cloze")[0]
    studied.review(first)
    before = sample_item("q-cloze").response
    assert isinstance(before, Fill)
    longer = replace(before, parts=(blank("New", card=4), text(" "), *before.parts))
    made = later(edition(edited("q-cloze", response=longer)), "q-cloze")
    assert studied.import_package(course(made)) == Counter(updated=1, duplicate=9)
    assert len(studied.cards("q-cloze")) == 4
    assert studied.cards("q-cloze")[0].id == first.id
    assert studied.history(first) == 1
    assert studied.empty_cards() == []


PIECES = st.lists(
    st.sampled_from(
        ["{", "}", "{{", "}}", "::", ":", "c1", "{{c1::", "[", "]", "[sound:a.mp3]", "sound:a.mp3", "\\", "x", " ", "<"]
    ),
    min_size=1,
    max_size=5,
).map("".join)
SOLID = PIECES.filter(str.strip)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(PIECES, SOLID, st.none() | SOLID), min_size=1, max_size=4), PIECES)
def test_whatever_the_texts_every_blank_has_its_card(
    tmp_path_factory: pytest.TempPathFactory, gaps: list[tuple[str, str, str | None]], end: str
) -> None:
    parts = [
        part
        for number, (before, answer, hint) in enumerate(gaps, start=1)
        for part in (text(before), blank(answer, card=number, hint=hint or ""))
    ]
    student = Client(tmp_path_factory.mktemp("student"))
    try:
        student.import_package(course(edition([item("q", "", Fill((*parts, text(end)), inline=True), context=None)])))
        cards = student.cards("q")
        assert [card.ord for card in cards] == list(range(len(gaps)))
        assert student.empty_cards() == []
        whole = "".join(before + answer for before, answer, _ in gaps) + end
        for card, (_, _, hint) in zip(cards, gaps, strict=True):
            assert bare(whole) in bare(back(card).words)
            assert bare(f"[{hint or '...'}]") in bare(front(card).words)
            assert card.question_av_tags() == card.answer_av_tags() == []
    finally:
        student.close()


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


# Pictures with regions


def test_anki_recognises_an_image_occlusion(student: Client) -> None:
    assert student.import_package(course(edition([with_regions()]))) == Counter(new=2)
    assert {note.note_type()["name"] for note in student.notes()} == {"quizgen card", "quizgen occlusion"}
    cards = student.cards("q-map", "quizgen occlusion")
    assert [card.ord for card in cards] == [0, 1]
    assert student.empty_cards() == []
    assert list(student.col.media.check().missing) == []
    seen = student.col.get_image_occlusion_note(note_id=student.note("q-map", "quizgen occlusion").id).note
    assert seen.image_file_name == "quizgen-0001.png"
    assert bytes(seen.image_data) == PNG
    assert ANKI_VERSION < (25, 2) or seen.occlude_inactive  # older versions do not tell
    shapes = {one.ordinal: one.shapes for one in seen.occlusions}  # in no fixed order
    assert set(shapes) == {1, 2}
    shape = {one.name: one.value for one in shapes[1][0].properties}
    assert {side: float(shape[side]) for side in ("left", "top", "width", "height")} == {
        "left": 0.1, "top": 0.1, "width": 0.2, "height": 0.25,
    }  # fmt: skip
    assert "Name the hidden place." in seen.header


def test_a_region_is_masked_on_the_front_and_named_on_the_back(student: Client) -> None:
    student.import_package(course(edition([with_regions()])))
    north, south = student.cards("q-map", "quizgen occlusion")
    for card, name in ((north, "North {{c9::x}}"), (south, "South")):
        assert name not in front(card).words
        assert "Name the hidden place." in front(card).words
        assert re.search(rf'id="answer">{re.escape(markup.in_cloze(name))}</p>', back(card).html)
        assert "the quote of q-map" in back(card).words
    assert 'style="left:10%;top:10%;width:20%;height:25%"><span class="cloze"' in front(north).html
    assert 'style="left:10%;top:10%;width:20%;height:25%"><span class="cloze-inactive"' in front(south).html


# A course's own note types


def own_templates(folder: Path, **files: str) -> Templates:
    for name, content in files.items():
        path = folder / "templates" / "anki" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Templates(folder)


def test_a_course_with_its_own_template_has_its_own_note_type(tmp_path: Path) -> None:
    own = own_templates(tmp_path, open__front_html="<p>{{Stem}}</p>")
    ids = {key: made.model_id for key, made in notetypes.note_types(own, "sample-abc123", {}).items()}
    shipped = {key: made.model_id for key, made in notetypes.note_types(Templates(), "sample-abc123", {}).items()}
    assert {key for key in KEYS if ids[key] != shipped[key]} == {"open"}
    assert ids["open"] == identity.type_id("open", "sample-abc123")
    other = notetypes.note_types(own, "another", {})["open"]
    assert other.model_id not in {ids["open"], shipped["open"]}


def test_its_own_style_or_shared_part_counts_for_all_that_use_it(tmp_path: Path) -> None:
    styled = notetypes.note_types(own_templates(tmp_path / "a", style_css=".card{}"), "c", {})
    assert all(made.model_id == identity.type_id(key, "c") for key, made in styled.items())
    hints = notetypes.note_types(own_templates(tmp_path / "b", parts__hint_html="<p>{{Hint}}</p>"), "c", {})
    assert all(made.model_id == identity.type_id(key, "c") for key, made in hints.items())
    assert "<p>{{Hint}}</p>" in hints["card"].templates[0]["qfmt"]
    stems = notetypes.note_types(own_templates(tmp_path / "c", parts__question_html="{{Stem}}"), "c", {})
    assert {key for key, made in stems.items() if made.model_id == identity.type_id(key)} == {"cloze", "occlusion"}


def test_anki_takes_a_course_s_own_templates(student: Client, tmp_path: Path) -> None:
    own = own_templates(tmp_path, cloze__front_html="{{cloze:Text}}", open__front_html="Say: {{Stem}}")
    assert student.import_package(course(edition(templates=own))) == Counter(new=10)
    assert front(student.cards("q-open")[0]).words == "Say: Why did trade fall?"
    assert len(student.cards("q-cloze")) == 3
    assert student.empty_cards() == []


# Digests


def test_digests_are_stable_and_know_no_time() -> None:
    made = edition([*items(), with_regions()])
    before = anki.digests(made)
    assert list(before) == [*TYPES, "q-map"]
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in before.values())
    assert len(set(before.values())) == 11
    renamed = replace(made.decks[0], deck="Elsewhere", title="Other")
    assert anki.digests(replace(made, changed={}, models_changed={"x": 1}, decks=(renamed,))) == before


@pytest.mark.parametrize(
    "change",
    [
        {"explain": text("Other")},
        {"tags": ("other",)},
        {"level": "apply"},
        {"lang": "de"},
        {"status": "retired"},
        {"origin": "q-former"},
        {"hint": EMPTY},
        {"proofs": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_that_a_student_sees_changes_one_digest(change: dict[str, object]) -> None:
    before, after = anki.digests(edition()), anki.digests(edition(edited("q-choice", **change)))
    assert [question for question in before if before[question] != after[question]] == ["q-choice"]


def test_a_teacher_s_note_or_points_change_no_digest() -> None:
    changed = edited("q-choice", note=text("Other"), points=Decimal(5), scoring="each")
    assert anki.digests(edition(changed)) == anki.digests(edition())


def test_another_picture_under_the_same_name_changes_the_digest(student: Client) -> None:
    made = edition()
    redrawn = replace(made, media={"quizgen-0001.png": PNG + b" "})
    before, after = anki.digests(made), anki.digests(redrawn)
    assert [question for question in before if before[question] != after[question]] == ["q-choice"]
    student.import_package(course(made))
    assert student.import_package(course(later(redrawn, "q-choice"))) == Counter(updated=1, duplicate=9)
    name = re.findall('src="([^"]+)"', student.note("q-choice")["Image"])[0]
    assert (Path(student.col.media.dir()) / name).read_bytes() == PNG + b" "


def test_model_digests(tmp_path: Path) -> None:
    before = anki.model_digests(Templates(), "c")
    assert list(before) == [identity.type_name(key) for key in KEYS]
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in before.values())
    after = anki.model_digests(own_templates(tmp_path, open__back_html="{{Key}}"), "c")
    assert [name for name in before if before[name] != after[name]] == ["quizgen open"]


# Hostile texts


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '"><b>',
    "{{Key}} {{c1::x}} {{#Stem}}",
    "[sound:bang.mp3]",
    "[anki:tts lang=en]boo[/anki:tts]",
    "[latex]\\input{x}[/latex] [$]x[/$] [$$]x[/$$]",
    "[[type:Key]] [[type:nc:Key]]",
    "a\x1fb\x00c",
    "<!-- --> <![CDATA[ ]]> &amp; &#123;",
]


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_texts_are_only_texts(student: Client, evil: str) -> None:
    words = text(evil)
    made = [
        replace(
            one,
            explain=words,
            hint=words,
            stem=words if one.stem else EMPTY,
            proofs=(Proof(replace(SOURCE, title=evil), words),),
        )
        for one in items()
    ]
    made.append(replace(with_regions(), stem=words))
    options = (Option(words, words), Option(text("Other")))
    made[1] = replace(made[1], response=replace(made[1].response, options=options, correct=frozenset({0})))
    made = [
        replace(one, response=replace(one.response, parts=(words, *one.response.parts)))
        if isinstance(one.response, Fill) and one.response.inline
        else one
        for one in made
    ]
    assert student.import_package(course(edition(made))) == Counter(new=12)
    assert student.empty_cards() == []
    assert list(student.col.media.check().missing) == []
    visible = re.sub(r"[\x00\x1f]", "", evil)
    for note in student.notes():
        expected = {"q-cloze": 3, "q-card": 2}.get(note["Id"], 2 if "occlusion" in note.note_type()["name"] else 1)
        assert len(note.cards()) == expected
        for card in note.cards():
            assert card.question_av_tags() == card.answer_av_tags() == []
            assert bare(visible) in bare(back(card).words)
            for page in (front(card), back(card)):
                assert dangers(without_own_scripts(page.html)) == []
                assert page.html.count("[[type:") == (note.note_type()["name"] in {"quizgen typed", "quizgen numeric"})
                assert not re.search(r"\[(sound|anki|latex|\$)", page.html)


def without_own_scripts(page: str) -> str:
    """A side without the scripts of the templates; the key that stands there for them becomes ordinary HTML."""
    for script in OWN_SCRIPTS:
        page = page.replace(script, "")
    return page.replace(KEY_FOR_THE_SCRIPT, "<div>")


def dangers(page: str) -> list[str]:
    """The elements and attributes that could do something or load something."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in {"script", "iframe", "object", "embed", "link", "style", "form"}:
                found.append(tag)
            found.extend(name for name, _ in attrs if name.startswith("on"))
            found.extend(value for name, value in attrs if name == "src" and value and value != "quizgen-0001.png")

    Reader().feed(page)
    return found
