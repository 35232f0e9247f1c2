"""Numeric questions: “How many … ?”, of sentences that begin with a number of things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.drafting import english
from quizgen.drafting.drafts import Draft, question
from quizgen.drafting.lines import Reading

SUBJECT_WORDS = 6
HEDGED = re.compile(r"(?i)(about|around|over|nearly|almost|more than|at least|some|up to|roughly|approximately)?\s*")


def drafts(reading: Reading) -> Iterator[Draft]:
    """A question for each sentence whose subject is a number of things, and whose verb is an auxiliary or past form."""
    for line in reading.usable:
        thing = next((thing for thing in line.things if thing.kind == "figure"), None)
        hedge = HEDGED.match(line.text)
        if thing is None or thing.sort or hedge is None or hedge.end() != thing.start or hedge[1]:
            continue
        words = line.text[thing.end :].split()
        verb = next((n for n, word in enumerate(words[:SUBJECT_WORDS]) if word in english.AUXILIARIES), 0)
        cite = reading.quote(line, f"{thing.text} {' '.join(words[:verb])}")
        if verb and words[0].isalpha() and thing.value[0] % 1000 == 0 and cite:
            stem = question("How many" + line.text[thing.end :])
            answer = str(thing.value[0] // 1000)
            yield Draft("numeric", stem, {"answer": answer}, [cite], [line.sentence.digest], 90)
