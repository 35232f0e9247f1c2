"""A question is about a passage that the bank does not have.

Why: the student would miss the text or picture that the question needs.

Bad:

    about: map-2

Good:

    passages:
      map-2:
        title: The region
    …
    about: map-2
"""

CODE = "Q027"
NAME = "unknown-passage"
SEVERITY = "error"
