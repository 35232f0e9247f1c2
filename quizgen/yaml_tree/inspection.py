"""Finds what YAML can read but a person meant otherwise: each function looks at one thing that has been read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizgen.yaml_tree.surprises import (
    BLANK,
    COLON,
    COMMENT,
    FIELD_NAME,
    INDENTATION,
    MAX_CHANGES,
    NOTE,
    ODD_RUN,
    SPECIAL_CHARACTER,
    SYNTAX,
    Change,
    Cure,
    Surprise,
    Words,
    colon,
    commas,
    hash_sign,
    odd_spaces,
    special,
    typed_words,
)
from quizgen.yaml_tree.values import Map, Seq, Value, children, texts

LEAD = re.compile(r"[ \t]*(?:-[ \t]+)?")
FIELD_LINE = re.compile(r"\n([ \t]*)(?:-[ \t]+)?(?:[a-z_]+:|-)(?=[ \t\r\n])")
DASH_LINE = re.compile(r"\n[ \t]*(-)(?:(?=[ \t\r\n])|(?P<tight>(?=[^\W\d_])))")
TIGHT_DASH = re.compile(r"-[^\W\d_]")


def reference(text: str, start: int, end: int, used: bool) -> Surprise:
    """A text that begins with `*`, `&` or `!`; when something refers to it, or it to something, no cure is certain."""
    surprise = special(typed_words(text, start, end), safe=not used)
    return replace(surprise, hint="write the text out: nothing in a bank refers to another place") if used else surprise


def decoration(text: str, container: Map | Seq, used: bool) -> Surprise:
    """`&name` or `!name` before fields or a list."""
    if container.flow:
        return reference(text, container.start, container.end, used)
    words = Words(text, container.start, container.end)
    return no_text(words, f"“{words.raw.split()[0]}” has no meaning here")


def no_text(words: Words, message: str) -> Surprise:
    """Something that is no text where only a text can stand, with nothing certain to be done."""
    hint = "delete it; or, if it belongs to a text, put the whole text in quotation marks"
    return Surprise(SPECIAL_CHARACTER, message, words.start, words.start + 1, hint)


def empty_block(text: str, start: int, end: int) -> Iterator[Surprise]:
    """Nothing after `|` or `>`: `>5` and `> #5` are texts that have lost their rest."""
    comment = COMMENT.search(text, start, end)
    words = Words(text, start, comment.start() if comment else end)
    if len(words.raw) > 1 and words.raw[1:] not in {"-", "+"}:
        yield special(words)


def swallows(text: str, start: int, end: int) -> bool:
    """Tell whether a text in quotation marks goes on over lines that are fields or items of their own."""
    if text.find("\n", start, end) < 0:
        return False
    margin = LEAD.match(text, text.rfind("\n", 0, start) + 1)
    width = len(margin[0]) if margin else 0
    return any(len(found[1]) <= width for found in FIELD_LINE.finditer(text, start, end))


def plain_text(text: str, start: int, end: int) -> Iterator[Surprise]:
    """A text of several lines: a line that begins with a dash was meant as an item of a list."""
    found = DASH_LINE.search(text, start, end)
    if found is None:
        return
    if TIGHT_DASH.match(text, start):
        places = [
            start + 1,
            *(dash.end(1) for dash in DASH_LINE.finditer(text, start, end) if dash["tight"] is not None),
        ]
        cure = Cure("put a space after each dash", tuple(Change(at, at, " ") for at in places[:MAX_CHANGES]))
        yield Surprise(SYNTAX, "a space is missing after this dash", start, start + 1, cure.message, cure)
        return
    yield Surprise(
        INDENTATION,
        "this dash begins no item of a list: it is read as a part of the text above it",
        found.start(1),
        found.end(1),
        "put each item on a line of its own, a space behind every dash, all dashes in one column; "
        "a dash that belongs to the text needs quotation marks round the whole text",
    )


def inspect(text: str, container: Map | Seq, parent: Map | Seq | None) -> Iterable[Surprise]:
    """Fields or a list that have just been read, inside `parent`."""
    if container.flow:
        return flow(text, container, parent)
    if isinstance(container, Seq):
        return items(text, container, parent)
    return fields(text, container, parent)


def flow(text: str, found: Map | Seq, parent: Map | Seq | None) -> Iterator[Surprise]:
    """A list or fields in brackets."""
    if isinstance(found, Map) and isinstance(parent, Seq) and parent.flow and text[found.start] not in "{&!":
        yield pair_in_brackets(text, found)
    if parent is None or not parent.flow:
        yield from brackets(text, found)


def pair_in_brackets(text: str, found: Map) -> Surprise:
    """`Putin: the man` or `? who` inside `[…]`."""
    words = typed_words(text, found.start, found.end)
    return special(words) if words.raw[0] == "?" else colon(words)


def fields(text: str, found: Map, parent: Map | Seq | None) -> Iterable[Surprise]:
    """Fields that were meant as a text, and the name `<<`."""
    words = Words(text, found.start, found.end)
    if text[found.start] in "?&!*":
        if isinstance(parent, Seq) and len(found) == 1:
            return [special(typed_words(text, words.start, words.end))]
        return [no_text(words, "a question mark before a field has no meaning here")] if words.raw[0] == "?" else []
    if "<<" in found and text[found.marks["<<"][0]] == "<":
        start, end, *_ = found.marks.pop("<<")
        del found["<<"]
        return [no_text(Words(text, start, end), "“<<” has no meaning here")]
    return ()


def complex_key(text: str, found: Map | Seq) -> Surprise:
    """A list or fields in the place of a name: `{{blank}}`, or a name that begins with a bracket."""
    words = Words(text, found.start, found.end)
    return special(words) if found.flow else no_text(words, "the name of a field must be a text")


def items(text: str, found: Seq, parent: Map | Seq | None) -> Iterable[Surprise]:
    """Items that a colon made fields of, and a dash at the beginning of an item."""
    surprises: list[Surprise] = []
    if {str, Map} <= {*map(type, found)}:
        for item, (start, end) in zip(found, found.marks, strict=True):
            if type(item) is Map and len(item) == 1 and not item.flow:
                surprises += pair(text, item, start, end)
    if isinstance(parent, Seq) and len(found) == 1 and text.find("\n", found.start, found.end) < 0:
        dash = text.rfind("-", 0, found.start)
        if not text[dash + 1 : found.start].strip(" \t"):
            surprises.append(special(typed_words(text, found.start, found.end)))
    return surprises


def pair(text: str, found: Map, start: int, end: int) -> Iterator[Surprise]:
    """`- Putin: the man` among items that are texts."""
    (key, value), (_, key_end, *_) = next(iter(found.items())), next(iter(found.marks.values()))
    at = text.find(":", key_end, end)
    if isinstance(value, str) and at >= 0 and not FIELD_NAME.fullmatch(key):
        yield colon(typed_words(text, start, end), at)


def brackets(text: str, found: Map | Seq) -> Iterable[Surprise]:
    """A list or fields in brackets, whole: commas, and texts such as `{{blank}}`."""
    words = Words(text, found.start, found.end)
    cut = commas(words)
    if misread(text, found) and not (cut and COLON.search(words.raw)):
        return [special(typed_words(text, found.start, found.end))]
    return cut


def misread(text: str, flow: Map | Seq) -> bool:
    """Tell whether `{…}` was meant as a text: a name in it has no colon, or is itself in brackets."""
    if isinstance(flow, Map):
        for start, end, value_start, value_end in flow.marks.values():
            empty = value_start == value_end and ":" not in text[end:value_end]
            if (empty and text[flow.start] == "{") or text[start] in "[{":
                return True
    return any(misread(text, child) for child, _, _ in children(flow) if not isinstance(child, str))


def hidden_notes(text: str, root: Value | None) -> Iterator[Surprise]:
    """Each ` #` that hides the rest of a text: directly behind a plain text or an empty value, no space after it."""
    found = list(NOTE.finditer(text)) if " #" in text or "\t#" in text else []
    if not found:
        return
    spans = list(texts(root))
    starts = [start for start, _ in spans]
    for note in found:
        index = bisect_right(starts, note.start()) - 1
        start, end = spans[index] if index >= 0 else (0, -1)
        if end <= note.start() and not text[end : note.start()].strip(" \t") and text[start] not in "\"'|>[{":
            words = typed_words(text, start, max(end, note.start()))
            yield hash_sign(words if end > start else Words(text, note.start(1), words.end), note.start(1))


def misplaced_spaces(text: str, root: Value | None) -> Iterator[Surprise]:
    """Odd spaces before and behind dashes and names; those inside a text are left alone.

    They are inside it, too, behind a colon in one of its further lines.
    """
    if text.isascii() or not ODD_RUN.search(text):
        return
    spans = list(texts(root))
    starts = [start for start, _ in spans]

    def inside(prefix: re.Match[str]) -> bool:
        index = bisect_left(starts, prefix.start()) - 1
        start, end = spans[index] if index >= 0 else (0, 0)
        return prefix.start() < end and (text[start] in "'\"|>" or not ODD_RUN.match(prefix[0].lstrip(BLANK)))

    if surprise := odd_spaces(text, inside):
        yield surprise
