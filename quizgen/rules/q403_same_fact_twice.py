"""Two questions ask the same fact.

Why: who knows it gains twice, who does not loses twice, and a deck asks it twice a day. Two questions are the same
when their stems have nearly the same words and their keys are equal, from the same sentence if they cite one; not
when all that differs is a word or name in one place, as that is what makes them two. A question of another type about
the same fact, such as a cloze beside a choice, counts too where the stems are alike.

Bad:

    - id: maker
      short: Who made the clock of the harbour?
      answer: Anna Holt
    - id: maker-again
      short: Who was it that made the harbour's clock?
      answer: Anna Holt

Good:

    - id: maker
      short: Who made the clock of the harbour?
      answer: Anna Holt
    - id: price
      numeric: How many pounds did the clock of the harbour cost?
      answer: 340

Source: Haladyna, Downing and Rodriguez 2002: keep items independent of one another
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding, Related
from quizgen.markup import plain
from quizgen.rules._writing import in_use
from quizgen.writing.phrase import Phrase

CODE = "Q403"
NAME = "same-fact-twice"
SEVERITY = "warning"
MOST = 40
"""So many questions with one key and sentence are compared with each other; more are a drill."""
ALIKE = 0.7
"""The share of their telling words that two stems must have in common."""
NAME_LENGTH = 3
"""So many words, at most, make a name or thing that is put in place of another."""


def check_course(course: Course) -> Iterator[Finding]:
    """Compare the questions that have one key and one sentence."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in chain.from_iterable(map(in_use, course.banks)):
        groups.setdefault(_fact(entry), []).append(entry)
    for group in groups.values():
        for place, other in enumerate(group[:MOST]):
            one = next((before for before in group[:place] if _are_alike(before, other)), None)
            if one:
                message = f"this asks the same as “{one.id}”"
                related = (Related(f"the question “{one.id}”", one.home),)
                yield Finding(message, other.home, "keep one of them", other.id, related)


def _fact(entry: Entry) -> tuple[str, ...]:
    """What is keyed, the sentences it rests on, and the figures of the stem: another year or size asks another fact."""
    keys = sorted({" ".join(plain(claim.text).casefold().strip(" .").split()) for claim in entry.claims})
    cited = sorted({cited.sentence.digest if cited.sentence else cited.quote for cited in entry.citations})
    figures = sorted({low for low in entry.written.stem.lows if low.isdigit()})
    beside = entry.question.about or "", entry.question.image.file if entry.question.image else ""
    return (*keys, "\x1e", *cited, "\x1e", *figures, "\x1e", *beside)


def _are_alike(one: Entry, other: Entry) -> bool:
    """Have two stems nearly the same telling words? Short ones must have the same."""
    left, right = one.written.stem, other.written.stem
    if left.lows == right.lows:
        return not (one.written.options and other.written.options) or _options(one) == _options(other)
    mine, theirs = left.telling.keys(), right.telling.keys()
    shared = len(mine & theirs)
    if not mine or shared < ALIKE * (len(mine) + len(theirs) - shared):
        return False
    return not _differ_in_one_thing(left, right)


def _differ_in_one_thing(left: Phrase, right: Phrase) -> bool:
    """Are the stems the same but for one word or name, as in “the clock of the church” and “… of the school”?"""
    mine, theirs = left.lows, right.lows
    start = _common_start(mine, theirs)
    end = _common_start(mine[start:][::-1], theirs[start:][::-1])
    apart = mine[start : len(mine) - end], theirs[start : len(theirs) - end]
    ours, others = ({left.lang.look_up(low)[1] for low in words} - left.lang.frame - {""} for words in apart)
    return bool(ours - others) and bool(others - ours) and max(map(len, apart)) <= NAME_LENGTH


def _common_start(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words the two begin with together."""
    pairs = enumerate(zip(mine, theirs, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(mine), len(theirs)))


def _options(entry: Entry) -> frozenset[str]:
    """The options: with others, even the same stem is another question, such as “Which of these is a fish?”."""
    return frozenset(option.plain for option in entry.written.options)
