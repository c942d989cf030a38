"""What only the whole of a text tells: a letter, a plan, the place where it is at home, whose offices stand before a name."""
