"""Names that mean the same: the course's aliases, and long names with their short form in the texts themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from quizgen.anchors import fold

INTRODUCED = re.compile(
    r"(?<!\w)(?P<long>(?:[A-Z][\w'-]{0,40}|of|the|for|and|de|in|on)"
    r"(?: (?:[A-Z][\w'-]{0,40}|of|the|for|and|de|in|on)){1,8})"
    r" \((?P<short>[A-Z]{2,8})\)"
)
"""A long name and its short form, as texts introduce them: Long Name (LN)."""


FIRST_WORD = re.compile(r"[^\W_]+")


class Aliases:
    """Names that mean the same: every form becomes the first."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Take the names, each with its other forms."""
        self.groups = groups
        self.first = {fold(form): fold(name) for name, forms in groups.items() for form in forms}
        self._lower = {form.lower(): name for form, name in self.first.items() if not _is_short(form)}

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        """The forms by the word with which they begin, so that few of them are looked for in a text."""
        found: dict[str, list[str]] = {}
        for form in self.first:
            words = FIRST_WORD.findall(form.lower())[:1]
            endings = ("", "n", "ns") if form.lower() == "".join(words) else ("",)
            for word in words:
                for ending in endings:
                    found.setdefault(word + ending, []).append(form)
        return found

    def unify(self, text: str) -> str:
        """The folded text with each known form replaced by the first."""
        words = self._by_first_word.keys() & FIRST_WORD.findall(text.lower()) if self.first else ()
        if not words:
            return text
        forms = {form for word in words for form in self._by_first_word[word]}
        return _any_of(frozenset(forms)).sub(lambda found: self._name(found[0]), text)

    def _name(self, form: str) -> str:
        """The first form of a name, of which `form` may have an ending (American).

        `form` itself where small letters do not make it known, as the dotless i of Turkish.
        """
        exact = self.first.get(form) or self._lower.get(form.lower())
        return exact or self._lower.get(form.lower().rstrip("s").removesuffix("n"), form)

    def used(self, texts: Iterable[str]) -> list[str]:
        """The names, of all groups, that stand in the texts."""
        whole = " ".join(fold(text).lower() for text in texts)
        pairs = ((form.lower(), name.lower()) for form, name in self.first.items())
        return sorted({f"{form}={name}" for form, name in pairs if form in whole or name in whole})

    def with_introduced(self, texts: Iterable[str]) -> Aliases:
        """These aliases, and the long names that the texts introduce with a short form."""
        known = set(self.first) | {fold(name) for name in self.groups}
        groups = {name: list(forms) for name, forms in self.groups.items()}
        for text in texts:
            for long, short in introduced(text):
                if long not in known or (short not in known and long in self.first):
                    groups.setdefault(self.first.get(short, short), []).append(self.first.get(long, long))
        return Aliases({name: [form for form in forms if form != name] for name, forms in groups.items()})


@lru_cache(maxsize=1 << 12)
def _any_of(forms: frozenset[str]) -> re.Pattern[str]:
    """A pattern for some forms, the longest first; abbreviations in capitals alone, others in any letters."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    written = [re.escape(form) + ("(?:ns?)?" if form.endswith("a") else "") for form in longest if not _is_short(form)]
    short = [re.escape(form) for form in longest if _is_short(form)]
    kinds = [f"(?i:{'|'.join(written)})"] * bool(written) + short
    return re.compile(rf"(?<!\w)(?:{'|'.join(kinds)})(?!\w)")


def introduced(text: str) -> list[tuple[str, str]]:
    """Each long name of a text with its short form, where the initials fit."""
    found = []
    for match in INTRODUCED.finditer(fold(text)):
        words = match["long"].split()
        for start in range(len(words)):
            initials = "".join(word[0] for word in words[start:] if word[0].isupper())
            if initials == match["short"] and words[start][0].isupper():
                found.append((" ".join(words[start:]), match["short"]))
                break
    return found


def _is_short(form: str) -> bool:
    """Is it an abbreviation, which in small letters may be another word (US, us)?"""
    return form.replace(".", "").isupper() and len(form) <= 8
