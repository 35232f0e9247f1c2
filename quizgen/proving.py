"""What a proof is made of, and whether the lock still vouches for it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Cited, Course, Entry
from quizgen.items import Choose, Fill
from quizgen.lock import Waiver, digest
from quizgen.sentences import Sentence, segmenter

VOUCHED = frozenset({"proved", "reviewed"})


def content(entry: Entry) -> str:
    """The digest of what is claimed and quoted: stem, keys, options, quotes."""
    parts = [entry.type, entry.question.prompt]
    for claim in entry.claims:
        parts += [claim.role, claim.text, claim.beside]
    response = entry.item.response
    if isinstance(response, Choose):
        parts += [option.text.plain for option in response.options]
    elif isinstance(response, Fill):
        parts += [answer.plain for blank in response.blanks for answer in blank.answers]
    for cited in entry.citations:
        parts += [cited.source_id, cited.quote]
    return digest(*parts)


def proof(entry: Entry, course: Course) -> str:
    """The digest of all that the proof rests on: the content, and what of sources and aliases was used."""
    texts = [entry.question.prompt, *(cited.quote for cited in entry.citations)]
    texts += [f"{claim.beside} {claim.text}" for claim in entry.claims]
    used = [f"{s.id} {s.fields.dates}" for cited in entry.citations if (s := cited.source)]
    return digest(content(entry), entry.lang, *sorted(set(used)), *course.aliases.used(texts))


def is_locked(entry: Entry, course: Course) -> bool:
    """Does the lock vouch for the question as it is now?"""
    record = entry.record
    return bool(record and record.verdict in VOUCHED and record.proof == proof(entry, course))


def drifted(entry: Entry, course: Course) -> Iterator[tuple[Cited, Sentence]]:
    """The citations whose sentence is no longer the one that the lock proved.

    None if the question itself changed, or if sentences were cut by another segmenter.
    """
    record = entry.record
    if not record or course.lock.segmenter != segmenter() or record.proof != proof(entry, course):
        return
    for cited, address in zip(entry.citations, record.sentences, strict=False):
        if cited.sentence and cited.sentence.digest != address.digest:
            yield cited, cited.sentence


def waiver(entry: Entry, reason: str) -> Waiver:
    """What the lock remembers of an accepted finding."""
    return Waiver(digest(reason), content(entry))


def is_void(entry: Entry, code: str, reason: str) -> bool:
    """Was the reason given for another wording of the question, and not touched since?"""
    known = entry.record.waivers.get(code) if entry.record else None
    return known is not None and known.reason == digest(reason) and known.content != content(entry)
