"""The file can't be read as YAML.

Why: a line that YAML can't read may change the meaning of those after it, so the question is left out until it
is mended; its neighbours are still checked.

Bad:

    - id: capital
      short Which city was the capital?

Good:

    - id: capital
      short: Which city was the capital?

Source: YAML 1.1 specification
"""

CODE = "Q001"
NAME = "yaml-syntax"
SEVERITY = "error"
