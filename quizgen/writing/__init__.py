"""How a question is written: its stem and options cut into words once, for the rules of item writing.

The rules are those of Haladyna, Downing and Rodriguez (2002) and of the 19 criteria of Tarrant et al. (2006), as far
as a program can judge them; the words they look for are data, in `quizgen/evidence/languages/`.
"""
