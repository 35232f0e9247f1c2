"""The options of a choice are true and false, or yes and no.

Why: that is a question of another type, on which half the class is right by chance; and “Yes, because …” asks two
things at once. Write the statement as `true_false:`, or ask what, why or how.

Bad:

    choice: Was the clock hung in 1872?
    answer: Yes
    distractors:
      - No

Good:

    choice: When was the clock hung?
    answer: in May 1872
    distractors:
      - in May 1871
      - in May 1894

Source: SAQUET (Moore et al. 2024), criterion “true or false”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.diagnostics import Finding
from quizgen.items import Choose
from quizgen.rules._writing import WITH_OPTIONS, in_option
from quizgen.writing.phrase import QUOTED, Phrase

CODE = "Q303"
NAME = "true-false-options"
SEVERITY = "warning"
TYPES = WITH_OPTIONS
BEHIND = re.compile(r"\s*(?:\W*$|[,;:–—-]|\.(?!\s*\d)|(?P<next>[^\W\d_]+))")
"""What may follow a yes or no: nothing, a pause (but “No. 5” is a number), or another word."""


def check(entry: Entry, course: Course) -> Iterator[Finding]:
    """Look for the first option that answers with a mere yes or no; in code, these are values."""
    response = entry.item.response
    looks = [option.text.html for option in response.options] if isinstance(response, Choose) else []
    for number, (option, look) in enumerate(zip(entry.written.options, looks, strict=True)):
        if _judges(option) and not look.startswith("<code>") and not _is_quoted(option, entry.written.stem):
            hint = "write the statement as `true_false:`, or ask what, why or how"
            yield in_option(entry, number, f"the option “{option.plain}” says only yes or no, true or false", hint)
            return


def _is_quoted(option: Phrase, stem: Phrase) -> bool:
    """Does the stem ask about the word itself: what is Spanish for “no”?"""
    quoted = (found[0].strip("“”„\"'‘’«»‹›").lower() for found in QUOTED.finditer(stem.plain))
    return option.plain.strip(" .").lower() in quoted


def _judges(option: Phrase) -> bool:
    """Is it yes or no by itself, or with something behind a pause or a conjunction?"""
    plain = option.plain.strip()
    if not option.lows or option.lows[0] not in option.lang.writing("answers") or not plain[0].isalpha():
        return False
    behind = BEHIND.match(plain[len(option.words[0]) :])
    return bool(behind and (not behind["next"] or behind["next"].lower() in option.lang.writing("side_clauses")))
