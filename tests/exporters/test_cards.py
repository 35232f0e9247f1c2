"""The cards in a real browser, as Anki renders them: answered by mouse and by key, and read without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from anki_client import Client
from card_pages import COMPUTER, PHONE, Screen, back_html, chromium, front_html, needs_browser, screen
from sample import blank, choose, edition, item, items, text

from quizgen.exporters import anki
from quizgen.i18n import catalogue
from quizgen.items import Choose, Fill, Image, Item, Match, Number, Open, Option, Passage, Region

pytestmark = needs_browser

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300"><rect width="900" height="300"/></svg>'
REGION = Region(text("North"), Decimal("0.1"), Decimal("0.1"), Decimal("0.2"), Decimal("0.25"), 1)
LONG = "The harbour master closed the harbour each winter on his own account whatever the weather"
DAYS = [f"2026-03-{day:02}T12:00:00" for day in range(1, 31)]


def typed(name: str, *answers: str, exact: bool = False, lang: str = "en") -> Item:
    return item(name, "Type it.", Fill((replace(blank(*answers), exact=exact),), inline=False), lang=lang)


def numeric(name: str, answer: str, value: str, tolerance: str, unit: str = "", lang: str = "en") -> Item:
    number = Number(Decimal(value), text(unit) if unit else None, Decimal(tolerance))
    return item(name, "How much?", Fill((blank(answer, number=number),), inline=False), lang=lang)


def more() -> list[Item]:
    """What the sample lacks: fixed lists, feedback, categories, long texts, another direction, forgiving answers."""
    feedback = tuple(Option(text(one), text(f"{one}: why.")) for one in ("Elm", "Oak", "Ash", "Fir", "Yew"))
    countries = Match(
        tuple(map(text, ("Bergen", "Oslo", "Cadiz", LONG))), tuple(map(text, ("Norway", LONG, "Spain", "Chile"))),
        (0, 0, 2, 1), ordered=False,
    )  # fmt: skip
    return [
        item("q-fed", "Which tree?", Choose(feedback, frozenset({1}), "one", author_order=False)),
        item("q-years", "When?", choose(["1901", "1899", "1910", "1905", "All of the above"], {0})),
        item("q-author", "Which?", choose(["d", "a", "c", "b", "e"], {1}, author_order=True)),
        item("q-last", "Which?", choose(["Elm", "Oak", "Ash", "Fir", "None of the above"], {2})),
        item(
            "q-long", LONG, choose([f"{LONG} one", f"{LONG} two", "W" * 60, "Yes"], {3}, "many"),
            context=Passage("p", text("A title"), text(f"{LONG} " * 9), Image("quizgen-0001.png", "A harbour")),
        ),
        item("q-rtl", "ما هي عاصمة كازاخستان؟", choose(["أستانا", "ألماتي", "بيشكك"], {0}), lang="ar"),
        item("q-sorts", "Match each with its country.", countries),
        item(
            "q-map", "Name the place.", Open(text("A coast"), (), 0, recall=True, reversed=False),
            image=Image("quizgen-0001.png", "A map", regions=(REGION,)),
        ),
        typed("t-name", "the Kyrgyz-Kazakh border", "Erdoğan’s line"),
        typed("t-exact", "Café", exact=True),
        typed("t-fr", "l'été", lang="fr"),
        typed("t-ru", "Алексей Ёлкин", lang="ru"),
        typed("t-ar", "الجزائر", lang="ar"),
        typed("t-de", "Straße", lang="de"),
        typed("t-signs", "C#", "-5", "2-1", "cease-fire"),
        numeric("n-metres", "7,500", "7500", "5", "m"),
        numeric("n-german", "1.500,5", "1500.5", "0", "km", "de"),
        numeric("n-tenth", "0.3", "0.3", "0.1"),
        numeric("n-percent", "20", "20", "0", "%"),
        numeric("n-large", "7,500,000,000", "7500000000", "0"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A collection with the sample course and more."""
    client = Client(tmp_path_factory.mktemp("student"))
    made = edition([*items(), *more()])
    client.import_package(next(one.data for one in anki.export(made) if one.path == f"anki/{made.course_id}.apkg"))
    yield client
    client.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def seen(browser: Any) -> Any:
    """A screen to open; at its end nothing may have complained or asked for anything."""
    return partial(opened, browser)


