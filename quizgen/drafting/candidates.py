"""All drafts that a text gives, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizgen.drafting import counts, gaps, listings, moments, roles, statements, subjects
from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import Reading

IN_ANY_LANGUAGE: tuple[Callable[[Reading], Iterator[Draft]], ...] = (gaps.drafts,)
IN_ENGLISH = (
    *IN_ANY_LANGUAGE,
    moments.drafts,
    roles.drafts,
    counts.drafts,
    subjects.drafts,
    listings.drafts,
    statements.drafts,
)


def candidates(reading: Reading) -> list[Draft]:
    """Every draft, the best first; in languages other than English clozes alone."""
    kinds = IN_ENGLISH if reading.tells_sorts else IN_ANY_LANGUAGE
    found = [draft for kind in kinds for draft in kind(reading)]
    return sorted(found, key=lambda draft: -draft.weight)
