"""The claims of a question with their judgements, where all its quotes were found."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.course import Course, Entry
from quizgen.evidence import Cited, Judgement, judge
from quizgen.questions._base import Claim
from quizgen.sentences import Sentence


def judged(entry: Entry, course: Course) -> Iterator[tuple[Claim, Judgement]]:
    """Each claim and its judgement; none where a quote was not found, which other rules report."""
    cited = what_is_cited(entry, course)
    if cited is not None:
        for claim in entry.question.claims():
            yield claim, judge(claim, cited)


def what_is_cited(entry: Entry, course: Course) -> Cited | None:
    """The cited sentences, if there are any and each quote was found."""
    sentences = [cited.sentence for cited in entry.citations]
    if not sentences or not all(sentences):
        return None
    texts = tuple(sentence.text for sentence in sentences if sentence)
    return Cited(texts, _about(entry), course.aliases, entry.lang)


def elsewhere(claim: Claim, entry: Entry, course: Course) -> Sentence | None:
    """A sentence of the cited sources that supports a claim whole."""
    for source in {cited.source_id: cited.source for cited in entry.citations}.values():
        for sentence in source.anchors.sentences if source and source.anchors else ():
            judgement = judge(claim, Cited((sentence.text,), "", course.aliases, entry.lang))
            if not judgement.figures and not judgement.words:
                return sentence
    return None


def _about(entry: Entry) -> str:
    """What names the cited sources: title, author, publisher, and how a stem may call them."""
    fields = {cited.source_id: cited.source.fields for cited in entry.citations if cited.source}
    names = [" ".join((f.title, f.author or "", f.publisher or "", *f.names)) for f in fields.values()]
    return " ".join(names)


def shown(claim: Claim) -> str:
    """A claim as a message shows it."""
    text = f"{claim.beside}: {claim.text}" if claim.beside else claim.text
    return text if len(text) <= 80 else text[:79] + "…"
