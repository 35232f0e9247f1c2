"""An installed judge of meaning finds that the cited sentence does not say what the question says.

Why: the words and figures agree, and yet the sentence may say something else; a model that judges meaning can see
that, and can be wrong too. Read both; correct the question, or accept it with a reason:

    allow:
      Q131: the sentence says it in the passive

Bad: a key whose words all stand in the sentence, which says something else with them

Good: a key that the sentence states

Source: attributable to identified sources (Rashkin et al. 2023); docs/judges.md
"""

from quizgen.rules._judging import reports

CODE = "Q131"
NAME = "judge-doubts"
SEVERITY = "warning"
check = reports("judge")
