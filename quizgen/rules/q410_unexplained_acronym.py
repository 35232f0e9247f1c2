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

CODE = "Q410"
NAME = "unexplained-acronym"
SEVERITY = "info"
ACRONYM = re.compile(r"(?<![\w&./-])[A-ZÀ-ÖØ-ÞА-ЯЁ]{3,6}(?![\w&/-])")
ROMAN = re.compile(r"[IVXLCDM]+")


def check_course(course: Course) -> Iterator[Finding]:
    """Look, bank by bank, for acronyms in stems and options, and for their names in all that a student can read."""
    sources = {name for source in course.sources.values() for name in source.names}
    for bank in course.banks:
        lang = language(bank.lang)
        known = lang.writing("known_acronyms") | lang.writing("negatives") | lang.common
        first: dict[str, Entry] = {}
        for entry in bank.entries:
            for acronym in _acronyms(entry):
                if acronym.lower() not in known and not ROMAN.fullmatch(acronym):
                    first.setdefault(acronym, entry)
        text = _read_by_students(bank) if first else ""
        for acronym, entry in first.items():
            if acronym not in sources and not _is_word(acronym, text) and not _is_explained(acronym, text, course):
                hint = f"write the name out once: “Its Long Name ({acronym})”"
                message = f"“{acronym}” is explained nowhere in this bank"
                yield Finding(message, entry.place((entry.type,)), hint, entry.id)


def _acronyms(entry: Entry) -> Iterator[str]:
    """The words in capitals of the stem and the options; not where everything is in capitals."""
    written = entry.written
    for phrase in (written.stem, *written.options):
        if any(map(str.isupper, phrase.words)) and (not phrase.plain.isupper() or len(phrase.words) == 1):
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


def _is_word(acronym: str, text: str) -> bool:
    """Is it a word of the bank, in capitals for emphasis?"""
    return bool(re.search(rf"(?<!\w){acronym.lower()}(?!\w)", text))


def _is_explained(acronym: str, text: str, course: Course) -> bool:
    """Does the text have one of the names that the course gives it, or a name whose words begin with its letters?"""
    for name, forms in course.fields.aliases.items():
        if acronym in {name, *forms} and any(len(form) > len(acronym) and form in text for form in (name, *forms)):
            return True
    if re.search(rf"(?<!\w){acronym} (?:\(|stands for|is short for|means)|\({acronym}\)", text):
        return True
    small = r"(?:[\s-]+(?:of|the|for|and|in|on|de|des|du|la|der|die|das|und|für|et|y|del|los|и|по))*"
    initials = rf"{small}[\s-]+".join(rf"{letter}\w+" for letter in acronym)
    return bool(re.search(rf"(?<!\w){initials}", text))
