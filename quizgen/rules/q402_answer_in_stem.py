"""The answer of one question stands in the stem of another.

Why: on one sheet, or in one deck, a student finds the answer by reading on. Only a stem that speaks of the same
matter counts: one that has the answer, and half of the telling words of the question, leaving aside those that many
stems of the bank have.

Bad:

    - id: maker
      short: Who made the black clock of the harbour?
      answer: Anna Holt
    - id: year
      numeric: In which year did Anna Holt make the black clock of the harbour?
      answer: 1871

Good:

    - id: maker
      short: Who made the black clock of the harbour?
      answer: Anna Holt
    - id: year
      numeric: In which year was the clock made?
      answer: 1871

Source: Haladyna, Downing and Rodriguez 2002: items are independent of one another
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Related
from quizgen.evidence.tokens import whole_words
from quizgen.markup import plain
from quizgen.rules._writing import in_use
from quizgen.writing.phrase import Phrase

CODE = "Q402"
NAME = "answer-in-stem"
SEVERITY = "warning"
ROLES = frozenset({"key", "blank"})
MOST_STEMS = 40
"""An answer whose words more stems have is given away by none of them."""
FEW_STEMS, SHARE_OF_STEMS = 3, 5
"""A word that more stems have, and more than one stem in five, tells nothing of their matter."""
SHORTEST, LONGEST = 3, 60
"""Letters of an answer that can stand in a stem."""
FEWEST = 2
"""So many telling words, at least, must be shared."""

ByWord = Mapping[str, Sequence[Entry]]


def check_course(course: Course) -> Iterator[Finding]:
    """Look for each answer in the stems of its bank."""
    for bank in course.banks:
        entries = in_use(bank)
        by_word = _by_word(entries)
        most = max(FEW_STEMS, len(entries) // SHARE_OF_STEMS)
        common = frozenset(word for word, having in by_word.items() if len(having) > most)
        for entry in entries:
            asked = entry.written.stem.telling.keys() - common
            for answer in _answers(entry):
                for other in _telling_too_much(entry, answer, asked - answer.telling.keys(), by_word):
                    message = f"this stem gives away the answer “{answer.plain}” of “{entry.id}”"
                    related = (Related(f"the question “{entry.id}”", entry.home),)
                    hint = "word it without the answer"
                    place = other.place((other.type,))
                    yield Finding(message, place, hint, other.id, related)


def _by_word(entries: Sequence[Entry]) -> ByWord:
    """The questions by the telling words of their stems."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in entry.written.stem.telling:
            found.setdefault(word, []).append(entry)
    return found


def _answers(entry: Entry) -> Iterator[Phrase]:
    """What a student would have to know, as phrases; not figures alone, which stand anywhere."""
    lang = entry.written.stem.lang
    for text in dict.fromkeys(plain(claim.text) for claim in entry.claims if claim.role in ROLES):
        if SHORTEST <= len(text) <= LONGEST:
            answer = Phrase(text, lang)
            if answer.telling and not all(map(str.isdigit, answer.lows)):
                yield answer


def _telling_too_much(entry: Entry, answer: Phrase, asked: Collection[str], by_word: ByWord) -> Iterator[Entry]:
    """The other questions whose stems have the answer, and speak of what the question asks."""
    rarest = min((by_word.get(word, ()) for word in answer.telling), key=len)
    if not rarest or len(rarest) > MOST_STEMS:
        return
    alike = [other for other in rarest if other is not entry and _speaks_of(other, asked) and not _is_denied(other)]
    if not alike:
        return
    pattern = whole_words(_bare(answer))
    wrong = [whole_words(_bare(option)) for option in entry.written.distractors if option.words]
    for other in alike:
        stem = other.written.stem.plain
        if pattern.search(stem) and not any(option.search(stem) for option in wrong):
            yield other


def _speaks_of(other: Entry, asked: Collection[str]) -> bool:
    """Has a stem enough of the telling words of a question?"""
    shared = sum(other.written.stem.has(word) for word in asked)
    return shared >= FEWEST and 2 * shared >= len(asked)


def _is_denied(entry: Entry) -> bool:
    """Is it a false statement? What it says gives nothing away."""
    return any(claim.path == ("correction",) for claim in entry.claims)


def _bare(phrase: Phrase) -> str:
    """A phrase without the little words at its head: “a storm” is given away by “the storm” too."""
    text = phrase.plain.strip(" .")
    for word, low in zip(phrase.words, phrase.lows, strict=True):
        if low not in phrase.lang.common:
            break
        text = text.partition(word)[2]
    return text.strip() or phrase.plain
