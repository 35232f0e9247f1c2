"""Moodle's embedded answers, `{1:SHORTANSWER:=Berlin~%50%Bonn}`, as the blanks of a cloze.

After docs.moodle.org, “Embedded Answers (Cloze) question type”.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from quizgen.importers import Findings, Value
from quizgen.importers._blanks import in_blank, with_blanks
from quizgen.importers._weighted import FULL, decimal

TYPED = "SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW"
CHOSEN = "MULTICHOICE_[VHS]+|MULTICHOICE|MCVS|MCHS|MCS|MCV|MCH|MC"
NUMBER = "NUMERICAL|NM"
SEVERAL = "MULTIRESPONSE_[HS]+|MULTIRESPONSE|MRHS|MRS|MRH|MR"
HEAD = re.compile(rf"\{{(\d*):({TYPED}|{CHOSEN}|{NUMBER}|{SEVERAL})(?::|(?=\}}))", re.IGNORECASE)
WORTH = re.compile(r"%(-?\d+(?:\.\d+)?)%")


class _UnusableError(Exception):
    """A blank can't be carried over; the message says why."""


def cloze(where: str, html: str, line: Callable[[str], str], findings: Findings) -> dict[str, Value]:
    """The fields of a cloze; empty where a blank can't be carried over. `line` turns HTML into Markdown."""
    blanks: list[str] = []
    wrong: list[str] = []
    around: list[str] = []
    position = 0
    try:
        while head := HEAD.search(html, position):
            inside, end = _inside(html, head.end())
            key, others = _blank(where, head[2].upper(), inside, line, findings)
            around.append(html[position : head.start()])
            blanks.append(key)
            wrong += others
            position = end
    except _UnusableError as error:
        findings.drop(where, str(error))
        return {}
    if not blanks:
        findings.drop(where, "it has no blank, such as {1:SHORTANSWER:=Berlin}")
        return {}
    text = with_blanks([*around, html[position:]], blanks, line)
    keys = {key for blank in blanks for key in blank.strip("{}").split("|")}
    return {"cloze": text, "distractors": [word for word in dict.fromkeys(wrong) if in_blank(word) not in keys]}


def _inside(text: str, start: int) -> tuple[str, int]:
    """What stands up to the closing brace, and where the text goes on; a backslash escapes."""
    found = re.compile(r"((?:[^\\{}]|\\.)*)\}", re.DOTALL).match(text, start)
    if not found:
        raise _UnusableError("one of its blanks has no } at its end")
    return found[1], found.end()


def _blank(where: str, kind: str, inside: str, line: Callable[[str], str], findings: Findings) -> tuple[str, list[str]]:
    """The blank in our braces, and the wrong words that Moodle offers for it."""
    if re.fullmatch(SEVERAL, kind):
        raise _UnusableError("one of its blanks has several right answers to tick")
    is_number = bool(re.fullmatch(NUMBER, kind))
    keys: list[str] = []
    wrong: list[str] = []
    for raw in re.split(r"(?<!\\)~", inside):
        worth, text = _worth(raw.strip())
        text = re.split(r"(?<!\\)#", text, maxsplit=1)[0]
        words = line(re.sub(r"\\([~=#{}/\"\\])", r"\1", text))
        if is_number and worth >= FULL - 1:
            words = _number(where, words, findings)
        (keys if worth >= FULL - 1 else wrong).append(words)
    keys = [key for key in keys if key]
    if not keys:
        raise _UnusableError("one of its blanks has no wholly right answer")
    offered = [text for text in wrong if text] if re.fullmatch(CHOSEN, kind) else []
    if wrong and not offered and not is_number:
        findings.lose(where, "wrong or partly right answers of a blank, and what is said about them")
    return "{{" + "|".join(in_blank(key) for key in keys) + "}}", offered


def _worth(text: str) -> tuple[Decimal, str]:
    if found := WORTH.match(text):
        return Decimal(found[1]), text[found.end() :]
    return (FULL, text[1:]) if text.startswith("=") else (Decimal(0), text)


def _number(where: str, text: str, findings: Findings) -> str:
    value, _, reach = text.partition(":")
    if decimal(value) is None:
        raise _UnusableError(f"the answer “{value[:40]}” of one of its blanks is no number")
    if decimal(reach or "0"):
        findings.lose(where, "how far off the number of a blank may be")
    return value.strip()
