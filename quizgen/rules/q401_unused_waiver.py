"""`allow` accepts something that is not found.

Why: a waiver that silences nothing hides the next finding of its kind. Errors can't be waived.

Bad:

    allow:
      Q105: a fair paraphrase
    answer: the very words of the sentence

Good: the same question without `allow`
"""

CODE = "Q401"
NAME = "unused-waiver"
SEVERITY = "warning"
