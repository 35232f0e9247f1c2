"""True or false: a sentence with a figure or date, as it stands or with another of the text in its place."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.drafting.drafts import Draft, FieldValue
from quizgen.drafting.lines import Reading

MOST_WORDS = 22


def drafts(reading: Reading) -> Iterator[Draft]:
    """A statement for each short sentence with a figure or date; the first is false, the second true, and so on."""
    is_true = False
    for line in reading.usable:
        thing = next((thing for thing in line.things if thing.kind != "name"), None)
        if thing is None or len(line.text.split()) > MOST_WORDS or not line.names_only_once(thing):
            continue
        rivals = reading.rivals(thing, line, 1)
        cite = reading.quote(line, line.text)
        if not rivals or not cite:
            continue
        stem = line.text if is_true else line.with_gap(thing, rivals[0])
        fields: dict[str, FieldValue] = {"answer": "true"} if is_true else {"answer": "false", "correction": line.text}
        yield Draft("true_false", stem, fields, [cite], [line.sentence.digest], 50)
        is_true = not is_true
