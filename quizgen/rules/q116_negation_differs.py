"""The question says the opposite of the cited sentence.

Why: a “not” too many or too few, or a word that means the contrary (rise, fall), turns a true statement into a
false one.

Bad:

    true_false: The price of white bread rose in May.
    answer: true
    cite: the price of white bread fell in May

Good:

    true_false: The price of white bread fell in May.
    answer: true
    cite: the price of white bread fell in May
"""

from quizgen.rules._judging import reports

CODE = "Q116"
NAME = "negation-differs"
SEVERITY = "error"
check = reports("negation")
