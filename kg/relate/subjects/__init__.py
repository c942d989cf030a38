"""Whom a clause speaks of: who is named, who is meant by a word or by none, whom its words describe, who is to do it."""
