"""Places and zones beyond the lists: towns, circles of cities, lists that share a last word, the parts of a plan, where a document is at home."""
