"""An acronym is explained nowhere in its bank.

Why: a student who does not know the letters can't show what he knows of the matter. Write the name out once, in a
stem, passage or explanation: “the Lower Ness Harbour Board (LNHB)”. Acronyms that everybody knows, such as USA or UN,
need none.

Bad:

    short: What did the LNHB buy in 1871?
    answer: a clock

Good:

    short: What did the Lower Ness Harbour Board (LNHB) buy in 1871?
    answer: a clock

Source: Haladyna, Downing and Rodriguez 2002: vocabulary that suits the students
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.course import Bank, Course, Entry
from quizgen.diagnostics import Finding
from quizgen.evidence.language import language
from quizgen.writing.phrase import WORD

CODE = "Q410"
NAME = "unexplained-acronym"
SEVERITY = "info"
ACRONYM = re.compile(r"(?<![\w&./-])[A-ZÀ-ÖØ-ÞА-ЯЁ]{3,6}(?![\w&/-])")
CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ]{3}")
TOLD = re.compile(r"(?<!\w)([A-ZÀ-ÖØ-ÞА-ЯЁ]{3,6}) (?:\(|stands for|is short for|means)|\(([A-ZÀ-ÖØ-ÞА-ЯЁ]{3,6})\)")
"""An acronym with its name behind it, or in brackets behind its name."""
BETWEEN = frozenset("of the for and in on de des du la der die das und für et y del los и по".split())
"""Small words of a name that have no letter in its acronym."""
ROMAN = re.compile(r"[IVXLCDM]+")


def check_course(course: Course) -> Iterator[Finding]:
    """Look, bank by bank, for acronyms in stems and options, and for their names in all that a student can read."""
    sources = {name for source in course.sources.values() for name in source.names}
    for bank in course.banks:
        lang = language(bank.lang)
        known = lang.writing("known_acronyms") | lang.writing("negatives") | lang.common
        first: dict[str, Entry] = {}
        for entry in bank.in_use:
            for acronym in _acronyms(entry):
                if acronym.lower() not in known and not ROMAN.fullmatch(acronym):
                    first.setdefault(acronym, entry)
        read = _Read(_read_by_students(bank)) if first else None
        for acronym, entry in first.items():
            if read and acronym not in sources and not read.explains(acronym, course):
                hint = f"write the name out once: “Its Long Name ({acronym})”"
                message = f"“{acronym}” is explained nowhere in this bank"
                yield Finding(message, entry.place((entry.type,)), hint, entry.id)


def _acronyms(entry: Entry) -> Iterator[str]:
    """The words in capitals of the stem and the options; not where everything is in capitals."""
    written = entry.written
    for phrase in (written.stem, *written.options):
        if CAPITALS.search(phrase.plain) and (not phrase.plain.isupper() or len(phrase.words) == 1):
            yield from ACRONYM.findall(phrase.plain)


def _read_by_students(bank: Bank) -> str:
    """All that a student gets to read of a bank."""
    parts = [f"{passage.text} {passage.title}" for passage in bank.fields.passages.values()]
    for entry in bank.entries:
        question = entry.question
        claims = " ".join(f"{claim.beside} {claim.text}" for claim in entry.claims)
        parts += [question.prompt, claims, question.explain or "", question.hint or ""]
        parts += [option.plain for option in entry.written.options]
    return "\n".join(parts)


class _Read:
    """What a bank gives to read, ready to be asked for many acronyms."""

    def __init__(self, text: str) -> None:
        words = WORD.findall(text)
        self.text = text
        self.small = {word for word in words if word.islower()}
        self.told = {told or bracketed for told, bracketed in TOLD.findall(text)}
        self.initials = "".join(word[0] for word in words if len(word) > 1 and word not in BETWEEN)

    def explains(self, acronym: str, course: Course) -> bool:
        """Is it told, one of the names that the course gives it, the initials of a name, or a word in capitals?"""
        if acronym in self.told or acronym in self.initials or acronym.lower() in self.small:
            return True
        for name, forms in course.fields.aliases.items():
            longer = (form for form in (name, *forms) if len(form) > len(acronym))
            if acronym in {name, *forms} and any(form in self.text for form in longer):
                return True
        return False
