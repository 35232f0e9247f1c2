"""Which mechanical mistakes in the shipped questions the evidence check finds.

Run: python benchmarks/evidence/mutations.py [--list]

Every shipped question is changed in one thing at a time, by position and without chance: a figure of the key, a name,
a “not”, a word of the quote. All mutants are checked in one run, as a course of their own. Most are wrong and must be
flagged; the kinds of SOUND say the same in other types or figures and must not be. `--list` shows the mutants for
which the check fails. Questions that are flagged as they ship, or that settle a finding with `allow`, are left out.
The five articles must be at hand (QUIZGEN_SOURCES).
"""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from quizgen.check import CRASHED, check
from quizgen.course import Course, Entry
from quizgen.diagnostics import Diagnostic
from quizgen.load import load
from quizgen.sentences import Sentence

ROOT = Path(__file__).parents[2]
MOST = 8
"""Mutants of one kind that a question gives at most."""
NO_EVIDENCE = {*(f"Q{number}" for number in range(106, 112)), *(f"Q{number}" for number in range(127, 131))}
"""Codes of Q1 that say nothing about the truth of a key."""
SOUND = frozenset({"retypeset", "notation", "date-form"})

MONTHS = "January February March April May June July August September October November December".split()
MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{MONTH})\b(?: (?P<late>\d{{1,2}})\b)?(?:,? (?P<year>\d{{4}})\b)?"
    r"|(?<![\d.,/])(?P<alone>(?:1[5-9]|20)\d\d)(?![\d/]|[.,]\d)"
)
FIGURE = re.compile(r"(?<![\w.,/])\d+(?:[.,]\d+)*(?!\d|/|[.,]\d)")
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: number for number, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, start=2)}
SCALES = {"thousand": 3, "million": 6, "m": 6, "billion": 9, "trillion": 12}

Table = Mapping[str, Sequence[str]]
NUMERALS: Table = {
    **{word: (ONES[number + 1],) for word, number in WORDS.items() if 2 <= number < 19},
    "half": ("third",),
    "third": ("quarter",),
    "twice": ("three times",),
}
SCALED: Table = {
    "thousand": ("", "million"),
    "million": ("billion", "thousand", ""),
    "billion": ("million",),
    "billions": ("millions",),
    "trillion": ("billion",),
    "hundreds": ("thousands", "dozens"),
    "thousands": ("hundreds", "millions"),
    "dozens": ("hundreds",),
}
UNITS: Table = {
    "km": ("miles", "km²"),
    "kilometers": ("miles",),
    "square kilometers": ("square miles",),
    "barrels": ("tons",),
    "tons": ("barrels", "kilograms"),
    "cubic meters": ("barrels", "cubic feet"),
    "tengue": ("dollars",),
    "hour": ("day",),
    "percent": ("",),
    "soldiers": ("tanks",),
    "paratroopers": ("tanks",),
    "officers": ("protesters",),
    "police officers": ("soldiers",),
    "people": ("soldiers",),
}
HEDGES: Table = {
    "about": ("", "exactly"),
    "over": ("", "under"),
    "more than": ("", "less than"),
    "less than": ("", "more than"),
    "at least": ("", "at most"),
    "a near": ("an",),
    **dict.fromkeys(("almost", "nearly", "largely", "reportedly", "allegedly", "essentially"), ("",)),
    "some": ("", "all"),
    "appeared": ("were",),
}
AUXILIARY = re.compile(
    r"\b(?:is|was|were|are|has|have|had|does|do|did|can|could|will|would|must|should)\b(?! (?:not|no|never)\b)"
)
NEGATED: Table = {"not": ("",), "never": ("",), "without": ("with",), "nobody": ("everybody",), "no": ("a",)}
NAMES = (
    ("Atalayar", "Episkopos", "LCIR", "Trenin"),
    ("Nazarbayev", "Nursultan Nazarbayev", "Tokayev", "Putin", "Lukashenko", "Pashinyan", "Masimov", "Simonyan"),
    ("Nikol Pashinyan", "Karim Masimov", "Jen Psaki", "Yermukhamet Yertysbayev", "Yertysbayev", "Joseph Votel"),
    ("Kazakhstan", "Russia", "Moscow", "America", "Washington", "China", "Turkey", "Ukraine"),
    ("Armenia", "Belarus", "Kyrgyzstan", "Tajikistan", "Uzbekistan"),
    ("Aktau", "Aktobe", "Almaty", "Astana", "Mangystau", "Nur-Sultan", "Zanauzin", "Zhanaozen"),
    ("CSTO", "Collective Security Treaty Organization", "European Union", "White House"),
    ("Security Council", "National Security Council", "National Security Committee"),
    ("Chevron", "ExxonMobil", "RT"),
    ("American", "Armenian", "Central Asian", "Chinese", "Kazakh", "Russian"),
)
"""Names of the course, each beside those that could stand in its place."""
METONYMS = ({"America", "Washington", "White House"}, {"Moscow", "Russia"})
GAP = re.compile(r"\{\{(?:c\d+::)?(?P<key>[^|}:]+)[^}]*\}\}")

