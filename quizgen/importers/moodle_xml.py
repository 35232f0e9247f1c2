"""Moodle XML, after its documentation (docs.moodle.org, “Moodle XML format”). lxml, of the extra, reads it.

No entity is resolved, nothing is fetched. A question with an unknown type is left out alone; Moodle would refuse all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quizgen.extras import to_install
from quizgen.importers import Findings, Imported, Pictures, Value
from quizgen.importers import _embedded as embedded
from quizgen.importers._blanks import in_blank
from quizgen.importers._html import Html, from_base64
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
    numeric,
    short,
    together,
    true_false,
    whys,
)
from quizgen.sources import UnreadableError

NAME = "Moodle XML"
SUFFIXES = (".xml",)
NEEDS = f"Moodle XML needs lxml: {to_install('import')}"
START = re.compile(rb"<quiz[\s>]")
ADDRESS = "@@PLUGINFILE@@/"
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
GENERAL = {"", *(f"Your answer is {what}." for what in ("correct", "partially correct", "incorrect"))}
"""What Moodle itself puts there."""
GAP = re.compile(r"\[\[(\d+)\]\]")
Element = Any
"""An element of lxml, which is imported only when used."""


def recognises(data: bytes) -> bool:
    """Tell whether there is an element `quiz`."""
    return bool(START.search(data[:4000].replace(b"\0", b"")))


def read(data: bytes, pictures: Pictures) -> Imported:
    """Read question after question."""
    findings = Findings()
    category, number = "", 0
    for element in _root(data).iterchildren("question"):
        kind = (element.get("type") or "").strip().lower()
        if kind == "category":
            category = category_tag(_text(element.find("category/text")))
            continue
        number += 1
        name = tidy(_text(element.find("name/text")))[:60]
        question = _Question(element, f"question {number}" + (f" “{name}”" if name else ""), findings, pictures)
        fields = question.read(kind)
        if fields:
            findings.take(question.where, fields | question.common(category))
    return findings.imported


def _root(data: bytes) -> Element:
    try:
        from lxml import etree  # noqa: PLC0415 - an extra
    except ImportError:
        raise UnreadableError(NEEDS) from None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f"line {line}" if line else "it"
        raise UnreadableError(f"{place} is not XML as it should be ({tidy(str(error))[:150]})") from None
    if root is None or root.tag != "quiz":
        raise UnreadableError("it is XML, but its outermost element is not `quiz`, as in Moodle XML")
    return root


def _text(element: Element) -> str:
    return "".join(element.itertext()) if element is not None else ""


def _words(element: Element) -> str:
    """The words of an element without their tags."""
    return tidy(re.sub(r"<[^>]*>", " ", _text(element)))


@dataclass(frozen=True)
class _Question:
    """One element `question`."""

    element: Element
    where: str
    findings: Findings
    pictures: Pictures

    def read(self, kind: str) -> dict[str, Value]:
        """The fields by Moodle's type; empty if it was left out."""
        readers: dict[str, Callable[[], dict[str, Value]]] = {
            "multichoice": self._choice,
            "multichoiceset": self._all_or_nothing,
            "truefalse": self._true_false,
            "shortanswer": self._short,
            "numerical": self._numeric,
            "matching": self._match,
            "cloze": self._cloze,
            "essay": self._essay,
            "gapselect": self._gaps,
            "ddwtos": self._gaps,
            "ordering": self._order,
        }
        if kind in readers:
            return readers[kind]()
        what = (
            "it is a text without a question"
            if kind == "description"
            else f"“{kind[:40]}” is a type that banks do not have"
        )
        self.findings.drop(self.where, what)
        return {}

    def common(self, category: str) -> dict[str, Value]:
        """Points, tags (that of its category among them) and a hint."""
        points = decimal(_text(self.element.find("defaultgrade")) or _text(self.element.find("defaultgrade/text")))
        tags = [category, *(tag(_text(name)) for name in self.element.iterfind("tags/tag/text"))]
        hints = [self._read(hint, whole=False) for hint in self.element.iterfind("hint")]
        hint = next(filter(None, hints), "")
        if any(one not in {"", hint} for one in hints):
            self.findings.lose(self.where, "the hints after the first one")
        if _text(self.element.find("image_base64")).strip() or _text(self.element.find("image")).strip():
            self.findings.lose(self.where, "the picture beside its text, as Moodle had it before 2.0")
        if any(_words(self.element.find(name)) not in GENERAL for name in COMBINED):
            self.findings.lose(self.where, "what is said to all right, partly right or wrong answers")
        named: dict[str, Value] = {"hint": hint, "tags": [*dict.fromkeys(filter(None, tags))]}
        if points is not None and points >= 0 and points != 1:
            named["points"] = points
        return named

    def _read(self, element: Element, *, whole: bool) -> str:
        """The Markdown of an element with `text`, `format` and `file`s."""
        if element is None:
            return ""
        text = _text(element.find("text")) if element.find("text") is not None else element.text or ""
        form = (element.get("format") or "html").lower()
        if form == "markdown":
            shown = without_pictures(text)
            if shown != text:
                self.findings.lose(self.where, "a picture in Markdown")
            return shown.strip() if whole else tidy(shown)
        if form == "plain_text":
            return block(text) if whole else inline(text)
        html = self._html(element)
        return html.lines(text) if whole else html.line(text)

    def _html(self, element: Element) -> Html:
        files = {file.get("name") or "": file for file in element.iterfind("file")}

        def find(address: str) -> bytes | None:
            file = files.get(address.removeprefix(ADDRESS).rpartition("/")[2].partition("?")[0])
            return None if file is None else from_base64(file.text or "")

        return Html(self.where, self.findings, self.pictures, find)

    @property
    def _stem(self) -> str:
        stem = self._read(self.element.find("questiontext"), whole=False)
        return stem or inline(_text(self.element.find("name/text")))

    @property
    def _explain(self) -> str:
        return self._read(self.element.find("generalfeedback"), whole=True)

    @property
    def _answers(self) -> list[Answer]:
        answers = []
        for element in self.element.iterfind("answer"):
            worth = decimal(element.get("fraction") or _text(element.find("fraction")) or "0")
            text = self._read(element, whole=False)
            answers.append(Answer(text, worth if worth is not None else Decimal(0), self._why(element)))
        return answers

    def _why(self, element: Element) -> str:
        return self._read(element.find("feedback"), whole=False)

    def _choice(self) -> dict[str, Value]:
        return self._options(several=_text(self.element.find("single")).strip().lower() in {"false", "0"})

    def _all_or_nothing(self) -> dict[str, Value]:
        return self._options(several=True)

    def _options(self, *, several: bool) -> dict[str, Value]:
        fields = choice(self.where, self._stem, self._answers, self.findings, several=several)
        return fields and fields | {"explain": self._explain}

    def _true_false(self) -> dict[str, Value]:
        answers = self._answers
        right = [answer for answer in answers if answer.worth >= FULL - 1]
        if not right:
            self.findings.drop(self.where, "no answer is right")
            return {}
        said = Feedback(right[0].why, whys([one for one in answers if one not in right]), self._explain)
        return true_false(self.where, self._stem, right[0].text.lower() == "true", said, self.findings)

    def _short(self) -> dict[str, Value]:
        answers = self._answers
        if any(re.search(r"(?<!\\)\*", _text(one.find("text"))) for one in self.element.iterfind("answer")):
            answers = [answer for answer in answers if answer.text.replace("\\", "").strip() != "*"]
            self.findings.lose(self.where, "* as a sign for any words")
        fields = short(self.where, self._stem, answers, self.findings)
        if fields:
            fields["explain"] = together(whys([one for one in answers if one.worth >= FULL - 1]), self._explain)
            if _text(self.element.find("usecase")).strip() == "1":
                fields["exact"] = "true"
        return fields

    def _numeric(self) -> dict[str, Value]:
        right = [
            one for one in self.element.iterfind("answer") if (decimal(one.get("fraction") or "0") or 0) >= FULL - 1
        ]
        value = decimal(_text(right[0].find("text"))) if right else None
        if value is None:
            self.findings.drop(self.where, "no number is its wholly right answer")
            return {}
        if len(self.element.findall("answer")) > 1:
            self.findings.lose(self.where, "further answers, and what is said about them")
        tolerance = decimal(_text(right[0].find("tolerance")) or "0") or Decimal(0)
        units = [inline(_text(name)) for name in self.element.iterfind("units/unit/unit_name")]
        if len(units) > 1:
            self.findings.lose(self.where, f"the further units {', '.join(units[1:])}")
        explain = together(self._why(right[0]), self._explain)
        return numeric(self._stem, value, abs(tolerance), "".join(units[:1]), explain)

    def _match(self) -> dict[str, Value]:
        pairs = [
            (self._read(pair, whole=False), self._read(pair.find("answer"), whole=False))
            for pair in self.element.iterfind("subquestion")
        ]
        return matching(self.where, self._stem, pairs, self._explain, self.findings)

    def _cloze(self) -> dict[str, Value]:
        element = self.element.find("questiontext")
        if element is None:
            self.findings.drop(self.where, "it has no text")
            return {}
        fields = embedded.cloze(self.where, _text(element.find("text")), self._html(element).line, self.findings)
        return fields and fields | {"explain": self._explain}

    def _essay(self) -> dict[str, Value]:
        stem = self._read(self.element.find("questiontext"), whole=True)
        model = self._read(self.element.find("graderinfo"), whole=True)
        if _words(self.element.find("responsetemplate")):
            self.findings.lose(self.where, "the text that an answer begins with")
        return essay(self.where, stem, model, self._explain, self.findings)

    def _gaps(self) -> dict[str, Value]:
        """Words to choose or drag into gaps: `[[2]]` stands for the second word."""
        words = [
            inline(_text(one.find("text")))
            for name in ("selectoption", "dragbox")
            for one in self.element.iterfind(name)
        ]
        stem = self._stem
        used = {int(gap[1]) for gap in GAP.finditer(stem)}
        if not used or not all(1 <= number <= len(words) and words[number - 1] for number in used):
            self.findings.drop(self.where, "its gaps and its words do not fit each other")
            return {}
        text = GAP.sub(lambda gap: "{{" + in_blank(words[int(gap[1]) - 1]) + "}}", stem)
        wrong = [word for number, word in enumerate(words, 1) if number not in used and word]
        return {"cloze": text, "distractors": [*dict.fromkeys(wrong)], "explain": self._explain}

    def _order(self) -> dict[str, Value]:
        steps = [answer.text for answer in self._answers]
        return {"order": self._stem, "sequence": steps, "explain": self._explain}
