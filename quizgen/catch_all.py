"""Tells options that speak of the others: all of the above, none of these, keine der genannten.

Such an option makes sense only at the end of its list, and is a flaw of item writing; so the outputs and the rules
both ask here.
"""

from __future__ import annotations

import re

ALL = (
    # English
    r"(?:all|both)(?: of)?(?: the)?(?: (?:above|these|those|them|others?|foregoing|following))+",
    r"(?:any|some|each) of(?: the)?(?: (?:above|these|those|them|foregoing|following))+",
    r"(?:all|both)(?: of)?(?: the)? (?:answers|choices|options|statements|reasons)(?: above| are (?:correct|right))*",
    r"(?:all|both) (?:are|of (?:the above|these|them) are) (?:correct|right|true)",
    # German
    r"all(?:e|es)(?: der| die)?(?: (?:oben|hier|zuvor))?(?: (?:genannt|aufgeführt|obig|angegeben)\w+)+(?: antworten)?",
    r"alle (?:antworten|aussagen)(?: sind| treffen)?(?: (?:richtig|korrekt|zu))?",
    r"beides|beide (?:antworten|aussagen|genannten)",
    # French
    r"tou(?:te)?s(?: les)? (?:réponses|propositions)?(?: ?(?:ci-dessus|précédentes|sont (?:correctes|justes|vraies)))+",
    r"tou(?:te)?s(?: ces| les)? (?:réponses|propositions)|tout ce qui précède",
    # Spanish
    r"todas?(?: las| los)? (?:anteriores|respuestas(?: anteriores| son correctas)?|opciones(?: anteriores)?)",
    r"todo lo anterior|ambas(?: respuestas)?",
    # Russian
    r"вс[её](?: (?:выше)?(?:перечисленн|указанн|названн)\w+|(?: эти)? ответы(?: верны| правильны\w*)?)",
)
NONE = (
    r"(?:none|neither|not any)(?: of)?(?: the)?(?: (?:above|these|those|them|others?|foregoing|following))+",
    r"(?:none|neither) of the (?:answers|choices|options|statements)(?: above)?|none (?:is|are) (?:correct|right|true)",
    r"neither (?:is|are) (?:correct|right|true)",
    r"kein(?:e[rs]?|s)(?: (?:der|von|den|diesen|oben|hier))* (?:genannt|aufgeführt|obig|angegeben)\w+(?: antworten)?",
    r"keine (?:der|dieser) (?:antworten|aussagen)(?: ist| trifft)?(?: (?:richtig|korrekt|zu))?",
    r"aucune?(?: de ces| des)? (?:réponses?|propositions?)(?: ?(?:ci-dessus|précédentes|n.est (?:correcte|juste)))*",
    r"rien de tout cela",
    r"ningun[ao](?: de)?(?: las| los| estas| estos)? (?:anteriores|(?:respuestas|opciones)(?: anteriores)?)",
    r"nada de lo anterior",
    r"(?:ничего|ни один|ни одно)(?: из)?(?: (?:выше)?(?:перечисленн|указанн|названн)\w+| этих ответов)",
    r"нет (?:верного|правильного) ответа",
)
TAIL = r"(?: (?:answers?|choices?|options?|statements?))?(?:,? (?:are|is) (?:correct|right|true))?\W*"


def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(forms)}){TAIL}", re.IGNORECASE)


BEGINNINGS = (
    *("all", "any", "both", "each", "some", "neither", "none", "not any"),
    *("beide", "kein", "aucun", "rien", "tou", "amb", "nada", "ningun", "tod"),
    *("все", "всё", "нет", "ни ", "ниче"),
)
"""How such options begin, so that few texts are looked at closely."""
AROUND = " \u00a0\"'“”„«»‘’([*"
ALL_OF = _pattern(ALL)
NONE_OF = _pattern(NONE)


def is_all_of(plain: str) -> bool:
    """Does an option say that all, or both, of the others are right?"""
    return bool(ALL_OF.fullmatch(plain))


def is_none_of(plain: str) -> bool:
    """Does an option say that none of the others is right?"""
    return bool(NONE_OF.fullmatch(plain))


def is_catch_all(plain: str) -> bool:
    """Does an option speak of the others, and so belong at the end?"""
    return plain.lstrip(AROUND).lower().startswith(BEGINNINGS) and (is_all_of(plain) or is_none_of(plain))
