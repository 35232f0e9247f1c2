"""The stem credits one source, and another is cited.

Why: who says so is half of the answer. A source is known by its author, its publisher and its `names` in
seeds/sources.yaml.

Bad:

    choice: According to Miller, when was the pier built?
    answer: In 1863
    distractors: In 1871
    cite:
      source: harbour-report
      quote: the pier, finished in 1863

Good:

    choice: According to the Harbour Report, when was the pier built?
    answer: In 1863
    distractors: In 1871
    cite:
      source: harbour-report
      quote: the pier, finished in 1863
"""

from quizgen.rules._judging import reports

CODE = "Q118"
NAME = "source-misnamed"
SEVERITY = "error"
check = reports("attribution")
