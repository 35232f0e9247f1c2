"""A `#` after a space cuts the value off.

Why: YAML takes everything after it for a comment, and the rest of the text would be lost in silence.

Bad:

    answer: Route #5

Good:

    answer: "Route #5"
"""

CODE = "Q010"
NAME = "hash-in-value"
SEVERITY = "error"
