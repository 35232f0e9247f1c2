"""Makes draft questions from a text, without any model: each rests on one fact of one sentence.

`things` finds figures, dates, names and terms, `sorts` tells persons from places, `standing` which sentences can stand
alone; `lines` reads a source with them. Each kind of question is one file; `candidates` gathers them and chooses, and
`proving` keeps what the check has nothing against and makes a bank of it.
"""
