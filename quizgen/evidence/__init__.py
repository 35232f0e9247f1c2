"""Judges whether cited sentences bear out a question: by figures, dates, names and words, never by meaning.

A text is read once into its facts (`facts`); a claim is compared with the sentences fact by fact (`comparing`), and
every difference is a `Doubt`. What the checks know of a language is a file in `languages`.
"""
