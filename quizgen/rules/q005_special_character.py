"""A value begins with a character that YAML takes for itself.

Why: `*`, `&`, `!`, `%`, `@`, `` ` ``, `{`, `[`, `>`, `|`, `?` and `-` mean something to YAML at the start of a
value. quizgen's format needs none of those meanings: no anchors, no aliases, no tags.

Bad:

    answer: *very* large

Good:

    answer: "*very* large"

Source: YAML 1.1 specification
"""

CODE = "Q005"
NAME = "special-character"
SEVERITY = "error"
