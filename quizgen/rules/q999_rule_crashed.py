"""A rule failed on this question.

Why: this is a mistake in quizgen, or in an added rule, not in the bank. The other rules ran on. Please report it
with the question.

Bad: a rule that stops at a question it did not expect

Good: a rule that finds something or nothing
"""

CODE = "Q999"
NAME = "rule-crashed"
SEVERITY = "error"
