"""How well what was read from a document agrees with its gold: what a careful reader wrote down of it."""

from kg.score.compare import read_alone, score
from kg.score.figures import Count, Counts, Score, total

__all__ = ["Count", "Counts", "Score", "read_alone", "score", "total"]
