"""quizgen: question banks in which every answer can prove itself."""

__version__ = "0.1.0"