Fields = dict[str, Any]
Rewrite = Callable[[str], Iterable[str]]


class Change(NamedTuple):
    """A question with one thing changed, and what."""

    fields: Fields
    what: str


@dataclass(frozen=True)
class Spot:
    """A stretch of a question's text; `key` tells whether it is a whole answer, not a statement around one."""

    path: tuple[str | int, ...]
    before: str
    text: str
    after: str
    key: bool


@dataclass(frozen=True)
class Lexicon:
    """What mutants borrow from the course: the words of each article, and names that mean the same."""

    words: Mapping[str, tuple[str, ...]]
    aliases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Subject:
    """A shipped question, its citations spelled out with their sources."""

    entry: Entry
    fields: Fields
    lexicon: Lexicon

    @property
    def type(self) -> str:
        """The key of its type."""
        return self.entry.type

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The texts that say what is true."""
        return tuple(self._spots())

    def _spots(self) -> Iterator[Spot]:
        if self.type == "cloze":
            yield from cloze_spots(self.fields["cloze"])
        elif self.type == "true_false":
            yield self.spot("correction" if "correction" in self.fields else "true_false", key=False)
        elif self.type in {"multi", "order"}:
            name = "answers" if self.type == "multi" else "sequence"
            yield from (self.spot(name, number) for number in range(len(self.fields[name])))
        elif self.type == "match":
            yield from (self.spot("pairs", left) for left in self.fields["pairs"])
        else:
            yield self.spot("answer")
            yield from (self.spot("rubric", n, "text", key=False) for n in range(len(self.fields.get("rubric", ()))))

    @property
    def quotes(self) -> list[Spot]:
        """The quotes."""
        return [self.spot("cite", number, "quote", key=False) for number in range(len(self.fields["cite"]))]

    def spot(self, *path: str | int, key: bool = True) -> Spot:
        """A whole text of the question."""
        return Spot(path, "", str(value_at(self.fields, path)), "", key)

    @property
    def texts(self) -> str:
        """All that the question states."""
        return " ".join(spot.text for spot in self.spots)

    def changed(self, path: Sequence[str | int], value: object) -> Fields:
        """The question with another value at a place."""
        fields = deepcopy(self.fields)
        value_at(fields, path[:-1])[path[-1]] = value
        return fields

    def rewritten(self, spot: Spot, text: str) -> Iterator[Change]:
        """The question with another text in a spot; nothing where the text is the same, or empty."""
        text = re.sub(r" {2,}", " ", text)
        if text.strip() and text != spot.text and (self.type != "numeric" or FIGURE.fullmatch(text)):
            yield Change(self.changed(spot.path, spot.before + text + spot.after), difference(spot.text, text))


def difference(old: str, new: str) -> str:
    """The place where two texts differ, with the words around it."""
    before, after = old.split(" "), new.split(" ")
    pairs = enumerate(zip(before, after, strict=False))
    start = max(0, next((number for number, (one, other) in pairs if one != other), len(after)) - 5)
    return f"{' '.join(before[start : start + 12])} → {' '.join(after[start : start + 12])}"


def value_at(fields: Any, path: Sequence[str | int]) -> Any:
    """What stands at a place of a question."""
    for step in path:
        fields = fields[step]
    return fields


def cloze_spots(text: str) -> Iterator[Spot]:
    """The first answer of each blank, and the texts between the blanks."""
    position = 0
    for gap in (*GAP.finditer(text), None):
        start = gap.start() if gap else len(text)
        if start > position:
            yield Spot(("cloze",), text[:position], text[position:start], text[start:], key=False)
        if gap:
            begin, position = gap.start("key"), gap.end()
            yield Spot(("cloze",), text[:begin], gap["key"], text[gap.end("key") :], key=True)


# Changes of a text


def each(pattern: re.Pattern[str], text: str, change: Callable[[re.Match[str]], Iterable[str]]) -> Iterator[str]:
    """The text with one hit of the pattern changed, for each hit and each change of it."""
    for found in pattern.finditer(text):
        yield from (text[: found.start()] + new + text[found.end() :] for new in change(found))


def swaps(table: Table, *, only: Callable[[re.Match[str]], object] = bool) -> Rewrite:
    """Exchange each word of a table for its counterparts, where `only` allows it; an empty one drops the word."""
    words = "|".join(re.escape(word) for word in sorted(table, key=len)[::-1])
    pattern = re.compile(rf"(?<![\w-])(?P<word>{words})(?![\w-])(?P<space> (?=\S))?", re.IGNORECASE)

    def counterparts(found: re.Match[str]) -> Iterator[str]:
        for new in table[found["word"].lower()] if only(found) else ():
            yield (new.capitalize() if found[0][0].isupper() else new) + (found["space"] or "") * bool(new)

    return lambda text: each(pattern, text, counterparts)


def is_hedge(found: re.Match[str]) -> bool:
    """“about” and “over” are hedges before a figure, and prepositions elsewhere."""
    return found["word"].lower() not in {"about", "over"} or bool(re.match(r"\s*(?:\d|$)", found.string[found.end() :]))


def is_counted(found: re.Match[str]) -> bool:
    """Is it a unit: after a figure, or after a blank?"""
    return bool(re.search(rf"(?:\d|{'|'.join(SCALES)}|^)\s*$", found.string[: found.start()]))


def figures(text: str) -> Iterator[re.Match[str]]:
    """The figures of a text that belong to no date."""
    dates = [found.span() for found in DATE.finditer(text)]
    for found in FIGURE.finditer(text):
        if not any(start <= found.start() < end for start, end in dates):
            yield found


def other_numbers(text: str) -> Iterator[str]:
    """Another first digit, another last one, the wrong number in words; another numeral."""
    for found in figures(text):
        begin, end = text[: found.start()], text[found.end() :]
        figure = found[0]
        wrong = next_digit(figure[0]) + figure[1:]
        yield begin + wrong + end
        if len(figure) > 1:
            yield begin + figure[:-1] + next_digit(figure[-1]) + end
        if "." not in wrong and not re.match(r"%|\w", end):
            yield begin + in_words(int(wrong.replace(",", ""))) + end
    yield from swaps(NUMERALS)(text)


def next_digit(digit: str) -> str:
    """The next digit; 1 after 9."""
    return str(int(digit) % 9 + 1)


def in_words(number: int) -> str:
    """A number below a million in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    return f"{in_words(number // size)} {name}" + (f" {in_words(number % size)}" if number % size else "")


