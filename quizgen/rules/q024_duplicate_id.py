"""Two questions of the course, or two of its disputes, have the same id.

Why: a student's history hangs on the id; two questions would share one, and nobody could tell two disputes apart. A
question that was copied keeps the id if it is as the lock proved it, else if it is the first; `quizgen check --fix`
gives the other one a new id, unless nobody can tell which of them students have.

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
