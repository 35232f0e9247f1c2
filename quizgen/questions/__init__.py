"""The question types, one file each: its fields, and how it lowers itself to an `Item`.

A type module has `TYPE` (the key that names it in a bank) and `QUESTION` (a subclass of `_base.Question`).
"""
