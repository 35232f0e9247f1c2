"""From YAML events to plain data that knows where it stands.

libyaml reads the syntax; everything else is ours: texts stay as typed, tags, anchors and aliases mean
nothing, and each thing that YAML understood otherwise than a person meant it becomes a `Surprise`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple, cast

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from quizgen.yaml_surprises import (
    BLANK,
    DUPLICATE_KEY,
    INDENTATION,
    NOTE,
    SPECIAL_CHARACTER,
    SYNTAX,
    TOO_BIG,
    Other,
    Surprise,
    Words,
    backslash,
    colon,
    commas,
    hash_sign,
    shown,
    special,
    typed_words,
    unclosed,
)
from quizgen.yaml_values import Lines, Map, Seq, Value, texts

MAX_DEPTH = 20
"""How deep lists and fields may be nested."""

MAX_SURPRISES = 1000
"""After so many surprises in one text it is read no further."""

LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
FIELD_LINE = re.compile(r"\n([ \t]*)(?:-[ \t]+)*(?:[a-z_]+:|-)(?=[ \t\r\n])")
DASH_LINE = re.compile(r"\n[ \t]*(-)(?=[ \t\r\n]|[^\W\d_])")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_-]*")
REFERENCE = re.compile(r"[&*][\w-]+")
QUOTE_IT = "put it in quotation marks"
NO_FIELD = "a question mark before a field has no meaning here"


class Trouble(NamedTuple):
    """Where reading stopped. `opened` is where the unfinished thing began; `problem` is in libyaml's words.

    With `final`, nothing can be repaired: it says all there is to say.
    """

    at: int
    opened: int
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
        self.top: Map | Seq | None = None
        self.key: tuple[str, int, int] | None = None
        self.stack: list[tuple[Map | Seq | None, tuple[str, int, int] | None]] = []
        self.decorated: list[tuple[Map | Seq, str | None]] = []
        self.misread = False
        self.read()

    def read(self) -> None:
        """Run through the events of the text, as far as they go."""
        handlers: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self.scalar,
            AliasEvent: self.alias,
            MappingStartEvent: self.open,
            SequenceStartEvent: self.open,
            MappingEndEvent: self.close,
            SequenceEndEvent: self.close,
        }
        parser = CParser(self.text.encode())
        try:
            while self.trouble is None and (event := parser.get_event()) is not None:
                if handler := handlers.get(type(event)):
                    handler(event)
        except MarkedYAMLError as error:
            self.trouble = trouble(error)
        except YAMLError:
            self.trouble = Trouble(0, 0, "unreadable")

    def scalar(self, event: Any) -> None:
        """A text; it is looked at closely unless it is plain and stands in the file just as it is."""
        start = event.start_mark.index
        end = event.end_mark.index
        value = event.value
        if event.style or end - start != len(value):
            value, end = self.decoded(event, start, end)
        self.put(value, start, end)

    def put(self, value: str, start: int, end: int) -> None:
        """Take a text as the next key, or as the next value."""
        if self.key is None and type(self.top) is Map:
            self.key = (value, start, end)
        else:
            self.add(value, start, end)

    def add(self, value: Value, start: int, end: int) -> None:
        """Put a value where it belongs: under the current key, into the current list, or at the top."""
        top = self.top
        if type(top) is Seq:
            top.append(value)
            top.marks.append((start, end))
        elif type(top) is Map and self.key is not None:
            key, key_start, key_end = self.key
            self.key = None
            if key in top:
                self.duplicate(top, key, key_start, key_end)
            else:
                top[key] = value
                top.marks[key] = (key_start, key_end, start, end)
        elif self.root is None:
            self.root = value

    def open(self, event: Any) -> None:
        """Fields or a list begin."""
        kind = Map if type(event) is MappingStartEvent else Seq
        container = kind(self.lines, event.start_mark.index, event.flow_style)
        if event.anchor is not None or event.tag is not None:
            self.decorated.append((container, event.anchor))
        if len(self.stack) >= MAX_DEPTH:
            self.stop(container.start, f"lists and fields are nested more than {MAX_DEPTH} levels deep here")
        self.stack.append((self.top, self.key))
        self.top = container
        self.key = None

    def close(self, event: Any) -> None:
        """Fields or a list end."""
        container = cast("Map | Seq", self.top)
        self.top, self.key = self.stack.pop()
        container.end = event.end_mark.index if container.flow else self.block_end(container)
        self.inspect(container)
        if self.key is None and type(self.top) is Map:
            self.key = self.complex_key(container)
        else:
            self.add(container, container.start, container.end)

    def block_end(self, container: Map | Seq) -> int:
        """Where a block of fields or items ends: with its last value, not with the blank lines behind it."""
        if isinstance(container, Seq):
            return container.marks[-1][1] if container.marks else container.start
        if not container.marks:
            return container.start
        _, key_end, start, end = next(reversed(container.marks.values()))
        return key_end if start == end and "\n" in self.text[key_end:start] else end

    def note(self, surprise: Surprise) -> None:
        """Remember a surprise; too many of them end the reading."""
        self.surprises.append(surprise)
        if len(self.surprises) >= MAX_SURPRISES:
            self.stop(surprise.start, f"more than {MAX_SURPRISES} problems: the rest of this text is not read")

    def stop(self, at: int, message: str) -> None:
        """End the reading for good."""
        self.trouble = self.trouble or Trouble(at, at, "", Surprise(TOO_BIG, message, at, at + 1))

    # What is not as it seems ------------------------------------------------------------------------

    def alias(self, event: Any) -> None:
        """`*name` is a text for us; nothing is ever expanded."""
        start, end = event.start_mark.index, event.end_mark.index
        self.note(self.reference(start, end, event.anchor, "&"))
        self.put(self.text[start:end], start, end)

    def decoded(self, event: Any, start: int, end: int) -> tuple[str, int]:
        """The value and the end of a text that does not stand in the file just as it is."""
        if event.anchor is not None or event.tag is not None:
            self.note(self.reference(start, end, event.anchor, "*"))
            return self.text[start:end], end
        if event.style in {"|", ">"}:
            return event.value, self.block_scalar(event.value, start, end)
        if event.style:
            self.quoted_scalar(start, end)
        else:
            self.plain_scalar(start, end)
        return event.value, end

    def reference(self, start: int, end: int, name: str | None, counterpart: str) -> Surprise:
        """A text that begins with `*`, `&` or `!`; a safe cure only where nothing else in the file refers to it."""
        surprise = special(typed_words(self.text, start, end), safe=f"{counterpart}{name}" not in self.references)
        if surprise.cure and not surprise.cure.safe:
            return replace(surprise, hint="write the text out: nothing in a bank refers to another place of it")
        return surprise

    @cached_property
    def references(self) -> set[str]:
        """Everything in the text that looks like `&name` or `*name`."""
        return set(REFERENCE.findall(self.text))

    def block_scalar(self, value: str, start: int, end: int) -> int:
        """The end of a text after `|` or `>`; `> 5` without the space is a text that has lost its figure."""
        while end > start and self.text[end - 1] in " \t\r\n":
            end -= 1
        if not value.strip(BLANK) and any(character.isdigit() for character in self.text[start + 1 : start + 3]):
            self.note(special(typed_words(self.text, start, end)))
        return end

    def quoted_scalar(self, start: int, end: int) -> None:
        """A text in quotation marks: backslashes, and fields that a missing mark has swallowed."""
        if self.text.find("\\", start, end) >= 0 and (surprise := backslash(Words(self.text, start, end))):
            self.note(surprise)
        if self.text.find("\n", start, end) < 0:
            return
        margin = LEAD.match(self.text, self.text.rfind("\n", 0, start) + 1)
        width = len(margin[0]) if margin else 0
        if any(len(found[1]) <= width for found in FIELD_LINE.finditer(self.text, start, end)):
            first_line = self.text[start : self.text.index("\n", start)].rstrip(BLANK)
            self.note(unclosed(Words(self.text, start, start + len(first_line))))

    def plain_scalar(self, start: int, end: int) -> None:
        """A text of several lines: a line that begins with a dash was meant as an item of a list."""
        if found := DASH_LINE.search(self.text, start, end):
            at = found.start(1)
            self.note(
                Surprise(
                    INDENTATION,
                    "this dash begins no item of a list: it is read as a part of the text above it",
                    at,
                    at + 1,
                    "put each item on a line of its own, a space behind every dash, all dashes in one column; "
                    "a dash that belongs to the text needs quotation marks round the whole text",
                )
            )

    def complex_key(self, container: Map | Seq) -> tuple[str, int, int]:
        """A list or fields in the place of a name: `{{blank}}`, or a name that begins with a bracket."""
        words = Words(self.text, container.start, container.end)
        if self.top is not None and self.top.flow:
            self.misread = True
        elif container.flow:
            self.note(special(words))
        else:
            self.note(self.no_text(words, "the name of a field must be a text"))
        return words.raw, words.start, words.end

    def no_text(self, words: Words, message: str) -> Surprise:
        """Something that is no text where only a text can stand, with nothing certain to be done."""
        return Surprise(SPECIAL_CHARACTER, message, words.start, words.start + 1, "if it is a text, " + QUOTE_IT)

    def duplicate(self, top: Map, key: str, start: int, end: int) -> None:
        """A field that stands in the same place twice."""
        first = Other("here it stands first", *top.marks[key][:2])
        hint = "keep one of the two and delete the other"
        self.note(
            Surprise(DUPLICATE_KEY, f"“{shown(key)}” stands here a second time", start, end, hint, None, (first,))
        )

    def inspect(self, container: Map | Seq) -> None:
        """Look at fields or a list that have just ended; `self.top` is what they stand in."""
        if self.decorated and self.decorated[-1][0] is container:
            self.inspect_decoration(container, self.decorated.pop()[1])
        if isinstance(container, Map):
            self.inspect_fields(container)
        elif not container.flow:
            self.inspect_items(container)
        if container.flow and (self.top is None or not self.top.flow):
            self.inspect_brackets(container)

    def inspect_decoration(self, container: Map | Seq, anchor: str | None) -> None:
        """`&name` or `!name` before fields or a list."""
        words = Words(self.text, container.start, container.end)
        if container.flow:
            self.note(self.reference(words.start, words.end, anchor, "*"))
        else:
            self.note(self.no_text(words, f"“{words.raw.split()[0]}” has no meaning here: delete it"))

    def inspect_fields(self, fields: Map) -> None:
        """Fields that were meant as a text."""
        first = self.text[fields.start : fields.start + 1]
        in_list = isinstance(self.top, Seq)
        if first == "?" or (in_list and len(fields) == 1 and first in {"&", "!", "*"}):
            words = typed_words(self.text, fields.start, fields.end)
            self.note(special(words) if in_list and len(fields) == 1 else self.no_text(words, NO_FIELD))
        elif in_list and fields.flow and first not in {"{", "&", "!"}:
            self.note(colon(typed_words(self.text, fields.start, fields.end)))
        elif fields.flow:
            marks = fields.marks.values()
            self.misread |= any(start == end and ":" not in self.text[key:end] for _, key, start, end in marks)
        if "<<" in fields and self.text[fields.marks["<<"][0]] == "<":
            start, end = fields.marks.pop("<<")[:2]
            del fields["<<"]
            self.note(self.no_text(Words(self.text, start, end), "“<<” has no meaning here"))
        if "" in fields and first != "?" and fields.marks[""][0] == fields.marks[""][1]:
            at = fields.marks[""][0]
            self.note(Surprise(SYNTAX, "a field without a name", at, at + 1, "write a name before the colon"))

    def inspect_items(self, items: Seq) -> None:
        """Items that a colon made fields of, and a dash inside an item."""
        pairs = [i for i, item in enumerate(items) if type(item) is Map and len(item) == 1 and not item.flow]
        if pairs and any(type(item) is str for item in items):
            for index in pairs:
                self.inspect_pair(items[index], *items.marks[index])  # type: ignore[arg-type]
        if isinstance(self.top, Seq) and len(items) == 1 and "\n" not in self.text[items.start : items.end]:
            before = self.text[: items.start].rstrip(" 	")
            if before.endswith("-"):
                self.note(special(typed_words(self.text, items.start, items.end)))

    def inspect_pair(self, pair: Map, start: int, end: int) -> None:
        """`- Putin: the man` among items that are texts."""
        (key, value), key_end = next(iter(pair.items())), next(iter(pair.marks.values()))[1]
        at = self.text.find(":", key_end, end)
        if isinstance(value, str) and at >= 0 and not FIELD_NAME.fullmatch(key):
            self.note(colon(typed_words(self.text, start, end), at))

    def inspect_brackets(self, flow: Map | Seq) -> None:
        """A list or fields in brackets, whole: commas, and texts such as `{{blank}}`."""
        words = typed_words(self.text, flow.start, flow.end)
        for surprise in (tight := commas(Words(self.text, flow.start, flow.end))):
            self.note(surprise)
        if self.misread and not tight:
            self.note(special(words))
        self.misread = False


def trouble(error: MarkedYAMLError) -> Trouble:
    """Where libyaml stopped. An unfinished name or quotation is blamed on its beginning."""
    at = error.problem_mark.index if error.problem_mark else 0
    opened = error.context_mark.index if error.context_mark else at
    unfinished = error.context in {"while scanning a simple key", "while scanning a quoted scalar"}
    return Trouble(opened if unfinished else at, opened, error.problem or "")


def hidden_notes(text: str, root: Value | None) -> Iterator[Surprise]:
    """Each ` #` that hides the rest of a text: directly behind a plain text or an empty value, no space after it."""
    found = list(NOTE.finditer(text))
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
