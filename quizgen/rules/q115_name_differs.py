"""A name of the key is nowhere in the cited source.

Why: names are the source's own. A name that the sentence has in another spelling is a warning (Q105), as is a
single word that only a capital makes a name; one that the sentence has in another form belongs into the course's
`aliases`; “Long Name (LN)” in a text is understood by itself.

Bad:

    short: Who built the pier?
    answer: John Smith
    cite: the pier was built by John Miller

Good:

    short: Who built the pier?
    answer: John Miller
    cite: the pier was built by John Miller
"""

from quizgen.rules._judging import reports

CODE = "Q115"
NAME = "name-differs"
SEVERITY = "error"
check = reports("name")
