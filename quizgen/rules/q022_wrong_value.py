"""A field holds a value that it can't take.

Why: each field says what it takes: a number, one of a few words, a list. Curly quotation marks around it, as word
processors make them, are part of the value; `quizgen check --fix` takes them away where nothing else is wrong.

Bad:

    difficulty: very hard

Good:

    difficulty: hard
"""

CODE = "Q022"
NAME = "wrong-value"
SEVERITY = "error"
