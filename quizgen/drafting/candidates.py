"""All drafts that a text gives, and the choice of a bank's among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from quizgen.drafting import asides, counts, definitions, gaps, listings, moments, roles, statements, subjects
from quizgen.drafting.drafts import Draft
from quizgen.drafting.lines import Reading

IN_ANY_LANGUAGE: tuple[Callable[[Reading], Iterator[Draft]], ...] = (gaps.drafts,)
IN_ENGLISH = (
    *IN_ANY_LANGUAGE,
    moments.drafts,
    roles.drafts,
    counts.drafts,
    subjects.drafts,
    asides.drafts,
    definitions.drafts,
    listings.drafts,
    statements.drafts,
)
MOST_A_SENTENCE = 2
SAME_KIND = 4
"""So much of its weight a draft loses for each of its kind that was chosen before it: a bank is to be mixed."""
SAME_SENTENCE = 30
"""So much it loses for one on its sentence."""


def candidates(reading: Reading) -> list[Draft]:
    """Every draft; in languages other than English clozes alone."""
    kinds = IN_ENGLISH if reading.tells_sorts else IN_ANY_LANGUAGE
    return [draft for kind in kinds for draft in kind(reading)]


def widest(drafts: Sequence[Draft], number: int) -> list[Draft]:
    """At most so many to choose from: the best of each sentence, then the second of each, and so on."""
    ranks = Counter[str]()
    ranked = []
    for draft in sorted(drafts, key=lambda draft: -draft.weight):
        ranks[draft.sentences[0]] += 1
        ranked.append((ranks[draft.sentences[0]], draft))
    return [draft for _, draft in sorted(ranked, key=lambda pair: pair[0])][:number]


def chosen(drafts: Sequence[Draft], number: int) -> list[Draft]:
    """At most so many, the best first, of mixed kinds and sentences; none gives away what another asks for."""
    left, taken = list(drafts), list[Draft]()
    kinds, sentences = Counter[str](), dict[str, list[Draft]]()
    while left and len(taken) < number:
        best = max(left, key=lambda draft: _worth(draft, kinds, sentences))
        taken.append(best)
        kinds[best.kind] += 1
        if len(best.sentences) == 1:
            sentences.setdefault(best.sentences[0], []).append(best)
        left = [draft for draft in left if draft is not best and _goes_with(draft, sentences)]
    return taken


def _worth(draft: Draft, kinds: Counter[str], sentences: dict[str, list[Draft]]) -> int:
    beside = len(sentences.get(draft.sentences[0], ()))
    return draft.weight - SAME_KIND * kinds[draft.kind] - SAME_SENTENCE * beside


def _goes_with(draft: Draft, sentences: dict[str, list[Draft]]) -> bool:
    """Is there room for a draft beside those on its sentence? Drafts on several sentences go with all others."""
    if len(draft.sentences) > 1:
        return True
    beside = sentences.get(draft.sentences[0], ())
    return len(beside) < MOST_A_SENTENCE and not any(
        draft.gives_away(other) or other.gives_away(draft) for other in beside
    )
