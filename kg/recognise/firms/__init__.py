"""Firms that no list knows: by a word of their own and a line of business, in lists, as a project's owner."""
