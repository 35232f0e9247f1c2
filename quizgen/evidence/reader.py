"""Reads questions and sources into facts; what is known of a source is made out once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from quizgen.anchors import fold, quote_parts
from quizgen.evidence.doubts import Claimed, Ground, cut
from quizgen.evidence.facts import Facts, Lexicon
from quizgen.evidence.language import Language, language
from quizgen.evidence.names import Aliases
from quizgen.evidence.texts import Asked, Quoted, Text
from quizgen.markup import plain
from quizgen.questions._base import Claim, Path

BLANK = "____"
"""How a stem shows a blank."""
REMEMBERED = 4096
"""So many texts of questions are kept; those of sources all are."""


class Reader:
    """Makes facts of texts, with the names that mean the same made alike."""

    def __init__(self, texts: Mapping[str, Text], aliases: Aliases) -> None:
        """Take the sources by id, and the course's aliases."""
        self.texts = texts
        whole = ("\n".join(s.text for s in text.sentences if "(" in s.text) for text in texts.values())
        self.aliases = aliases.with_introduced(whole)
        self._of_sources: dict[tuple[str, str], Facts] = {}
        self._of_questions: dict[tuple[str, str, str], Facts] = {}
        self._lexicons: dict[str, Lexicon] = {}
        self._words: dict[str, Set[str]] = {}
        self._folded: dict[str, Sequence[str]] = {}

    @cached_property
    def names(self) -> Mapping[str, Sequence[str]]:
        """How a stem may credit each source; “the article” may be any."""
        return {source: [name for name in text.names if name[:1].isupper()] for source, text in self.texts.items()}

    @cached_property
    def names_by_word(self) -> Mapping[str, Sequence[str]]:
        """All those names by their first word, so that few of them are looked for in a stem."""
        found: dict[str, list[str]] = {}
        for name in dict.fromkeys(name for names in self.names.values() for name in names):
            for word in re.findall(r"\w+", name)[:1]:
                found.setdefault(word, []).append(name)
        return found

    def question(self, asked: Asked) -> Question:
        """A question, read."""
        orders = (self.texts[quoted.source].order for quoted in asked.cited)
        return Question(asked, self, next(filter(None, orders), ""))

    def facts(self, text: str, lang: str, order: str = "") -> Facts:
        """The facts of a text of a question; dates in the order of the source that it cites."""
        key = (text, lang, order)
        known = self._of_questions.get(key)
        if known is None:
            if len(self._of_questions) >= REMEMBERED:
                self._of_questions.clear()
            known = self._of_questions[key] = self._read(text, lang, order)
        return known

    def of_source(self, source: str, text: str) -> Facts:
        """The facts of a sentence, title or date of a source."""
        known = self._of_sources.get((source, text))
        if known is None:
            about = self.texts[source]
            known = self._of_sources[source, text] = self._read(text, about.lang, about.order)
        return known

    def _read(self, text: str, lang: str, order: str) -> Facts:
        tongue = language(lang)
        return Facts(self.aliases.unify(fold(text)), tongue, order or _usual_order(lang), self._lexicon(tongue))

    def _lexicon(self, lang: Language) -> Lexicon:
        """What the sources of a language show of its words."""
        code = lang.code.split("-", maxsplit=1)[0]
        if code not in self._lexicons:
            spoken = (text for text in self.texts.values() if text.lang.split("-", maxsplit=1)[0] == code)
            self._lexicons[code] = Lexicon.of((s.text for text in spoken for s in text.sentences), lang)
        return self._lexicons[code]

    def words(self, source: str) -> Set[str]:
        """The stems of all words of a source."""
        if source not in self._words:
            self._words[source] = frozenset(self._stems(source))
        return self._words[source]

    def folded(self, source: str) -> Sequence[str]:
        """The sentences of a source, folded, in small letters, with their own forms of names."""
        if source not in self._folded:
            self._folded[source] = [fold(sentence.text).lower() for sentence in self.texts[source].sentences]
        return self._folded[source]

    def _stems(self, source: str) -> Iterator[str]:
        for sentence in self.texts[source].sentences:
            yield from self.of_source(source, sentence.text).spoken


