"""Makes draft questions from a text, without any model: each rests on one fact of one sentence.

`things` finds figures, dates and names, `lines` the sentences that can stand alone; each kind of question is one file;
`proving` keeps what the check has nothing against, and `writing` makes a bank of it.
"""
