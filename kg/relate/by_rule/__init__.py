"""What the rules of ``data/rules`` state of a sentence: which of them are tried, what speaks against it, between whom it holds."""
