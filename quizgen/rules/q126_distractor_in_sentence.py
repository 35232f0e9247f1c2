"""A distractor stands beside the key in the cited sentence, outside the quote.

Why: it may be right as well. Read the sentence; replace the distractor, or accept it with a reason:

    allow:
      Q126: the stem asks for the first of the two

Bad:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Gulls
      - Bears
    cite: seals … live on the island

Good:

    choice: Which animal lives on the island?
    answer: Seals
    distractors:
      - Bears
    cite: seals … live on the island
"""

from quizgen.rules._judging import reports

CODE = "Q126"
NAME = "distractor-in-sentence"
SEVERITY = "warning"
check = reports("distractor?")
