"""The text of a source can't be read.

Why: nothing can be proved against it.

Bad:

    file: article.docx

Good:

    file: article.txt
"""

CODE = "Q033"
NAME = "source-file"
SEVERITY = "error"
