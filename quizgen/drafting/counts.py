"""“How many … ?”, of clauses whose subject or object is a number of things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.drafting import english
from quizgen.drafting.drafts import Draft, question
from quizgen.drafting.lines import Line, Reading
from quizgen.drafting.standing import leans
from quizgen.drafting.things import Thing
from quizgen.drafting.verbs import do_with, is_finite

MOST_SUBJECT_WORDS, FEWEST_REST_WORDS = 7, 4
HEDGE = r"(?P<hedge>(?i:about|around|over|nearly|almost|more than|at least|up to|roughly|approximately) )?"
HEAD = re.compile(rf"(?:^|[,;:—–] (?:and )?){HEDGE}$")
"""What stands before a number with which a sentence or clause begins."""
BEHIND_VERB = re.compile(rf"^(?P<subject>[^,;:—–]+?) (?P<verb>[a-z]+) {HEDGE}$")
THERE = re.compile(rf"^There (?P<verb>are|were) {HEDGE}$")
CLAUSE_END = re.compile(r"[;,:—–](?!\d)|\.$| and (?=(?:\w+ed|had|was|were|is|are)\b)")
LEADING = frozenset("in on at after before during since by from with under when while as if for of".split())
AFTERWARDS = frozenset({"later", "earlier", "ago", "before", "after", "and"})
"""Words that, between a number and its verb, make of it a time or one number of several."""
NOUN = re.compile(rf" (?!(?:{'|'.join(sorted(LEADING))})\b)[^\W\d_][\w-]+\b")


def drafts(reading: Reading) -> Iterator[Draft]:
    """A question for each number of things with which a clause begins, or which the subject of a sentence has."""
    for line in reading.pool:
        for thing in line.things:
            if thing.kind == "figure" and not _is_quoted(line, thing) and line.names_only_once(thing):
                stem = _of_subject(line, thing, reading) or _of_object(line, thing, reading)
                cite = reading.quote(line, f"{thing.text} {stem}") if stem else ""
                if cite:
                    type_, answer = _answer(thing)
                    yield Draft(
                        type_, question(stem), {"answer": answer}, [cite], [line.sentence.digest], 85, thing.text
                    )


def _is_quoted(line: Line, thing: Thing) -> bool:
    """Is a figure somebody's word: inside quotation marks, after “said”, behind “According to”?"""
    before = line.text[: thing.start]
    open_marks = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return open_marks or not (english.REPORTS | {"according"}).isdisjoint(re.findall(r"\w+", line.text.lower()))


def _of_subject(line: Line, thing: Thing, reading: Reading) -> str:
    """“64 sailors were saved by …” asks “How many sailors were saved by … ”; empty if it is not so."""
    head = HEAD.search(line.text[: thing.start])
    clause = _clause(line, thing)
    words = clause.split()
    verb = next((n for n, word in enumerate(words[:MOST_SUBJECT_WORDS]) if is_finite(word, reading.lang)), 0)
    if not head or not verb or len(words) < FEWEST_REST_WORDS or not NOUN.match(clause) or leans(clause):
        return ""
    if not AFTERWARDS.isdisjoint(words[:verb]):
        return ""
    is_participle = words[verb].endswith("ed") and not do_with(words[verb], reading.lang)[1]
    return "" if is_participle else _how_many(head) + clause


def _of_object(line: Line, thing: Thing, reading: Reading) -> str:
    """“The Board paid 340 pounds for it” asks “How many pounds did the Board pay for it”; empty if it is not so."""
    clause = _clause(line, thing)
    noun, rest = _parted(clause)
    there = THERE.match(line.text[: thing.start])
    if there and NOUN.match(clause):
        return f"{_how_many(there)} {noun} {there['verb']} there {rest}" if rest and not leans(rest) else ""
    found = BEHIND_VERB.match(line.text[: thing.start])
    if not line.stands_alone or not found or not NOUN.match(clause) or leans(clause) or "and" in noun.split():
        return ""
    subject, (do, base) = found["subject"].split(), do_with(found["verb"], reading.lang)
    if not base or len(subject) > MOST_SUBJECT_WORDS or subject[0].lower() in LEADING:
        return ""
    if any(is_finite(word, reading.lang) for word in subject):
        return ""
    return f"{_how_many(found)} {noun} {do} {' '.join([line.inside(subject[0]), *subject[1:]])} {base} {rest}"


def _clause(line: Line, thing: Thing) -> str:
    """What stands behind a figure, up to the end of its clause."""
    rest = line.text[thing.end :]
    end = CLAUSE_END.search(rest)
    return rest[: end.start()] if end else rest


def _parted(clause: str) -> tuple[str, str]:
    """The noun that is counted, with its adjectives, and what follows it from the first preposition on."""
    words = clause.split()
    place = next((n for n, word in enumerate(words) if n and word.lower() in LEADING | {"to", "a", "per"}), len(words))
    if words[place : place + 1] == ["of"]:
        place = next((n for n, word in enumerate(words) if n > place and word.lower() in LEADING), len(words))
    return " ".join(words[:place]), " ".join(words[place:])


def _how_many(found: re.Match[str]) -> str:
    hedge = found["hedge"] or ""
    return f"{hedge.capitalize()}how many" if hedge else "How many"


def _answer(thing: Thing) -> tuple[str, str]:
    """A number to be typed, or, where it is written in words (19 million), a short answer."""
    return ("numeric", thing.text) if thing.text[-1].isdigit() else ("short", thing.text)
