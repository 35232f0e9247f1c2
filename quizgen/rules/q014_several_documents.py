"""The file holds more than one document.

Why: a line of three hyphens begins a new document, and only one can be a bank.

Bad:

    questions: …
    ---
    questions: …

Good:

    one bank in a file, without the line of hyphens
"""

CODE = "Q014"
NAME = "several-documents"
SEVERITY = "error"
