"""A quotation mark inside a quoted value ends it too early.

Why: the rest of the line is then no longer part of the value.

Bad:

    answer: 'Kazakhstan's capital'

Good:

    answer: Kazakhstan's capital
"""

CODE = "Q011"
NAME = "quote-in-quotes"
SEVERITY = "error"