class opened(AbstractContextManager[Screen]):  # noqa: N801
    def __init__(self, browser: Any, size: tuple[int, int] = PHONE, **options: Any) -> None:
        self.context = screen(browser, size, media=PICTURE, **options)

    def __enter__(self) -> Screen:
        self.screen = self.context.__enter__()
        return self.screen

    def __exit__(self, *problem: Any) -> None:
        self.context.__exit__(*problem)
        if problem[0] is None:
            assert (self.screen.complaints, self.screen.requests) == ([], [])


def front_of(student: Client, question: str) -> str:
    return front_html(student.cards(question, MAP_TYPE.get(question, ""))[0])


def back_of(student: Client, question: str, given: str = "") -> str:
    return back_html(student.cards(question, MAP_TYPE.get(question, ""))[0], given)


MAP_TYPE = {"q-map": "quizgen occlusion"}


# What a student does


def tap(page: Any, *labels: str) -> None:
    for label in labels:
        page.locator("button.choice").filter(has_text=label).first.click()


def press(page: Any, *labels: str) -> None:
    """The number keys, by the place at which the label stands."""
    for label in labels:
        shown = page.locator("button.choice").all_inner_texts()
        page.keyboard.press(str(1 + next(place for place, one in enumerate(shown) if label in one)))


def tab(page: Any, *labels: str) -> None:
    """Tab to the button, then Space or Enter in turn."""
    for turn, label in enumerate(labels):
        button = page.locator("button.choice").filter(has_text=label).first.element_handle()
        page.evaluate("document.activeElement.blur()")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("one => document.activeElement === one", button):
                break
        else:
            raise AssertionError(f"no way to {label} by Tab")
        page.keyboard.press("Enter" if turn % 2 else "Space")


HOW = {"tap": tap, "press": press, "tab": tab}
TAPPED = {
    # question: the right answer, a wrong one
    "q-choice": (["Bergen"], ["Cadiz"]),
    "q-false": (["False"], ["True"]),
    "q-multi": (["Salt", "Wine"], ["Salt", "Tin"]),
    "q-match": (["Denmark", "Norway", "Spain"], ["Denmark", "Sweden", "Spain"]),
    "q-sorts": (["Norway", "Norway", "Spain", LONG], ["Norway", "Spain", "Spain", LONG]),
    "q-order": (
        ["The pier is built", "The harbour freezes", "The ice melts"],
        ["The pier is built", "The ice melts", "The harbour freezes"],
    ),
}
CHECKED = {"q-multi", "q-match", "q-sorts"}


def answer(page: Any, question: str, labels: list[str], how: str = "tap") -> None:
    HOW[how](page, *labels)
    if question in CHECKED:
        check = page.get_by_role("button", name="Check")
        check.click() if how == "tap" else check.press("Enter")


def result(page: Any) -> str:
    return str(page.locator("[role=status]").evaluate("one => one.firstChild ? one.firstChild.textContent : ''"))


MISTAKES = {
    "q-choice": ["Cadiz"],
    "q-false": ["True"],
    "q-multi": ["Tin"],
    "q-match": ["Sweden"],
    "q-sorts": ["Spain"],
    "q-order": ["The ice melts", "The harbour freezes"],
}


@pytest.mark.parametrize("size", [PHONE, COMPUTER])
@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("question", TAPPED)
def test_an_answer_is_judged_at_once_and_known_on_the_back(
    student: Client, seen: Any, question: str, how: str, size: tuple[int, int]
) -> None:
    with seen(size) as shown:
        for labels, mistakes in zip(TAPPED[question], ([], MISTAKES[question]), strict=True):
            page = shown.show(front_of(student, question))
            assert result(page) == ""
            assert page.locator(".right, .wrong, .yours").count() == 0
            answer(page, question, labels, how)
            assert result(page) == ("Not right" if mistakes else "Right")
            wrong = page.locator(".picked.wrong, .lefts > .wrong, .steps > .wrong").all_inner_texts()
            assert len(wrong) == len(mistakes)
            assert all(any(label in one for one in wrong) for label in mistakes)
            after = page.inner_html("#qa")
            page.evaluate("document.querySelectorAll('button').forEach(one => one.click())")
            page.keyboard.press("1")
            assert page.inner_html("#qa") == after  # an answer given is given
            page = shown.show(back_of(student, question))
            assert page.locator(".yours.wrong").count() == len(mistakes)
            assert page.locator(".yours.right").count() == len(labels) - len(mistakes)


