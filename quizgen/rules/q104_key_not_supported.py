"""The cited sentence does not support the key; another one does.

Why: not one word or figure of the key is in the cited sentences, and another sentence has all of them. The quote is
from the wrong place, and the hint shows the right one. Number words and digits are the same, and so are the names
in the course's `aliases`.

Bad:

    short: What was sold at the end of the pier?
    answer: fish
    cite: the pier was built by Miller

Good:

    short: What was sold at the end of the pier?
    answer: fish
    cite: fish was sold on Fridays

Source: attribution to identified sources (Rashkin et al. 2023)
"""

from quizgen.rules._judging import reports

CODE = "Q104"
NAME = "key-not-supported"
SEVERITY = "error"
check = reports("support")
