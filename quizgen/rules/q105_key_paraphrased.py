"""The key says it in other words than the cited sentence, so a person has to judge.

Why: words of the key are not in the cited sentences. That may be a good paraphrase or a wrong answer; no program
can tell. Other forms of a word and plain synonyms count as the same. Read both, then correct the key, cite a better
sentence, or accept it with a reason:

    allow:
      Q105: “dismissed” is the article's “dismissal”

Bad:

    short: What did the council do?
    answer: approved the plan
    cite: the council talked about the plan for hours

Good:

    short: What did the council do?
    answer: talked about the plan
    cite: the council talked about the plan for hours
"""

from quizgen.rules._judging import reports

CODE = "Q105"
NAME = "key-paraphrased"
SEVERITY = "warning"
check = reports("words")
