"""Two questions of the course, or two of its disputes, have the same id.

Why: a student's history hangs on the id; two questions would share one, and nobody could tell two disputes apart.

Bad:

    - id: capital
    …
    - id: capital

Good:

    - id: capital
    …
    - id: capital-today
"""

CODE = "Q024"
NAME = "duplicate-id"
SEVERITY = "error"
