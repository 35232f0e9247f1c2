"""A date of the key is not in the cited sentence.

Why: a date is right or wrong. It may be told in any form, and less of it than the sentence tells; dates in digits
are read in the order that `dates:` in seeds/sources.yaml gives for the source (5/1/2022 is 5 January under `dmy`).

Bad:

    short: When did the clock stop?
    answer: 6 January 2022
    cite: the clock stopped on 5/1/2022

Good:

    short: When did the clock stop?
    answer: 5 January 2022
    cite: the clock stopped on 5/1/2022
"""

from quizgen.rules._judging import reports

CODE = "Q113"
NAME = "date-differs"
SEVERITY = "error"
check = reports("date")
