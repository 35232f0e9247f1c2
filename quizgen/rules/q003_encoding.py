"""The file is not UTF-8 text.

Why: letters outside English would come out wrong on cards and sheets.

Bad:

    a bank saved as “Unicode” (UTF-16) or in a Windows code page, or a file that is no text

Good:

    the same file saved as UTF-8
"""

CODE = "Q003"
NAME = "encoding"
SEVERITY = "error"