def test_feedback_comes_with_the_option_chosen(student: Client, seen: Any) -> None:
    with seen() as shown:
        page = shown.show(front_of(student, "q-fed"))
        assert page.get_by_text("why.").count() == 0
        tap(page, "Ash")
        assert page.locator(".why").all_inner_texts() == ["Ash: why."]
        assert page.locator("li", has_text="Ash").locator(".why").is_visible()
        assert "The right answer: Oak" in page.locator("[role=status]").text_content()
        page = shown.show(back_of(student, "q-fed"))
        assert page.locator(".why").count() == 5


def test_what_was_tapped_can_be_taken_back(student: Client, seen: Any) -> None:
    with seen() as shown:
        page = shown.show(front_of(student, "q-multi"))
        check = page.get_by_role("button", name="Check")
        assert check.is_disabled()
        tap(page, "Tin", "Salt", "Tin", "Wine")
        check.click()
        assert result(page) == "Right"
        page = shown.show(front_of(student, "q-order"))
        tap(page, "The ice melts", "The harbour freezes")
        tap(page, "The ice melts")  # takes both back
        assert page.locator(".place").all_inner_texts() == ["", "", ""]
        tap(page, *TAPPED["q-order"][0])
        assert result(page) == "Right"
        page = shown.show(front_of(student, "q-match"))
        tap(page, "Sweden", "Norway", "Spain")
        slots = page.locator(".slot")
        slots.nth(0).click()  # empties it
        assert page.get_by_role("button", name="Check").is_disabled()
        assert slots.nth(0).inner_text() == "empty"
        tap(page, "Denmark")
        page.get_by_role("button", name="Check").click()
        assert result(page) == "Right"


def test_a_slot_may_be_chosen_and_says_what_it_holds(student: Client, seen: Any) -> None:
    with seen() as shown:
        page = shown.show(front_of(student, "q-match"))
        page.locator(".slot").nth(2).click()
        tap(page, "Spain")
        assert page.get_by_role("button", name="Cadiz Spain").count() == 1
        assert page.get_by_role("button", name="Aalborg empty").get_attribute("aria-current") == "true"
        assert page.locator("[role=status]").inner_text().strip() == "Cadiz: Spain"


def test_the_keys_of_others_are_left_alone(student: Client, seen: Any) -> None:
    with seen(COMPUTER) as shown:
        page = shown.show(front_of(student, "q-choice"))
        page.evaluate("() => { window.heard = []; window.onkeydown = event => heard.push(event.key); }")
        for keys in ("Control+1", "Alt+2", "Meta+3", "5", "9", "0", "a", "Space"):
            page.keyboard.press(keys)
        assert result(page) == ""
        assert [one for one in page.evaluate("heard") if len(one) == 1] == ["1", "2", "3", "5", "9", "0", "a", " "]
        page.keyboard.press("4")
        assert result(page) == "Not right"
        assert "4" not in page.evaluate("heard")
        shown.show(back_of(student, "q-choice"))
        page.keyboard.press("3")  # on the back the keys are Anki's, to grade by
        assert page.evaluate("heard").count("3") == 2


ON_A_COMPUTER = "window.told = []; window.pycmd = what => told.push(what);"
"""What Anki on a computer offers to a card's script."""


def test_on_a_computer_an_unseen_field_takes_the_numbers(student: Client, seen: Any) -> None:
    """Anki's window keeps bare numbers for itself unless a field to write in has the focus."""
    field = "document.activeElement.matches('input.unseen')"
    with seen(COMPUTER, before=ON_A_COMPUTER) as shown:
        page = shown.show(front_of(student, "q-choice"))
        page.wait_for_function(field)
        assert violations(page) == []
        page.keyboard.press("4")
        assert result(page) == "Not right"
        assert not page.evaluate(field), "what comes next is for Anki"
        page = shown.show(front_of(student, "q-choice"))
        page.wait_for_function(field)
        page.keyboard.press("Space")
        assert page.evaluate("told") == ["ans"]
        page = shown.show(front_of(student, "q-choice"))
        page.wait_for_function(field)
        page.keyboard.press("e")
        assert not page.evaluate(field)
        page = shown.show(front_of(student, "q-multi"))
        page.wait_for_function(field)
        press(page, "Salt", "Wine")
        page.keyboard.press("Enter")  # checks, and turns the card only then
        assert result(page) == "Right"
        assert page.evaluate("told") == ["ans"]


