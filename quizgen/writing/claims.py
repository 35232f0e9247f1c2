"""Words with which an option claims too much or too little."""

from __future__ import annotations

from quizgen.writing.phrase import Phrase


def claimed(phrase: Phrase, kind: str) -> str:
    """The first word of a kind (absolutes, vague) that the author says himself; empty if there is none.

    Words in names, titles, quotations and compounds (many-sided), and phrases listed as harmless, are no claim.
    """
    pattern = phrase.lang.any_of(kind)
    if pattern is None or not phrase.may_have(kind):
        return ""
    listed = phrase.lang.writing(kind)
    text = " ".join(low if "-" not in low or low in listed else "-" for low in phrase.own)
    found = pattern.search(phrase.lang.without(f"{kind}_excused", text))
    return found[0] if found else ""
