"""A field's name is not known.

Why: a misspelt field would do nothing, in silence. Fields of your own begin with `x-`.

Bad:

    distractor:
      - Aktau

Good:

    distractors:
      - Aktau
"""

CODE = "Q020"
NAME = "unknown-field"
SEVERITY = "error"
