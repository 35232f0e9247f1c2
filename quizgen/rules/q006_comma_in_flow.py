"""A comma inside `[ ]` or `{ }` cuts a value in two.

Why: in `[2,700 km, 3,800 km]` YAML reads four entries.

Bad:

    distractors: [2,700 km, 3,800 km]

Good:

    distractors:
      - 2,700 km
      - 3,800 km
"""

CODE = "Q006"
NAME = "comma-in-flow"
SEVERITY = "error"
