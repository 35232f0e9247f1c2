"""A draft is not finished, or a bank has no questions yet.

Why: questions are often written down in parts. A draft may lack any field; it is in no output, and it is no error until
its status is `ready`.

Bad:

    - id: clock-maker
      short: Who made the clock?
      answer:
      status: draft

Good:

    - id: clock-maker
      short: Who made the clock?
      answer: Anna Holt
      cite: a clock from Anna Holt
"""

CODE = "Q039"
NAME = "unfinished-draft"
SEVERITY = "info"
