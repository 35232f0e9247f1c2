"""A colon followed by a space stands inside a value.

Why: YAML reads `word: ` as the name of a field.

Bad:

    choice: Putin: hero or villain?

Good:

    choice: "Putin: hero or villain?"
"""

CODE = "Q009"
NAME = "colon-in-value"
SEVERITY = "error"
