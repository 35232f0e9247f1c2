"""Shows cards in an installed Chromium as Anki does: all in one document, or on a phone each side in its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from chromium import CHROMIUM

if TYPE_CHECKING:
    from anki.cards import Card

needs_browser = pytest.mark.skipif(
    not (CHROMIUM and find_spec("playwright") and find_spec("axe_playwright_python")),
    reason="needs Chromium (or Chrome), playwright and axe-playwright-python to look at a card",
)
ADDRESS = "http://anki.test/"
PHONE, COMPUTER = (360, 640), (1280, 800)

# Scripts set by innerHTML do not run, so Anki on a computer puts each in anew.
SHOW = """html => {
  const place = document.getElementById("qa");
  place.innerHTML = html;
  for (const old of Array.from(place.querySelectorAll("script"))) {
    const made = document.createElement("script");
    for (const one of Array.from(old.attributes)) made.setAttribute(one.name, one.value);
    made.textContent = old.textContent;
    old.replaceWith(made);
  }
}"""


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def front_html(card: Card) -> str:
    """The front with its CSS, and with the box to type in where the card has one."""
    box = '<center><input type="text" id="typeans" style="font-family: Arial; font-size: 20px"></center>'
    return re.sub(r"\[\[type:Key\]\]", box, card.question(reload=True))


def back_html(card: Card, typed: str = "") -> str:
    """The back with its CSS, and with Anki's own comparison of what was typed."""
    compared = card.col.compare_answer(card.note()["Key"], typed) if "[[type:" in card.answer() else ""
    return re.sub(r"\[\[type:Key\]\]", lambda _: compared, card.answer())


@dataclass
class Screen:
    """A page in which cards are shown; what it complained of and asked for is kept."""

    page: Any
    night: bool = False
    phone: bool = True
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    served: str = ""

    def show(self, html: str) -> Any:
        """Show one side of a card; give the page."""
        if self.phone or not self.served:
            self.served = _document("" if not self.phone else html, self.night, self.phone)
            self.page.goto(ADDRESS)
        if not self.phone:
            self.page.evaluate(SHOW, html)
        return self.page


@contextmanager
def screen(
    browser: Any,
    size: tuple[int, int] = PHONE,
    *,
    night: bool = False,
    phone: bool | None = None,
    scripts: bool = True,
    media: bytes = b"",
    now: str = "2026-03-02T12:00:00",
    before: str = "",
) -> Iterator[Screen]:
    """A screen of a size; `phone` (a document a side) where it is narrow. `before` is a script that runs first."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=scripts, reduced_motion="reduce"
    )
    if before:
        context.add_init_script(before)
    page = context.new_page()
    page.clock.set_fixed_time(now)
    shown = Screen(page, night, width < 600 if phone is None else phone)
    page.on("console", lambda message: shown.complaints.append(message.text))
    page.on("pageerror", lambda error: shown.complaints.append(str(error)))

    def answer(route: Any) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=shown.served, content_type="text/html")
        elif re.fullmatch(re.escape(ADDRESS) + r"quizgen-\w+\.(png|svg)", route.request.url) and media:
            kind = "image/svg+xml" if media.startswith(b"<svg") else "image/png"
            route.fulfill(body=media, content_type=kind)
        else:
            shown.requests.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    yield shown
    context.close()


def _document(html: str, night: bool, phone: bool) -> str:
    """The page around a card."""
    root = " ".join(filter(None, ("night-mode" if night else "", "mobile android" if phone else "linux")))
    return (
        f'<!doctype html><html lang="en" class="{escape(root)}"><head><meta charset="utf-8"><title>Anki</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body class="card{" nightMode" if night else ""}{" mobile android" if phone else ""}">'
        f'<main id="qa">{html}</main></body></html>'
    )
