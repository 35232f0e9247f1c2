"""What drafting knows of English grammar: small closed lists, as no model tells it more."""

from __future__ import annotations

import re

OPENERS = frozenset(
    "he she it they we i you his her its their our my your this that these those such there here one some"
    " others many all both each none another but and or so yet also then thus therefore however moreover"
    " meanwhile nevertheless nonetheless consequently subsequently alternatively still instead otherwise"
    " besides furthermore hence although though because similarly likewise what who why how when which whose"
    " where first second third finally no not more just only even unlike with now".split()
)
"""Words with which a sentence leans on the one before it, or is no plain statement."""
WHOLE_OPENING = re.compile(r"(?i:there (?:is|are|was|were)|more than|at least) ")
"""Some of them, in phrases that lean on nothing."""
POINTERS = frozenset("this these those such i we you our my your".split())
"""Words that point out of the sentence."""
PRONOUNS = frozenset("he she it they him her them his its their".split())
UNNAMED = frozenset({"it", "they", "them"})
PERSONAL = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
ANY_PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted(PRONOUNS))})\b", re.IGNORECASE)
TIES = re.compile(
    r"(?i:also|moreover|however|consequently|subsequently|therefore|thus|meanwhile|nevertheless|furthermore|alternatively"
    r"|instead|then|so far|for example|for instance|as a result|as a response|in response|in addition|after that"
    r"|on the other hand|finally|in fact|indeed|similarly), "
)
"""Words at the head of a sentence that tie it to the one before, and say nothing themselves."""
LEANING = re.compile(
    r"(?i:for this|with this|at th(?:is|at)|in th(?:is|at)|to this|by then|in addition to|in the next|within \w+) "
)
"""Phrases with which a sentence leans on the one before it."""
MOMENTS = re.compile(
    r"(?i:\b(?:this week|last (?:week|month|year)|yesterday|today|tomorrow|so far|in turn|recently|currently)\b)"
)
"""Times that only the day of writing tells."""
MENTIONED = frozenset({"country", "former", "latter", "same", "two"})
"""Words that, behind “the” at the head of a sentence, speak of what the one before it named."""
DEFINES = re.compile(r"^(?:(?:A|An|The) )?([^\W\d_][\w-]*(?: [a-z][\w-]*){0,2}) (is|are) ((?:an?|one of|the) .+)\.$")
"""A sentence that tells what its subject is."""
CALLED = re.compile(
    r"\b(?P<verb>are )?(?:called|known as|termed|nicknamed|referred to as) (?:the |an? )?[“\"]?"
    r"(?P<term>[a-z][\w-]*(?: [a-z][\w-]*){0,2}?)[”\"]?"
    r"(?=[.,;:)—–]| (?:and|or|which|that|because|when|while|in|by|from|to|is|are) )"
)
"""A term, behind the word that introduces it."""
FUNCTION_WORDS = frozenset("for on in by off out up to upon the a an it so what".split())
VAGUE = frozenset(
    "reason reasons result results aim goal problem problems question answer point fact idea example effect"
    " cause importance difference purpose first second third one most what there here this it".split()
)
"""Subjects of which a definition defines nothing."""
AUXILIARIES = frozenset("is are was were has have had will would can could may might".split())
TITLES = frozenset(
    "president minister secretary chancellor king queen emperor general colonel captain senator governor"
    " mayor judge ambassador spokesman spokeswoman spokesperson leader chairman chairwoman chair director head"
    " adviser advisor commander chief editor reporter writer author professor doctor dr mr mrs ms sir lord"
    " lady pope bishop inspector engineer officer poet painter composer scientist physicist chemist historian"
    " explorer founder inventor mason successor predecessor".split()
)
"""What a person is called by; a name behind one is a person's."""
RANKS = frozenset(
    "former current prime deputy vice first foreign press trade defense defence interior finance longtime"
    " acting secretary of state the white house united states".split()
)
"""Words that stand before a title and belong to it."""
BODIES = frozenset(
    "council organization organisation union committee agency company board ministry party bank court"
    " university institute office parliament congress senate house brigade army association society club"
    " school church museum treaty post times treasury center centre commission assembly estate estates league"
    " directory movement alliance".split()
)
"""What an institution is called; a name with one of them is not a person's or a place's."""
COUNTRIES = frozenset({"America", "Britain", "England", "Scotland", "Wales", "USA", "US", "U.S.", "UK", "Soviet Union"})
"""Countries under names that no list of them has."""
ASKS = {"person": "Who", "place": "Which of these", "country": "Which of these", "body": "Which of these"}
"""How a question asks for a name of each sort."""
TOWN_OF = re.compile(r"\b(?:cities|city|towns?|villages?|regions?|ports?) of (?:the )?$")
"""Words before the name of a place."""
SURMISES = frozenset(
    "could would might may perhaps seem seems appear appears likely probably if well extremely very important".split()
)
"""Words of a forecast or a judgment."""
HAVE = frozenset({"has", "have", "had"})
REPORTS = frozenset(
    "said says announced told stated insisted accused added wrote writes replied claimed argued maintains"
    " warned".split()
)
"""Verbs behind which stands somebody's word."""
SAID = REPORTS | {"declared", "called", "asked", "ordered", "thanked"}
"""What persons do above all."""
PRESENT = frozenset(
    "say maintain remain argue write warn insist hold contain believe continue have cover measure weigh"
    " produce need last use reach cost include employ export import make take give keep lie live grow eat"
    " carry pump beat consist belong depend form protect absorb release convert connect separate border share"
    " own lead rule play become begin end join tell show explain describe call mean come go run stand stop".split()
)
"""Verbs whose third person is hardly ever a noun where a verb may stand."""
REGULAR = frozenset(
    "abolish accept achieve acquire add adopt agree announce appear appoint approve argue arrest arrive ask"
    " assassinate attack attempt believe belong blame borrow bury call capture carry cause celebrate change"
    " charge claim climb close collapse colonise colonize command complete compose conclude condemn conquer"
    " consider construct continue contribute convert cover create cross crown damage declare decline defeat"
    " defend deliver demand demonstrate deny deport describe design destroy develop die discover dismiss"
    " dissolve divide double earn elect emerge emigrate employ end enter escape establish estimate execute"
    " expand explain explode explore export express extend fail finance finish fire follow force form found"
    " gain govern grant guard happen help hire hope import improve increase inherit inspire intervene"
    " introduce invade invent invite issue join kill land last launch liberate list live locate lower marry"
    " mark mention move murder name need negotiate nationalise nationalize observe obtain occupy offer open"
    " order organise organize own paint pass patent perform persuade place plant play present preserve prevent"
    " print proclaim produce promise propose protect prove publish purchase push raise ratify reach receive"
    " recognise recognize record reduce refuse reign reject release remain remove rename repair replace report"
    " request rescue resign resist restore retire return reveal rule sail save seize separate serve settle"
    " share sign start stay storm study succeed suffer support suppress surrender surround survive suspend"
    " talk thank threaten train translate travel treat try turn unite use visit vote wait walk want warn watch"
    " welcome work wound".split()
)
DOUBLING = frozenset("admit ban commit control drop expel permit plan rob ship stop submit transfer trap".split())
"""Verbs with regular past forms; those of the second list double their last letter."""
PLACED = frozenset("in near at from to into around outside across".split())
"""Words before a place."""
ADJECTIVE_ENDINGS = (
    "ian", "ean", "ish", "ese", "akh", "zbek", "gyz", "jik", "ghan", "ench", "utch", "reek", "wiss", "rican", "ern",
    "ist", "ic", "kish", "erman", "-led", "oviet", "uslim", "ians", "akhs",
)  # fmt: skip
"""A name of one word that ends so tells of what kind something is (Russian, Islamic)."""
