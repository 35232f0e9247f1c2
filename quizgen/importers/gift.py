r"""GIFT, Moodle's text format, after its documentation (docs.moodle.org, “GIFT format”).

A backslash escapes `~ = # { } :`. Blank lines separate questions. What Moodle mangles without a word (a blank line
inside a question, two questions without one between, an `=` inside a word) is left out or remarked, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from quizgen.importers import Findings, Imported, Pictures, Value, glance, text_of
from quizgen.importers._blanks import in_blank
from quizgen.importers._html import Html, is_html
from quizgen.importers._markdown import block, inline, tag, tidy, without_pictures
from quizgen.importers._weighted import (
    FULL,
    Answer,
    Feedback,
    category_tag,
    choice,
    decimal,
    essay,
    matching,
    middle,
    numeric,
    plain_number,
    short,
    together,
    true_false,
    whys,
)

NAME = "GIFT"
SUFFIXES = (".gift", ".txt")
CONTROLS = "~=#{}:"
ESCAPES = {character: chr(0xE000 + i) for i, character in enumerate(CONTROLS)}
"""A private character stands for an escaped one until the question is cut up; a text's own ones are removed."""
PRIVATE = re.compile("[\ue000-\ue0ff]")
MEANT = {ord(mark): character for character, mark in ESCAPES.items()}
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
WORTH = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
TAG = re.compile(r"\[tag:([^\]]+)\]")
CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
GLUED = re.compile(r"[\w)\]]=|\S = ")
ANSWERS = re.compile(r"\{\s*(?:[=~#}]|(?:T|TRUE|F|FALSE)\s*[#}])", re.IGNORECASE)
RANGE = re.compile(r"(.+?)\.\.(.+)", re.DOTALL)


@dataclass(frozen=True)
class _Block:
    """The lines between two blank ones, with escaped signs masked."""

    line: int
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class _Words:
    """Turns a piece of GIFT into Markdown, by the format it names or else that of its question."""

    where: str
    findings: Findings
    pictures: Pictures
    form: str = "moodle"

    def line(self, text: str) -> str:
        """A field of one line."""
        return self._read(text, whole=False)

    def lines(self, text: str) -> str:
        """A field that may have paragraphs."""
        return self._read(text, whole=True)

    def of(self, text: str) -> tuple[_Words, str]:
        """A question's own format, if it names one, and its text without that."""
        found = FORMAT.match(text)
        return (replace(self, form=found[1]), text[found.end() :]) if found else (self, text)

    def _read(self, text: str, *, whole: bool) -> str:
        words, rest = self.of(text)
        rest = _unmasked(rest).strip()
        if words.form == "markdown":
            text = without_pictures(rest)
            if text != rest:
                self.findings.lose(self.where, "a picture, which is not in the file")
            return text if whole else tidy(text)
        if words.form != "plain" and is_html(rest):
            html = Html(self.where, self.findings, self.pictures)
            return html.lines(rest) if whole else html.line(rest)
        return block(rest) if whole else inline(rest)


def recognises(data: bytes) -> bool:
    """Tell whether there are braces with answers, or with nothing, in them; braces of formulas hold other things."""
    return bool(ANSWERS.search(_masked(glance(data))))


def read(data: bytes, pictures: Pictures) -> Imported:
    """Read question after question."""
    findings = Findings()
    for found in _blocks(text_of(data), findings):
        _question(found, findings, pictures)
    return findings.imported


def _masked(text: str) -> str:
    r"""The text with escaped signs masked, `\\` and `\n` read; formulas keep their backslashes."""
    text = PRIVATE.sub("", text)
    return re.sub(r"\\([~=#{}:\\n])", lambda found: _escape(found[1]), text)


def _escape(sign: str) -> str:
    if sign == "n":
        return "\n"
    return "\\" if sign == "\\" else ESCAPES[sign]


def _unmasked(text: str) -> str:
    return text.translate(MEANT)


def _blocks(text: str, findings: Findings) -> Iterator[_Block]:
    """Cut the text at its blank lines; comments and categories are taken out."""
    lines: list[str] = []
    start, inherited, tags = 0, "", list[str]()
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        line = raw.strip()
        category = CATEGORY.fullmatch(line)
        if line.startswith("//"):
            tags += [tag(name) for name in TAG.findall(line)]
            if lines and "{" in "".join(lines) and "}" not in lines[-1]:
                findings.lose(f"line {number}", "the line: it begins with //, which makes it a comment")
        elif category:
            inherited = category_tag(category[1])
        elif line:
            start = start if lines else number
            lines.append(raw)
        elif lines:
            yield _Block(start, _masked("\n".join(lines)), tuple(filter(None, [inherited, *tags])))
            lines, tags = [], []


def _question(found: _Block, findings: Findings, pictures: Pictures) -> None:
    where, text = f"line {found.line}", found.text
    opened, closed = text.find("{"), text.rfind("}")
    if opened < 0 and closed < 0:
        findings.drop(where, "it is a text without a question, for it has no braces { }")
    elif opened < 0 or closed < opened:
        findings.drop(
            where, "a { or } is missing: a question ends at the first blank line, so take out blank lines in it"
        )
    elif text.count("{") > 1 or text.count("}") > 1:
        findings.drop(
            where, r"it has several { or }: put a blank line between two questions, and write \{ \} in a text"
        )
    else:
        words, stem = _Words(where, findings, pictures).of(TITLE.sub("", text[:opened], count=1))
        inside, _, general = text[opened + 1 : closed].partition("####")
        fields = _Fields(words, stem, text[closed + 1 :], inside, words.lines(general)).read()
        if fields:
            findings.take(where, fields | {"tags": found.tags})


