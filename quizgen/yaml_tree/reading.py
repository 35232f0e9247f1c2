"""Reads one text, whatever is wrong with it: as a whole or, if that fails, question by question.

What a certain cure would put right is read as if it had been, so that one mistake does not bring up others; what
only a person can decide is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, islice
from typing import NamedTuple

from quizgen.yaml_tree.builder import MAX_SURPRISES, Builder, Trouble, too_many
from quizgen.yaml_tree.drafts import Draft, Parts, cut
from quizgen.yaml_tree.inspection import hidden_notes, misplaced_spaces
from quizgen.yaml_tree.repair import explanation, guesses
from quizgen.yaml_tree.surprises import (
    BLANK,
    EMPTY_FILE,
    ENCODING,
    SEVERAL_DOCUMENTS,
    SYNTAX,
    TOO_BIG,
    Change,
    Cure,
    Surprise,
)
from quizgen.yaml_tree.values import Lines, Map, Seq, Value

MAX_REREAD = 20_000_000
"""How many characters may be read again to find out what was meant by those that cannot be read."""

MAX_GUESSED = 200_000
"""The longest stretch, in characters, in which it is guessed what was meant; a question is much shorter."""

MAX_GUESSES = 12
"""How many guesses are tried for one mistake."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
SEPARATORS = "\x85\u2028\u2029"
"""Line ends for libyaml, but for no editor."""

SPACING = "\x0b\x0c"
"""The line and page breaks of word processors."""

STAND_INS = range(0xF0000, 0xFFFFD)
"""Private characters, of which one that the file does not use may stand for one that libyaml misreads."""

DOCUMENT = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)
CONTENT = re.compile(r"^[ \t]*[^ \t\r\n#%]", re.MULTILINE)
REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?=\r?\n|\Z)")
ID_LINE = re.compile(r"^[ \t]*(?:-[ \t]+)?id:[ \t]*[\"']?([A-Za-z0-9-]+)", re.MULTILINE)


class Stretch(NamedTuple):
    """A question, or the head of a bank, by its offsets, and its id if it has one."""

    start: int
    end: int
    id: str | None


class Trial(NamedTuple):
    """A guess that helps: the draft with its cure, as read, and up to where in the file that was possible."""

    guess: Surprise
    draft: Draft
    built: Builder
    safe: bool
    reached: int


