"""What YAML does to an unwary teacher, explained: one function for each surprise.

All positions are offsets (code points) into the text of the file. Nothing here reads YAML: the functions
look at a stretch of text that a person meant as one text, and say what went wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

SYNTAX = "Q001"
DUPLICATE_KEY = "Q002"
ENCODING = "Q003"
TAB = "Q004"
SPECIAL_CHARACTER = "Q005"
COMMA_IN_FLOW = "Q006"
TOO_BIG = "Q007"
EMPTY_FILE = "Q008"
COLON_IN_VALUE = "Q009"
HASH_IN_VALUE = "Q010"
QUOTE_IN_QUOTES = "Q011"
BACKSLASH_IN_QUOTES = "Q012"
INDENTATION = "Q013"
SEVERAL_DOCUMENTS = "Q014"

ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""Spaces that look like one and are none for YAML, as a range of a regular expression."""

BLANK = " \t\r\n"
"""What YAML takes for white space; Python would add the odd spaces."""

MAX_CHANGES = 1000
"""How many places one cure changes at most; the rest is for the next run."""

SHOWN = 60
"""How many characters of a text a hint repeats."""

FIELD_NAME = re.compile(r"[a-z][a-z0-9_-]*")
BREAK = re.compile(r"(?<![ \t])[ \t]*(?:\r\n|\n)[ \t]*((?:(?:\r\n|\n)[ \t]*)*)")
COLON = re.compile(r":(?=[ \t\r\n]|$)")
NOTE = re.compile(r"[ \t](#+(?=[^ \t\r\n#]))")
COMMENT = re.compile(r"(?<![ \t])[ \t]+#+(?=[ \t\r\n]|$)")
SWALLOWED = re.compile(r"[ \t]+#+(?=[^ \t\r\n#])[^\r\n]*")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
DELIBERATE_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[nrt](?![a-z])|[ \t\r\n0/_])")
QUOTED = {"'": re.compile(r"'(?:[^']|'')*'"), '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)}
APOSTROPHE = re.compile(r"'(?:tis|twas|twere|em|cause|til|n|\d0s)\b", re.IGNORECASE)
SIGN = re.compile(rf"[-:][ \t{ODD}]*\Z")
ODD_RUN = re.compile(rf"[{ODD}]+")
PREFIX = re.compile(rf"^[ \t{ODD}]*(?:-[ \t{ODD}]+)?(?:[\w-]+:(?:[ \t{ODD}]+|$))?", re.MULTILINE)
HEADER = re.compile(r"[|>](?:[-+][1-9]?|[1-9][-+]?)?(?:[ \t]+#.*)?(?=\r?\n|$)")
NUMBER = re.compile(r"[^\d,]*\d{1,3}(?:,\d{3})+(?:[^\d,][^,]*)?")
QUOTED_IN_FLOW = re.compile(r"""(?<=[\[{,: \t\r\n])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.DOTALL)
PIECE = re.compile(r"[^,\[\]{}]+")


class Change(NamedTuple):
    """Replace the text from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


class Cure(NamedTuple):
    """What to do about a surprise; a safe cure keeps every text as it was typed."""

    message: str
    changes: tuple[Change, ...]
    safe: bool = True


class Other(NamedTuple):
    """Another place that belongs to a surprise."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Surprise:
    """One thing that went wrong, and where."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""
    cure: Cure | None = None
    others: tuple[Other, ...] = ()

    def moved(self, origin: Callable[[int], int]) -> Surprise:
        """The same surprise, with every offset translated by `origin`."""
        cure = self.cure and self.cure._replace(
            changes=tuple(Change(origin(c.start), origin(c.end), c.text) for c in self.cure.changes)
        )
        others = tuple(Other(o.message, origin(o.start), origin(o.end)) for o in self.others)
        return replace(self, start=origin(self.start), end=origin(self.end), cure=cure, others=others)


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the file that a person meant as one text."""

    text: str
    start: int
    end: int

    @property
    def raw(self) -> str:
        """The stretch as it was typed."""
        return self.text[self.start : self.end]


def typed_words(text: str, start: int, end: int) -> Words:
    """The words from `start` to `end`, with what a ` #` directly behind them took away."""
    lost = SWALLOWED.match(text, end)
    if lost is None:
        return Words(text, start, end)
    comment = COMMENT.search(text, lost.start(), lost.end())
    stop = comment.start() if comment else lost.end()
    return Words(text, start, start + len(text[start:stop].rstrip(BLANK)))


def quoted(raw: str) -> str:
    """Put a text in the quotation marks that change the least of it."""
    if '"' in raw or "\\" in raw:
        return "'" + raw.replace("'", "''") + "'"
    return f'"{raw}"'


def folded(raw: str) -> str:
    """A text of several lines on one line, as YAML joins it; an empty line becomes a line break."""
    return BREAK.sub(lambda found: "\n" * found[1].count("\n") or " ", raw)


def shown(raw: str) -> str:
    """A text for a message: on one line, and not too long."""
    line = " ".join(folded(raw).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def quoting(words: Words, meant: str | None = None, *, safe: bool = True) -> Cure:
    """The cure that puts `words`, or the text they were meant as, in quotation marks."""
    new = quoted(words.raw if meant is None else meant)
    return Cure(f"put the text in quotation marks: {shown(new)}", (Change(words.start, words.end, new),), safe)


def advice(words: Words, cure: Cure) -> str:
    """The hint that goes with a cure by quotation marks."""
    if words.raw[:1] in set("“”„«»‘’‚‹›"):
        return f"{cure.message} (curly quotation marks are part of the text; only straight ones protect it)"
    return cure.message


def special(words: Words, *, safe: bool = True) -> Surprise:
    """A text begins with a character that means something else there."""
    first = words.raw[0]
    cure = quoting(words, safe=safe)
    return Surprise(
        SPECIAL_CHARACTER,
        f"a text that begins with “{first}” must stand in quotation marks",
        words.start,
        words.start + 1,
        cure.message,
        cure,
    )


def colon(words: Words, at: int | None = None) -> Surprise:
    """A colon and a space inside a text made a field of it."""
    found = COLON.search(words.text, words.start, words.end)
    place = at if at is not None else found.start() if found else words.start
    cure = quoting(words)
    return Surprise(
        COLON_IN_VALUE,
        "a colon followed by a space cuts this text in two",
        place,
        place + 1,
        advice(words, cure),
        cure,
    )


def hash_sign(words: Words, at: int) -> Surprise:
    """A ` #` made a comment of the rest of a text."""
    cure = quoting(words)
    return Surprise(
        HASH_IN_VALUE,
        f"the text is cut off here: after a space, “#” hides the rest, “{shown(words.text[at : words.end])}”",
        at,
        at + 1,
        f"{advice(words, cure)}; or, if it is a remark of yours, put a space after the “#”",
        cure,
    )


def explain(words: Words) -> Surprise | None:
    """Say what goes wrong with a text in block position; None when nothing does."""
    raw = words.raw
    if raw[:1] in QUOTED:
        return explain_quoted(words)
    if raw[:1] in {"[", "{"}:
        return explain_brackets(words)
    if HEADER.match(raw):
        return None
    if raw[:1] in set("*&!%@`,]}|>") or re.match(r"[-?]([ \t\r\n]|$)", raw):
        return special(words)
    if COLON.search(raw):
        return colon(words)
    note = NOTE.search(words.text, words.start, words.end)
    return hash_sign(words, note.start(1)) if note else None


def explain_brackets(words: Words) -> Surprise | None:
    """Say what goes wrong with a text that begins with a bracket; None for `[a, b]` or `{a: b}`, closed at its end."""
    raw = words.raw
    depth = 0
    for position, character in enumerate(raw):
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            fields = raw[0] == "{" and not raw.startswith("{{") and COLON.search(raw)
            whole = position == len(raw) - 1 and (raw[0] == "[" or fields)
            return None if whole else special(words)
    return special(words, safe=raw.startswith("{{"))


def explain_quoted(words: Words) -> Surprise | None:
    """Say what goes wrong with a text that begins with a straight quotation mark."""
    raw = words.raw
    closed = QUOTED[raw[0]].match(raw)
    if closed is None:
        return unclosed(words)
    rest = raw[closed.end() :]
    if rest.strip(BLANK) and not re.match(r"[ \t\r\n]+#", rest):
        return inner_quote(words, words.start + closed.end() - 1)
    return backslash(Words(words.text, words.start, words.start + closed.end()))


def unclosed(words: Words) -> Surprise:
    """A text opens with a quotation mark that nothing on its lines closes."""
    raw = words.raw
    if len(raw) > 2 and raw.endswith('\\"'):
        at = words.end - 2
        return escaped(words, at, quoting(words, unescaped(raw[1:-1])))
    cure = quoting(words, safe=bool(APOSTROPHE.match(raw)))
    return Surprise(
        QUOTE_IN_QUOTES,
        f"the quotation mark {raw[0]} that opens here is not closed at the end of the text",
        words.start,
        words.start + 1,
        f"close it where the text ends; or, if it belongs to the text, {cure.message}",
        cure,
    )


def inner_quote(words: Words, at: int) -> Surprise:
    """A quotation mark or apostrophe inside a quoted text closes it too early."""
    raw = words.raw
    mark = raw[0]
    inner = raw[1:-1]
    meant = raw
    if raw.endswith(mark) and wraps(inner, mark):
        meant = unescaped(inner) if mark == '"' else inner.replace("''", "'")
    cure = quoting(words, meant)
    name = "apostrophe" if mark == "'" else "quotation mark"
    return Surprise(
        QUOTE_IN_QUOTES,
        f"this {name} closes the text that {mark} opened, and more text follows",
        at,
        at + 1,
        cure.message,
        cure,
    )


def wraps(inner: str, mark: str) -> bool:
    """Tell whether the outer marks of `'inner'` belong together: `'don't'` yes, `'Yes' and 'no'` no."""
    first = inner.find(mark)
    if inner.count(mark) % 2:
        return True
    before, after = inner[first - 1 : first] if first else " ", inner[first + 1 : first + 2]
    return before in set(" (—–[“‘") or (before.isalnum() and after.isalnum())


def unescaped(inner: str) -> str:
    r"""The text meant by the inside of double quotes, where only `\"` and `\\` stand for something else."""
    return re.sub(r'\\(["\\])', r"\1", inner)


def backslash(words: Words) -> Surprise | None:
    r"""A backslash inside double quotes, other than in `\"` and `\\`, is turned into something else."""
    raw = words.raw
    if raw[0] != '"':
        return None
    bad = [found for found in ESCAPE.finditer(raw) if found[1] not in {'"', "\\"}]
    if not bad:
        return None
    at = words.start + bad[0].start()
    safe = not any(DELIBERATE_ESCAPE.match(raw, found.start()) for found in bad)
    return escaped(words, at, quoting(words, unescaped(raw[1:-1]), safe=safe))


def escaped(words: Words, at: int, cure: Cure) -> Surprise:
    """A surprise about the backslash at `at`."""
    sign = shown(words.text[at : at + 2])
    return Surprise(
        BACKSLASH_IN_QUOTES,
        f"inside double quotation marks the backslash of “{sign}” does not stay a backslash",
        at,
        at + 2,
        cure.message,
        cure,
    )


def commas(flow: Words) -> list[Surprise]:
    """Each text that a comma cuts in two because no space follows it: `[2,700 km, 3]`, `{a: 2,700}`."""
    masked = QUOTED_IN_FLOW.sub(lambda found: "[" * len(found[0]), flow.raw)
    return [comma(flow, Words(flow.text, flow.start + start, flow.start + end)) for start, end in tight(masked)]


def tight(raw: str) -> Iterator[tuple[int, int]]:
    """Each stretch between brackets and ordinary commas that has commas with no space behind them."""
    start, end, cut = 0, -1, False
    for piece in PIECE.finditer(raw):
        if raw[end : piece.start()] == "," and raw[piece.start()] not in BLANK:
            end, cut = piece.end(), True
            continue
        if cut:
            yield start, end
        cut = False
        start, end = piece.start() + len(piece[0]) - len(piece[0].lstrip(BLANK)), piece.end()
    if cut:
        yield start, end


def comma(flow: Words, run: Words) -> Surprise:
    """A stretch of `flow` that has commas with no space behind them."""
    run = Words(run.text, run.start, run.start + len(run.raw.rstrip(BLANK)))
    at = run.start + run.raw.index(",")
    inside = [run.start + found.start() for found in islice(re.finditer(",", run.raw), MAX_CHANGES)]
    key = re.match(r"[^,]*?:[ \t\r\n]+", run.raw)
    item = Words(run.text, run.start + key.end(), run.end) if key else run
    cure = None
    whole = flow.text[flow.start] == "[" and item.end - item.start == flow.end - flow.start - 2
    if (key and ":" not in item.raw) or (NUMBER.fullmatch(item.raw) and not whole):
        cure = quoting(item)
    elif not re.search(r"\d,\d", run.raw):
        cure = Cure("put a space after each comma", tuple(Change(i + 1, i + 1, " ") for i in inside))
    return Surprise(
        COMMA_IN_FLOW,
        "between brackets this comma cuts the text in two",
        at,
        at + 1,
        cure.message if cure else "if it is one text, put it in quotation marks; if not, put a space after the comma",
        cure,
    )


def odd_spaces(text: str, inside: Callable[[re.Match[str]], bool]) -> Surprise | None:
    """Non-breaking and other odd spaces where YAML needs plain ones: before and behind dashes and names.

    `inside` tells whether the beginning of a line belongs to a text that may have them.
    """
    found = (
        (prefix.start() + run.start(), prefix.start() + run.end())
        for prefix in PREFIX.finditer(text)
        if SIGN.search(prefix[0]) and not inside(prefix)
        for run in ODD_RUN.finditer(prefix[0])
    )
    runs = list(islice(found, MAX_CHANGES))
    if not runs:
        return None
    cure = Cure("replace them by plain spaces", tuple(Change(a, b, " " * (b - a)) for a, b in runs))
    return Surprise(
        INDENTATION,
        "here stands a space of another kind (a non-breaking one, say, as word processors make them)" + more(len(runs)),
        *runs[0],
        "replace it by a plain space",
        cure,
    )


def more(count: int) -> str:
    """The end of a message that stands for several places."""
    return f", and in {count - 1} more places" if count > 2 else ", and in one more place" if count == 2 else ""
