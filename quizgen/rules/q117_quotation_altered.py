"""Words between quotation marks are not what the source has.

Why: quotation marks promise the source's own words. `…` may skip some; none may be changed.

Bad:

    short: Who spoke of “a quiet harbour town”?
    answer: Miller
    cite: Miller spoke of “a quiet little harbour town”

Good:

    short: Who spoke of “a quiet … harbour town”?
    answer: Miller
    cite: Miller spoke of “a quiet little harbour town”
"""

from quizgen.rules._judging import reports

CODE = "Q117"
NAME = "quotation-altered"
SEVERITY = "error"
check = reports("quotation")
