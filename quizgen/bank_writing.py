"""Writes banks in the project's own hand: a list with a line each, long texts folded, quotes only where needed."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from quizgen import yaml_tree
from quizgen.yaml_tree.surprises import quoted

Value: TypeAlias = str | Sequence["Value"] | Mapping[str, "Value"]
WIDTH = 116


def bank_text(head: Mapping[str, Value], questions: Sequence[Mapping[str, Value]]) -> str:
    """The YAML of a bank: its head, then its questions, each field in the order given.

    Texts have no control characters, and no line of theirs begins or ends with a space.
    """
    lines = [f"{key}:{_value(value, 2)}\n" for key, value in head.items()]
    return "".join([*lines, "questions:\n", "\n".join(map(question_text, questions))])


def question_text(question: Mapping[str, Value]) -> str:
    """The YAML of one question, as an entry of a bank's list."""
    lines = [f"{key}:{_value(value, 6)}\n" for key, value in question.items()]
    return "  - " + "    ".join(lines)


def _value(value: Value, indent: int) -> str:
    """A value behind its colon; what stands below the key is indented by `indent`."""
    if isinstance(value, str):
        return " " + _text(value, indent)
    pad = "\n" + " " * indent
    if isinstance(value, Mapping):
        return "".join(f"{pad}{_key(key)}:{_value(one, indent + 2)}" for key, one in value.items())
    return "".join(f"{pad}- {_entry(one, indent + 2)}" for one in value)


def _entry(value: Value, indent: int) -> str:
    """A value behind its dash."""
    if isinstance(value, str):
        return _text(value, indent)
    return _value(value, indent).lstrip()


def _key(key: str) -> str:
    return key if _reads_back(f"{key}: x", {key: "x"}) else quoted(key)


def _text(text: str, indent: int) -> str:
    """A text as it is, if YAML reads it so; else folded, in lines of its own, or quoted."""
    if "\n" in text:
        return _block("|-", text.split("\n"), indent)
    if indent + len(text) > WIDTH and (lines := _folded(text, indent)):
        return _block(">-", lines, indent)
    return text if _reads_back(f"a: {text}", {"a": text}) else quoted(text)


def _block(sign: str, lines: Sequence[str], indent: int) -> str:
    pad = " " * indent
    return sign + "".join(f"\n{pad}{line}" if line else "\n" for line in lines)


def _folded(text: str, indent: int) -> list[str]:
    """The text in lines that YAML joins again; none if it has spaces that would be lost."""
    lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return lines if " ".join(lines) == text and len(lines) > 1 else []


def _reads_back(line: str, meant: Mapping[str, str]) -> bool:
    tree = yaml_tree.parse(line.encode(), "bank.yaml")
    return tree.root == meant and not tree.findings
