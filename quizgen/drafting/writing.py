"""Writes drafts as a bank, the way a teacher would: a field a line, a list in a block, quotation marks where needed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from quizgen.drafting.drafts import Draft, FieldValue
from quizgen.naming import id_from

WIDTH = 108
PLAIN = re.compile(r"[^\W_][\w ,.;()’‘“”–—%$€£/?!+-]*")
"""A text that YAML takes as it stands: no colon, no number sign, no quotation mark."""
HEAD = """\
# Drafts that quizgen made from the text. None is in any output yet. For each question: read it, reword it or delete it;
# then change its status to ready, or delete the line. `quizgen check` says whether it is still proved.
"""
BLANK = re.compile(r"\{\{|\}\}")


def bank(title: str, source: str, lang: str, drafts: Sequence[tuple[str, Draft]]) -> str:
    """The bank's text, from drafts with their ids."""
    head = f"title: {scalar(title)}\nsource: {scalar(source)}\nlang: {scalar(lang)}\nquestions:\n"
    return HEAD + head + "\n".join("\n".join(_question(id_, draft)) + "\n" for id_, draft in drafts)


def name(draft: Draft, prefix: str, taken: set[str]) -> str:
    """An id of up to four words of the stem that is not taken yet; it is taken then."""
    words = id_from(BLANK.sub("", draft.stem)).split("-")
    start = f"{prefix}-" + "-".join(word for word in words if len(word) > 3 or word.isdigit()).strip("-")
    start = "-".join(start[:60].split("-")[: prefix.count("-") + 5]).strip("-")
    made, number = start, 2
    while made in taken:
        made, number = f"{start}-{number}", number + 1
    taken.add(made)
    return made


def _question(id_: str, draft: Draft) -> Iterator[str]:
    cite: FieldValue = draft.cite[0] if len(draft.cite) == 1 else draft.cite
    fields: dict[str, FieldValue] = {draft.type: draft.stem, **draft.fields, "cite": cite, "status": "draft"}
    yield f"  - id: {scalar(id_)}"
    for key, value in fields.items():
        yield from _field(key, value)


def _field(key: str, value: FieldValue) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text(f"    {key}:", value)
    elif isinstance(value, Mapping):
        yield f"    {key}:"
        yield from (f"      {scalar(left)}: {scalar(right)}" for left, right in value.items())
    else:
        yield f"    {key}:"
        yield from (f"      - {scalar(entry)}" for entry in value)


def _text(start: str, value: str) -> Iterator[str]:
    """A text behind its field, or, if that makes a long line, folded below it."""
    if len(start) + len(value) <= WIDTH:
        yield f"{start} {scalar(value)}"
        return
    yield f"{start} >-"
    yield from textwrap.wrap(
        value, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
    )


def scalar(text: str) -> str:
    """A text as YAML reads it back, in double quotation marks where it must be."""
    if PLAIN.fullmatch(text) and not text.endswith((" ", ":")):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
