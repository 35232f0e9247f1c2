"""A field stands twice in one question or mapping.

Why: only one of the two can count, and which one is a guess.

Bad:

    answer: Almaty
    answer: Aktau

Good:

    answer: Almaty
"""

CODE = "Q002"
NAME = "duplicate-key"
SEVERITY = "error"
