"""The outputs, one module or package each: what `build --to NAME` makes of an edition.

An exporter has what `quizgen.edition.Exporter` asks for; a name with a leading underscore is none.
"""
