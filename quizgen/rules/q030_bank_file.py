"""A bank's file can't be used: it is a link out of the course, or its name clashes with another's or ends in .txt.

Why: what is outside may change or be missing elsewhere; and of two banks with one name only one could be built. Notepad
puts .txt behind a name, and Windows may hide it: `clock.yaml` is then `clock.yaml.txt`, and no bank.

Bad:

    decks/unit-1.yaml, a link to a file on the desktop

Good:

    the file itself, in decks/
"""

CODE = "Q030"
NAME = "bank-file"
SEVERITY = "error"
