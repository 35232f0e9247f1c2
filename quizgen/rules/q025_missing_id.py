"""A question has no id.

Why: the id keeps a student's history when the question is corrected. `quizgen check --fix` and `quizgen build`
add one.

Bad:

    - short: Which city was the capital?

Good:

    - id: kazakhstan-which-city-capital
      short: Which city was the capital?
"""

CODE = "Q025"
NAME = "missing-id"
SEVERITY = "error"
