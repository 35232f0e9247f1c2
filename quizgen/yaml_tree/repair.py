"""What a person may have meant by a text that YAML refuses: guesses, which the caller puts to the test.

A guess is a `Surprise` with a cure. It is right when the text, once cured, can be read further than before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.yaml_tree.builder import NEVER_CLOSED, Trouble
from quizgen.yaml_tree.drafts import LINE, misplaced, shifts
from quizgen.yaml_tree.surprises import (
    BLANK,
    COMMENT,
    FIELD_NAME,
    INDENTATION,
    ODD_RUN,
    QUOTE_IN_QUOTES,
    QUOTED,
    SEVERAL_DOCUMENTS,
    SYNTAX,
    TAB,
    Change,
    Cure,
    Surprise,
    Words,
    explain,
    more,
    odd_spaces,
)

TAB_LEAD = re.compile(r"^(?=[ \t]*(?:-[ \t]*)?\t)[ \t]*(?:-[ \t]+)?", re.MULTILINE)
ENTRY = re.compile(
    r"""(?P<indent>[ \t]*)(?P<dash>-(?:[ \t]+|(?=\r?\n|\Z)))?
    (?:(?P<key>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'|[^ \t\r\n].*?)(?<![ \t])[ \t]*:(?=[ \t\r\n]|\Z)[ \t]*)?
    (?P<value>[^\r\n]*)""",
    re.VERBOSE,
)
MISSING_SPACE = re.compile(r"[ \t]*(?:-[ \t]+)?(?:(?P<name>[a-z_]+:)(?![ \t\r\n/])|(?P<dash>-)(?=[^\W\d_]))")
FLOW_ITEM = re.compile(r"[^ \t\r\n,\[\]{}](?:[^,\[\]{}]|,(?=[^ \t\r\n]))*")
FLOW_NAME = re.compile(r"[a-z][a-z0-9_-]*:[ \t\r\n]+")
BARE_LINE = re.compile(r"(?P<indent>[ \t]*)[^ \t\r\n#:-][^\r\n:]*(?=\r?\n)")
END_OF_DOCUMENT = re.compile(r"^\.\.\.(?=[ \t\r\n]|\Z)", re.MULTILINE)
MAX_INDENTS = 3
"""How many columns are tried for a line that is indented wrongly."""


@dataclass(slots=True)
class Entry:
    """A line as a person reads it: a dash, a name, a text, which may go on in the next lines."""

    text: str
    indent: int
    column: int
    owner: int
    """The column that the lines of its text must be indented by more than."""
    key: Words | None
    value: Words
    start: int
    dash: bool

    @property
    def named(self) -> bool:
        """Tell whether it has a name such as the fields of a bank have."""
        return self.key is not None and bool(FIELD_NAME.fullmatch(self.key.raw))

    @property
    def words(self) -> Words:
        """The text without a comment behind it."""
        value = self.value
        closed = QUOTED[value.raw[0]].match(value.raw) if value.raw[:1] in QUOTED else None
        comment = COMMENT.search(self.text, value.start + (closed.end() if closed else 0), value.end)
        return Words(self.text, value.start, comment.start()) if comment else value

    def goes_on_in(self, other: Entry) -> bool:
        """Tell whether another line continues the text of this one."""
        return self.value.end > self.value.start and other.indent > self.owner and not other.dash and not other.named


def entries(text: str) -> list[Entry]:
    """The lines of a text as a person reads them, without remarks."""
    found: list[Entry] = []
    for line in LINE.finditer(text):
        content = line[0].strip(BLANK)
        if not content or content.startswith("#"):
            continue
        entry = read_entry(text, line.start())
        if found and found[-1].goes_on_in(entry):
            end = line.start() + len(line[0].rstrip(BLANK))
            found[-1].value = Words(text, found[-1].value.start, end)
        else:
            found.append(entry)
    return found


def read_entry(text: str, start: int) -> Entry:
    """Read one line."""
    line = ENTRY.match(text, start)
    assert line is not None  # noqa: S101 - every part of the pattern may be empty
    key = Words(text, *line.span("key")) if line["key"] else None
    dash = line["dash"] is not None
    if dash and key and not FIELD_NAME.fullmatch(key.raw):
        key = None
    value_start = line.start("value") if key or not line["key"] else line.start("key")
    value = Words(text, value_start, value_start + len(text[value_start : line.end()].rstrip(BLANK)))
    indent = len(line["indent"])
    column = indent + len(line["dash"] or "")
    return Entry(text, indent, column, column if key or not dash else indent, key, value, start, dash)


def guesses(text: str, trouble: Trouble) -> Iterator[Surprise]:
    """What a person may have meant where reading stopped, the likeliest first."""
    if ODD_RUN.search(text) and (surprise := odd_spaces(text, lambda _: False)):
        yield surprise
    yield from tabs(text, trouble.noticed)
    yield from missing_space(text, trouble.at)
    listed = entries(text)
    suspects = [entry for entry in listed if entry.start <= trouble.noticed]
    for entry in sorted(suspects, key=lambda entry: abs(trouble.at - entry.start)):
        yield from entry_guesses(entry)
    yield from indentation(text, [entry for entry in suspects if entry.start <= trouble.at])


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def tabs(text: str, at: int) -> Iterator[Surprise]:
    """Tabs before a dash or a name, read as so many spaces as editors use.

    The widest comes first: behind `pairs:`, what a tab indents belongs to it and does not stand beside it.
    """
    if not TAB_LEAD.match(text, line_start(text, at)):
        return
    leads = list(TAB_LEAD.finditer(text))
    tab = leads[0].start() + leads[0][0].index("\t")
    only_tabs = not re.search(r"^ +[^ \t\r\n]", text, re.MULTILINE)
    for width in (2, 4, 8) if only_tabs else (8, 4, 2):
        changes = tuple(Change(*lead.span(), lead[0].expandtabs(width)) for lead in leads)
        message = "a tab stands where only spaces may indent a line" + more(len(leads))
        cure = Cure("replace the tabs by spaces", changes)
        yield Surprise(TAB, message, tab, tab + 1, cure.message, cure)


def missing_space(text: str, at: int) -> Iterator[Surprise]:
    """`answer:7,500` or `-Stalin`."""
    if found := MISSING_SPACE.match(text, line_start(text, at)):
        sign, place = ("colon", found.end("name")) if found["name"] else ("dash", found.end("dash"))
        cure = Cure(f"put a space after the {sign}", (Change(place, place, " "),))
        yield Surprise(SYNTAX, f"a space is missing after this {sign}", place - 1, place, cure.message, cure)


def entry_guesses(entry: Entry) -> Iterator[Surprise]:
    """What may be wrong with the text of a line, with its name, or with a text between its brackets."""
    if entry.key and not entry.named and (surprise := explain(entry.key)):
        yield surprise
    words = entry.words
    if surprise := explain(words):
        yield surprise
    elif words.raw[:1] in {"[", "{"}:
        yield from filter(None, map(explain, flow_texts(words)))


def flow_texts(flow: Words) -> Iterator[Words]:
    """The texts between brackets, those in braces without their names."""
    for item in FLOW_ITEM.finditer(flow.raw):
        start = item.start()
        name = FLOW_NAME.match(item[0])
        if name and flow.raw.rfind("{", 0, start) > flow.raw.rfind("[", 0, start):
            start += name.end()
        yield Words(flow.text, flow.start + start, flow.start + item.start() + len(item[0].rstrip(BLANK)))


def indentation(text: str, listed: list[Entry]) -> Iterator[Surprise]:
    """The last line moved to the columns in which the lines above it stand, the nearest first."""
    if not listed:
        return
    entry = listed[-1]
    columns: list[int] = []
    for above in reversed(listed[:-1]):
        own = [above.column] if above.key and not (entry.dash and above.value.raw) else []
        own += [above.indent] if above.dash and entry.dash else []
        columns += [column for column in own if not columns or column < columns[-1]]
    columns = sorted({*columns} - {entry.indent}, key=lambda column: (abs(column - entry.indent), -column))
    for column in columns[:MAX_INDENTS]:
        by = column - entry.indent
        changes = shifts(text, entry.start, len(text), by, entry.indent, column if by > 0 else None)
        yield misplaced(entry.start, entry.indent, column, changes)


MISFIT = (
    INDENTATION,
    "this line does not fit the lines above it",
    "lines that belong together begin in the same column; what belongs to a line is indented further",
)
NO_FIELD = (
    SYNTAX,
    "this line is neither a field (name: text) nor an item of a list (- text)",
    "write a name and a colon before it, or indent it further than the text that it continues",
)
EXPLANATIONS = {
    "could not find expected ':'": NO_FIELD,
    NEVER_CLOSED: (
        QUOTE_IN_QUOTES,
        "the quotation mark that opens here is never closed",
        "close it at the end of the text",
    ),
    "',' or": (
        SYNTAX,
        "the bracket that opens here is not closed, or a comma is missing between two texts",
        "write the list in lines of its own, each with a dash: - text",
    ),
    "expected": MISFIT,
    "not allowed": MISFIT,
}
AFTER_THE_END = (
    SEVERAL_DOCUMENTS,
    "a line of three dots ends the file above; what follows is not read",
    "delete the dots, or put what follows in a file of its own",
)
UNREADABLE = (
    SYNTAX,
    "this cannot be read",
    "compare it with the lines above: quotation marks, colons, dashes, indentation",
)


def explanation(text: str, trouble: Trouble) -> Surprise:
    """What to say where no guess was right."""
    at = trouble.at
    code, message, hint = next(
        (found for problem, found in EXPLANATIONS.items() if problem in trouble.problem), UNREADABLE
    )
    if "document start" in trouble.problem and END_OF_DOCUMENT.search(text, 0, at):
        code, message, hint = AFTER_THE_END
    elif "mapping values" in trouble.problem and (above := BARE_LINE.match(text, line_above(text, at))):
        (code, message, hint), at = NO_FIELD, above.end("indent")
    return Surprise(code, message, at, at + 1, hint)


def line_above(text: str, offset: int) -> int:
    """Where the line above that of an offset begins; that of the offset itself in the first line."""
    return line_start(text, max(line_start(text, offset) - 1, 0))
