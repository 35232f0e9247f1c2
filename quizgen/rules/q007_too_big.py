"""A file is too large, too deep, or has a line that is too long.

Why: no bank written by a person is; such a file is a mistake or an attack.

Bad:

    a bank of 20 MB, or brackets nested a hundred deep

Good:

    several banks, each of a unit or an article
"""

CODE = "Q007"
NAME = "too-big"
SEVERITY = "error"
