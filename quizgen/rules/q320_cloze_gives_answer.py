"""The answer to a blank stands elsewhere in the text.

Why: a student copies it. Blank it there too (with the same number: `{{c1::…}}`), or word the text otherwise.

Bad:

    cloze: The {{clock}} was hung in 1872; the clock cost 340 pounds.

Good:

    cloze: The {{clock}} was hung in 1872; it cost 340 pounds.

Source: Haladyna, Downing and Rodriguez 2002: no clues to the right answer
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.evidence.language import language
from quizgen.evidence.tokens import whole_words
from quizgen.items import Blank, Fill
from quizgen.rules._writing import in_stem

CODE = "Q320"
NAME = "cloze-gives-answer"
SEVERITY = "warning"
TYPES = frozenset({"cloze"})
SHORTEST = 3
"""Shorter answers (of, 5) stand in any text."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for each answer in the text between the blanks."""
    response = entry.item.response
    if not isinstance(response, Fill):
        return
    text = " ____ ".join(part.plain for part in response.parts if not isinstance(part, Blank)).casefold()
    common = language(entry.lang).common
    for answer in dict.fromkeys(blank.answers[0].plain for blank in response.blanks):
        word = answer.strip().casefold()
        if common.issuperset(word.split()):
            continue  # where {{the}} or {{under}} belongs is what is asked
        if len(word) >= SHORTEST and word in text and whole_words(word).search(text):
            hint = "word the text otherwise, or blank it there too, with one number: {{c1::…}}"
            yield in_stem(entry, f"the answer “{answer}” can be copied from the text", hint)
