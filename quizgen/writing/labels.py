"""Tells options that combine labels: 1 and 3, A and B only, I, II and IV."""

from __future__ import annotations

import re

LABEL = r"\(?(?:[1-9]|1[0-2]|[a-hA-H]|[ivxIVX]{1,4}|[а-дА-Д])\)?"
JOINED = r"(?:\s*[,;&+]\s*(?:and|or|und|oder|et|ou|y|o|и|или)?\s*|\s+(?:and|or|und|oder|et|ou|y|o|e|и|или)\s+)"
ONLY = r"(?:only|nur|seulement|solo|sólo|только)"
COMBINATION = re.compile(
    rf"(?:(?i:both|options?|statements?|items?|{ONLY})\s+)*{LABEL}(?:{JOINED}{LABEL})*(?P<only>,?\s+(?i:{ONLY}))?\W*"
)
JOINT = re.compile(JOINED)
FIRST = re.compile(r"(?<![\w.,])[(\[]?(?:1|I|i|A|a|А|а)[.):\]]")
SECOND = re.compile(r"(?<![\w.,])[(\[]?(?:2|II|ii|B|b|Б|б)[.):\]]")
COUNTED = re.compile(
    r"(?<![\w.,])(?:1|I) +[^\W\d].*(?<![\w.,])(?:2|II) +[^\W\d].*(?<![\w.,])(?:3|III) +[^\W\d]", re.DOTALL
)
OF_LABELS = re.compile(rf"\b(?:both|options?|statements?|items?|{ONLY})\b", re.IGNORECASE)


def combines_labels(plain: str) -> bool:
    """Does an option stand for several labelled statements, or for one of them “only”?"""
    found = COMBINATION.fullmatch(plain.strip())
    return bool(found and (found["only"] or JOINT.search(plain.strip())))


def lists_labels(plain: str) -> bool:
    """Does a text give at least two labelled things (1. flour 2. salt), or three without a sign behind the label?"""
    return bool((FIRST.search(plain) and SECOND.search(plain)) or COUNTED.search(plain))


def names_labels(plain: str) -> bool:
    """Does a combination say that it is one: both A and B, I and II only?"""
    return bool(OF_LABELS.search(plain))
