"""Markdown, as plain text with a line a paragraph."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizgen.sources import txt

SUFFIXES = (".md", ".markdown")


def read(data: bytes) -> str:
    """Give the words of each paragraph, heading, list item and table cell; marks and link targets go."""
    tokens = MarkdownIt("commonmark").enable("table").parse(txt.read(data))
    lines = []
    for token in tokens:
        if token.type == "inline":
            lines.append("".join(map(_words, token.children or ())))
        elif token.type in {"fence", "code_block"}:
            lines.append(" ".join(token.content.split()))
    return "\n\n".join(line for line in lines if line.strip()) + "\n"


def _words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.children:  # a picture's words
        return "".join(map(_words, token.children))
    return "" if token.type == "html_inline" else token.content
