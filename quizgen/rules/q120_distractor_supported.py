"""A distractor is right too.

Why: the quote supports it as it supports the key, such as another member of the same list. A student who picks it is
right, and is marked wrong.

Bad:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Gulls
      - Bears
    cite: seals and gulls live on the island

Good:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Bears
    cite: seals and gulls live on the island

Source: more than one correct answer, an item-writing flaw (Haladyna, Downing and Rodriguez 2002)
"""

from quizgen.rules._judging import reports

CODE = "Q120"
NAME = "distractor-supported"
SEVERITY = "error"
check = reports("distractor")
