"""Titled documents and named programmes."""
