"""cluster-kg: from Chinese text on innovation clusters to a knowledge graph with a sentence behind every edge."""

__version__ = "0.1.0"
