"""An option says that all of the others are right.

Why: who knows that two options are right knows the key, and who knows that one is wrong strikes out two. Ask with
`multi` where several answers are right.

Bad:

    choice: Which goods did the boats bring?
    answer: All of the above
    distractors:
      - flour
      - salt

Good:

    multi: Which goods did the boats bring?
    answers:
      - flour
      - salt
    distractors:
      - wool

Source: Haladyna, Downing and Rodriguez 2002; Tarrant et al. 2006
"""

from quizgen.catch_all import is_all_of
from quizgen.rules._writing import WITH_OPTIONS, catch_alls

CODE = "Q302"
NAME = "all-of-the-above"
SEVERITY = "warning"
TYPES = WITH_OPTIONS
check = catch_alls(
    is_all_of,
    "“{}” is given away by any two options that are right",
    "where several answers are right, ask with `multi`; else replace it by a wrong answer",
)