def other_dates(text: str) -> Iterator[str]:
    """Another day, another month, another year."""
    for found in DATE.finditer(text):
        for part, old in found.groupdict().items():
            if old:
                new = MONTHS[MONTHS.index(old) - 11] if part == "month" else str(int(old) + 1)
                yield text[: found.start(part)] + new + text[found.end(part) :]


def other_scales(text: str) -> Iterator[str]:
    """Another scale, or none."""
    yield from swaps(SCALED)(text)
    yield from each(re.compile(r"(?<=\d)m(?!\w)"), text, lambda _: ("bn", ""))
    yield from each(re.compile(r"(?<=\d),000\b"), text, lambda _: ("", ",000,000"))


def other_units(text: str) -> Iterator[str]:
    """Another unit, or none."""
    yield from swaps(UNITS, only=is_counted)(text)
    yield from each(re.compile(r"(?<=\d)%"), text, lambda _: ("", " people"))


def negations(text: str) -> Iterator[str]:
    """A “not” taken out or put in, at the first auxiliary or after “According to …”."""
    yield from swaps(NEGATED)(text)
    yield from islice(each(AUXILIARY, text, lambda found: (f"{found[0]} not",)), 1)
    yield from each(re.compile(r"^According to [^,]+, "), text, lambda found: (f"{found[0]}it is not true that ",))