def test_formulas_in_what_appears_are_set_too(student: Client, seen: Any) -> None:
    mathjax = "window.MathJax = {typesetPromise: all => { window.typeset = all[0].textContent; }}"
    with seen(before=mathjax) as shown:
        page = shown.show(front_of(student, "q-fed"))
        assert page.evaluate("window.typeset") is None
        tap(page, "Ash")
        assert "Ash: why." in page.evaluate("window.typeset")


# The order


def options(page: Any) -> list[str]:
    found = page.locator(".options > li, .rights > li, .steps > li").all_inner_texts()
    return [one.split("\n")[0].strip() for one in found]


STORAGE = {
    "there": "",
    "throws": "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no') }})",
    "full": "Storage.prototype.setItem = () => { throw new Error('full') }",
    "nonsense": "sessionStorage.setItem('quizgen', '{]')",
    "other": """sessionStorage.setItem("quizgen", '{"id": "q-fed", "picked": 7, "day": {}}')""",
}


@pytest.mark.parametrize("storage", STORAGE)
def test_both_sides_have_one_order_whatever_the_storage(student: Client, seen: Any, storage: str) -> None:
    with seen(PHONE, before=STORAGE[storage]) as shown:
        for question, labels in (("q-fed", ["Oak"]), ("q-multi", ["Salt"])):
            page = shown.show(front_of(student, question))
            order = options(page)
            answer(page, question, labels)
            page = shown.show(back_of(student, question))
            assert options(page) == order
            assert page.locator(".yours").count() == (1 if storage == "there" else 0)


def test_the_order_changes_from_day_to_day(student: Client, seen: Any) -> None:
    orders: dict[str, set[tuple[str, ...]]] = {}
    first: dict[str, set[str]] = {}
    with seen(COMPUTER) as shown:
        for day in DAYS:
            shown.page.clock.set_fixed_time(day)
            for question in ("q-fed", "q-match", "q-order", "q-years", "q-author", "q-false", "q-last"):
                order = options(shown.show(front_of(student, question)))
                assert options(shown.show(front_of(student, question))) == order
                orders.setdefault(question, set()).add(tuple(order))
                first.setdefault(question, set()).add(order[0])
    assert len(orders["q-fed"]) > 20
    assert len(first["q-fed"]) == 5
    assert len(first["q-match"]) == 4
    assert len(orders["q-order"]) == 6
    assert {order[-1] for order in orders["q-last"]} == {"None of the above"}
    assert len({order[:-1] for order in orders["q-last"]}) > 10
    assert orders["q-years"] == {("1899", "1901", "1905", "1910", "All of the above")}
    assert orders["q-author"] == {tuple("dacbe")}
    assert orders["q-false"] == {("True", "False")}


def test_an_order_outlives_midnight(student: Client, seen: Any) -> None:
    with seen(COMPUTER, now="2026-03-02T23:59:59") as shown:
        order = options(shown.show(front_of(student, "q-fed")))
        later = []
        for day in DAYS[3:7]:
            shown.page.clock.set_fixed_time(day)
            assert options(shown.show(back_of(student, "q-fed"))) == order
        for day in DAYS[3:7]:
            shown.page.clock.set_fixed_time(day)
            later.append(options(shown.show(front_of(student, "q-fed"))))
    assert order not in later


# One document for all cards


LISTENERS = """(() => {
  const heard = window.heardByDocument = new Set();
  const {addEventListener, removeEventListener} = EventTarget.prototype;
  document.addEventListener = (type, act, how) => {
    heard.add(act);
    addEventListener.call(document, type, act, how);
  };
  document.removeEventListener = (type, act, how) => {
    heard.delete(act);
    removeEventListener.call(document, type, act, how);
  };
})()"""


def test_listeners_do_not_pile_up(student: Client, seen: Any) -> None:
    with seen(COMPUTER, before=LISTENERS) as shown:
        counts = [
            shown.show(side(student, question)).evaluate("heardByDocument.size")
            for question in ("q-choice", "q-short", "q-multi", "q-match", "q-order")
            for side in (front_of, back_of)
        ]
    assert counts == [1, 0] * 5


