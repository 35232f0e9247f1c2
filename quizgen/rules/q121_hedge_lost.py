"""A reservation of the cited sentence is lost, or one was added.

Why: “about 500”, “at least 500” and “500” are not the same, nor are “left” and “reportedly left”. Keep the
reservation, in the stem or in the key, or accept it with a reason:

    allow:
      Q121: the class rounds all figures

Bad:

    choice: How many people came?
    answer: 500
    distractors: 50
    cite: about 500 people came

Good:

    choice: About how many people came?
    answer: 500
    distractors: 50
    cite: about 500 people came
"""

from quizgen.rules._judging import reports

CODE = "Q121"
NAME = "hedge-lost"
SEVERITY = "warning"
check = reports("hedge")
