"""A question has no type, or two.

Why: the type key (choice, multi, true_false, cloze, short, numeric, match, order, open, card) says what is
asked and how.

Bad:

    - id: capital
      question: Which city was the capital?

Good:

    - id: capital
      short: Which city was the capital?
"""

CODE = "Q023"
NAME = "question-type"
SEVERITY = "error"