@dataclass(frozen=True)
class Question:
    """A question with its facts; dates are read in the `order` of the first source that has one."""

    asked: Asked
    reader: Reader
    order: str

    def facts(self, text: str) -> Facts:
        """The facts of a text of the question, which may hold Markdown."""
        return self.reader.facts(plain(text), self.asked.lang, self.order)

    @cached_property
    def stem(self) -> Facts:
        """The facts of the stem."""
        return self.facts(self.asked.prompt)

    @cached_property
    def claims(self) -> tuple[Claimed, ...]:
        """All claims."""
        return tuple(self.claimed(claim) for claim in self.asked.claims)

    def claimed(self, claim: Claim) -> Claimed:
        """A claim; a statement without its “According to …,”, which is judged apart."""
        text, whole = plain(claim.text), claim.whole
        if claim.role == "statement":
            text, whole = _without_attribution(text, language(self.asked.lang)), ""
        both = f"{plain(claim.beside)}; {text}" if claim.beside else text
        shown = f"{claim.beside}: {claim.text}" if claim.beside else claim.text
        facts = self.reader.facts(both, self.asked.lang, self.order)
        return Claimed(claim.role, claim.path, facts, self.facts(whole), cut(plain(shown)))

    def statement(self, text: str, path: Path) -> Claimed:
        """A text, read as a statement."""
        return self.claimed(Claim("statement", text, path))

    @cached_property
    def answered(self) -> bool:
        """Is there a key, so that the stem asks for something?"""
        return any(claim.role == "key" for claim in self.asked.claims)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The cited sources, each once."""
        return tuple(dict.fromkeys(quoted.source for quoted in self.asked.cited))

    @cached_property
    def quotes(self) -> tuple[Facts, ...]:
        """The facts of the words quoted."""
        return tuple(self.reader.of_source(quoted.source, quoted.quote) for quoted in self.asked.cited)

    @cached_property
    def ground(self) -> Ground:
        """What the question is held against."""
        cited = {quoted.sentence: quoted for quoted in self.asked.cited}.values()
        sentences = [self.reader.of_source(quoted.source, quoted.sentence.text) for quoted in cited]
        clauses = [self._quoted_clauses(quoted, facts) for quoted, facts in zip(cited, sentences, strict=True)]
        before = [facts for quoted in cited for facts in self._before(quoted)]
        about = " ; ".join(self.reader.texts[source].about for source in self.sources)
        dates = [self.reader.of_source(source, self.reader.texts[source].date).dates for source in self.sources]
        return Ground(
            sentences=tuple(sentences),
            before=tuple(before),
            about=self.reader.of_source(self.sources[0], about),
            years=frozenset(date.year for listed in dates for date in listed if date.year),
            says=self._says,
            quoted_clauses=tuple(clauses),
        )

    def _says(self, stem: str) -> bool:
        """Has a cited source a word with that stem anywhere, or another form of it?"""
        for source in self.sources:
            known, lang = self.reader.words(source), language(self.reader.texts[source].lang)
            if stem in known or any(lang.akin(stem, other) for other in known if other[:3] == stem[:3]):
                return True
        return False

    def _before(self, quoted: Quoted) -> Iterator[Facts]:
        """The sentence before a cited one; with a “he” or “she” in that, or in the cited one, those before it too."""
        facts = self.reader.of_source(quoted.source, quoted.sentence.text)
        somebody = not facts.lang.pronouns.isdisjoint(facts.lows)
        for earlier in self.reader.texts[quoted.source].before(quoted.sentence):
            facts = self.reader.of_source(quoted.source, earlier)
            yield facts
            if not somebody and facts.lang.pronouns.isdisjoint(facts.lows):
                return

    def _quoted_clauses(self, quoted: Quoted, facts: Facts) -> frozenset[int]:
        """The clauses of a sentence in which the words of its quotes stand; all of them if that can't be told."""
        quotes = [other.quote for other in self.asked.cited if other.sentence == quoted.sentence]
        found: set[int] = set()
        for part in [part for quote in quotes for part in quote_parts(quote)]:
            unified = self.reader.aliases.unify(part)
            start = facts.text.find(unified)
            if start < 0:
                return frozenset(range(len(facts.clauses) + 1))
            first = bisect_left(facts.tokens, start, key=lambda token: token.start)
            last = bisect_left(facts.tokens, start + len(unified), key=lambda token: token.start) - 1
            found.update(range(facts.clause(first), facts.clause(last) + 1))
        return frozenset(found)


def filled(asked: Asked) -> str:
    """The stem with the blanks filled in."""
    text = plain(asked.prompt)
    for claim in asked.claims:
        if claim.role == "blank":
            text = text.replace(BLANK, plain(claim.text), 1)
    return text


def texts_at(asked: Asked) -> Sequence[tuple[str, Path]]:
    """The texts that the question puts forward as true or asks about, each with its place."""
    claims = [(plain(claim.text), claim.path) for claim in asked.claims]
    stem = [] if asked.type == "true_false" else [(plain(asked.prompt).replace(BLANK, "…"), asked.prompt_path)]
    return list(dict.fromkeys([*claims, *stem]))


def _without_attribution(text: str, lang: Language) -> str:
    if lang.according and (found := lang.according.match(text)):
        comma = re.compile(r"[^,]{1,60}, ").match(text, found.end())
        if comma:
            return text[comma.end() :]
    return text


def _usual_order(lang: str) -> str:
    return "mdy" if lang.lower() in {"en", "en-us"} else "dmy"
