"""Choice questions that ask for the subject: “Tokayev invited …” becomes “Who invited … ?”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.drafting import english
from quizgen.drafting.drafts import DISTRACTORS, Draft, question
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.things import Thing
from quizgen.drafting.verbs import is_finite

ASIDE = re.compile(r",[^,]{3,80},(?= )")
"""What stands between commas behind a name: the current chair of the council."""
NEXT_CLAUSE = re.compile(r"; .*$|, (?:but|yet|so|and|while) (?:the|it|its|they|much|many|there|his|her)\b.*$")
"""A clause about something else at the end."""


def drafts(reading: Reading) -> Iterator[Draft]:
    """A question for each sentence that begins with a name, which a verb follows."""
    for line in reading.usable:
        thing = next((thing for thing in line.things if thing.kind == "name"), None)
        if (
            thing is None
            or (thing.sort == "country" and reading.is_everywhere(thing))
            or thing.sort not in english.ASKS
            or line.is_surmise
            or not _is_subject(thing, line, reading)
        ):
            continue
        rest = _rest(thing, line).strip()
        rivals = reading.rivals(thing, line, DISTRACTORS)
        cite = reading.quote(line, f"{thing.text} {' '.join(rest.split()[:4])}")
        if len(rivals) == DISTRACTORS and cite and line.names_only_once(thing):
            stem = question(f"{english.ASKS[thing.sort]} {NEXT_CLAUSE.sub('', rest)}")
            fields = {"answer": thing.text, "distractors": rivals}
            yield Draft("choice", stem, fields, [cite], [line.sentence.digest], 75, thing.text)


def _rest(thing: Thing, line: Line) -> str:
    """What the sentence says behind a name, without an aside."""
    return ASIDE.sub("", line.text[thing.end :], count=1) if line.text[thing.end] == "," else line.text[thing.end :]


def _is_subject(thing: Thing, line: Line, reading: Reading) -> bool:
    """Does a sentence begin with a name (`The` or a title aside) and go on with a verb, perhaps behind an adverb?"""
    before = line.text[: thing.start].split()
    if before not in ([], ["The"]) and not (before[-1].lower() in english.TITLES and len(before) <= 4):
        return False
    following = re.match(r" (?:[a-z]+ly |also |then |first )?([a-z]+)\b", _rest(thing, line))
    return bool(following and is_finite(following[1], reading.lang))
