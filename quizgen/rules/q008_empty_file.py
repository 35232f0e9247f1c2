"""The file is empty.

Why: a bank has a title and questions, a course file an id and a title.

Bad:

    a new file in which nothing has been written yet

Good:

    title: The harbour
    questions:
      - id: harbour-pier
        short: Who built the pier?
        answer: Miller
"""

CODE = "Q008"
NAME = "empty-file"
SEVERITY = "error"
