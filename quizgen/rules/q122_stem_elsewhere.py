"""The stem speaks of something that the cited sentence does not name.

Why: the answer may stand in the sentence and yet answer another question. Names, numbers and dates of a stem are
looked for in the cited sentences, in the ones before (for “he” and “it”), and in the title of the source. Cite the
sentence with the name too, change the stem, or accept it with a reason:

    allow:
      Q122: “the mayor” is Smith, as the first paragraph says

Bad:

    short: What did Smith buy in Oslo?
    answer: a clock
    cite: in Bergen the mayor bought a clock

Good:

    short: What did the mayor buy in Bergen?
    answer: a clock
    cite: in Bergen the mayor bought a clock
"""

from quizgen.rules._judging import reports

CODE = "Q122"
NAME = "stem-elsewhere"
SEVERITY = "warning"
check = reports("stem")