def notations(text: str) -> Iterator[str]:
    """The same figures, written in another way."""
    for found in figures(text):
        begin, end = text[: found.start()], text[found.end() :]
        yield from (begin + new for new in _written(found[0], end) if begin + new != text)
    pattern = re.compile(rf"\b(?:{'|'.join(word for word in WORDS if word not in {'zero', 'one'})})\b(?!-)")
    yield from each(pattern, text, lambda word: (str(WORDS[word[0]]),))


def _written(figure: str, rest: str) -> Iterator[str]:
    """Another way to write a figure and what follows it."""
    number = Decimal(figure.replace(",", ""))
    if found := re.match(rf" ?({'|'.join(SCALES)})\b", rest):
        yield f"{int(number * 10 ** SCALES[found[1]]):,}{rest[found.end() :]}"
    elif rest.startswith("%"):
        yield f"{figure} percent{rest[1:]}"
    elif not re.match(r"\w", rest) and number == int(number):
        yield (f"{number}" if "," in figure else f"{number:,}") + rest
        if number < 20:
            yield ONES[int(number)] + rest


def date_forms(text: str) -> Iterator[str]:
    """6 January 2022 as January 6, 2022, and the other way round."""

    def other(found: re.Match[str]) -> Iterator[str]:
        month, year = found["month"], found["year"]
        if found["day"] and not found["late"]:
            yield f"{month} {found['day']}" + (f", {year}" if year else "")
        elif found["late"] and not found["day"]:
            yield f"{found['late']} {month}" + (f" {year}" if year else "")

    return each(DATE, text, other)


def typefaces(text: str) -> Iterator[str]:
    """Typographic quotation marks, dashes and spaces, and plain ones."""
    curly = re.sub(r"\"(?=\w)", "“", text).replace('"', "”").replace("'", "’").replace(" - ", " – ")
    yield re.sub(r"(?<=\w)-(?=\w)", "\u2011", curly).replace(" ", "\u00a0", 1)
    yield re.sub("[“”]", '"', text).replace("’", "'").replace("—", " – ").replace(" ", "\u202f", 1)


# Changes of a question


def rewriting(rewrite: Rewrite, *, is_judged: bool = False, with_quotes: bool = False) -> Mutator:
    """Change what is stated; with `is_judged` only where the check judges all words, not figures and names alone."""

    def mutate(subject: Subject) -> Iterator[Change]:
        if is_judged and subject.type in {"card", "open"}:
            return
        for spot in (*(subject.quotes if with_quotes else ()), *subject.spots):
            for text in rewrite(spot.text):
                yield from subject.rewritten(spot, text)

    return mutate


def units(subject: Subject) -> Iterator[Change]:
    """Another unit in a text, or in the field of a numeric question."""
    yield from rewriting(other_units)(subject)
    if "unit" in subject.fields:
        for text in swaps(UNITS)(subject.fields["unit"]):
            yield Change(subject.changed(("unit",), text), f"unit {subject.fields['unit']} → {text}")