@dataclass(frozen=True)
class _Fields:
    """One question, cut into what stands before, inside and after its braces."""

    words: _Words
    before: str
    after: str
    inside: str
    general: str

    @property
    def stem(self) -> str:
        """The text with a line where the braces stood, if words come behind them."""
        after = self.words.line(self.after) if re.search(r"\w", self.after) else ""
        return f"{self.words.line(self.before)} ____ {after}" if after else self.words.line(self.before)

    def read(self) -> dict[str, Value]:
        """The fields of the question; empty if it was left out."""
        where, findings, inside = self.words.where, self.words.findings, self.inside.strip()
        truth, _, feedback = inside.partition("#")
        if not inside:
            return essay(where, self.words.lines(self.before), "", self.general, findings)
        if inside.startswith("#"):
            return self._numeric(inside[1:])
        if truth.strip().upper() in TRUTHS:
            wrong, _, right = feedback.partition("#")
            said = Feedback(self.words.lines(right), self.words.line(wrong), self.general)
            return true_false(where, self.stem, TRUTHS[truth.strip().upper()], said, findings)
        if not inside.startswith(("=", "~")):
            findings.drop(where, "its first answer begins with neither = nor ~")
            return {}
        if GLUED.search(inside):
            findings.note(where, r"each = inside its braces begins a new answer; where it is a sign, write \=")
        pieces = re.findall(r"([=~])([^=~]*)", inside)
        if all(sign == "=" and "->" in piece for sign, piece in pieces):
            return self._match([piece for _, piece in pieces])
        return self._options(pieces)

    def _match(self, pieces: list[str]) -> dict[str, Value]:
        pairs = []
        for piece in pieces:
            left, _, right = piece.partition("#")[0].partition("->")
            pairs.append((self.words.line(left), self.words.line(right)))
        return matching(self.words.where, self.stem, pairs, self.general, self.words.findings)

    def _options(self, pieces: list[tuple[str, str]]) -> dict[str, Value]:
        where, findings = self.words.where, self.words.findings
        answers = [self._answer(sign, piece) for sign, piece in pieces]
        several = all(sign == "~" for sign, _ in pieces)
        if all(sign == "=" for sign, _ in pieces):
            fields = short(where, self.stem, answers, findings)
        else:
            fields = choice(where, self.stem, answers, findings, several=several)
        if self.after.strip() and fields and not several:
            fields = self._cloze(answers)
        return fields and fields | {"explain": together(str(fields.get("explain", "")), self.general)}

    def _cloze(self, answers: list[Answer]) -> dict[str, Value]:
        """A missing word: the braces in the text become a blank."""
        keys = [answer for answer in answers if answer.worth >= FULL - 1]
        blank = "|".join(in_blank(key.text) for key in keys)
        after = self.words.line(self.after)
        gap = " " if self.after[:1].isspace() else ""
        text = f"{self.words.line(self.before)} {{{{{blank}}}}}{gap}{after}"
        wrong = [answer.option for answer in answers if answer not in keys and answer.worth <= 0]
        return {"cloze": text, "distractors": wrong, "explain": whys(keys)}

    def _answer(self, sign: str, piece: str) -> Answer:
        worth = WORTH.match(piece)
        text, _, why = piece[worth.end() if worth else 0 :].partition("#")
        percent = Decimal(worth[1]) if worth else FULL if sign == "=" else Decimal(0)
        return Answer(self.words.line(text), percent, self.words.line(why))

    def _numeric(self, inside: str) -> dict[str, Value]:
        where, findings = self.words.where, self.words.findings
        pieces = (
            re.findall(r"[=~]([^=~]*)", inside) if inside.lstrip()[:1] in {"=", "~"} else [inside.partition("~")[0]]
        )
        read = [(self._answer("=", piece), piece) for piece in pieces if piece.strip()]
        right = [piece for answer, piece in read if answer.worth >= FULL - 1]
        value = _number(WORTH.sub("", right[0]).partition("#")[0]) if right else None
        if value is None:
            findings.drop(where, "its answer is no number, such as {#1822}, {#1822:5} or {#1820..1825}")
            return {}
        if len(read) > 1 or "~" in inside:
            findings.lose(where, "further answers, and what is said about them")
        return numeric(self.stem, *value, explain=together(self._answer("=", right[0]).why, self.general))


def _number(text: str) -> tuple[Decimal, Decimal] | None:
    """A number and its tolerance from `3`, `3:1` or `2..4`; None if it is anything else."""
    text = _unmasked(text)
    if found := RANGE.fullmatch(text.strip()):
        low, high = decimal(found[1]), decimal(found[2])
        return middle(low, high) if low is not None and high is not None else None
    value, _, reach = text.partition(":")
    number, tolerance = decimal(value), decimal(reach or "0")
    if number is None or tolerance is None:
        return None
    return plain_number(number), plain_number(abs(tolerance))
