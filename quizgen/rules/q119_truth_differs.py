"""The statement is called false, but the cited sentence says it.

Why: every word and figure of the statement is in the sentence. Either the answer is `true`, or the statement was
meant to differ from it.

Bad:

    true_false: The pier was finished in 1863.
    answer: false
    correction: It was in 1863 that the pier was finished.
    cite: the pier was finished in 1863

Good:

    true_false: The pier was finished in 1871.
    answer: false
    correction: The pier was finished in 1863.
    cite: the pier was finished in 1863
"""

from quizgen.rules._judging import reports

CODE = "Q119"
NAME = "truth-differs"
SEVERITY = "error"
check = reports("truth")