def quotes(subject: Subject) -> Iterator[Change]:
    """A word of the quote replaced or dropped, or another digit."""
    for cited, spot in zip(subject.entry.citations, subject.quotes, strict=True):
        parts = spot.text.split(" ")
        inner = [i for i in range(1, len(parts) - 1) if all(part.isalnum() for part in parts[i - 1 : i + 2])]
        if inner:
            middle = inner[len(inner) // 2]
            other = following(parts[middle].lower(), subject.lexicon.words[cited.source_id])
            for new in ([other], []):
                yield from subject.rewritten(spot, " ".join([*parts[:middle], *new, *parts[middle + 1 :]]))
        for text in islice(each(re.compile(r"\d"), spot.text, lambda found: (next_digit(found[0]),)), 1):
            yield from subject.rewritten(spot, text)


def following(word: str, words: Sequence[str]) -> str:
    """The next word of a sorted list, the first after the last."""
    return next((other for other in words if other > word), words[0])


def sources(subject: Subject) -> Iterator[Change]:
    """The quote ascribed to the next source."""
    for number, cited in enumerate(subject.entry.citations):
        other = following(cited.source_id, sorted(subject.lexicon.words))
        yield Change(subject.changed(("cite", number, "source"), other), f"{cited.source_id} → {other}")


def sentences(subject: Subject) -> Iterator[Change]:
    """The quote replaced by the beginning of the next sentence that shares no word with what is stated."""
    keys = stems(subject.texts)
    for cited, spot in zip(subject.entry.citations, subject.quotes, strict=True):
        if cited.sentence and cited.source and cited.source.anchors:
            for other in others(cited.source.anchors.sentences, cited.sentence):
                if len(other.text.split()) > 5 and not stems(other.text) & keys:
                    yield from subject.rewritten(spot, " ".join(other.text.split()[:20]))
                    break


def others(all_of_them: Sequence[Sentence], cited: Sentence) -> Iterator[Sentence]:
    """The sentences after the cited one, then those before it."""
    here = all_of_them.index(cited)
    yield from all_of_them[here + 1 :]
    yield from all_of_them[:here]


def stems(text: str) -> set[str]:
    """The beginnings of a text's words, the short ones aside, and its figures."""
    return {word[:5] for word in re.findall(r"[^\W\d]{4,}|\d+", text.lower())}


def names(subject: Subject) -> Iterator[Change]:
    """A name replaced by one of its kind: of the cited sentences, and the next that the question does not have."""
    cited = " ".join(cited.sentence.text for cited in subject.entry.citations if cited.sentence)
    whole = " ".join(strings(subject.fields))
    for spot in subject.spots:
        for found in named([name for kind in NAMES for name in kind]).finditer(spot.text):
            kind = sorted(next(kind for kind in NAMES if found[0] in kind))
            unlike = [name for name in kind if not are_alike(name, found[0], subject.lexicon.aliases)]
            near = [name for name in unlike if named([name]).search(cited) and name not in spot.text]
            far = [name for name in unlike if name not in whole]
            for pool in filter(None, (near, far)):
                new = following(found[0], pool)
                yield from subject.rewritten(spot, spot.text[: found.start()] + new + spot.text[found.end() :])


def named(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some names, the longest first."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len)[::-1])})(?!\w)")


def are_alike(one: str, other: str, aliases: Iterable[Iterable[str]]) -> bool:
    """May two names mean the same, or one be a part of the other?"""
    return one in other or other in one or any({one, other} <= set(group) for group in (*aliases, *METONYMS))


def truth(subject: Subject) -> Iterator[Change]:
    """True called false, with the statement for its correction; false called true."""
    if subject.type == "true_false":
        fields = subject.changed(("answer",), "false" if subject.fields["answer"] == "true" else "true")
        if fields["answer"] == "false":
            fields["correction"] = fields["true_false"]
        else:
            del fields["correction"]
        yield Change(fields, f"{subject.fields['answer']} → {fields['answer']}: {fields['true_false']}")


def distractors(subject: Subject) -> Iterator[Change]:
    """The key in another notation, or by another name, among the wrong options."""
    field = "extra" if subject.type == "match" else "distractors"
    if field not in subject.fields:
        return
    for spot in subject.spots:
        for text in (*notations(spot.text), *renamed(spot.text, subject.lexicon.aliases)) if spot.key else ():
            wrong = [*subject.fields[field], text]
            yield Change(subject.changed((field,), wrong), f"key {spot.text}, distractor {text}")


def renamed(text: str, aliases: Iterable[Sequence[str]]) -> Iterator[str]:
    """The text with a name replaced by one that means the same."""
    for group in aliases:
        for found in named(group).finditer(text):
            new = next(name for name in group if name != found[0])
            yield text[: found.start()] + new + text[found.end() :]


def exchanges(subject: Subject) -> Iterator[Change]:
    """Two rights of a match exchanged, or two blanks with figures."""
    if subject.type == "match":
        for (left, right), (other, wrong) in pairwise(subject.fields["pairs"].items()):
            if right != wrong:
                fields = subject.changed(("pairs", left), wrong)
                fields["pairs"][other] = right
                yield Change(fields, f"{left}: {wrong}; {other}: {right}")
    elif subject.type == "cloze":
        text = subject.fields["cloze"]
        gaps = [gap for gap in GAP.finditer(text) if re.search(r"\d", gap["key"])]
        for one, two in pairwise(gaps):
            new = text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]
            yield Change(subject.changed(("cloze",), new), f"{one[0]} and {two[0]} exchanged")


