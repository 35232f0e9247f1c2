"""The lock can't be used.

Why: without it students' cards would lose the times at which they changed; so it is never thrown away in silence.

Bad:

    a lock edited by hand

Good:

    the last good one, brought back from version control
"""

CODE = "Q032"
NAME = "lock-damaged"
SEVERITY = "error"
