"""The number is in the cited sentence, but with another unit, or counted by something else.

Why: 7,500 kilometers are not 7,500 miles, and 1.5 million barrels a day are not 1.5 million barrels a year.

Bad:

    short: How long is the border?
    answer: 7,500 miles
    cite: longest land border (7,500 kilometers)

Good:

    short: How long is the border?
    answer: 7,500 km
    cite: longest land border (7,500 kilometers)
"""

from quizgen.rules._judging import reports

CODE = "Q114"
NAME = "unit-differs"
SEVERITY = "error"
check = reports("unit")
