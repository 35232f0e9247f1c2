"""Numbers of things, as the command line says them. What outputs say to people comes from catalogues (`i18n`)."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """A number and what it counts: “1 question”, “2 questions”."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
