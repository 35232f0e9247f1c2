"""A field holds a value that it can't take.

Why: each field says what it takes: a number, one of a few words, a list.

Bad:

    difficulty: very hard

Good:

    difficulty: hard
"""

CODE = "Q022"
NAME = "wrong-value"
SEVERITY = "error"
