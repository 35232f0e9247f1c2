"""Two names or numbers of the sentence seem to have changed places, so a person has to judge.

Why: the words are the same, but their order is not (“A thanked B”, “B thanked A”), or the number belongs to another
thing of the same sentence. No program can tell for certain. Correct it, or accept it with a reason:

    allow:
      Q123: both lists are in the same order

Bad:

    true_false: In that year Smith thanked Miller for the clock.
    answer: true
    cite: in that year Miller thanked Smith for the clock

Good:

    true_false: In that year Miller thanked Smith for the clock.
    answer: true
    cite: in that year Miller thanked Smith for the clock
"""

from quizgen.rules._judging import reports

CODE = "Q123"
NAME = "words-exchanged"
SEVERITY = "warning"
check = reports("exchange")
