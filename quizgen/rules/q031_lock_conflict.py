"""The lock holds two versions that git could not merge.

Why: quizgen can merge them, once the banks are merged: run `quizgen lock`.

Bad:

    <<<<<<< HEAD

Good:

    the lock after `quizgen lock`
"""

CODE = "Q031"
NAME = "lock-conflict"
SEVERITY = "error"
