"""A tab stands where YAML wants spaces.

Why: tabs look like spaces, but YAML counts them differently.

Bad:

    a line indented with the tab key

Good:

    a line indented with spaces, two for each step
"""

CODE = "Q004"
NAME = "tab"
SEVERITY = "error"
