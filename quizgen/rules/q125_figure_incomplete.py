"""The number or date is in the cited sentence, but something of it is missing here or there.

Why: without its unit, its scale or the other end of its range a number may say something else; and a year that the
sentence does not give is not proved by it. Complete it, or accept it with a reason:

    allow:
      Q125: the unit stands in the table

Bad:

    short: How long does the ferry take?
    answer: 30 minutes
    cite: the ferry takes 20 to 30 minutes

Good:

    short: How long does the ferry take?
    answer: 20 to 30 minutes
    cite: the ferry takes 20 to 30 minutes
"""

from quizgen.rules._judging import reports

CODE = "Q125"
NAME = "figure-incomplete"
SEVERITY = "warning"
check = reports("figure?")
