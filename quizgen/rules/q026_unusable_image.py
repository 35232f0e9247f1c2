"""A picture can't be used.

Why: it is missing, outside the course's folder, or not what its name says.

Bad:

    image:
      file: ../../holiday.png

Good:

    image:
      file: map.png
      alt: Kazakhstan and its neighbours
"""

CODE = "Q026"
NAME = "unusable-image"
SEVERITY = "error"