class Reading:
    """One text on its way to a tree. `broken` is what had to be left out."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.surprises: list[Surprise] = []
        self.broken: list[Stretch] = []
        self.originals: dict[int, str] = {}
        self.known: set[tuple[str, int]] = set()
        self.allowance = MAX_REREAD
        self.text = self.one_document(self.masked(newlines(text), SEPARATORS))

    def read(self) -> Map | None:
        """Read the text as a whole or, if that fails, question by question."""
        built = Builder(self.text, self.lines)
        if built.trouble and self.hide_controls():
            built = Builder(self.text, self.lines)
        parts = cut(self.text) if built.trouble else None
        whole = Draft(self.text, 0, len(self.text))
        root = self.assemble(parts) if parts else self.mend(whole, built)
        self.restore(root)
        if len(self.surprises) >= MAX_SURPRISES and all(one.code != TOO_BIG for one in self.surprises):
            self.surprises.append(too_many(max(one.start for one in self.surprises)))
        if isinstance(root, Map):
            return root
        if not self.surprises:
            self.surprises.append(not_fields(self.text, root))
        return None

    # Characters that libyaml misreads ---------------------------------------------------------------

    def masked(self, text: str, characters: Iterable[str]) -> str:
        """The text with a stand-in for each of some characters; all offsets stay the same."""
        pool = (code for code in STAND_INS if chr(code) not in text and code not in self.originals)
        table = {ord(character): next(pool) for character in characters if character in text}
        self.originals |= {code: chr(character) for character, code in table.items()}
        return text.translate(table) if table else text

    def hide_controls(self) -> bool:
        """Report and mask characters that no text should have; tell whether there are any."""
        found = list(islice(CONTROL.finditer(self.text), MAX_SURPRISES))
        for control in found:
            message = f"here stands an invisible control character (U+{ord(control[0]):04X})"
            cure = Cure("put a space in its place", (Change(*control.span(), " "),)) if control[0] in SPACING else None
            hint = cure.message if cure else "delete it"
            self.surprises.append(Surprise(ENCODING, message, *control.span(), hint, cure))
        text = self.text.translate(dict.fromkeys(map(ord, SPACING), " ")) if found else self.text
        self.text = self.masked(text, sorted(set(CONTROL.findall(text))))
        return bool(found)

    def restore(self, value: Value | None) -> None:
        """Put the original characters back into the data."""
        if not self.originals:
            return
        if isinstance(value, Map):
            pairs = [(key.translate(self.originals), value.marks[key], child) for key, child in value.items()]
            value.clear()
            value.marks.clear()
            for key, marks, child in pairs:
                value[key] = self.restored(child)
                value.marks[key] = marks
        elif isinstance(value, Seq):
            value[:] = [self.restored(child) for child in value]

    def restored(self, value: Value) -> Value:
        """A value with the original characters."""
        if isinstance(value, str):
            return value.translate(self.originals)
        self.restore(value)
        return value

    def one_document(self, text: str) -> str:
        """Report each `---` after the first; the text without them, or up to the one that begins something new."""
        marks = DOCUMENT.finditer(text) if "---" in text else iter(())
        pieces, done = [], 0
        for number, mark in enumerate(marks):
            if number == 0 and not CONTENT.search(text, 0, mark.start()):
                continue
            surprise, goes_on = second_document(text, mark.start())
            self.surprises.append(surprise)
            pieces += [text[done : mark.start()], "   "]
            done = mark.end()
            if not goes_on or len(self.surprises) >= MAX_SURPRISES:
                return "".join(pieces)
        return "".join([*pieces, text[done:]]) if pieces else text

    # Mistakes -----------------------------------------------------------------------------------------

    def assemble(self, parts: Parts) -> Map:
        """Read the questions of a bank one by one, and put together what can be read."""
        root = self.mend(parts.header)
        if not isinstance(root, Map):
            self.broken[-1:] = [Stretch(0, parts.start, None)]
            root = Map(self.lines)
        questions = Seq(self.lines, parts.start)
        for block in parts.blocks():
            if len(self.surprises) >= MAX_SURPRISES:
                self.broken.append(Stretch(block.draft.start, parts.end, None))
                break
            self.surprises += [block.surprise] if block.surprise else []
            items = self.mend(block.draft)
            if isinstance(items, Seq):
                questions += items
                questions.marks += items.marks
        questions.end = questions.marks[-1][1] if questions else parts.start
        root["questions"] = questions
        root.marks["questions"] = (*parts.key, questions.start, questions.end)
        root.end = max(root.end, questions.end)
        return root

    def mend(self, draft: Draft, built: Builder | None = None) -> Value | None:
        """Read a draft with every certain cure applied in memory, and report what there was to cure.

        None, and an entry in `broken`, when something remains that only a person can decide.
        """
        built = built or self.build(draft)
        certain = True
        while better := self.repair(draft, built.trouble) if built.trouble else self.improve(draft, built):
            draft, built, safe = better
            certain = certain and safe
        if built.trouble:
            self.surprises += [one.moved(draft.origin) for one in built.surprises if built.trouble.final]
            self.surprises.append((built.trouble.final or explanation(draft.text, built.trouble)).moved(draft.origin))
        if built.trouble or not certain:
            seen = ID_LINE.search(draft.text)
            end = draft.start + len(self.text[draft.start : draft.end].rstrip(BLANK))
            self.broken.append(Stretch(draft.start, end, seen[1] if seen else None))
            return None
        relocate(built.root, draft)
        return built.root

    def build(self, draft: Draft) -> Builder:
        """Read a draft; what is read again and again comes off the allowance."""
        self.allowance -= len(draft.text)
        return Builder(draft.text, self.lines)

    def repair(self, draft: Draft, trouble: Trouble) -> tuple[Draft, Builder, bool] | None:
        """The first guess with which the draft can be read further, the best where several are about one place."""
        if trouble.final or len(draft.text) > MAX_GUESSED:
            return None
        self.allowance -= len(draft.text)
        likeliest = islice(guesses(draft.text, trouble), MAX_GUESSES)
        for _, group in groupby(likeliest, key=lambda guess: (guess.code, guess.start)):
            trials = [trial for guess in group if (trial := self.tried(draft, trouble, guess))]
            if trials:
                best = max(trials, key=lambda trial: trial.reached)
                self.surprises.append(best.guess.moved(draft.origin))
                return best.draft, best.built, best.safe
        return None

    def tried(self, draft: Draft, trouble: Trouble, guess: Surprise) -> Trial | None:
        """A guess put to the test: None if it does not help."""
        changes = guess.cure.changes if guess.cure else ()
        trial = draft.edited(changes) if changes and len(draft.text) <= self.allowance else None
        if trial is None or guess.cure is None:
            return None
        built = self.build(trial)
        cured = draft.origin(changes[0].start), draft.origin(changes[0].end)
        now = trial.origin(built.trouble.at) if built.trouble else len(self.text) + 1
        same = built.trouble is not None and built.trouble.problem == trouble.problem
        helps = further(self.text, cured, draft.origin(trouble.at), now, same)
        return Trial(guess, trial, built, guess.cure.safe, now) if helps else None

    def improve(self, draft: Draft, built: Builder) -> tuple[Draft, Builder, bool] | None:
        """Report what a text that can be read does not mean, and apply the certain cures."""
        if len(self.surprises) >= MAX_SURPRISES:
            return None
        notes = islice(hidden_notes(draft.text, built.root), MAX_SURPRISES)
        found = [*built.surprises, *notes, *misplaced_spaces(draft.text, built.root)]
        changes: list[Change] = []
        news: list[Surprise] = []
        for surprise in sorted(found, key=reach):
            certain = surprise.cure.changes if surprise.cure and surprise.cure.safe else ()
            touched = certain or (Change(surprise.start, surprise.end, ""),)
            if not draft.accepts(certain) or any(touches(change, changes) for change in touched):
                continue  # another cure changes the same place: what is left of this one, the next round or run finds
            for change in certain:
                insort(changes, change)
            news.append(surprise)
        trial = draft.edited(changes) if changes and len(draft.text) <= self.allowance else None
        better = self.build(trial) if trial else None
        spoilt = better is not None and better.trouble is not None
        self.report(doubted(one) if spoilt else one for one in (new.moved(draft.origin) for new in news))
        return (trial, better, True) if trial and better and not spoilt else None

    def report(self, surprises: Iterable[Surprise]) -> None:
        """Keep those surprises that are not known yet."""
        for surprise in surprises:
            if (surprise.code, surprise.start) not in self.known:
                self.known.add((surprise.code, surprise.start))
                self.surprises.append(surprise)


def doubted(surprise: Surprise) -> Surprise:
    """A surprise the cure of which turned out not to be certain."""
    return replace(surprise, cure=surprise.cure and surprise.cure._replace(safe=False))


def newlines(text: str) -> str:
    r"""The text with `\n` for every `\r` that stands alone, the line end of very old files."""
    return text.replace("\r\n", "\0\n").replace("\r", "\n").replace("\0", "\r") if "\r" in text else text


def further(text: str, cured: tuple[int, int], before: int, now: int, same: bool) -> bool:
    """Tell whether a cure let reading go on: whether what stopped it `before` is another thing than `now`.

    It is when reading stops later. It may be when it stops on the same line, with the cure in a line above (a
    quotation mark then closes another text there); or on a line above, with the cure where it stopped (an
    unfinished line is noticed late); or where the cure begins, if it was not for the `same` reason.
    """
    line = text.rfind("\n", 0, before) + 1
    if cured[0] <= before <= cured[1]:
        return now > before or now < line or (now == before == cured[0] and not same)
    return now > before or cured[1] < line <= now < before


def reach(surprise: Surprise) -> tuple[int, int]:
    """Sort what begins first to the front, and of two such the one that goes further."""
    changes = surprise.cure.changes if surprise.cure else ()
    start = changes[0].start if changes else surprise.start
    return start, -(changes[-1].end if changes else surprise.end)


def touches(change: Change, others: list[Change]) -> bool:
    """Tell whether a change overlaps one of others, which are in order and do not overlap."""
    index = bisect_left(others, change)
    before = index > 0 and others[index - 1].end > change.start
    return before or (index < len(others) and (change.end > others[index].start or change[:2] == others[index][:2]))


def relocate(value: Value | None, draft: Draft) -> None:
    """Turn the offsets of data that was read from a draft into offsets of the file."""
    if isinstance(value, str) or value is None or (draft.start == 0 and not draft.changes):
        return
    origin = draft.origin
    value.start, value.end = origin(value.start), origin(value.end)
    if isinstance(value, Map):
        value.marks = {key: (origin(a), origin(b), origin(c), origin(d)) for key, (a, b, c, d) in value.marks.items()}
    else:
        value.marks = [(origin(start), origin(end)) for start, end in value.marks]
    for child in value.values() if isinstance(value, Map) else value:
        relocate(child, draft)


def not_fields(text: str, root: Value | None) -> Surprise:
    """Why a file without a mistake in it is no good."""
    if not root:
        hint = "bring back what it held; a bank still to be written needs a title and a question, or can be deleted"
        return Surprise(EMPTY_FILE, "the file is empty", 0, 0, hint)
    at = len(text) - len(text.lstrip(BLANK))
    hint = "begin with fields such as “title: …”; the questions stand in a list under “questions:”"
    return Surprise(SYNTAX, "the file does not consist of fields (name: text)", at, at + 1, hint)


def second_document(text: str, at: int) -> tuple[Surprise, bool]:
    """A line `---` that ends the file too early; and whether what follows goes on where it broke off."""
    rest = REST_OF_LINE.match(text, at + 3)
    following = CONTENT.search(text, rest.end()) if rest else None
    goes_on = rest is not None and (following is None or text[following.start()] in " \t-")
    message = "a line of three dashes ends the file; what follows is not read"
    cure = Cure("delete the three dashes", (Change(at, at + 3, ""),)) if goes_on else None
    hint = cure.message if cure else "put what follows in a file of its own"
    return Surprise(SEVERAL_DOCUMENTS, message, at, at + 3, hint, cure), goes_on