def test_cards_in_one_document_do_not_disturb_each_other(student: Client, seen: Any) -> None:
    with seen(COMPUTER) as shown:
        for _ in range(3):
            page = shown.show(front_of(student, "q-multi"))
            press(page, "Salt")
            assert page.locator("[aria-pressed=true]").count() == 1  # heard once, not undone by a second listener
            shown.show(back_of(student, "q-multi"))
            page = shown.show(front_of(student, "q-choice"))
            press(page, "Bergen")
            assert result(page) == "Right"
            shown.show(front_of(student, "q-open"))
            page.evaluate("() => { window.heard = 0; window.onkeydown = () => { heard += 1 }; }")
            page.keyboard.press("1")
            assert page.evaluate("heard") == 1  # a card without options leaves the key to Anki
            page.evaluate("window.onkeydown = null")
            shown.show(back_of(student, "q-fed"))  # a back whose front was another's
            assert page.locator(".yours").count() == 0
        own = page.evaluate("Object.keys(window).filter(one => one.startsWith('quizgen'))")
        assert sorted(own) == ["quizgenCard", "quizgenSilence"]


# Typed answers


TYPED = {
    "q-short": (
        ["Miller", "miller", " MILLER. ", "“Miller”", "(Miller)", "mr miller", "the Miller", "Mïller"],
        ["Mill", "Millers", "Ms Miller", "Miller Miller", "theMiller", "."],
    ),
    "t-name": (
        [
            "the Kyrgyz-Kazakh border",
            "Kyrgyz Kazakh border",
            "kyrgyzkazakh border",
            "The Kyrgyz–Kazakh Border!",
            "Erdogan's line",
            "ERDOĞAN’S LINE",
            "a Kyrgyz-Kazakh border",
        ],
        ["Kyrgyz border", "Kyrgyz-Kazakhborder", "the", "Erdogans line"],
    ),
    "t-exact": (["Café", " Café ", "Cafe\u0301"], ["café", "Cafe", "the Café", "Café."]),
    "t-fr": (["l'été", "L’été", "ete", "un été", "l' ete"], ["hiver", "des", "lete"]),
    "t-ru": (["Алексей Елкин", "АЛЕКСЕЙ ЁЛКИН", "«Алексей Ёлкин»", "Алексеи\u0306 Ёлкин"], ["Алексеи Елкин"]),
    "t-ar": (["الجزائر", "الجَزائِر", "الجزائر؟"], ["جزائر"]),
    "t-de": (["Strasse", "STRASSE", "die Straße", "strasse."], ["Strase", "the Straße"]),
    "t-signs": (
        ["C#", "c#", "-5", "\u22125", "2-1", "2–1", "2 1", "ceasefire", "cease fire", "Cease‑fire"],
        ["C", "5", "21", "cease--"],
    ),
    "n-metres": (
        ["7,500", "7500", "7 500", "7505", "7495", "7,500 m", "7500m", "7,500.0", "7'500", "+7500", "7500 M", "٧٥٠٠"],
        [
            "7506",
            "7494.9",
            "7.500",
            "75,00",
            "7,5000",
            "7500 km",
            "7500 7500",
            "m",
            "-7500",
            "Infinity",
            "7.5e3",
            "0x1d4c",
        ],
    ),
    "n-german": (["1.500,5", "1500,5", "1 500,5 km", "1500,50"], ["1500.5", "1,500.5", "1501", "15005"]),
    "n-tenth": (["0.2", "0.4", "0.3", "0.25"], ["0.19", "0.41", "0,3"]),
    "n-percent": (["20", "20%", "20 %", "20.0"], ["20 m", "2", "0.2"]),
    "n-large": (["7500000000", "7,500,000,000"], ["7500000001", "7499999999.5"]),
}


@pytest.mark.parametrize("question", TYPED)
def test_typed_answers_are_forgiven_what_the_question_forgives(student: Client, seen: Any, question: str) -> None:
    judged: dict[bool, list[str]] = {True: [], False: []}
    with seen(COMPUTER) as shown:
        for given in [one for side in TYPED[question] for one in side]:
            page = shown.show(front_of(student, question))
            page.fill("#typeans", given)
            page = shown.show(back_of(student, question, given))
            said = page.locator(".result").inner_text()
            _ = catalogue(page.locator(".quizgen").get_attribute("lang")).gettext
            right = said.removeprefix("✓ ").startswith((_("Right"), _("Counts as right:")))
            assert right or said.endswith(_("Not right"))
            assert page.locator("#typeans").is_visible() == (not right)
            judged[right].append(given)
    assert (judged[True], judged[False]) == TYPED[question]


