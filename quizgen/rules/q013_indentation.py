"""A line is indented wrongly.

Why: YAML tells by the indentation what belongs to what.

Bad:

    - id: capital
       short: Which city was the capital?

Good:

    - id: capital
      short: Which city was the capital?
"""

CODE = "Q013"
NAME = "indentation"
SEVERITY = "error"
