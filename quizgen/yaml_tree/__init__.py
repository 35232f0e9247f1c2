"""From the bytes of a YAML file to data that knows where it stands, and findings in a teacher's words.

Every scalar stays text as typed. A mistake never hides its neighbours: a bank that cannot be read as a whole
is cut at its questions, and each is read by itself.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from quizgen.diagnostics import Edit, Finding, Fix, Place, Related, Span
from quizgen.yaml_tree.reading import Reading, Stretch
from quizgen.yaml_tree.surprises import ENCODING, TOO_BIG, Cure, Surprise
from quizgen.yaml_tree.values import Lines, Map, Seq, Value, span_of

__all__ = ["Map", "Seq", "Tree", "Value", "parse", "span_of"]

MAX_BYTES = 20_000_000
"""The largest file that is read."""

MAX_LINE = 100_000
"""The longest line, in characters, that is read."""

SAVE_AS = "save it as plain text with the encoding UTF-8"


@dataclass(frozen=True)
class Tree:
    """A file, read: its text without a byte order mark, its data, and what is wrong with it.

    `root` is None when nothing could be read, or when the file is not made of fields. `broken` has the
    stretches that are not in `root` because they could not be read for certain, `broken_ids` the ids that can be
    seen in them.
    """

    file: str
    text: str
    root: Map | None
    findings: tuple[Finding, ...]
    broken: tuple[Span, ...] = ()
    broken_ids: tuple[str, ...] = ()


def parse(data: bytes, file: str) -> Tree:
    """Read a YAML file, whatever its bytes; `file` is its name in the findings. Never raises."""
    text, refusal = decode(data)
    if refusal:
        return Tree(file, text, None, (Translator(file, Lines(text)).finding(refusal),))
    with collector_paused():
        reading = Reading(text)
        root = reading.read()
        translator = Translator(file, reading.lines, reading.originals, questions_in(text, root, reading.broken))
        return Tree(
            file,
            text,
            root,
            tuple(map(translator.finding, sorted(reading.surprises, key=lambda one: (one.start, one.code)))),
            tuple(reading.lines.span(start, end) for start, end, _ in reading.broken),
            tuple(name for _, _, name in reading.broken if name),
        )


@contextmanager
def collector_paused() -> Iterator[None]:
    """Building many objects at once is more than twice as fast without the garbage collector."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def decode(data: bytes) -> tuple[str, Surprise | None]:
    """The text of a file, and why it is not to be read at all."""
    if len(data) > MAX_BYTES:
        size = f"the file is larger than {MAX_BYTES // 1_000_000} million bytes"
        return "", Surprise(TOO_BIG, size, 0, 0, "split it into several files")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Surprise(ENCODING, "the file is saved as UTF-16 (“Unicode”)", 0, 0, SAVE_AS)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8-sig"))
        message = "the file is not saved as UTF-8: from this character on, letters with accents are lost"
        return data.decode("utf-8-sig", "replace"), Surprise(ENCODING, message, at, at + 1, SAVE_AS)
    if "\0" in text:
        at = text.index("\0")
        return text, Surprise(ENCODING, "this is not a text file, or not one in UTF-8", at, at + 1, SAVE_AS)
    return text, long_line(text)


def long_line(text: str) -> Surprise | None:
    """Why a text is not to be read: one of its lines is too long."""
    start = 0
    while len(text) - start > MAX_LINE:
        end = max(text.rfind(end, start, start + MAX_LINE + 1) for end in "\n\r")
        if end < 0:
            message = f"this line has more than {MAX_LINE} characters"
            return Surprise(TOO_BIG, message, start, start + 1, "break it into several lines")
        start = end + 1
    return None


def questions_in(text: str, root: Map | None, broken: list[Stretch]) -> list[Stretch]:
    """Where every question stands, read or not, in the order of the file."""
    questions = root.get("questions") if root else None
    found = list(broken)
    if isinstance(questions, Seq):
        for question, (start, end) in zip(questions, questions.marks, strict=True):
            name = question.get("id") if isinstance(question, Map) else None
            line = text.rfind("\n", 0, start) + 1
            found.append(Stretch(line, end, name if isinstance(name, str) and name else None))
    return sorted(found, key=lambda one: (one.start, one.end))


@dataclass(frozen=True)
class Translator:
    """Turns surprises, which know offsets, into findings, which know lines and columns."""

    file: str
    lines: Lines
    originals: dict[int, str] = field(default_factory=dict)
    questions: list[Stretch] = field(default_factory=list)

    def finding(self, surprise: Surprise) -> Finding:
        """The finding for a surprise."""
        related = tuple(Related(o.message, self.place(o.start, o.end)) for o in surprise.others)
        return Finding(
            surprise.message.translate(self.originals),
            self.place(surprise.start, surprise.end),
            surprise.hint.translate(self.originals),
            self.question(surprise.start),
            related,
            surprise.cure and self.fix(surprise.cure),
            code=surprise.code,
        )

    def place(self, start: int, end: int) -> Place:
        """The place between two offsets."""
        return Place(self.file, self.lines.span(start, end))

    def fix(self, cure: Cure) -> Fix:
        r"""The fix for a cure; whoever applies it writes the line ends of the file for `\n`."""
        edits = tuple(
            Edit(self.file, self.lines.span(start, end), text.translate(self.originals).replace("\r\n", "\n"))
            for start, end, text in cure.changes
        )
        return Fix(cure.message.translate(self.originals), edits, cure.safe)

    def question(self, offset: int) -> str | None:
        """The id of the question in which an offset lies."""
        index = bisect_right(self.questions, offset, key=lambda one: one.start) - 1
        start, end, name = self.questions[index] if index >= 0 else (0, -1, None)
        return name if start <= offset <= end else None
