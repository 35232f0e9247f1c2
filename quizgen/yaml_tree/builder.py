"""From YAML events to plain data that knows where it stands.

libyaml reads the syntax; everything else is ours: texts stay as typed, and tags, anchors and aliases are
texts too, so that nothing is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from quizgen.yaml_tree import inspection
from quizgen.yaml_tree.surprises import BLANK, DUPLICATE_KEY, TOO_BIG, Other, Surprise, Words, backslash, shown
from quizgen.yaml_tree.values import Lines, Map, Seq, Value

MAX_DEPTH = 20
"""How deep lists and fields may be nested."""

MAX_SURPRISES = 1000
"""After so many surprises in one text it is read no further."""

NEVER_CLOSED = "end of stream"
"""What libyaml says of a quotation mark that it finds no other for."""

UNFINISHED = {
    "while scanning a simple key",
    "while scanning a quoted scalar",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
}
REFERENCE = re.compile(r"[&*][\w-]+")


class Trouble(NamedTuple):
    """Where reading stopped: what is to blame stands at `at`, and was noticed at `noticed`.

    `problem` is in libyaml's words. With `final`, nothing can be repaired: it says all there is to say.
    """

    at: int
    noticed: int
    problem: str
    final: Surprise | None = None


class Builder:
    """Reads one text: afterwards `root`, `surprises` and, when it could not be read to its end, `trouble`."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self.root: Value | None = None
        self.surprises: list[Surprise] = []
        self.trouble: Trouble | None = None
        self.decorated: list[tuple[Map | Seq, str | None]] = []
        try:
            self.build(CParser(text.encode()).get_event)
        except MarkedYAMLError as error:
            self.trouble = trouble(error)
        except YAMLError:
            self.trouble = Trouble(0, 0, "unreadable")

    def build(self, next_event: Callable[[], Any]) -> None:  # noqa: C901 - the loop that takes the time is one function
        """Run through the events of the text, as far as they go. Raises YAMLError."""
        top: Map | Seq | None = None
        key: tuple[str, int, int] | None = None
        stack: list[tuple[Map | Seq | None, tuple[str, int, int] | None]] = []
        value: Any
        while self.trouble is None and (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                start = event.start_mark.index
                end = event.end_mark.index
                value = event.value
                if event.style or end - start != len(value):
                    value, end = self.decoded(event, start, end)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((top, key))
                top, key = self.opened(event, len(stack)), None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = top
                top, key = stack.pop()
                start, end = self.closed(value, top, event)
            elif kind is AliasEvent:
                value, start, end = self.alias(event)
            else:
                continue
            if type(top) is Seq:
                top.append(value)
                top.marks.append((start, end))
            elif type(top) is not Map:
                self.root = value
            elif key is None:
                key = (value if type(value) is str else self.complex_key(value, top), start, end)
            elif key[0] in top:
                top.end = end
                self.duplicate(top, *key)
                key = None
            else:
                top[key[0]] = value
                top.marks[key[0]] = (key[1], key[2], start, end)
                key = None

    def complex_key(self, found: Map | Seq, parent: Map) -> str:
        """The source of a key that is no text."""
        if not parent.flow:
            self.note([inspection.complex_key(self.text, found)])
        return self.text[found.start : found.end]

    def opened(self, event: Any, depth: int) -> Map | Seq:
        """Fields or a list that begin."""
        kind = Map if type(event) is MappingStartEvent else Seq
        container = kind(self.lines, event.start_mark.index, event.flow_style)
        if event.anchor is not None or event.tag is not None:
            self.decorated.append((container, event.anchor))
        if depth > MAX_DEPTH:
            at = container.start
            message = f"lists and fields are nested more than {MAX_DEPTH} levels deep here"
            hint = "no bank needs so many: look at the brackets and the indentation"
            self.trouble = Trouble(at, at, "", Surprise(TOO_BIG, message, at, at + 1, hint))
        return container

    def closed(self, container: Map | Seq, parent: Map | Seq | None, event: Any) -> tuple[int, int]:
        """The offsets of fields or a list that have just ended."""
        container.end = event.end_mark.index if container.flow else self.block_end(container)
        if self.decorated and self.decorated[-1][0] is container:
            anchor = self.decorated.pop()[1]
            self.note([inspection.decoration(self.text, container, self.refers("*", anchor))])
        if surprises := inspection.inspect(self.text, container, parent):
            self.note(surprises)
        return container.start, container.end

    def block_end(self, container: Map | Seq) -> int:
        """Where a block of fields or items ends: with its last value, not with the blank lines behind it."""
        if not container.marks:
            return container.end
        if isinstance(container, Seq):
            return container.marks[-1][1]
        _, key_end, start, end = next(reversed(container.marks.values()))
        last = key_end if start == end and "\n" in self.text[key_end:start] else end
        return max(last, container.end)

    def alias(self, event: Any) -> tuple[str, int, int]:
        """`*name`, a text for us."""
        start, end = event.start_mark.index, event.end_mark.index
        self.note([inspection.reference(self.text, start, end, self.refers("&", event.anchor))])
        return self.text[start:end], start, end

    def decoded(self, event: Any, start: int, end: int) -> tuple[str, int]:
        """The value and the end of a text that is not plain, or does not stand in the file just as it is."""
        text = self.text
        if event.style in {"|", ">"}:
            while end > start and text[end - 1] in BLANK:
                end -= 1
        elif event.style and inspection.swallows(text, start, end):
            self.trouble = self.trouble or Trouble(start, start, NEVER_CLOSED)
            return event.value, end
        if event.anchor is not None or event.tag is not None:
            self.note([inspection.reference(text, start, end, self.refers("*", event.anchor))])
            return text[start:end], end
        if not event.style:
            self.note(inspection.plain_text(text, start, end))
        elif event.style in {"|", ">"}:
            if not event.value.strip(BLANK):
                self.note(inspection.empty_block(text, start, end))
        elif text.find("\\", start, end) >= 0 and (surprise := backslash(Words(text, start, end))):
            self.note([surprise])
        return event.value, end

    def refers(self, sign: str, name: str | None) -> bool:
        """Tell whether something in the text looks like the other half of an anchor or alias."""
        return name is not None and f"{sign}{name}" in self.references

    @cached_property
    def references(self) -> set[str]:
        """Everything in the text that looks like `&name` or `*name`."""
        return set(REFERENCE.findall(self.text))

    def duplicate(self, top: Map, key: str, start: int, end: int) -> None:
        """A field that stands in the same place twice; the first is kept."""
        first = Other("here it stands first", *top.marks[key][:2])
        message = f"“{shown(key)}” stands here a second time"
        hint = "keep one of the two and delete the other"
        if key == "id":
            hint = "put “- ” before it if a question begins here; else " + hint
        self.note([Surprise(DUPLICATE_KEY, message, start, end, hint, others=(first,))])

    def note(self, surprises: Iterable[Surprise]) -> None:
        """Remember surprises; too many of them end the reading."""
        self.surprises += surprises
        if len(self.surprises) >= MAX_SURPRISES and self.trouble is None:
            at = self.surprises[-1].start
            self.trouble = Trouble(at, at, "", too_many(at))


def too_many(at: int) -> Surprise:
    """The end of reading a text with too many surprises."""
    message = f"more than {MAX_SURPRISES} problems: from here on nothing is read"
    return Surprise(TOO_BIG, message, at, at + 1, "put those right that stand above, and check again")


def trouble(error: MarkedYAMLError) -> Trouble:
    """Where libyaml stopped. For a name, a quotation or a bracket that does not end, the beginning is to blame."""
    noticed = error.problem_mark.index if error.problem_mark else 0
    opened = error.context_mark.index if error.context_mark and error.context in UNFINISHED else noticed
    return Trouble(opened, noticed, error.problem or "")
