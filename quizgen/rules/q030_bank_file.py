"""A bank is a link to a file outside the course.

Why: what is outside may change or be missing elsewhere.

Bad:

    decks/unit-1.yaml, a link to a file on the desktop

Good:

    the file itself, in decks/
"""

CODE = "Q030"
NAME = "bank-file"
SEVERITY = "error"
