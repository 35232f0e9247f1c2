"""Only one of the two, question and cited sentence, has a “not”, so a person has to judge.

Why: a question may ask for what is not, and a sentence may deny in other words. Read both; correct the question, or
accept it with a reason:

    allow:
      Q124: “stays closed” is “does not open”

Bad:

    short: What does the ticket cover?
    answer: the ferry
    cite: the ticket does not cover the ferry

Good:

    short: What does the ticket not cover?
    answer: the ferry
    cite: the ticket does not cover the ferry
"""

from quizgen.rules._judging import reports

CODE = "Q124"
NAME = "negation-unclear"
SEVERITY = "warning"
check = reports("negation?")
