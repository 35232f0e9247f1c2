"""What quizgen can do only with further packages, its extras."""

from __future__ import annotations


def to_install(extra: str) -> str:
    """Say in a few words how to add an extra; whichever installer was used, its page has the command."""
    return f"install quizgen again with its extra “{extra}”, as docs/install.md shows"
