"""What drafting knows of English grammar: small closed lists, as no model tells it more."""

from __future__ import annotations

import re

OPENERS = frozenset(
    "he she it they we i you his her its their our my your this that these those such there here one some others many"  # noqa: SIM905
    " all both each none another but and or so yet also then thus therefore however moreover meanwhile nevertheless"
    " nonetheless consequently subsequently alternatively still instead otherwise besides furthermore hence although"
    " though because similarly likewise what who why how when which whose where first second third finally no not"
    " more just only even unlike with now".split()
)
"""Words with which a sentence leans on the one before it, or is no plain statement."""
POINTERS = frozenset("this these those such i we you our my your".split())  # noqa: SIM905
"""Words that point out of the sentence."""
TIES = re.compile(
    r"(?i:also|moreover|however|consequently|subsequently|therefore|thus|meanwhile|nevertheless|furthermore|alternatively"
    r"|instead|then|so far|for example|for instance|as a result|as a response|in response|in addition|after that"
    r"|on the other hand|finally|in fact|indeed|similarly), "
)
"""Words at the head of a sentence that tie it to the one before, and say nothing themselves."""
LEANING = ("for this", "with this", "at this", "at that", "in this", "in that", "to this", "by then", "in addition to")
"""Phrases with which a sentence leans on the one before it."""
MOMENTS = ("this week", "last week", "last month", "last year", "yesterday", "today", "tomorrow", "so far", "in turn")
"""Times that only the day of writing tells."""
MENTIONED = frozenset({"country", "former", "latter", "same", "two"})
"""Words that, behind “the” at the head of a sentence, speak of what the one before it named."""
PERSONAL = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
AUXILIARIES = frozenset("is are was were has have had will would can could may might".split())  # noqa: SIM905
TITLES = frozenset(
    "president minister secretary chancellor king queen emperor general colonel captain senator governor mayor judge"  # noqa: SIM905
    " ambassador spokesman spokeswoman spokesperson leader chairman chairwoman chair director head adviser advisor"
    " commander chief editor reporter writer author professor doctor dr mr mrs ms sir lord lady pope bishop inspector"
    " engineer officer poet painter composer scientist physicist chemist historian explorer founder inventor mason"
    " successor predecessor".split()
)
"""What a person is called by; a name behind one is a person's."""
RANKS = frozenset(
    "former current prime deputy vice first foreign press trade defense defence interior finance longtime"  # noqa: SIM905
    " acting secretary of state the white house united states".split()
)
"""Words that stand before a title and belong to it."""
BODIES = frozenset(
    "council organization organisation union committee agency company board ministry party bank court university"  # noqa: SIM905
    " institute office parliament congress senate house brigade army association society club school church museum"
    " treaty post times treasury center centre commission".split()
)
"""What an institution is called; a name with one of them is not a person's or a place's."""
COUNTRIES = frozenset({"America", "Britain", "England", "Scotland", "Wales", "USA", "US", "U.S.", "UK", "Soviet Union"})
"""Countries under names that no list of them has."""
TOWN_OF = re.compile(r"\b(?:cities|city|towns?|villages?|regions?|ports?) of (?:the )?$")
"""Words before the name of a place."""
SAID = frozenset(
    "said says announced declared told stated insisted accused added wrote writes replied claimed argued"  # noqa: SIM905
    " maintains warned called asked ordered thanked".split()
)
"""What persons do above all."""
PRESENT = frozenset("says maintains remains argues writes warns insists holds contains believes continues".split())  # noqa: SIM905
"""Verbs in the present tense that are hardly ever nouns."""
PLACED = frozenset("in near at from to into around outside across".split())  # noqa: SIM905
"""Words before a place."""
ADJECTIVE_ENDINGS = (
    "ian", "ean", "ish", "ese", "akh", "zbek", "gyz", "jik", "ghan", "ench", "utch", "reek", "wiss", "rican", "ern",
    "ist", "ic", "kish", "erman", "-led", "oviet", "uslim", "ians", "akhs",
)  # fmt: skip
"""A name of one word that ends so tells of what kind something is (Russian, Islamic)."""
