r"""A backslash stands inside double quotes.

Why: there YAML reads `\t` as a tab and `\n` as a new line, which ruins formulas.

Bad:

    numeric: "\(3 \times 4\)"

Good:

    numeric: '\(3 \times 4\)'
"""

CODE = "Q012"
NAME = "backslash-in-quotes"
SEVERITY = "error"