def test_what_anki_shows_as_typed_is_enough(student: Client, seen: Any) -> None:
    """AnkiDroid may have a box of its own, which the script never hears."""
    with seen(PHONE) as shown:
        for question, (right, wrong) in TYPED.items():
            for given, good in ((right[-2], True), (wrong[0], False)):
                page = shown.show(back_of(student, question, given))
                assert page.locator(f".result.{'right' if good else 'wrong'}").count() == 1, given
        page = shown.show(back_of(student, "q-short", ""))
        assert page.locator(".result").count() == 0
        assert page.locator("#typeans").is_visible()


def test_the_very_answer_is_right_without_more_words(student: Client, seen: Any) -> None:
    with seen(COMPUTER) as shown:
        for given, said in (("Miller", "Right"), ("<b>Miller</b>", "Not right"), ("miller", "Counts as right: miller")):
            page = shown.show(front_of(student, "q-short"))
            page.locator("#typeans").press_sequentially(given)
            page = shown.show(back_of(student, "q-short", given))
            assert page.locator(".result").text_content() == said


# Without script, narrow, large, and for everybody


ALL = [one.id for one in (*items(), *more())]


def test_without_scripts_nothing_is_lost_and_the_key_stays_hidden(student: Client, seen: Any) -> None:
    with seen(PHONE, scripts=False) as shown:
        for question, words in {
            "q-choice": ["Which port grew <fastest> & why?", "Aalborg", "Bergen", "Cadiz", "All of the above"],
            "q-fed": ["Elm", "Oak", "Ash", "Fir", "Yew"],
            "q-match": ["Aalborg", "Bergen", "Cadiz", "Denmark", "Norway", "Spain", "Sweden"],
            "q-order": TAPPED["q-order"][0],
            "q-false": ["True", "False"],
            "q-multi": ["Salt", "Tin", "Wool", "Wine"],
        }.items():
            page = shown.show(front_of(student, question))
            visible = page.inner_text("body")
            assert [visible.count(word) for word in words] == [1] * len(words)
            assert page.locator("script").evaluate_all("all => all.filter(one => one.offsetParent)") == []
            assert page.locator(".right, .wrong, .why, .answer, button").count() == 0
            assert "why." not in visible
        for question in ALL:
            page = shown.show(back_of(student, question, "x"))
            assert f"the quote of {question}" in page.inner_text("body")
        assert page.locator(".input").is_visible()


def test_a_broken_note_is_still_plain_text(student: Client, seen: Any) -> None:
    """A student may edit a field: what no longer fits is shown as it is, without an error."""
    with seen(PHONE) as shown:
        whole = front_of(student, "q-fed")
        for broken in (
            whole.replace('<ol class="options marked">', "<ol>"),
            whole.replace('class="options">', 'class="other">'),
            whole.replace('type="text/plain"', 'type="text/other" hidden').replace('class="key"', ""),
            whole.replace("--check", "--other"),
        ):
            assert broken != whole
            page = shown.show(broken)
            assert all(tree in page.inner_text("body") for tree in ("Elm", "Oak", "Ash", "Fir", "Yew"))
            assert page.locator("button").count() == (5 if "--other" in broken else 0)
        for question, mark in (("q-match", "data-right"), ("q-order", "data-step")):
            page = shown.show(front_of(student, question).replace(mark, "data-other"))
            assert page.locator("button").count() == 0
            assert all(label in page.inner_text("body") for label in TAPPED[question][0])
        page = shown.show(back_of(student, "q-short", "x").replace("data-rule", "data-other"))
        assert page.locator("#typeans").is_visible()


SIDES = [(PHONE, True), (COMPUTER, False)]
"""Colours hang on the night alone, room on the size alone."""


@pytest.mark.parametrize(("size", "night"), SIDES)
def test_everybody_can_use_every_side(student: Client, seen: Any, size: tuple[int, int], night: bool) -> None:
    with seen(size, night=night) as shown:
        for question in (*TAPPED, "q-cloze", "q-short", "q-numeric", "q-open", "q-card", "q-map", "q-long", "q-rtl"):
            page = shown.show(front_of(student, question))
            assert violations(page) == [], question
            if question in TAPPED:
                answer(page, question, TAPPED[question][1])
                assert violations(page) == [], question
            page = shown.show(back_of(student, question, "7504" if question == "q-numeric" else "x"))
            assert violations(page) == [], question


