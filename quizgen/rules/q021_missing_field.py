"""A field that is needed is missing.

Why: without it the question can't be asked or marked.

Bad:

    - id: capital
      short: Which city was the capital?

Good:

    - id: capital
      short: Which city was the capital?
      answer: Almaty
"""

CODE = "Q021"
NAME = "missing-field"
SEVERITY = "error"
