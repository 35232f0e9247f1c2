"""A bank's file can't be used: it is a link out of the course, or its name clashes with another's.

Why: what is outside may change or be missing elsewhere; and of two banks with one name only one could be built.

Bad:

    decks/unit-1.yaml, a link to a file on the desktop

Good:

    the file itself, in decks/
"""

CODE = "Q030"
NAME = "bank-file"
SEVERITY = "error"
