"""What the examiner is given: the sources with their sentences, and a question with what it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from quizgen.questions._base import Claim, Path
from quizgen.sentences import Sentence

FURTHEST_BACK = 3
"""So many sentences before the cited one may tell who “he” is."""


@dataclass(frozen=True)
class Text:
    """A source: its sentences, what names it, when it was published, its language, and how it writes dates."""

    sentences: tuple[Sentence, ...]
    title: str
    names: tuple[str, ...]
    date: str
    lang: str
    order: str

    @property
    def about(self) -> str:
        """What names the source: its title, author, publisher and other names."""
        return " ; ".join((self.title, *self.names))

    @cached_property
    def _places(self) -> Mapping[Sentence, int]:
        return {sentence: place for place, sentence in enumerate(self.sentences)}

    def before(self, sentence: Sentence) -> Iterator[str]:
        """The sentences before one, the nearest first."""
        place = self._places.get(sentence, 0)
        for earlier in reversed(self.sentences[max(0, place - FURTHEST_BACK) : place]):
            yield earlier.text


@dataclass(frozen=True)
class Quoted:
    """A citation that was found: its source, the quote, the sentence."""

    source: str
    quote: str
    sentence: Sentence


@dataclass(frozen=True)
class Asked:
    """A question: its type, language and stem, what it claims, what must be wrong, and what it cites.

    `false_statement` is the statement of a true_false that is called false.
    """

    type: str
    lang: str
    prompt: str
    prompt_path: Path
    claims: tuple[Claim, ...]
    distractors: tuple[tuple[str, Path], ...]
    false_statement: str
    cited: tuple[Quoted, ...]