Mutator = Callable[[Subject], Iterable[Change]]
KINDS: dict[str, Mutator] = {
    "quote": quotes,
    "source": sources,
    "sentence": sentences,
    "number": rewriting(other_numbers),
    "date": rewriting(other_dates),
    "name": names,
    "negation": rewriting(negations, is_judged=True),
    "unit": units,
    "scale": rewriting(other_scales),
    "hedge": rewriting(swaps(HEDGES, only=is_hedge), is_judged=True),
    "truth": truth,
    "distractor": distractors,
    "exchange": exchanges,
    "retypeset": rewriting(typefaces, with_quotes=True),
    "notation": rewriting(notations),
    "date-form": rewriting(date_forms),
}


# Making and checking the mutants


@dataclass(frozen=True)
class Mutant:
    """A changed question: its id and kind, and what was changed."""

    id: str
    type: str
    kind: str
    change: Change


def subjects(course: Course) -> Iterator[Subject]:
    """The shipped questions that the check calls proved."""
    report = check(course)
    flagged = {diagnostic.finding.question for diagnostic in report.diagnostics if is_evidence(diagnostic)}
    lexicon = lexicon_of(course)
    for entry in course.entries:
        if entry.citations and entry.proving and not entry.question.allow and entry.id not in flagged:
            yield Subject(entry, spelled_out(entry), lexicon)


def spelled_out(entry: Entry) -> Fields:
    """A question's fields as plain data, each citation with its source, texts that may be fields as texts."""
    fields: Fields = plain(value_at(entry.document.root, entry.path))
    fields["cite"] = [{"source": cited.source_id, "quote": cited.quote} for cited in entry.citations]
    if "rubric" in fields:
        fields["rubric"] = [line if isinstance(line, dict) else {"text": line} for line in fields["rubric"]]
    return fields


def plain(value: Any) -> Any:
    """The data of a YAML file without its places."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def lexicon_of(course: Course) -> Lexicon:
    """The words of each article, sorted, and the course's aliases."""
    texts = {
        source.id: " ".join(sentence.text for sentence in source.anchors.sentences)
        for source in course.sources.values()
        if source.anchors
    }
    words = {source: tuple(sorted(set(re.findall(r"\b[a-z]{4,}\b", text)))) for source, text in texts.items()}
    return Lexicon(words, tuple((name, *forms) for name, forms in course.fields.aliases.items()))


