"""Nothing decides whether the steps are in the right order, so a person has to judge.

Why: an order is proved by dates that rise, or by one sentence that tells the steps one after the other. Where the
cited sentences do neither, the order may be right or wrong. Cite sentences with dates, or accept it with a reason:

    allow:
      Q111: ¶4 says “then” for the second step

Bad:

    order: Put the events in order.
    sequence:
      - The storm
      - The clock is bought
    cite:
      - a storm bent the black hand
      - the Board bought a clock

Good:

    order: Put the events in order.
    sequence:
      - The clock is bought
      - The storm
    cite:
      - In 1871 the Harbour Board bought a clock
      - In 1894 a storm bent the black hand
"""

from quizgen.rules._judging import reports

CODE = "Q111"
NAME = "order-undecided"
SEVERITY = "warning"
check = reports("order")
