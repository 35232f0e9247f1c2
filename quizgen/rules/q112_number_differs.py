"""A number of the key is not in the cited sentence.

Why: a figure is right or wrong. Digits, number words and scales are read (`2.7m` is 2,700,000, “eighteen” is 18,
“four score and seven” is 87), a range has both its ends, and “at least” is not “at most”.

Bad:

    numeric: How long is the border?
    answer: 7,600
    cite: longest land border (7,500 kilometers)

Good:

    numeric: How long is the border?
    answer: 7,500
    cite: longest land border (7,500 kilometers)

Source: each figure is checked by itself, as in FActScore (Min et al. 2023)
"""

from quizgen.rules._judging import reports

CODE = "Q112"
NAME = "number-differs"
SEVERITY = "error"
check = reports("number")