def test_axe_would_find_something(student: Client, seen: Any) -> None:
    with seen() as shown:
        page = shown.show(front_of(student, "q-match").replace("--muted: #62666e", "--muted: #c0c0c0"))
        page.evaluate("document.querySelector('.slot').removeAttribute('aria-labelledby')")
        page.evaluate("document.querySelector('.slot').textContent = ''")
        assert {found.partition(":")[0] for found in violations(page)} == {"color-contrast", "button-name"}


def violations(page: Any) -> list[str]:
    """What axe-core calls moderate or worse, in what is ours of the page; all details open."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run('#qa', {resultTypes: ['violations']})")
    assert len(found["passes"]) > 5
    return [
        f"{one['id']}: {node['html']}"
        for one in found["violations"]
        for node in one["nodes"]
        if one["impact"] in {"moderate", "serious", "critical"}
    ]


@pytest.mark.parametrize(("width", "percent"), [(320, 100), (320, 200), (360, 200), (1280, 200)])
def test_nothing_is_wider_than_the_page(student: Client, seen: Any, width: int, percent: int) -> None:
    with seen((width, 640)) as shown:
        for question in ALL:
            for answered in (False, True):
                page = shown.show(front_of(student, question))
                enlarge(page, percent)
                if answered and question in TAPPED:
                    answer(page, question, TAPPED[question][1])
                assert too_wide(page) == [], question
            page = shown.show(back_of(student, question, "Wrongly typed" * 4))
            enlarge(page, percent)
            assert too_wide(page) == [], question


def enlarge(page: Any, percent: int) -> None:
    page.evaluate("percent => document.documentElement.style.fontSize = percent + '%'", percent)


def too_wide(page: Any) -> list[str]:
    """What sticks out of the page, or out of a button."""
    return list(
        page.evaluate("""() => {
          const width = document.documentElement.clientWidth;
          const out = Array.from(document.querySelectorAll(".quizgen, .quizgen *")).filter(one => {
            const box = one.getBoundingClientRect();
            if (!box.width || one.closest(".unseen, .shapes, .marked + .answer")) return false;
            return box.left < -0.5 || box.right > width + 0.5
              || (one.nodeName === "BUTTON" && one.scrollWidth > one.clientWidth + 1);
          }).map(one => one.outerHTML.slice(0, 120));
          return document.documentElement.scrollWidth > width ? ["the page", ...out] : out;
        }""")
    )


def test_targets_are_large_enough_for_a_thumb(student: Client, seen: Any) -> None:
    with seen((320, 640)) as shown:
        for question in TAPPED:
            page = shown.show(front_of(student, question))
            boxes = page.locator("button").evaluate_all(
                "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
            )
            assert len(boxes) >= 2
            assert min(min(box) for box in boxes) >= 44, question


@pytest.mark.parametrize("night", [False, True])
def test_focus_choice_and_verdict_look_different(student: Client, seen: Any, night: bool) -> None:
    look = """one => ["borderColor", "backgroundColor", "outlineStyle", "boxShadow"]
      .map(name => getComputedStyle(one)[name]).join(" ")"""
    with seen(COMPUTER, night=night) as shown:
        page = shown.show(front_of(student, "q-multi"))
        salt, tin, wool = (page.locator("button.choice", has_text=name) for name in ("Salt", "Tin", "Wool"))
        page.mouse.move(0, 0)
        looks = [salt.evaluate(look)]
        salt.hover()
        looks.append(salt.evaluate(look))
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")
        focused = page.locator(":focus-visible")
        looks.append(focused.evaluate(look))
        salt.click()
        tin.click()
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        looks.append(salt.evaluate(look))
        page.get_by_role("button", name="Check").click()
        page.mouse.move(0, 0)
        looks += [salt.evaluate(look), tin.evaluate(look)]
        assert len(set(looks)) == 6
        assert wool.evaluate(look) not in looks[1:]
        marks = "one => getComputedStyle(one.parentElement, '::before').content"
        assert [one.evaluate(marks) for one in (salt, tin)] == ['"✓"', '"✗"']


def test_the_samples_show_every_note_type(student: Client) -> None:
    assert {note.note_type()["name"] for note in student.notes()} == {f"quizgen {key}" for key in anki.identity.NUMBERS}