def strings(value: Any) -> Iterator[str]:
    """All texts in a question's data."""
    if isinstance(value, str):
        yield value
    for inner in (*value, *value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


def mutants(subject: Subject) -> Iterator[Mutant]:
    """All mutants of a question that can be read as a question."""
    for kind, mutate in KINDS.items():
        changes = {repr(change.fields): change for change in mutate(subject) if is_readable(subject, change.fields)}
        for number, change in enumerate(islice(changes.values(), MOST), start=1):
            yield Mutant(f"{subject.entry.id}-{kind}-{number}", subject.type, kind, change)


def is_readable(subject: Subject, fields: Fields) -> bool:
    """Can it be read? A key that equals a distractor, say, is refused before any evidence is looked at."""
    try:
        type(subject.entry.question).model_validate(fields, context={"lang": subject.entry.lang})
    except ValidationError:
        return False
    return True


def findings(
    course: Course, folders: Sequence[Path], made: Mapping[str, Sequence[Mutant]]
) -> dict[str, list[Diagnostic]]:
    """Check all mutants as one course; what the evidence says of each, by id."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "quizgen.yaml", {key: value for key, value in course.document.root.items() if key != "sheets"})
        write(root / "seeds" / "sources.yaml", yaml.safe_load((ROOT / "seeds" / "sources.yaml").read_text("utf-8")))
        for bank in course.banks:
            questions = [{**mutant.change.fields, "id": mutant.id} for mutant in made[bank.name]]
            write(root / "decks" / f"{bank.name}.yaml", {**bank.document.root, "questions": questions})
        changed = load(root, [ROOT / "seeds", *folders])
        found: dict[str, list[Diagnostic]] = {entry.id: [] for entry in changed.entries if entry.proving}
        for diagnostic in check(changed).diagnostics:
            if diagnostic.code == CRASHED:
                sys.exit(f"{diagnostic.finding.question}: {diagnostic.finding.message}")
            if is_evidence(diagnostic):
                found[str(diagnostic.finding.question)].append(diagnostic)
    return found


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write a file of a course."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(plain(data), allow_unicode=True, sort_keys=False), "utf-8")


def is_evidence(diagnostic: Diagnostic) -> bool:
    """Does it doubt that the evidence supports the key?"""
    code = diagnostic.code
    return code.startswith("Q1") and code not in NO_EVIDENCE and diagnostic.severity != "info"


def main(listing: bool) -> None:
    """Print how many mutants of each kind are flagged, and with `listing` those for which the check fails."""
    folders = [Path(folder) for folder in os.environ.get("QUIZGEN_SOURCES", "").split(os.pathsep) if folder]
    course = load(ROOT, folders)
    made: dict[str, list[Mutant]] = defaultdict(list)
    chosen = list(subjects(course))
    for subject in chosen:
        made[next(bank.name for bank in course.banks if subject.entry in bank.entries)] += mutants(subject)
    everything = [mutant for bank in made.values() for mutant in bank]
    if not everything:
        sys.exit("nothing to change: the articles are not at hand")
    found = findings(course, folders, made)
    if lost := [mutant.id for mutant in everything if mutant.id not in found]:
        sys.exit(f"could not be read: {', '.join(lost)}")
    print(f"{len(chosen)} questions, {len(everything)} mutants")
    for kind in KINDS:
        show(kind, [mutant for mutant in everything if mutant.kind == kind], found, listing)


def show(kind: str, members: Sequence[Mutant], found: Mapping[str, Sequence[Diagnostic]], listing: bool) -> None:
    """Print one kind: how many are flagged, how many called wrong, and those that should be otherwise."""
    wrong = sum(any(diagnostic.severity == "error" for diagnostic in found[mutant.id]) for mutant in members)
    must = "must not be flagged" if kind in SOUND else "must be flagged"
    flagged = sum(bool(found[mutant.id]) for mutant in members)
    print(f"{kind:11} {len(members):4} mutants, {flagged:4} flagged, {wrong:4} wrong  ({must})")
    for mutant in members if listing else ():
        codes = sorted({diagnostic.code for diagnostic in found[mutant.id]})
        if bool(codes) == (kind in SOUND):
            print(f"    {mutant.id} ({mutant.type}) {' '.join(codes)}: {' '.join(mutant.change.what.split())}")


if __name__ == "__main__":
    main("--list" in sys.argv)
