"""An option says that none of the others is right.

Why: as the key it shows only that a student knows what is wrong, and as a distractor it is rarely chosen. Write a wrong
answer of the same kind in its place, or leave it out: three good options are enough.

Bad:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Bears
      - None of the above

Good:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Bears
      - Wolves

Source: Haladyna, Downing and Rodriguez 2002; Tarrant et al. 2006
"""

from quizgen.catch_all import is_none_of
from quizgen.rules._writing import WITH_OPTIONS, catch_alls

CODE = "Q301"
NAME = "none-of-the-above"
SEVERITY = "warning"
TYPES = WITH_OPTIONS
check = catch_alls(
    is_none_of,
    "“{}” shows only what a student knows to be wrong",
    "replace it by a wrong answer of the same kind as the others, or leave it out",
)
