"""A question names a dispute that the course file does not declare.

Why: the other side could not be shown.

Bad:

    dispute: csto-founding

Good:

    dispute: csto-founded
"""

CODE = "Q029"
NAME = "unknown-dispute"
SEVERITY = "error"
